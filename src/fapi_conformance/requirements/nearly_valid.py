"""Identifiers that are almost right: whoever takes one knows what was taken."""

from fapi_conformance.verdict.requirement import Level, Requirement

SAYS = "What is almost {} is refused, or taken: then it is shown in a form that is taken once more, and shown the same."


def _nearly(case: str, what: str, operation: str, *when: str, twins: tuple[str, ...]) -> Requirement:
    return Requirement(
        id=f"NEARLY-VALID.{case}",
        level=Level.SHOULD,
        says=SAYS.format(what),
        sources=(f"{operation} 422", "AUTH-301", "GAP-052", "GAP-057"),
        profile="core",
        operations=(operation,),
        when=when,
        twins=twins,
    )


EMAIL = _nearly("EMAIL", "an email address", "createSignUps", "sign-up-email-code", twins=("SIGN-UP.UNVERIFIED-EMAIL",))
PHONE = _nearly("PHONE", "a phone number", "createSignUps", "sign-up-phone-code", twins=("OPERATION.SUCCEEDS",))
USERNAME = _nearly("USERNAME", "a username", "createSignUps", "sign-up-username", twins=("OPERATION.SUCCEEDS",))
SIGN_IN = Requirement(
    id="NEARLY-VALID.SIGN-IN",
    level=Level.SHOULD,
    says="What is almost somebody's address signs in this person or nobody, and no two tries differ.",
    sources=("createSignIn 422", "AUTH-243", "GAP-052"),
    profile="core",
    operations=("createSignIn",),
    when=("email-identifier", "password"),
    twins=("SIGN-IN.PASSWORD.AT-ONCE",),
)
