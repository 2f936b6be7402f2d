"""Where a caller may be sent: no script, and nothing that breaks out of the header or the page that leads there."""

from fapi_conformance.verdict.requirement import Level, Requirement

PROFILE = "email-link"
INBOX = ("inbox",)
SIGN_IN = ("email-identifier", "email-link")
SIGN_UP = ("sign-up-email-link",)
ADDRESS = ("email-addresses", "email-link-verification")
SCRIPTED = "A script is refused as `redirect_url`, or nobody is ever sent there"
BROKEN = "Line breaks and markup in a `redirect_url` make no header line and no markup"


def _link(case: str, says: str, fact: str, prepare: str, *, when: tuple[str, ...], twin: str) -> Requirement:
    return Requirement(
        id=f"REDIRECT.{case}",
        level=Level.MUST,
        says=says,
        sources=(fact,),
        profile=PROFILE,
        operations=(prepare, "verify"),
        when=when,
        means=INBOX,
        twins=(twin,),
    )


SIGN_UP_SCRIPT = _link(
    "SIGN-UP.SCRIPT",
    f"{SCRIPTED}, by the link of a sign-up.",
    "SEC-242",
    "prepareSignUpsVerification",
    when=SIGN_UP,
    twin="EMAIL-LINK.SIGN-UP",
)
ADDRESS_SCRIPT = _link(
    "ADDRESS.SCRIPT",
    f"{SCRIPTED}, by the link of an address of the account.",
    "SEC-242",
    "sendVerificationEmail",
    when=ADDRESS,
    twin="EMAIL-LINK.ADDRESS",
)
SIGN_IN_HEADER = _link(
    "SIGN-IN.HEADER",
    f"{BROKEN}, in the link of a sign-in.",
    "SEC-244",
    "prepareSignInFactorOne",
    when=SIGN_IN,
    twin="EMAIL-LINK.SIGNS-IN",
)
SIGN_UP_HEADER = _link(
    "SIGN-UP.HEADER",
    f"{BROKEN}, in the link of a sign-up.",
    "SEC-244",
    "prepareSignUpsVerification",
    when=SIGN_UP,
    twin="EMAIL-LINK.SIGN-UP",
)
ADDRESS_HEADER = _link(
    "ADDRESS.HEADER",
    f"{BROKEN}, in the link of an address of the account.",
    "SEC-244",
    "sendVerificationEmail",
    when=ADDRESS,
    twin="EMAIL-LINK.ADDRESS",
)
HANDSHAKE_HEADER = Requirement(
    id="REDIRECT.HANDSHAKE.HEADER",
    level=Level.MUST,
    says=f"{BROKEN}, when a browser is sent back by a handshake.",
    sources=("SEC-244",),
    profile="core",
    operations=("handshakeClient",),
    twins=("HANDSHAKE.REDIRECTS",),
)
UNUSED = Requirement(
    id="REDIRECT.UNUSED-SCRIPT",
    level=Level.SHOULD,
    says="A script beside a strategy that leads nowhere is in no success: neither in its body nor in its headers.",
    sources=("SEC-242",),
    profile="core",
    twins=("OPERATION.SUCCEEDS",),
)
