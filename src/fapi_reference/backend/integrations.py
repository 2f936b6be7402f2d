"""Services that the application is wired to: an extension of ours, for real instances are wired in their dashboard."""

from typing import TYPE_CHECKING, Any

from fapi_reference.backend.body import Body
from fapi_reference.backend.jwt_templates import signing_of
from fapi_reference.ids import new_id
from fapi_reference.problems import refuse
from fapi_reference.records.application import Integration

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

KNOWN = frozenset({"service", "account", "custom_signing_key", "signing_algorithm", "signing_key"})


def create(server: "Reference", body: dict[str, Any], _id: str) -> Any:
    """Wired once; who asks again is told of the one that is there."""
    given = Body(body, KNOWN)
    service = given.need("service")
    if service not in server.service_tokens.claims:
        raise refuse("form_param_value_invalid", "service")
    there = next((one for one in server.store.integrations.values() if one.service == service), None)
    if there:
        return view(there)
    algorithm, key = signing_of(given)
    made = Integration(
        id=new_id("integ"),
        service=service,
        signing_algorithm=algorithm,
        signing_key=key,
        account=given.text("account") or f"{server.instance_id}@example.com",
        created_at=server.clock.now(),
    )
    server.store.integrations[made.id] = made
    return view(made)


def view(one: Integration) -> dict[str, Any]:
    """Never the key."""
    return {"object": "integration", "id": one.id, "service": one.service, "created_at": one.created_at}
