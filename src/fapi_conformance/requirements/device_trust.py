"""Device trust: a right password on a device that nobody knows yet."""

from fapi_conformance.verdict.requirement import Level, Requirement

ASKED = Requirement(
    id="MFA.TRUST.ASKED",
    level=Level.SHOULD,
    says="On an unknown device a right password leads to factors by which the device can be vouched for, by "
    "email or phone.",
    sources=("AUTH-278", "AUTH-279"),
    profile="device-trust",
    operations=("createSignIn",),
    when=("device-trust", "identifier", "password"),
)
VOUCHED = Requirement(
    id="MFA.TRUST.VOUCHED",
    level=Level.MUST,
    says="The code that was sent completes the sign-in.",
    sources=("prepareSignInFactorTwo 200", "attemptSignInFactorTwo 200", "AUTH-277"),
    profile="device-trust",
    operations=("prepareSignInFactorTwo", "attemptSignInFactorTwo"),
    when=("device-trust", "identifier", "password"),
)
NOT_BEFORE = Requirement(
    id="MFA.TRUST.NOT-BEFORE",
    level=Level.MUST,
    says="Before the device is vouched for there is no session, and a wrong code is refused with 422 "
    "`form_code_incorrect`.",
    sources=("attemptSignInFactorTwo 422", "getUser 401", "AUTH-268", "SEC-078"),
    profile="device-trust",
    operations=("attemptSignInFactorTwo", "getUser"),
    when=("device-trust", "identifier", "password"),
    twins=("MFA.TRUST.VOUCHED",),
)
KNOWN = Requirement(
    id="MFA.TRUST.KNOWN",
    level=Level.MUST,
    says="A client that its user has signed in on once is known, also after signing out: the right password is enough.",
    sources=("createSignIn 200", "AUTH-279"),
    profile="device-trust",
    operations=("createSignIn",),
    when=("device-trust", "identifier", "password"),
    twins=("MFA.TRUST.VOUCHED",),
)
CODE_ENOUGH = Requirement(
    id="MFA.TRUST.CODE-ENOUGH",
    level=Level.MUST,
    says="Whoever signs in by a code is not asked to vouch for the device.",
    sources=("attemptSignInFactorOne 200", "AUTH-279"),
    profile="device-trust",
    operations=("attemptSignInFactorOne",),
    when=("device-trust", "identifier", "password", "email-identifier", "email-code"),
)
OWN_FACTOR = Requirement(
    id="MFA.TRUST.OWN-FACTOR",
    level=Level.MUST,
    says="Whoever has a second factor of their own is asked for that one instead.",
    sources=("createSignIn 200", "AUTH-279"),
    profile="device-trust",
    operations=("createSignIn",),
    when=("device-trust", "identifier", "password", "authenticator-app"),
    twins=("MFA.TOTP.VERIFIED",),
)
