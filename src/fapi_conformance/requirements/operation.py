"""What is true of every operation: written once, generated from the captured schema for each of them."""

from fapi_conformance.verdict.requirement import Level, Requirement

SUCCEEDS = Requirement(
    id="OPERATION.SUCCEEDS",
    level=Level.MUST,
    says="A valid request on live resources is answered with a documented success.",
    sources=("2xx responses of every operation",),
    profile="core",
)
REQUIRED_PARAMETER = Requirement(
    id="OPERATION.REQUIRED-PARAMETER",
    level=Level.MUST,
    says="A request without a parameter that its schema requires is refused.",
    sources=("required members of request schemas", "AUTH-257", "AUTH-266", "USER-222", "USER-229", "USER-241"),
    profile="core",
    operations=(
        "prepareSignInFactorOne",
        "attemptSignInFactorOne",
        "createEmailAddresses",
        "sendVerificationEmail",
        "verifyEmailAddress",
        "postPhoneNumbers",
        "sendVerificationSMS",
        "verifyPhoneNumber",
    ),
    twins=("OPERATION.SUCCEEDS",),
)
CLOSED_BODY = Requirement(
    id="OPERATION.CLOSED-BODY",
    level=Level.SHOULD,
    says="A parameter that a closed request schema does not declare is refused.",
    sources=("closed request schemas", "GAP-001", "GEN-019"),
    profile="core",
    twins=("OPERATION.SUCCEEDS",),
)
SIGNED_OUT = Requirement(
    id="OPERATION.SIGNED-OUT",
    level=Level.MUST,
    says="An operation on what belongs to a signed-in person is refused with 401 to a caller without a session.",
    sources=("401 responses", "AUTH-102", "AUTH-103", "GEN-032"),
    profile="core",
    twins=("OPERATION.SUCCEEDS",),
)
UNKNOWN_ID = Requirement(
    id="OPERATION.UNKNOWN-ID",
    level=Level.MUST,
    says="A path that names nothing is refused: 404, or the 400, 401 or 403 that comes before the look-up.",
    sources=("404 responses", "AUTH-238", "AUTH-417"),
    profile="core",
    twins=("OPERATION.SUCCEEDS",),
)
FOREIGN_ID = Requirement(
    id="OPERATION.FOREIGN-ID",
    level=Level.MUST,
    says="An attempt or session of another client is refused, and nothing of it is shown.",
    sources=("getSignIn 404", "AUTH-238", "SEC-020", "SEC-021", "SEC-022", "SEC-023"),
    profile="core",
    twins=("OPERATION.SUCCEEDS",),
)
