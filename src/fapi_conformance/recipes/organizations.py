"""Organizations as such: made, read, renamed, shown with a logo, deleted, and left."""

from dataclasses import replace

from fapi_conformance.client.form import FormValue
from fapi_conformance.client.upload import file
from fapi_conformance.devices.pictures import picture
from fapi_conformance.recipes.call import Call
from fapi_conformance.recipes.catalogue import recipe
from fapi_conformance.recipes.permissions import WANTED
from fapi_conformance.recipes.sessions import markers
from fapi_conformance.recipes.world import World
from fapi_conformance.target.capabilities import Capability
from fapi_conformance.target.organizations import Organization, joined
from fapi_conformance.target.refusals import accepted


def within(world: World, operation_id: str, organization: Organization | None = None) -> Call:
    """A call of the member about an organization of their own, or about this one, where its maker may do that."""
    one = organization or world.organization
    if wanted := WANTED.get(operation_id):
        world.permitted(one, *wanted)
    path = {"organization_id": one.id}
    call = Call(actor=world.member.actor, operation_id=operation_id, path=path, markers=markers(world.member))
    return call.marked(unguessable(one))


def unguessable(organization: Organization) -> str:
    """The part of its name that stands in a slug of it as well."""
    return organization.name.split()[-1]


@recipe("createOrganization", signed_in=True)
def create(world: World) -> Call:
    world.needs(Capability.ORGANIZATIONS, "to make one")
    world.needs(Capability.ORGANIZATION_CREATION, "to make one")
    form: dict[str, FormValue] = {"name": f"Organization {world.target.name()}"}
    return Call(actor=world.member.actor, operation_id="createOrganization", form=form, markers=markers(world.member))


@recipe("getOrganization", signed_in=True)
def read(world: World) -> Call:
    return within(world, "getOrganization")


@recipe("updateOrganization", signed_in=True)
def rename(world: World) -> Call:
    return within(world, "updateOrganization").with_form({"name": f"Organization {world.target.name()}"})


@recipe("deleteOrganization", spends=True, signed_in=True)
def delete(world: World) -> Call:
    """One that is there for that alone."""
    world.needs(Capability.ORGANIZATION_ADMIN_DELETE, "to delete one")
    world.needs(Capability.ORGANIZATION_CREATION, "to make one")
    return within(world, "deleteOrganization", world.target.organization(world.member))


@recipe("updateOrganizationLogo", signed_in=True)
def set_logo(world: World) -> Call:
    return replace(within(world, "updateOrganizationLogo"), upload=file(picture().content))


@recipe("deleteOrganizationLogo", spends=True, signed_in=True)
def delete_logo(world: World) -> Call:
    call, one = within(world, "deleteOrganizationLogo"), world.organization
    accepted(call.actor, call.actor.organizations.set_logo(one.id, file(picture().content)), "a logo taken over")
    return call


@recipe("ListOrganizationRoles", signed_in=True)
def roles(world: World) -> Call:
    return within(world, "ListOrganizationRoles")


@recipe("getOrganizationMemberships", signed_in=True)
def own_memberships(world: World) -> Call:
    one = world.organization
    call = Call(actor=world.member.actor, operation_id="getOrganizationMemberships", markers=markers(world.member))
    return call.marked(unguessable(one), one.id)


@recipe("deleteOrganizationMemberships", spends=True, signed_in=True)
def leave(world: World) -> Call:
    """One that somebody else made, who stays; where everybody needs one, the member keeps another (ORG-008)."""
    world.needs(Capability.ORGANIZATION_COMPANY, "to let others in")
    if world.target.capabilities[Capability.ORGANIZATION_SELECTION] is True:
        world.made_by(world.member)
    joined(world.host, world.member, world.role_in(world.host))
    return within(world, "deleteOrganizationMemberships", world.host)
