"""The one gate before all: without it nothing else is judged."""

from fapi_conformance.verdict.requirement import Level, Requirement

MEMBER = Requirement(
    id="BEDROCK.MEMBER",
    level=Level.MUST,
    says="A new member can be made and signed in, and is read back under the unguessable name they were given.",
    sources=("createSignUps 200", "getUser 200", "AUTH-297", "USER-001"),
    profile="core",
    operations=("createSignUps", "getUser"),
)
