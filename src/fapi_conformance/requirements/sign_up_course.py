"""How a sign-up goes on: little by little, beside others, for too long, too often."""

from fapi_conformance.verdict.requirement import Level, Requirement

UPDATE_KEEPS = Requirement(
    id="SIGN-UP.UPDATE-KEEPS",
    level=Level.MUST,
    says="An update of a sign-up adds to what was given before, and takes nothing of it away.",
    sources=("updateSignUps 200", "AUTH-299"),
    profile="core",
    operations=("updateSignUps", "getSignUps"),
    when=("sign-up-open", "sign-up-verifies", "first-name"),
    twins=("OPERATION.SUCCEEDS",),
)
FIELDS_STEADY = Requirement(
    id="SIGN-UP.FIELDS-STEADY",
    level=Level.SHOULD,
    says="Which fields are required and which are optional stays the same while a sign-up fills up.",
    sources=("AUTH-292",),
    profile="core",
    operations=("createSignUps", "updateSignUps"),
    when=("sign-up-open", "sign-up-verifies", "first-name"),
    twins=("SIGN-UP.UPDATE-KEEPS",),
)
OLDER = Requirement(
    id="SIGN-UP.REPLACED.OLDER",
    level=Level.SHOULD,
    says="A sign-up that was replaced is completed by no code: it is refused, and gives no session.",
    sources=("createSignUps 200", "AUTH-139", "AUTH-304"),
    profile="core",
    operations=("attemptSignUpsVerification",),
    when=("sign-up-email-code",),
    twins=("SIGN-UP.COMPLETE",),
)
ABANDONED = Requirement(
    id="SIGN-UP.ABANDONED",
    level=Level.SHOULD,
    says="A sign-up that was left for longer than its time is over: it is abandoned or not found, and takes no code.",
    sources=("getSignUps 404", "AUTH-287", "AUTH-289"),
    profile="core",
    operations=("getSignUps", "prepareSignUpsVerification"),
    when=("sign-up-email-code",),
    means=("age",),
    twins=("SIGN-UP.PREPARED",),
)
COMPLETED_CLOSED = Requirement(
    id="SIGN-UP.COMPLETED-CLOSED",
    level=Level.MUST,
    says="A complete sign-up makes no second user and no second session, whatever is sent to it.",
    sources=("updateSignUps 400", "attemptSignUpsVerification 400", "SEC-171", "SEC-121", "AUTH-308"),
    profile="core",
    operations=("updateSignUps", "prepareSignUpsVerification", "attemptSignUpsVerification"),
    when=("sign-up-email-code",),
    twins=("SIGN-UP.COMPLETE",),
)
CODE_EXHAUSTED = Requirement(
    id="SIGN-UP.CODE-EXHAUSTED",
    level=Level.SHOULD,
    says="A dozen wrong codes end in 400 `verification_failed`.",
    sources=("attemptSignUpsVerification 400", "AUTH-307", "GAP-080", "SEC-119"),
    profile="email-code",
    operations=("attemptSignUpsVerification",),
    when=("sign-up-email-code",),
    twins=("SIGN-UP.WRONG-CODE",),
)
CODE_FAILED = Requirement(
    id="SIGN-UP.CODE-FAILED",
    level=Level.MUST,
    says="Once too many wrong codes have failed a verification, the right code is refused.",
    sources=("attemptSignUpsVerification 400", "AUTH-307", "SEC-119"),
    profile="email-code",
    operations=("attemptSignUpsVerification",),
    when=("sign-up-email-code",),
    twins=("SIGN-UP.COMPLETE",),
)
PREPARED_ANEW = Requirement(
    id="SIGN-UP.PREPARED-ANEW",
    level=Level.SHOULD,
    says="A verification that failed is prepared anew, and the new code verifies.",
    sources=("prepareSignUpsVerification 200", "AUTH-307"),
    profile="email-code",
    operations=("prepareSignUpsVerification", "attemptSignUpsVerification"),
    when=("sign-up-email-code",),
    twins=("SIGN-UP.COMPLETE",),
)
BESIDE = Requirement(
    id="SIGN-UP.BESIDE",
    level=Level.MUST,
    says="In multi-session mode a sign-up beside a live session adds one: both are listed, the new one is last active.",
    sources=("attemptSignUpsVerification 200", "AUTH-353", "AUTH-297"),
    profile="core",
    operations=("createSignUps", "attemptSignUpsVerification", "getClient"),
    when=("sign-up-email-code", "multi-session"),
    twins=("SIGN-UP.COMPLETE",),
)
SESSION_EXISTS = Requirement(
    id="SIGN-UP.SESSION-EXISTS",
    level=Level.SHOULD,
    says="In single-session mode a sign-up on a client with a live session is refused with 400 `session_exists`.",
    sources=("createSignUps 400", "AUTH-304", "AUTH-354"),
    profile="core",
    operations=("createSignUps",),
    when=("sign-up-open", "single-session"),
    twins=("OPERATION.SUCCEEDS",),
)
NEVER_TWICE = Requirement(
    id="SIGN-UP.TAKEN-NEVER-TWICE",
    level=Level.MUST,
    says="No sign-up gives a second user the address that one has verified, whatever it is answered on its way.",
    sources=("createSignUps 422", "attemptSignUpsVerification 400", "AUTH-300", "SEC-172"),
    profile="email-code",
    operations=("createSignUps", "attemptSignUpsVerification"),
    when=("sign-up-email-code",),
    twins=("SIGN-UP.COMPLETE",),
)
