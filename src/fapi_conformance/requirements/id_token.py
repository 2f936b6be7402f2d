"""ID tokens that an app got from a provider by itself: one tap, and the `oauth_token_*` strategies."""

from fapi_conformance.requirements.social import MEANS, PROFILE
from fapi_conformance.verdict.requirement import Level, Requirement

WHEN = ("google-one-tap",)

SIGN_IN = Requirement(
    id="ID-TOKEN.SIGN-IN",
    level=Level.MUST,
    says="A sign-in by `google_one_tap` with a token of an account that a user has proves who that user is.",
    sources=("createSignIn 200", "AUTH-246", "AUTH-325"),
    profile=PROFILE,
    operations=("createSignIn",),
    when=WHEN,
    means=MEANS,
    twins=("EXTERNAL-ACCOUNT.CONNECT",),
)
UNKNOWN = Requirement(
    id="ID-TOKEN.SIGN-IN.UNKNOWN",
    level=Level.SHOULD,
    says="A token of an account that no user has is refused with 404 `external_account_not_found`.",
    sources=("createSignIn 404", "AUTH-325"),
    profile=PROFILE,
    operations=("createSignIn",),
    when=WHEN,
    means=MEANS,
    twins=("ID-TOKEN.SIGN-IN",),
)
SIGN_UP = Requirement(
    id="ID-TOKEN.SIGN-UP",
    level=Level.SHOULD,
    says="A sign-up with that same token goes on with that account: complete, or with what is missing named.",
    sources=("AUTH-325", "AUTH-322"),
    profile=PROFILE,
    operations=("createSignUps",),
    when=(*WHEN, "sign-up-open"),
    means=MEANS,
    twins=("ID-TOKEN.SIGN-IN",),
)
CODE = Requirement(
    id="ID-TOKEN.REFUSED.CODE",
    level=Level.SHOULD,
    says="A token that does not hold is told as `google_one_tap_token_invalid`.",
    sources=("SEC-191",),
    profile=PROFILE,
    operations=("createSignIn",),
    when=WHEN,
    means=MEANS,
    twins=("ID-TOKEN.SIGN-IN",),
)
CONNECT = Requirement(
    id="ID-TOKEN.CONNECT",
    level=Level.SHOULD,
    says="An account is connected by `oauth_token_google` with a token at once: verified, and without a redirect.",
    sources=("postOAuthAccounts 200", "USER-320"),
    profile=PROFILE,
    operations=("postOAuthAccounts",),
    when=WHEN,
    means=MEANS,
)
CONNECT_FORGED = Requirement(
    id="ID-TOKEN.CONNECT.FORGED",
    level=Level.MUST,
    says="Nothing is connected by a token that does not hold.",
    sources=("postOAuthAccounts 400", "SEC-191"),
    profile=PROFILE,
    operations=("postOAuthAccounts", "getUser"),
    when=WHEN,
    means=MEANS,
    twins=("ID-TOKEN.CONNECT",),
)


def _refused(name: str, says: str, *, level: Level = Level.MUST) -> Requirement:
    return Requirement(
        id=f"ID-TOKEN.{name}",
        level=level,
        says=f"A token {says} is refused at sign-in and sign-up, without a session.",
        sources=("createSignIn 400", "createSignUps 400", "SEC-191"),
        profile=PROFILE,
        operations=("createSignIn", "createSignUps"),
        when=WHEN,
        means=MEANS,
        twins=("ID-TOKEN.SIGN-IN",),
    )


SIGNATURE = _refused("SIGNATURE", "that is not signed with a key of the provider")
UNSIGNED = _refused("UNSIGNED", "that nobody signed")
SECRET = _refused("KEY-AS-SECRET", "that is signed with the provider's public key as a secret")
EXPIRED = _refused("EXPIRED", "that has expired")
AUDIENCE = _refused("AUDIENCE", "that was made for somebody else")
ISSUER = _refused("ISSUER", "of another issuer", level=Level.SHOULD)
