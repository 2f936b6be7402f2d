"""Deviations of the mail of an organization's invitation, and of the ticket in it."""

from collections.abc import Callable
from dataclasses import replace as changed
from typing import Any

import orjson

from fapi_reference.exchange import Exchange
from fapi_reference.faults import fault, replace
from fapi_reference.problems import refuse
from fapi_reference.records.application import Invitation
from fapi_reference.records.attempts import SignIn, SignUp
from fapi_reference.records.organizations import Organization, OrganizationInvitation
from fapi_reference.records.people import User
from fapi_reference.reference import Reference
from fapi_reference.services.keys import unsegment
from fapi_reference.services.organization_invitations import Asked
from fapi_reference.services.tickets import Source

PRODUCTION = '[instance]\nenvironment = "production"\n'
Found = tuple[OrganizationInvitation, User] | None


@fault("organization-ticket.mail-without", caught_by=("ORGANIZATION-TICKET.MAILED",))
def mail_without(server: Reference) -> None:
    """The mail of an invitation leads to the application, with no ticket."""
    replace(server.tickets.address, lambda _ticket: f"{server.base_url}/v1/tickets/accept")


@fault("organization-ticket.mail-unasked", caught_by=("ORGANIZATION-TICKET.MAILED.NOT",))
def mail_unasked(server: Reference) -> None:
    """A mail goes out whether it is wanted or not."""
    make = server.organization_invitations.make

    def made(organization: Organization, address: str, asked: Asked, by: User | None) -> OrganizationInvitation:
        return make(organization, address, changed(asked, notify=True), by)

    replace(make, made)


@fault("organization-ticket.link-without-ticket", caught_by=("ORGANIZATION-TICKET.LINK",))
def link_without_ticket(server: Reference) -> None:
    """The link of an invitation leads to the application, which does not get the ticket."""
    landing = server.tickets.landing
    replace(landing, lambda ticket, exchange: landing(ticket, exchange).replace("__clerk_ticket=", "__clerk_tickets="))


@fault("organization-ticket.link-of-somebody", caught_by=("ORGANIZATION-TICKET.LINK",))
def link_of_somebody(server: Reference) -> None:
    """The link sends strangers to where one signs in."""
    says(server, "sign_up", "sign_in")


@fault("organization-ticket.link-of-nobody", caught_by=("ORGANIZATION-TICKET.LINK.KNOWN",))
def link_of_nobody(server: Reference) -> None:
    """The link sends users to where one signs up."""
    says(server, "sign_in", "sign_up")


def says(server: Reference, status: str, instead: str) -> None:
    landing = server.tickets.landing
    replace(
        landing,
        lambda ticket, exchange: landing(ticket, exchange).replace(
            f"__clerk_status={status}", f"__clerk_status={instead}"
        ),
    )


@fault(
    "organization-ticket.link-unrecognised",
    caught_by=("ORGANIZATION-TICKET.LINK.COMPLETE",),
    settings=PRODUCTION,
)
def link_unrecognised(server: Reference) -> None:
    """Whoever opens the link where they are signed in is sent to where one signs in."""
    replace(server.organization_tickets.taken_up, lambda _invitation, _exchange: False)


@fault("organization-ticket.link-spends", caught_by=("ORGANIZATION-TICKET.LINK.UNUSED",))
def link_spends(server: Reference) -> None:
    """Opening the link of an invitation uses it up."""
    landing = server.tickets.landing

    def spending(ticket: str, exchange: Exchange) -> str:
        where = landing(ticket, exchange)
        server.tickets.spend(server.tickets.source(ticket))
        return where

    replace(landing, spending)


@fault("organization-ticket.proves-nothing", caught_by=("ORGANIZATION-TICKET.SIGN-UP",))
def proves_nothing(server: Reference) -> None:
    """The invited address has to be verified once more."""
    accept = server.sign_ups.accept

    def unproven(attempt: SignUp, invitation: Invitation | OrganizationInvitation) -> None:
        accept(attempt, invitation)
        if isinstance(invitation, OrganizationInvitation):
            del attempt.verifications["email_address"]

    replace(accept, unproven)


@fault("organization-ticket.joins-nobody", caught_by=("ORGANIZATION-TICKET.SIGN-UP.MEMBER",))
def joins_nobody(server: Reference) -> None:
    """Whoever signs up by the ticket of an organization is a user, and a member of nothing."""
    replace(server.organization_tickets.join, lambda _invitation, _user, _session: None)


@fault("organization-ticket.signed-in-only", caught_by=("ORGANIZATION-TICKET.SIGN-IN.MEMBER",))
def signed_in_only(server: Reference) -> None:
    """Whoever signs in by the ticket of an organization is signed in, and a member of nothing."""
    replace(server.organization_tickets.brought, lambda _attempt: None)


@fault("organization-ticket.role-of-the-first", caught_by=("ORGANIZATION-TICKET.SIGN-UP.MEMBER",))
def role_of_the_first(server: Reference) -> None:
    """Whoever comes by a ticket has the first role that there is."""
    join = server.organization_tickets.join

    def joined(invitation: OrganizationInvitation, user: User, session: Any) -> None:
        join(invitation, user, session)
        server.store.joined[user.id][invitation.organization_id].role = server.roles.listed()[0].key

    replace(join, joined)


