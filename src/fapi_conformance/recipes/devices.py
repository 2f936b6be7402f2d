"""The sessions of the signed-in person on every client."""

from fapi_conformance.recipes.call import Call
from fapi_conformance.recipes.catalogue import recipe
from fapi_conformance.recipes.sessions import markers
from fapi_conformance.recipes.world import World


@recipe("getUsersSessions", signed_in=True)
def list_sessions(world: World) -> Call:
    return Call(actor=world.member.actor, operation_id="getUsersSessions", markers=markers(world.member))


@recipe("getSessions", signed_in=True)
def list_active_sessions(world: World) -> Call:
    return Call(actor=world.member.actor, operation_id="getSessions", markers=markers(world.member))


@recipe("revokeSession", spends=True, signed_in=True)
def revoke_session(world: World) -> Call:
    """From where the member is, the session of another device."""
    _, session_id = world.elsewhere()
    path = {"session_id": session_id}
    return Call(actor=world.member.actor, operation_id="revokeSession", path=path, markers=markers(world.member))
