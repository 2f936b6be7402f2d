"""The environment document, from which everything else is discovered, and health."""

from fapi_conformance.verdict.requirement import Level, Requirement

READ = Requirement(
    id="ENVIRONMENT.READ",
    level=Level.MUST,
    says="The environment has `auth_config`, `display_config` and `user_settings`, and is not enveloped.",
    sources=("getEnvironment 200", "AUTH-115", "AUTH-032"),
    profile="core",
    operations=("getEnvironment",),
)
ATTRIBUTES = Requirement(
    id="ENVIRONMENT.ATTRIBUTES",
    level=Level.MUST,
    says="The user settings describe each of the eleven published attributes.",
    sources=("UserSettings.Attributes", "AUTH-118"),
    profile="core",
    operations=("getEnvironment",),
)
HEALTH = Requirement(
    id="ENVIRONMENT.HEALTH",
    level=Level.SHOULD,
    says="Health answers 200 `healthy` without credentials.",
    sources=("getHealth 200", "AUTH-024"),
    profile="core",
    operations=("getHealth",),
)
PORTAL = Requirement(
    id="ENVIRONMENT.PORTAL",
    level=Level.MUST,
    says="How the hosted pages are set up is told by itself, not enveloped, where there are any.",
    sources=("getAccountPortal 200", "AUTH-412", "AUTH-032"),
    profile="account-portal",
    operations=("getAccountPortal",),
)
