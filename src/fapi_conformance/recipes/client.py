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


@recipe("deleteClientSessions", spends=True)
def delete_client(world: World) -> Call:
    actor, _ = world.elsewhere()
    return Call(actor=actor, operation_id="deleteClientSessions")
