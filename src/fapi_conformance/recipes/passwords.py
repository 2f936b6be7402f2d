"""The person's password, by their own hand. Whoever changes it is there for that alone: others sign in by theirs."""

from fapi_conformance.errors import NotTestable
from fapi_conformance.recipes.call import Call
from fapi_conformance.recipes.catalogue import recipe
from fapi_conformance.recipes.sessions import markers
from fapi_conformance.recipes.world import World
from fapi_conformance.target.capabilities import Capability
from fapi_conformance.target.member import Member


def _alone(world: World) -> Member:
    world.renew()
    member = world.member
    world.renew()
    if member.password is None:
        raise NotTestable("the member has no password")
    return member


@recipe("changePassword", spends=True, signed_in=True)
def change_password(world: World) -> Call:
    world.needs(Capability.PASSWORD, "to be changed")
    member = _alone(world)
    form = {
        "current_password": member.password,
        "new_password": world.target.password(),
        "sign_out_of_other_sessions": False,
    }
    return Call(actor=member.actor, operation_id="changePassword", form=form, markers=markers(member))


@recipe("removePassword", spends=True, signed_in=True)
def remove_password(world: World) -> Call:
    """By somebody who has another way to sign in."""
    world.needs(Capability.PASSWORD, "to be removed")
    world.needs(Capability.PASSWORD_OPTIONAL, "to do without one")
    world.needs(Capability.EMAIL_CODE, "to sign in without one")
    member = _alone(world)
    form = {"current_password": member.password}
    return Call(actor=member.actor, operation_id="removePassword", form=form, markers=markers(member))
