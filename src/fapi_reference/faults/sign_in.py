"""Deviations of sign-in."""

from fapi_reference.faults import fault, replace
from fapi_reference.reference import Reference


@fault("sign-in.any-password", caught_by=("SIGN-IN.PASSWORD.WRONG",))
def any_password(server: Reference) -> None:
    """Every password of an existing user is right."""
    replace(server.passwords.matches, lambda _stored, _given: True)


@fault("sign-in.any-code", caught_by=("SIGN-IN.EMAIL-CODE.WRONG",))
def any_code(server: Reference) -> None:
    """Every code proves an email address, as long as one was sent."""
    replace(server.codes.matches, lambda _verification, _code: True)
