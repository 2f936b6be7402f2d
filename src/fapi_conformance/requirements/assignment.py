"""Members that only the server sets: whoever sends them is refused, or not listened to."""

from fapi_conformance.verdict.requirement import Level, Requirement

USER = Requirement(
    id="ASSIGNMENT.USER",
    level=Level.MUST,
    says="Nobody sets by an update of themself what only the application or the server sets: metadata, ids, flags, "
    "times.",
    sources=("patchUser 422", "USER-004", "SEC-232"),
    profile="core",
    operations=("patchUser",),
    twins=("USER.READ",),
)
SIGN_UP = Requirement(
    id="ASSIGNMENT.SIGN-UP",
    level=Level.MUST,
    says="Nobody sets in a sign-up what only the application or the server sets: it is refused or ignored, proves "
    "nothing, and is not the user's afterwards.",
    sources=("createSignUps 422", "SEC-233"),
    profile="core",
    operations=("createSignUps", "updateSignUps"),
    when=("sign-up-email-code",),
    twins=("SIGN-UP.COMPLETE",),
)
IDENTIFICATION = Requirement(
    id="ASSIGNMENT.IDENTIFICATION",
    level=Level.MUST,
    says="Whoever adds or changes an address, a number or a passkey cannot say that it is proven, nor whose it is.",
    sources=("request bodies of the operations below /v1/me", "SEC-236"),
    profile="core",
    operations=("createEmailAddresses", "postPhoneNumbers"),
    twins=("OPERATION.SUCCEEDS",),
)
ENVIRONMENT = Requirement(
    id="ASSIGNMENT.ENVIRONMENT",
    level=Level.MUST,
    says="No visitor and no signed-in person changes a setting of the instance, whatever they send to the environment.",
    sources=("updateEnvironment 200", "AUTH-116", "SEC-237"),
    profile="core",
    operations=("updateEnvironment", "getEnvironment"),
    risks=("destructive",),
    twins=("ENVIRONMENT.READ",),
)
