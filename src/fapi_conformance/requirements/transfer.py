"""Transfer of a proven identity from a sign-in to a sign-up and back."""

from fapi_conformance.verdict.requirement import Level, Requirement

TO_SIGN_UP = Requirement(
    id="SIGN-UP.NOTHING-TO-TRANSFER",
    level=Level.SHOULD,
    says="A sign-up by transfer without anything to transfer is refused with 400 `account_transfer_invalid`.",
    sources=("createSignUps 400", "AUTH-323"),
    profile="core",
    operations=("createSignUps",),
    when=("sign-up-open",),
    twins=("OPERATION.SUCCEEDS",),
)
TO_SIGN_IN = Requirement(
    id="SIGN-IN.NOTHING-TO-TRANSFER",
    level=Level.SHOULD,
    says="A sign-in by transfer without anything to transfer is refused with 400 `account_transfer_invalid`.",
    sources=("createSignIn 400", "AUTH-323"),
    profile="core",
    operations=("createSignIn",),
    twins=("SIGN-IN.EMPTY",),
)
