"""`POST /v1/openid_providers`: where a connection leads. Ours alone; it stands for the pages of a dashboard."""

from typing import TYPE_CHECKING, Any

from fapi_reference.backend.body import Body
from fapi_reference.problems import refuse
from fapi_reference.services.relying_party import is_address

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

KNOWN = frozenset(["strategy", "issuer", "client_id", "client_secret"])


def create(server: "Reference", body: dict[str, Any], _id: str) -> Any:
    """In place of what the connection led to before. The provider itself is asked when somebody goes there."""
    given = Body(body, KNOWN)
    told = {name: given.text(name) for name in sorted(KNOWN)}
    for name, value in told.items():
        if not value:
            raise refuse("form_param_missing", name)
    strategy, issuer = str(told["strategy"]), str(told["issuer"])
    if strategy not in server.connections.served():
        raise refuse("oauth_provider_not_enabled")
    if not is_address(issuer):
        raise refuse("form_param_format_invalid", "issuer")
    made = server.connections.set_up(strategy, issuer, str(told["client_id"]), str(told["client_secret"]))
    return {
        "object": "openid_provider",
        "id": made.strategy,
        "strategy": made.strategy,
        "issuer": made.issuer,
        "client_id": made.client_id,
        "redirect_uri": server.connections.callback(),
    }
