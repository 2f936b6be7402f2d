"""Deviations of invitations to organizations, as those who manage members see them."""

import json
from dataclasses import replace as changed
from typing import Any

from fapi_reference.exchange import Exchange
from fapi_reference.faults import alter, fault, replace, without
from fapi_reference.faults.operation import before_parameters
from fapi_reference.problems import Problem, refuse
from fapi_reference.records.organizations import Organization, OrganizationInvitation
from fapi_reference.records.people import User
from fapi_reference.reference import Reference
from fapi_reference.services.organization_invitations import Asked

INVITATIONS = "/v1/organizations/{organization_id}/invitations"


@fault("organization-invitation.of-nothing", caught_by=("ORGANIZATION-INVITATION.CREATED",))
def of_nothing(server: Reference) -> None:
    """An invitation does not say which organization it is of, so that nobody can take it back."""
    without(server.views.organization_invitation, "organization_id")


@fault("organization-invitation.role-of-the-first", caught_by=("ORGANIZATION-INVITATION.CREATED",))
def role_of_the_first(server: Reference) -> None:
    """Whoever is invited has the first role that there is."""
    put = server.organization_invitations.put
    first = server.roles.listed()[0].key
    replace(put, lambda organization, address, _role, days: put(organization, address, first, days))


@fault("organization-invitation.link-shown", caught_by=("ORGANIZATION-INVITATION.LINK-KEPT",))
def link_shown(server: Reference) -> None:
    """Whoever invites sees the link that is in the mail."""
    show = server.views.organization_invitation

    def shown(invitation: OrganizationInvitation) -> dict[str, Any]:
        return {**show(invitation), "url": server.tickets.address(invitation.ticket)}

    replace(show, shown)


@fault("organization-invitation.unlisted", caught_by=("ORGANIZATION-INVITATION.LISTED",))
def unlisted(server: Reference) -> None:
    """The list of invitations has only those that somebody has decided about."""
    of = server.organization_invitations.of
    replace(of, lambda organization: [one for one in of(organization) if one.status != "pending"])


@fault(
    "organization-invitation.status-unread",
    caught_by=("ORGANIZATION-INVITATION.LISTED.STATUS", "ORGANIZATION-INVITATION.OFFERED.STATUS"),
)
def status_unread(server: Reference) -> None:
    """Lists of invitations have all of them, whatever status is asked for."""
    chosen = server.pages.chosen

    def whatever(exchange: Exchange, name: str, allowed: Any) -> frozenset[str]:
        return frozenset() if "invitations" in exchange.path else chosen(exchange, name, allowed)

    replace(chosen, whatever)


@fault("organization-invitation.pending-for-ever", caught_by=("ORGANIZATION-INVITATION.PENDING",))
def pending_for_ever(server: Reference) -> None:
    """The list of pending invitations keeps those that were taken back."""
    replace(server.organization_invitations.pending, server.organization_invitations.of)


@fault("organization-invitation.uncounted", caught_by=("ORGANIZATION-INVITATION.COUNTED",))
def uncounted(server: Reference) -> None:
    """The organization always says that nobody is invited."""
    alter(server.views.organization, lambda shown: {**shown, "pending_invitations_count": 0})


@fault("organization-invitation.twice", caught_by=("ORGANIZATION-INVITATION.TWICE",))
def twice(server: Reference) -> None:
    """An address is invited as often as one likes."""
    replace(server.organization_invitations.refuse_asked_twice, lambda _organization, _addresses: None)


@fault("organization-invitation.never-again", caught_by=("ORGANIZATION-INVITATION.AFRESH",))
def never_again(server: Reference) -> None:
    """An address whose invitation was taken back is not invited any more."""

    def refuse_asked_before(organization: Organization, addresses: list[str]) -> None:
        if any(one.email_address in addresses for one in organization.invitations):
            raise refuse("organization_invitation_not_unique", "email_address")

    replace(server.organization_invitations.refuse_asked_twice, refuse_asked_before)


@fault("organization-invitation.of-members", caught_by=("ORGANIZATION-INVITATION.OF-A-MEMBER",))
def of_members(server: Reference) -> None:
    """Members are invited to what they are in."""
    replace(server.organization_invitations.refuse_members, lambda _organization, _addresses: None)


@fault("organization-invitation.of-anything", caught_by=("ORGANIZATION-INVITATION.MALFORMED",))
def of_anything(server: Reference) -> None:
    """Any text is an address that can be invited."""
    replace(server.organization_invitations.refuse_malformed, lambda _addresses: None)


