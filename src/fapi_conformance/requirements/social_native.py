"""A native app whose person goes to the provider in the system's browser, and comes back to the app."""

from fapi_conformance.requirements.social import MEANS, PROFILE, WHEN
from fapi_conformance.verdict.requirement import Level, Requirement

NATIVE = Requirement(
    id="SOCIAL.NATIVE",
    level=Level.MUST,
    says="An app gets a `rotating_token_nonce`, and by it the attempt that its person completed in the browser.",
    sources=("getOauthCallback 303", "getSignIn 200", "OAUTH-106", "AUTH-090"),
    profile=PROFILE,
    operations=("createSignIn", "getOauthCallback", "getSignIn"),
    when=(*WHEN, "native"),
    means=MEANS,
    twins=("EXTERNAL-ACCOUNT.CONNECT",),
)
NATIVE_ACTS = Requirement(
    id="SOCIAL.NATIVE.ACTS",
    level=Level.MUST,
    says="The token that the app then holds acts as signed in.",
    sources=("getUser 200", "OAUTH-106", "AUTH-076"),
    profile=PROFILE,
    operations=("getSignIn", "getUser"),
    when=(*WHEN, "native"),
    means=MEANS,
    twins=("SOCIAL.NATIVE",),
)
NATIVE_ONCE = Requirement(
    id="SOCIAL.NATIVE.ONCE",
    level=Level.SHOULD,
    says="The nonce works once: somebody who finds it later is not signed in by it.",
    sources=("OAUTH-106", "SEC-263"),
    profile=PROFILE,
    operations=("getSignIn", "getClient"),
    when=(*WHEN, "native"),
    means=MEANS,
    twins=("SOCIAL.NATIVE.ACTS",),
)
NATIVE_FOREIGN = Requirement(
    id="SOCIAL.NATIVE.FOREIGN",
    level=Level.SHOULD,
    says="The nonce is for the app that its person set out from: another one that has it first is not signed in by it.",
    sources=("OAUTH-106", "SEC-263"),
    profile=PROFILE,
    operations=("getSignIn", "getClient"),
    when=(*WHEN, "native"),
    means=MEANS,
    twins=("SOCIAL.NATIVE.ACTS",),
)
NATIVE_FAILED = Requirement(
    id="SOCIAL.NATIVE.FAILED",
    level=Level.SHOULD,
    says="A failure is told to the app by `__clerk_status=failed` and `__clerk_error_code`.",
    sources=("OAUTH-106", "GAP-043"),
    profile=PROFILE,
    operations=("getOauthCallback",),
    when=(*WHEN, "native"),
    means=MEANS,
    twins=("SOCIAL.NATIVE",),
)
