"""The client itself: read, made, replaced, deleted."""

from fapi_conformance.recipes.call import Call
from fapi_conformance.recipes.catalogue import recipe
from fapi_conformance.recipes.world import World


@recipe("getClient")
def get_client(world: World) -> Call:
    return Call(actor=world.member.actor, operation_id="getClient")


@recipe("postClient")
def post_client(world: World) -> Call:
    return Call(actor=world.visitor(), operation_id="postClient")


@recipe("putClient")
def put_client(world: World) -> Call:
    return Call(actor=world.visitor(), operation_id="putClient")


@recipe("handshakeClient")
def handshake(world: World) -> Call:
    """Back to a page of the application; a native app has none (AUTH-146). Who has no session may be refused."""
    actor = world.target.elsewhere(world.member, world.target.new_browser()).actor
    query = {"redirect_url": f"{world.target.endpoint.origin}/"}
    return Call(actor=actor, operation_id="handshakeClient", query=query)


@recipe("deleteClientSessions", spends=True)
def delete_client(world: World) -> Call:
    actor, _ = world.elsewhere()
    return Call(actor=actor, operation_id="deleteClientSessions")