@fault("organization-invitation.first-line", caught_by=("ORGANIZATION-INVITATION.MORE-RECIPIENTS",))
def first_line(server: Reference) -> None:
    """Of an address only the first line is looked at, and the mail goes to all of it."""
    check = server.organization_invitations.refuse_malformed
    replace(check, lambda addresses: check([one.splitlines()[0] for one in addresses if one]))


@fault("organization-invitation.form-merged", caught_by=("ORGANIZATION-INVITATION.SERVERS-OWN",))
def form_merged(server: Reference) -> None:
    """Whoever invites says the public metadata of the membership to be."""
    make = server.organization_invitations.make
    told: list[str] = []

    def remember(values: dict[str, list[str]]) -> None:
        told[:] = values.pop("public_metadata", [])

    def merged(organization: Organization, address: str, asked: Asked, by: User | None) -> OrganizationInvitation:
        made = make(organization, address, asked, by)
        if told:
            made.public_metadata = json.loads(told[0])
        return made

    before_parameters(server, "/invitations", remember)
    replace(make, merged)


@fault("organization-invitation.many-on-a-page", caught_by=("ORGANIZATION-INVITATION.BULK",))
def many_on_a_page(server: Reference) -> None:
    """Who is invited with others comes on a page, where official clients look for a list."""
    verbs = server.routes.resources[f"{INVITATIONS}/bulk"].verbs
    create = verbs["POST"].handler

    def handler(given: Reference, exchange: Exchange) -> Any:
        answer = create(given, exchange)
        return {**answer, "response": server.views.page(answer["response"], len(answer["response"]))}

    verbs["POST"] = changed(verbs["POST"], handler=handler)


@fault("organization-invitation.first-of-many", caught_by=("ORGANIZATION-INVITATION.BULK.MALFORMED",))
def first_of_many(server: Reference) -> None:
    """Of several addresses only the first is looked at."""
    check = server.organization_invitations.refuse_malformed
    replace(check, lambda addresses: check(addresses[:1]))


@fault("organization-invitation.as-far-as-it-goes", caught_by=("ORGANIZATION-INVITATION.BULK.WHOLE",))
def as_far_as_it_goes(server: Reference) -> None:
    """Of several addresses those before the first wrong one are invited."""
    invite = server.organization_invitations.invite

    def one_after_the_other(
        organization: Organization, addresses: list[str], asked: Asked, by: User | None
    ) -> list[OrganizationInvitation]:
        return [made for one in addresses for made in invite(organization, [one], asked, by)]

    replace(invite, one_after_the_other)


@fault("organization-invitation.unnamed", caught_by=("ORGANIZATION-INVITATION.BULK.NAMED",))
def unnamed(server: Reference) -> None:
    """Of several addresses it is not said which one is wrong."""
    check = server.organization_invitations.refuse_malformed

    def unsaid(addresses: list[str]) -> None:
        try:
            check(addresses)
        except Problem:
            raise refuse("form_param_format_invalid", "email_address") from None

    replace(check, unsaid)


@fault("organization-invitation.not-taken-back", caught_by=("ORGANIZATION-INVITATION.REVOKED",))
def not_taken_back(server: Reference) -> None:
    """Taking an invitation back changes nothing."""
    replace(server.organization_invitations.revoke, lambda _invitation: None)


@fault("organization-invitation.taken-back-again", caught_by=("ORGANIZATION-INVITATION.REVOKED.TWICE",))
def taken_back_again(server: Reference) -> None:
    """An invitation is taken back whatever has become of it."""

    def revoke(invitation: OrganizationInvitation) -> None:
        invitation.status = "revoked"

    replace(server.organization_invitations.revoke, revoke)


@fault("organization-invitation.unknown-like-all", caught_by=("ORGANIZATION-INVITATION.REVOKED.UNKNOWN",))
def unknown_like_all(server: Reference) -> None:
    """An unknown invitation is said to be an unknown resource."""
    named = server.organization_invitations.named

    def of_any_kind(organization: Organization, invitation_id: str) -> OrganizationInvitation:
        try:
            return named(organization, invitation_id)
        except Problem:
            raise refuse("resource_not_found") from None

    replace(named, of_any_kind)


@fault("organization-invitation.parent-unread", caught_by=("ORGANIZATION-INVITATION.REVOKED.ELSEWHERE",))
def parent_unread(server: Reference) -> None:
    """An invitation is found by its id, whatever organization the path names."""

    def named(_organization: Organization, invitation_id: str) -> OrganizationInvitation:
        found = server.store.organization_invitations.get(invitation_id)
        if found is None:
            raise refuse("organization_invitation_not_found")
        return found

    replace(server.organization_invitations.named, named)
