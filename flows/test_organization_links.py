"""The link of an invitation to an organization, opened by a browser that the service knows."""

from collections.abc import Callable

from fapi_conformance.client.browser import Browser
from fapi_conformance.errors import NotTestable
from fapi_conformance.expect.addresses import of_proven_address
from fapi_conformance.expect.landings import leads_on
from fapi_conformance.expect.memberships import is_member
from fapi_conformance.plugin.journey import proves
from fapi_conformance.requirements import organization_ticket as required
from fapi_conformance.target.member import Member
from fapi_conformance.target.organizations import MANAGE_MEMBERS, Organization, role_without
from fapi_conformance.target.refusals import accepted
from fapi_conformance.target.target import Target


@proves(required.LINK_COMPLETE)
def test_opened_where_they_are_signed_in(
    organization: Organization, target: Target, new_member: Callable[..., Member]
) -> None:
    guest = of_proven_address(new_member(email_address=target.mail_address()))
    if not isinstance(guest.actor, Browser):
        raise NotTestable("only browsers are known by a cookie")
    role, inbox = role_without(organization, MANAGE_MEMBERS), target.inbox(guest.email)
    invitation = organization.by_maker.invitations.create(email_address=guest.email, role=role)
    accepted(organization.maker.actor, invitation, "an invitation")

    opened = guest.actor.mailed.accept(inbox.link())

    leads_on(opened, "complete")
    is_member(guest.actor, organization.id, role)
