"""Who is invited to an organization, as its managers see it, and as whoever is invited does."""

from fapi_conformance.client.exchange import Intent
from fapi_conformance.client.form import FormValue
from fapi_conformance.errors import NotTestable
from fapi_conformance.recipes.call import Call
from fapi_conformance.recipes.catalogue import recipe
from fapi_conformance.recipes.organizations import unguessable, within
from fapi_conformance.recipes.sessions import markers
from fapi_conformance.recipes.world import World
from fapi_conformance.target.capabilities import Capability
from fapi_conformance.target.organizations import Organization
from fapi_conformance.target.organizations import listed as listed_in
from fapi_conformance.target.refusals import accepted


def _form(world: World, *addresses: str) -> dict[str, FormValue]:
    """To one address, or to all of these; nobody gets mail of it."""
    to: FormValue = list(addresses) or world.target.mail_address()
    return {"email_address": to, "role": world.role_in(world.organization), "notify": False}


def _invited(world: World, organization: Organization, address: str) -> str:
    """The id of a new invitation."""
    actor = organization.maker.actor
    form: dict[str, FormValue] = {"email_address": address, "role": world.role_in(organization), "notify": False}
    answer = organization.by_maker.invitations.create(**form)
    return str(accepted(actor, answer, "an invitation that was made").resource.get("id"))


def _inviting(world: World, operation_id: str) -> Call:
    world.needs(Capability.ORGANIZATION_COMPANY, "to invite others")
    world.needs(Capability.EMAIL_ADDRESSES, "to invite them by")
    return within(world, operation_id)


@recipe("createOrganizationInvitations", spends=True, signed_in=True)
def create(world: World) -> Call:
    return _inviting(world, "createOrganizationInvitations").with_form(_form(world))


@recipe("bulkCreateOrganizationInvitations", spends=True, signed_in=True)
def bulk(world: World) -> Call:
    addresses = (world.target.mail_address(), world.target.mail_address())
    return _inviting(world, "bulkCreateOrganizationInvitations").with_form(_form(world, *addresses))


def may_invite(world: World) -> bool:
    """Unless the instance says that there is no room for others, or that nobody has an address."""
    offered = world.target.capabilities
    return False not in (offered[Capability.ORGANIZATION_COMPANY], offered[Capability.EMAIL_ADDRESSES])


def _listing(world: World, operation_id: str) -> Call:
    """With one in the list, where others may be invited."""
    call = within(world, operation_id)
    if not may_invite(world):
        return call
    address = world.target.mail_address()
    _invited(world, world.organization, address)
    return call.marked(address)


@recipe("getOrganizationInvitations", signed_in=True)
def listed(world: World) -> Call:
    return _listing(world, "getOrganizationInvitations")


@recipe("getAllPendingOrganizationInvitations", signed_in=True)
def pending(world: World) -> Call:
    return _listing(world, "getAllPendingOrganizationInvitations")


@recipe("revokePendingOrganizationInvitation", spends=True, signed_in=True)
def revoke(world: World) -> Call:
    call, address = _inviting(world, "revokePendingOrganizationInvitation"), world.target.mail_address()
    return call.at(invitation_id=_invited(world, world.organization, address)).marked(address)


def _for_the_member(world: World) -> str:
    """The id of an invitation of the member to where they do not belong."""
    world.needs(Capability.ORGANIZATION_COMPANY, "to invite others")
    if not world.member.email:
        raise NotTestable("members have no address here that they could be invited by")
    _out_of(world.host, world.member.user_id, world.member.email)
    return _invited(world, world.host, world.member.email)


def _out_of(organization: Organization, user_id: str, address: str) -> None:
    """Afterwards that person neither belongs to it nor is invited."""
    organization.by_maker.memberships.remove(user_id, intent=Intent.OPEN)
    for one in listed_in(organization.by_maker.invitations.list(status="pending", intent=Intent.OPEN)):
        if one.get("email_address") == address:
            organization.by_maker.invitations.revoke(str(one.get("id")), intent=Intent.OPEN)


@recipe("getUsersOrganizationInvitations", signed_in=True)
def own(world: World) -> Call:
    member = world.member
    call = Call(actor=member.actor, operation_id="getUsersOrganizationInvitations", markers=markers(member))
    return call.marked(_for_the_member(world), unguessable(world.host))


@recipe("acceptOrganizationInvitation", spends=True, signed_in=True)
def accept(world: World) -> Call:
    member = world.member
    path = {"invitation_id": _for_the_member(world)}
    call = Call(actor=member.actor, operation_id="acceptOrganizationInvitation", path=path, markers=markers(member))
    return call.marked(unguessable(world.host))
