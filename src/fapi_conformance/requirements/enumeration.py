"""Enumeration protection: nobody is told who has an account.

The environment does not say how strict it is (SEC-157), so that what it hides is a SHOULD.
"""

from fapi_conformance.verdict.requirement import Level, Requirement

ADDRESS = Requirement(
    id="SIGN-UP.ENUMERATION.ADDRESS",
    level=Level.SHOULD,
    says="With enumeration protection an address that a user has is answered as a free one is.",
    sources=("AUTH-300", "SEC-159"),
    profile="core",
    operations=("createSignUps",),
    when=("sign-up-email-code", "enumeration-protection"),
    twins=("BEDROCK.MEMBER",),
)
PASSWORD = Requirement(
    id="SIGN-IN.ENUMERATION.PASSWORD",
    level=Level.SHOULD,
    says="With enumeration protection an unknown identifier and a wrong password are refused alike, with 422 "
    "`form_password_or_identifier_incorrect`.",
    sources=("AUTH-256", "SEC-157"),
    profile="password",
    operations=("createSignIn",),
    when=("identifier", "password", "enumeration-protection"),
    twins=("SIGN-IN.PASSWORD.AT-ONCE",),
)
CODE = Requirement(
    id="SIGN-IN.ENUMERATION.CODE",
    level=Level.SHOULD,
    says="With enumeration protection an unknown address is asked for a code as a known one is.",
    sources=("AUTH-256", "SEC-157"),
    profile="email-code",
    operations=("createSignIn", "prepareSignInFactorOne"),
    when=("email-identifier", "email-code", "enumeration-protection"),
    twins=("SIGN-IN.EMAIL-CODE.PREPARED",),
)
NOBODY = Requirement(
    id="SIGN-IN.ENUMERATION.NOBODY",
    level=Level.MUST,
    says="With enumeration protection no code signs in by an address that nobody has.",
    sources=("attemptSignInFactorOne 400", "AUTH-244", "SEC-118"),
    profile="email-code",
    operations=("attemptSignInFactorOne",),
    when=("email-identifier", "email-code", "enumeration-protection"),
    twins=("SIGN-IN.EMAIL-CODE.RIGHT",),
)
