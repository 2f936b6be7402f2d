"""The signed-in person, by their own hand."""

from fapi_conformance.client.form import FormValue
from fapi_conformance.recipes.call import Call
from fapi_conformance.recipes.catalogue import recipe
from fapi_conformance.recipes.sessions import markers
from fapi_conformance.recipes.world import World
from fapi_conformance.target.capabilities import Capability


@recipe("getUser", signed_in=True)
def get_user(world: World) -> Call:
    return Call(actor=world.member.actor, operation_id="getUser", markers=markers(world.member))


@recipe("patchUser", signed_in=True)
def patch_user(world: World) -> Call:
    """Another first name; on an instance without names a note of the application."""
    named = world.target.capabilities[Capability.FIRST_NAME] is not False
    form: dict[str, FormValue] = (
        {"first_name": world.target.name()} if named else {"unsafe_metadata": {"note": world.target.name()}}
    )
    return Call(actor=world.member.actor, operation_id="patchUser", form=form, markers=markers(world.member))


@recipe("patchUserMetadata", signed_in=True)
def patch_user_metadata(world: World) -> Call:
    form: dict[str, FormValue] = {"unsafe_metadata": {"note": world.target.name()}}
    return Call(actor=world.member.actor, operation_id="patchUserMetadata", form=form, markers=markers(world.member))


@recipe("createServiceToken", signed_in=True)
def create_service_token(world: World) -> Call:
    form = {"service": world.target.integration()}
    return Call(actor=world.member.actor, operation_id="createServiceToken", form=form, markers=markers(world.member))


@recipe("deleteUser", spends=True, signed_in=True)
def delete_user(world: World) -> Call:
    """A member who is there for that alone."""
    world.needs(Capability.DELETE_SELF, "to delete oneself")
    world.renew()
    member = world.member
    world.renew()
    return Call(actor=member.actor, operation_id="deleteUser", markers=markers(member))
