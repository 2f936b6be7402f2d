"""The person's picture."""

from fapi_conformance.client.upload import file
from fapi_conformance.devices.pictures import picture
from fapi_conformance.recipes.call import Call
from fapi_conformance.recipes.catalogue import recipe
from fapi_conformance.recipes.sessions import markers
from fapi_conformance.recipes.world import World
from fapi_conformance.target.refusals import accepted


@recipe("updateProfileImage", signed_in=True)
def create_picture(world: World) -> Call:
    member = world.member
    upload = file(picture().content)
    return Call(actor=member.actor, operation_id="updateProfileImage", upload=upload, markers=markers(member))


@recipe("deleteProfileImage", spends=True, signed_in=True)
def delete_picture(world: World) -> Call:
    member = world.member
    accepted(member.actor, member.actor.me.profile_image.create(file(picture().content)), "a picture taken over")
    return Call(actor=member.actor, operation_id="deleteProfileImage", markers=markers(member))
