"""Email links: a link is sent, a browser opens it, and the browser that asked for it goes on."""

from fapi_conformance.verdict.requirement import Level, Requirement

PROFILE = "email-link"
SIGN_IN = ("email-identifier", "email-link")
INBOX = ("inbox",)
OPERATIONS = ("prepareSignInFactorOne", "verify")

FACTOR_ID = Requirement(
    id="EMAIL-LINK.FACTOR-ID",
    level=Level.MUST,
    says="A first factor by email link names the email address that it is prepared with.",
    sources=("Stubs.SignInFactor", "AUTH-259"),
    profile=PROFILE,
    operations=("createSignIn",),
    when=SIGN_IN,
)
PREPARED = Requirement(
    id="EMAIL-LINK.PREPARED",
    level=Level.MUST,
    says="Preparing an email link starts its verification: unverified, with an expiry; the first factor is still due.",
    sources=("prepareSignInFactorOne 200", "AUTH-258"),
    profile=PROFILE,
    operations=("prepareSignInFactorOne",),
    when=SIGN_IN,
)
UNCOUNTED = Requirement(
    id="EMAIL-LINK.UNCOUNTED",
    level=Level.SHOULD,
    says="The verification of an email link counts no attempts.",
    sources=("AUTH-258", "AUTH-311"),
    profile=PROFILE,
    operations=("prepareSignInFactorOne",),
    when=SIGN_IN,
    twins=("EMAIL-LINK.PREPARED",),
)
NEEDS_LANDING = Requirement(
    id="EMAIL-LINK.NEEDS-LANDING",
    level=Level.SHOULD,
    says="An email link that leads nowhere is refused: `redirect_url` is missing.",
    sources=("USER-227",),
    profile=PROFILE,
    operations=("prepareSignInFactorOne",),
    when=SIGN_IN,
    twins=("EMAIL-LINK.PREPARED",),
)
SCRIPT = Requirement(
    id="EMAIL-LINK.SCRIPT",
    level=Level.MUST,
    says="A `redirect_url` that is a script is refused, or nobody is ever sent there.",
    sources=("prepareSignInFactorOne 422", "SEC-242"),
    profile=PROFILE,
    operations=OPERATIONS,
    when=SIGN_IN,
    twins=("EMAIL-LINK.PREPARED",),
)
SIGNS_IN = Requirement(
    id="EMAIL-LINK.SIGNS-IN",
    level=Level.MUST,
    says="Opening the link in the browser that asked for it proves the first factor of the sign-in that it reads.",
    sources=("verify 303", "getSignIn 200", "AUTH-332"),
    profile=PROFILE,
    operations=("verify", "getSignIn"),
    when=SIGN_IN,
    means=INBOX,
    twins=("EMAIL-LINK.PREPARED",),
)
LANDING = Requirement(
    id="EMAIL-LINK.LANDING",
    level=Level.MUST,
    says="An opened link leads to the `redirect_url` of its preparation, with `__clerk_status=verified`.",
    sources=("verify 303", "AUTH-329"),
    profile=PROFILE,
    operations=("verify",),
    when=SIGN_IN,
    means=INBOX,
    twins=("EMAIL-LINK.SIGNS-IN",),
)
LANDING_SESSION = Requirement(
    id="EMAIL-LINK.LANDING-SESSION",
    level=Level.MUST,
    says="Where a session came of it, the address names it as `__clerk_created_session`.",
    sources=("AUTH-329", "GAP-039"),
    profile=PROFILE,
    operations=("verify",),
    when=SIGN_IN,
    means=INBOX,
    twins=("EMAIL-LINK.LANDING",),
)
LANDING_QUERY = Requirement(
    id="EMAIL-LINK.LANDING-QUERY",
    level=Level.SHOULD,
    says="The `redirect_url` keeps its own query.",
    sources=("GAP-039",),
    profile=PROFILE,
    operations=("verify",),
    when=SIGN_IN,
    means=INBOX,
    twins=("EMAIL-LINK.LANDING",),
)
OPENED_AT = Requirement(
    id="EMAIL-LINK.OPENED-AT",
    level=Level.SHOULD,
    says="A verified link names the client that opened it as `verified_at_client`.",
    sources=("Stubs.Verification.Link", "AUTH-332"),
    profile=PROFILE,
    operations=("verify", "getSignIn"),
    when=SIGN_IN,
    means=INBOX,
    twins=("EMAIL-LINK.SIGNS-IN",),
)
ELSEWHERE_REFUSED = Requirement(
    id="EMAIL-LINK.ELSEWHERE.REFUSED",
    level=Level.MUST,
    says="Where links are for the same client, one that another browser opens proves nothing and signs nobody in.",
    sources=("AUTH-331", "SEC-115"),
    profile=PROFILE,
    operations=("verify", "getSignIn", "getClient"),
    when=(*SIGN_IN, "email-link-same-client"),
    means=INBOX,
    twins=("EMAIL-LINK.SIGNS-IN",),
)
ELSEWHERE_TOLD = Requirement(
    id="EMAIL-LINK.ELSEWHERE.TOLD",
    level=Level.SHOULD,
    says="There, the other browser is told `__clerk_status=client_mismatch`, or refused.",
    sources=("AUTH-331", "SEC-115"),
    profile=PROFILE,
    operations=("verify",),
    when=(*SIGN_IN, "email-link-same-client"),
    means=INBOX,
    twins=("EMAIL-LINK.ELSEWHERE.REFUSED",),
)
ELSEWHERE_FINISHED = Requirement(
    id="EMAIL-LINK.ELSEWHERE.FINISHED",
    level=Level.SHOULD,
    says="Where links are for any client, one that another browser opens finishes the sign-in of the one that waits.",
    sources=("AUTH-453",),
    profile=PROFILE,
    operations=("verify", "getSignIn"),
    when=(*SIGN_IN, "email-link-any-client"),
    means=INBOX,
    twins=("EMAIL-LINK.SIGNS-IN",),
)
OPENER = Requirement(
    id="EMAIL-LINK.ELSEWHERE.OPENER",
    level=Level.MUST,
    says="Opening the link of somebody else's sign-in signs nobody in where it is opened.",
    sources=("AUTH-453", "SEC-116"),
    profile=PROFILE,
    operations=("verify", "getClient"),
    when=SIGN_IN,
    means=INBOX,
    twins=("EMAIL-LINK.SIGNS-IN",),
)
EXPIRED = Requirement(
    id="EMAIL-LINK.EXPIRED",
    level=Level.MUST,
    says="A link after its expiry is refused or told as `expired`, and proves nothing.",
    sources=("verify 400", "SEC-114"),
    profile=PROFILE,
    operations=("verify", "getSignIn"),
    when=SIGN_IN,
    means=(*INBOX, "age"),
    twins=("EMAIL-LINK.SIGNS-IN",),
)
EXPIRED_SEEN = Requirement(
    id="EMAIL-LINK.EXPIRED-SEEN",
    level=Level.SHOULD,
    says="Who waits for an expired link reads that it is no longer `unverified`.",
    sources=("AUTH-315",),
    profile=PROFILE,
    operations=("getSignIn",),
    when=SIGN_IN,
    means=("age",),
    twins=("EMAIL-LINK.PREPARED",),
)
STALE = Requirement(
    id="EMAIL-LINK.STALE",
    level=Level.MUST,
    says="Once a newer link was sent, the older one is refused or told as a failure, and proves nothing.",
    sources=("verify 400", "AUTH-330", "SEC-114"),
    profile=PROFILE,
    operations=("verify", "getSignIn"),
    when=SIGN_IN,
    means=INBOX,
    twins=("EMAIL-LINK.SIGNS-IN",),
)
REUSED = Requirement(
    id="EMAIL-LINK.REUSED",
    level=Level.SHOULD,
    says="A link that was opened before makes no further session.",
    sources=("GAP-041", "SEC-114"),
    profile=PROFILE,
    operations=("verify",),
    when=SIGN_IN,
    means=INBOX,
    twins=("EMAIL-LINK.SIGNS-IN",),
)
FORGED = Requirement(
    id="EMAIL-LINK.FORGED",
    level=Level.MUST,
    says="A link whose token was changed is refused or told as a failure, and proves nothing.",
    sources=("verify 400", "SEC-114"),
    profile=PROFILE,
    operations=("verify", "getSignIn"),
    when=SIGN_IN,
    means=INBOX,
    twins=("EMAIL-LINK.SIGNS-IN",),
)
PREFETCH = Requirement(
    id="EMAIL-LINK.PREFETCH",
    level=Level.SHOULD,
    says="Whoever looks at a link ahead, by HEAD or to have it at hand, finishes nothing: it is still good afterwards.",
    sources=("SEC-117",),
    profile=PROFILE,
    operations=("verify", "getSignIn"),
    when=SIGN_IN,
    means=INBOX,
    twins=("EMAIL-LINK.SIGNS-IN",),
)
UNREADABLE = Requirement(
    id="EMAIL-LINK.UNREADABLE",
    level=Level.SHOULD,
    says="A token that cannot be read is refused with 400 `verification_link_token_invalid`.",
    sources=("verify 400", "AUTH-328", "AUTH-330"),
    profile=PROFILE,
    operations=("verify",),
    when=SIGN_IN,
)
SIGN_UP = Requirement(
    id="EMAIL-LINK.SIGN-UP",
    level=Level.MUST,
    says="Opening the link of a sign-up verifies its address, and completes it where nothing else is missing.",
    sources=("verify 303", "getSignUps 200", "AUTH-332"),
    profile=PROFILE,
    operations=("prepareSignUpsVerification", "verify", "getSignUps"),
    when=("sign-up-email-link",),
    means=INBOX,
)
CLAIMED = Requirement(
    id="EMAIL-LINK.SIGN-UP-CLAIMED",
    level=Level.SHOULD,
    says="The link of a sign-up whose address somebody else has proven meanwhile makes no second user of it.",
    sources=("AUTH-329", "AUTH-315"),
    profile=PROFILE,
    operations=("verify", "getSignUps"),
    when=("sign-up-email-link",),
    means=INBOX,
    twins=("EMAIL-LINK.SIGN-UP",),
)
ADDRESS = Requirement(
    id="EMAIL-LINK.ADDRESS",
    level=Level.MUST,
    says="An address of the account is verified by a link: prepared as `email_link`, and read as verified afterwards.",
    sources=("getEmailAddress 200", "USER-227"),
    profile=PROFILE,
    operations=("sendVerificationEmail", "verify", "getEmailAddress"),
    when=("email-addresses", "email-link-verification"),
    means=INBOX,
)
