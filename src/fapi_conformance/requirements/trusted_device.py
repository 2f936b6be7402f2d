"""Devices that apps enrol as a way to sign in: nobody can enrol one here, and so none may open anything."""

from fapi_conformance.verdict.requirement import Level, Requirement

NOT_ENROLLED = Requirement(
    id="TRUSTED-DEVICE.NOT-ENROLLED",
    level=Level.MUST,
    says="A device that was never enrolled signs nobody in, whatever it says that it has signed and however.",
    sources=("createSignIn 400, 422", "attemptSignInFactorOne 400, 422", "SEC-262"),
    profile="core",
    operations=("createSignIn", "attemptSignInFactorOne"),
    when=("identifier",),
    twins=("SIGN-IN.IDENTIFIED",),
)
