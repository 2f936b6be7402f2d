"""Deviations in naming the service that a token is for."""

from fapi_reference.faults import fault, replace
from fapi_reference.records.people import User
from fapi_reference.reference import Reference
from fapi_reference.services.keys import ALGORITHM


@fault("service-token.any-audience", caught_by=("SERVICE-TOKEN.NAMED",))
def any_audience(server: Reference) -> None:
    """What looks like an address is no name of a service, but the audience that somebody wants."""
    issue = server.service_tokens.issue

    def issued(service: str, user: User) -> str:
        if not service.startswith("https://"):
            return issue(service, user)
        return server.keys.sign({"alg": ALGORITHM, "kid": server.keys.kid}, {"sub": user.id, "aud": service})

    replace(issue, issued)