@fault("organization-ticket.again", caught_by=("ORGANIZATION-TICKET.SIGN-UP.USED",))
def again(server: Reference) -> None:
    """A used ticket of an organization lets another sign-up begin."""
    unspent(server, "accepted")
    replace(server.identifiers.taken, lambda _kind, _value, **_: False)


@fault("organization-ticket.revoked", caught_by=("ORGANIZATION-TICKET.REVOKED",))
def revoked(server: Reference) -> None:
    """The ticket of a revoked invitation is good."""
    unspent(server, "revoked")


@fault("organization-ticket.for-ever", caught_by=("ORGANIZATION-TICKET.EXPIRED",))
def for_ever(server: Reference) -> None:
    """The ticket of an invitation is good after its time."""
    unspent(server, "expired")


def unspent(server: Reference, status: str) -> None:
    """Tickets of organizations are good in a status in which they should not be."""
    tickets, invitations = server.tickets, server.organization_invitations
    first, second = tickets.refuse_spent, invitations.refuse_spent

    def is_fine(source: Source) -> bool:
        return isinstance(source, OrganizationInvitation) and tickets.status(source) == status

    def leniently(check: Callable[[Any], None]) -> Callable[[Any], None]:
        return lambda source: None if is_fine(source) else check(source)

    replace(first, leniently(first))
    replace(second, leniently(second))


@fault("organization-ticket.form-wins", caught_by=("ORGANIZATION-TICKET.SIGN-UP.OTHER-ADDRESS",))
def form_wins(server: Reference) -> None:
    """An invitation proves whatever address the form names."""
    accept = server.sign_ups.accept

    def as_named(attempt: SignUp, invitation: Invitation | OrganizationInvitation) -> None:
        named = attempt.values.get("email_address")
        accept(attempt, invitation)
        if named:
            attempt.values["email_address"] = attempt.verifications["email_address"].target = named

    replace(accept, as_named)


@fault("organization-ticket.taken-address", caught_by=("ORGANIZATION-TICKET.SIGN-UP.KNOWN",))
def taken_address(server: Reference) -> None:
    """Whoever has an account and signs up by a ticket is told that the address is taken, as everybody is."""
    invitation = server.tickets.invitation

    def as_always(ticket: str) -> Invitation | OrganizationInvitation:
        source = server.tickets.source(ticket)
        address = getattr(source, "email_address", "")
        if address and server.identifiers.taken("email_address", address):
            raise refuse("form_identifier_exists", "email_address")
        return invitation(ticket)

    replace(invitation, as_always)


@fault("organization-ticket.no-sign-in", caught_by=("ORGANIZATION-TICKET.SIGN-IN",))
def no_sign_in(server: Reference) -> None:
    """Nobody signs in by the ticket of an organization."""

    def to_sign_in(_ticket: str) -> Found:
        raise refuse("ticket_invalid_code", "ticket")

    replace(server.organization_tickets.to_sign_in, to_sign_in)


@fault("organization-ticket.signs-in-again", caught_by=("ORGANIZATION-TICKET.SIGN-IN.USED",))
def signs_in_again(server: Reference) -> None:
    """The ticket of an organization signs in as often as one likes."""
    tickets = server.organization_tickets
    first_time = tickets.join

    def to_sign_in(ticket: str) -> Found:
        source = server.tickets.source(ticket)
        user = tickets.holder(source) if isinstance(source, OrganizationInvitation) else None
        return (source, user) if isinstance(source, OrganizationInvitation) and user else None

    def join(invitation: OrganizationInvitation, user: User, session: Any) -> None:
        if invitation.status == "pending":
            first_time(invitation, user, session)

    def never_late(_attempt: SignIn, _user: User) -> None:
        return None

    replace(tickets.to_sign_in, to_sign_in)
    replace(tickets.join, join)
    replace(tickets.refuse_late, never_late)


@fault("organization-ticket.stranger-not-found", caught_by=("ORGANIZATION-TICKET.SIGN-IN.STRANGER",))
def stranger_not_found(server: Reference) -> None:
    """A stranger who signs in by a ticket is told that nobody has the address, as everybody is."""
    find = server.organization_tickets.to_sign_in

    def to_sign_in(ticket: str) -> Found:
        source = server.tickets.source(ticket)
        if isinstance(source, OrganizationInvitation) and server.organization_tickets.holder(source) is None:
            raise refuse("form_identifier_not_found", "identifier")
        return find(ticket)

    replace(find, to_sign_in)


@fault("organization-ticket.signature-unread", caught_by=("ORGANIZATION-TICKET.FORGED",))
def signature_unread(server: Reference) -> None:
    """The signature of a ticket of an organization is not looked at."""
    read = server.keys.read

    def believe(token: str) -> dict[str, Any] | None:
        try:
            claims = orjson.loads(unsegment(token.split(".")[1]))
        except (ValueError, IndexError):
            return read(token)
        return claims if isinstance(claims, dict) and claims.get("st") == "organization_invitation" else read(token)

    replace(read, believe)
