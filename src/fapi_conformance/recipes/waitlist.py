"""Waiting to be let in."""

from fapi_conformance.recipes.call import Call
from fapi_conformance.recipes.catalogue import recipe
from fapi_conformance.recipes.world import World
from fapi_conformance.target.capabilities import Capability


@recipe("joinWaitlist")
def join_waitlist(world: World) -> Call:
    """Somebody new, at the instance where people wait: nowhere else does it succeed (WAIT-004)."""
    world.needs(Capability.WAITLIST, "to join one")
    waiting = world.target.waitlisted()
    form = {"email_address": waiting.unread_address()}
    return Call(actor=waiting.new_browser("newcomer"), operation_id="joinWaitlist", form=form)
