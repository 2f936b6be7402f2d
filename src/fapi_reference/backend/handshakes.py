"""What a handshake left for the application's server, by its nonce."""

from typing import TYPE_CHECKING, Any

from fapi_reference.problems import refuse

if TYPE_CHECKING:
    from fapi_reference.reference import Reference


def payload(server: "Reference", body: dict[str, Any], _id: str) -> Any:
    """GET /v1/clients/handshake_payload?nonce= of the Backend API (AUTH-150)."""
    nonce = body.get("nonce")
    if not nonce:
        raise refuse("form_param_missing", "nonce")
    return {"directives": server.handshakes.pick_up(str(nonce))}
