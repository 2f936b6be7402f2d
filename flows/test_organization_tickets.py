"""The mail of an invitation to an organization: its link, and the ticket with which strangers sign up and users in."""

import random
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.devices.forging import altered
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect import (
    complete,
    equals,
    excludes,
    is_complete,
    landing,
    not_signed_in,
    present,
    refused,
    succeeded,
    told,
)
from fapi_conformance.expect.addresses import of_proven_address, only_as_invited
from fapi_conformance.expect.landings import leads_on, ticket_in
from fapi_conformance.expect.look import at, say
from fapi_conformance.expect.memberships import is_member
from fapi_conformance.expect.pages import not_on_page, on_page
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.recipes.refusals import ANY_REFUSAL
from fapi_conformance.requirements import organization_ticket as required
from fapi_conformance.target.member import Member
from fapi_conformance.target.organizations import MANAGE_MEMBERS, Organization, role_without
from fapi_conformance.target.refusals import accepted
from fapi_conformance.target.target import Target

A_YEAR = 366 * 24 * 3600
"""Seconds; an invitation lives a month unless it is said otherwise (GAP-082)."""
ON_THE_WAY = ("complete", "needs_first_factor", "needs_second_factor", "needs_client_trust")
"""Clients are prepared for all of them (AUTH-337)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """``ticket`` is empty where the link does not have it."""

    id: str
    address: str
    role: str
    link: str
    ticket: str
    expires: bool


@pytest.fixture
def invite(target: Target, organization: Organization) -> Callable[..., Invited]:
    """Invite an address, or a new one, and read the mail. They are no test addresses, to which mail may not go."""
    role = role_without(organization, MANAGE_MEMBERS)

    def invited(address: str | None = None) -> Invited:
        to = address or target.mail_address()
        inbox = target.inbox(to)
        answer = organization.by_maker.invitations.create(email_address=to, role=role)
        accepted(organization.maker.actor, answer, "an invitation")
        link = inbox.link()
        return Invited(
            id=str(present(answer, "id")),
            address=to,
            role=role,
            link=link,
            ticket=ticket_in(link),
            expires=at(answer.resource, "expires_at") is not None,
        )

    return invited


def sign_in(actor: Actor, given: str, *, intent: Intent = Intent.VALID) -> Answer:
    return actor.sign_ins.create(strategy="ticket", ticket=given, intent=intent)


@proves(
    required.MAILED,
    required.LINK,
    required.LINK_UNUSED,
    required.SIGNS_UP,
    required.MEMBER,
    required.USED,
)
def test_an_invited_stranger(
    visitor: Actor, target: Target, organization: Organization, invite: Callable[..., Invited]
) -> None:
    invited = invite()
    with step(required.MAILED):
        assert invited.ticket, "the link in the mail has no ticket"

    opened = visitor.mailed.accept(invited.link)
    with step(required.LINK):
        leads_on(opened, "sign_up")
    with step(required.LINK_UNUSED):
        on_page(organization.by_maker.invitations.list(status="pending"), invited.id)

    answer = target.redeem(visitor, invited.ticket)
    with step(required.SIGNS_UP):
        equals(accepted(visitor, answer, "a sign-up by the ticket"), email_address=invited.address)
        excludes(answer, "unverified_fields", "email_address")
    with step(required.MEMBER):
        complete(answer)
        is_member(visitor, organization.id, invited.role)
        on_page(organization.by_maker.invitations.list(status="accepted"), invited.id)

    second = target.visitor("second client")
    again = target.redeem(second, invited.ticket, intent=Intent.INVALID)
    with step(required.USED):
        refused(again, ANY_REFUSAL)
        not_signed_in(second.clients.read())


@proves(required.LINK_KNOWN, required.SIGN_UP_KNOWN, required.SIGNS_IN, required.SIGN_IN_MEMBER, required.SIGN_IN_USED)
def test_an_invited_user(
    visitor: Actor,
    target: Target,
    organization: Organization,
    invite: Callable[..., Invited],
    new_member: Callable[..., Member],
) -> None:
    """They are signed in elsewhere, where nobody opens the mail."""
    guest = of_proven_address(new_member(email_address=target.mail_address()))
    invited = invite(guest.email)

    opened = target.visitor("first client").mailed.accept(invited.link)
    with step(required.LINK_KNOWN):
        leads_on(opened, "sign_in", "complete")
    with step(required.SIGN_UP_KNOWN):
        refused(target.redeem(target.visitor("second client"), invited.ticket, intent=Intent.INVALID), 400)

    answer = sign_in(visitor, invited.ticket)
    with step(required.SIGNS_IN):
        if spent(opened):
            raise NotTestable("opening the link has left nothing to do")
        status = at(accepted(visitor, answer, "a sign-in by the ticket").resource, "status")
        if status not in ON_THE_WAY:
            raise Deviation(expected=" or ".join(ON_THE_WAY), got=say(status), where="$.response.status")
    with step(required.SIGN_IN_MEMBER):
        if not is_complete(answer):
            raise NotTestable("the sign-in needs one step more")
        complete(answer)
        equals(visitor.me.read(), id=guest.user_id)
        is_member(visitor, organization.id, invited.role)

    third = target.visitor("third client")
    again = sign_in(third, invited.ticket, intent=Intent.INVALID)
    with step(required.SIGN_IN_USED):
        if not is_complete(answer):
            raise NotTestable("the ticket is not used yet: the sign-in needs one step more")
        refused(again, ANY_REFUSAL)
        not_signed_in(third.clients.read())


@proves(
    required.UNNOTIFIED,
    required.SIGN_IN_STRANGER,
    required.FORGED,
    required.OTHER_ADDRESS,
    required.REVOKED,
    required.EXPIRED,
)
def test_what_a_ticket_is_no_good_for(
    visitor: Actor, target: Target, organization: Organization, invite: Callable[..., Invited]
) -> None:
    invitations = organization.by_maker.invitations
    with step(required.UNNOTIFIED):
        unasked = target.mail_address()
        role = role_without(organization, MANAGE_MEMBERS)
        succeeded(invitations.create(email_address=unasked, role=role, notify=False))
        assert target.inbox(unasked).empty(), "a mail has come, although nobody was to be notified"

    invited = invite()
    with step(required.SIGN_IN_STRANGER):
        refused(sign_in(visitor, invited.ticket, intent=Intent.INVALID), 400)
    with step(required.FORGED):
        forger = target.visitor("forger")
        given = altered(invited.ticket, random.Random(1))
        refused(target.redeem(forger, given, intent=Intent.INVALID), ANY_REFUSAL)
        not_signed_in(forger.clients.read())
    with step(required.OTHER_ADDRESS):
        other = target.visitor("somebody else")
        only_as_invited(target.redeem(other, invited.ticket, email_address=target.address()), invited.address)

    revoked = invite()
    succeeded(invitations.revoke(revoked.id))
    with step(required.REVOKED):
        none(target.visitor("too late"), target, revoked, organization)

    expired = invite()
    with step(required.EXPIRED):
        if not expired.expires:
            raise NotTestable("invitations to organizations do not expire here")
        target.means.age(expired.id, A_YEAR)
        none(target.visitor("much too late"), target, expired, organization)


def spent(opened: Answer) -> bool:
    """Whether the link says that nothing is left to do."""
    where = landing(opened)
    return where is not None and told(where).get("__clerk_status") == "complete"


def none(actor: Actor, target: Target, invited: Invited, organization: Organization) -> None:
    """The ticket signs nobody up."""
    refused(target.redeem(actor, invited.ticket, intent=Intent.INVALID), ANY_REFUSAL)
    not_signed_in(actor.clients.read())
    not_on_page(organization.by_maker.invitations.list(status="accepted"), invited.id)
