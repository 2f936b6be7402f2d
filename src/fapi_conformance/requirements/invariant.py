"""What every answer tells about itself: relations between its members, checked on every exchange of every test."""

from fapi_conformance.verdict.requirement import Level, Requirement

PIGGYBACK = Requirement(
    id="INVARIANT.PIGGYBACK",
    level=Level.MUST,
    says="An enveloped answer carries the client beside the resource, save on the client itself, touch, "
    "reverifications and deletions.",
    sources=("Client.ClientWrapped*", "AUTH-029"),
    profile="core",
    everywhere=True,
)
LAST_ACTIVE = Requirement(
    id="INVARIANT.LAST-ACTIVE",
    level=Level.MUST,
    says="`last_active_session_id` of a client is null or names a session that the client lists.",
    sources=("Client.Client", "AUTH-372"),
    profile="core",
    everywhere=True,
)
SIGN_IN_MIRROR = Requirement(
    id="INVARIANT.SIGN-IN-MIRROR",
    level=Level.MUST,
    says="A sign-in that is not complete stands in the client of the same answer, equal member by member.",
    sources=("Client.ClientWrappedSignIn", "AUTH-373"),
    profile="core",
    everywhere=True,
)
SIGN_UP_MIRROR = Requirement(
    id="INVARIANT.SIGN-UP-MIRROR",
    level=Level.MUST,
    says="A sign-up that is not complete stands in the client of the same answer, equal member by member.",
    sources=("Client.ClientWrappedSignUp", "AUTH-374"),
    profile="core",
    when=("sign-up-open",),
    everywhere=True,
)
COMPLETED_ATTEMPT = Requirement(
    id="INVARIANT.COMPLETED-ATTEMPT",
    level=Level.MUST,
    says="The answer that completes an attempt shows it gone from the client and its session among the client's.",
    sources=("AUTH-375", "AUTH-411"),
    profile="core",
    everywhere=True,
)
SIGN_IN_SESSION = Requirement(
    id="INVARIANT.SIGN-IN-SESSION",
    level=Level.MUST,
    says="A sign-in has a `created_session_id` exactly when it is complete.",
    sources=("Client.SignIn", "AUTH-376", "AUTH-235"),
    profile="core",
    everywhere=True,
)
SIGN_UP_COMPLETE = Requirement(
    id="INVARIANT.SIGN-UP-COMPLETE",
    level=Level.MUST,
    says="A complete sign-up misses no field and has none unverified.",
    sources=("Client.SignUp", "AUTH-378", "AUTH-290"),
    profile="core",
    when=("sign-up-open",),
    everywhere=True,
)
SIGN_UP_FIELDS = Requirement(
    id="INVARIANT.SIGN-UP-FIELDS",
    level=Level.MUST,
    says="What a sign-up misses is required of it, and nothing is both required and optional.",
    sources=("Client.SignUp", "AUTH-379", "AUTH-292"),
    profile="core",
    when=("sign-up-open",),
    everywhere=True,
)
NEXT_ACTION = Requirement(
    id="INVARIANT.NEXT-ACTION",
    level=Level.MUST,
    says="A code verification of a sign-up asks for nothing more exactly when it is verified, and its field is then no "
    "longer unverified.",
    sources=("Stubs.SignUpVerification.AdditionalFields", "AUTH-380"),
    profile="core",
    when=("sign-up-open", "sign-up-verifies"),
    everywhere=True,
)
UNVERIFIED_FIELD = Requirement(
    id="INVARIANT.UNVERIFIED-FIELD",
    level=Level.MUST,
    says="Where a sign-up verifies, the field of a code verification that is not verified is an unverified one.",
    sources=("Client.SignUp", "AUTH-380", "AUTH-290"),
    profile="core",
    when=("sign-up-open", "sign-up-verifies"),
    everywhere=True,
)
PRIMARY = Requirement(
    id="INVARIANT.PRIMARY",
    level=Level.MUST,
    says="A primary identification of a user that is not null names an entry of the matching list.",
    sources=("Client.User", "USER-009"),
    profile="core",
    everywhere=True,
)
PRIVATE_METADATA = Requirement(
    id="INVARIANT.PRIVATE-METADATA",
    level=Level.MUST,
    says="No answer shows a user's private metadata.",
    sources=("Client.User", "USER-004"),
    profile="core",
    everywhere=True,
)
