"""Deviations of session tokens."""

from fapi_reference.faults import alter, fault
from fapi_reference.reference import Reference


@fault("token.foreign-subject", caught_by=("TOKEN.SUBJECT",))
def foreign_subject(server: Reference) -> None:
    """The claim `sub` names the session and not the user."""
    alter(server.tokens.common_claims, lambda claims: claims | {"sub": claims["sid"]})
