"""A verified domain enrols who has an address in it: by a suggestion, a request and a decision, or by an invitation."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer, Intent, Json
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect import equals, refused, succeeded
from fapi_conformance.expect.look import ABSENT, at, say
from fapi_conformance.expect.memberships import is_member, is_no_member
from fapi_conformance.expect.pages import not_on_page, on_page, page
from fapi_conformance.expect.public_data import only_public
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.recipes.refusals import ANY_REFUSAL
from fapi_conformance.requirements import organization_enrollment as required
from fapi_conformance.target import organization_domains as domains
from fapi_conformance.target.member import Member
from fapi_conformance.target.organization_domains import INVITATION, MANUAL, SUGGESTION, Domain
from fapi_conformance.target.organizations import MANAGE_DOMAINS, Organization, permits
from fapi_conformance.target.person import new_domain
from fapi_conformance.target.refusals import accepted, not_by_settings
from fapi_conformance.target.target import Target


@pytest.fixture
def organization(organization: Organization) -> Organization:
    """One whose maker may deal with its domains."""
    return permits(organization, MANAGE_DOMAINS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """Somebody to whom the organization was suggested because of an address in its domain."""

    id: str
    who: Member
    domain: Domain

    def accept(self, by: Actor | None = None) -> Answer:
        return (by or self.who.actor).me.organization_suggestions.accept(self.id, intent=Intent.OPEN)


def suggestion_of(who: Member, organization: Organization) -> Json:
    """The suggestion of that organization, which is pending."""
    listed = page(who.actor.me.organization_suggestions.list(status="pending"))
    found = [one for one in listed if at(one, "public_organization_data.id") == organization.id]
    if not found:
        raise Deviation(expected="a pending suggestion of the organization", got=say(found), where="$.response.data")
    return found[0]


@pytest.fixture
def suggest(
    target: Target, organization: Organization, new_member: Callable[..., Member]
) -> Callable[[Domain], Suggested]:
    """Let somebody new verify an address in the domain. What must come of it is required in one place only."""

    def suggested(domain: Domain) -> Suggested:
        who = new_member()
        domains.moved_in(target, who, domain)
        return Suggested(id=domains.suggestion_for(who.actor, organization), who=who, domain=domain)

    return suggested


def request_of(suggested: Suggested) -> str:
    """The id of the one request that the organization has; what its status is called is not sure (ORG-402)."""
    listed = page(suggested.domain.organization.by_maker.membership_requests.list())
    if len(listed) != 1:
        raise Deviation(expected="one membership request", got=str(len(listed)), where="$.response.data")
    shown = at(listed[0], "public_user_data.user_id")
    if shown not in (suggested.who.user_id, ABSENT, None):
        where = "$.response.data[].public_user_data.user_id"
        raise Deviation(expected=say(suggested.who.user_id), got=say(shown), where=where)
    return str(at(listed[0], "id"))


def decided(suggested: Suggested, request_id: str) -> None:
    """It is not among the pending requests any more."""
    not_on_page(suggested.domain.organization.by_maker.membership_requests.list(status="pending"), request_id)


@proves(
    required.MODE_CHANGED,
    required.SUGGESTED,
    required.COUNTED,
    required.ASKED,
    required.ASKED_TWICE,
    required.BOTH_STATUSES,
    required.PUBLIC_DATA,
    required.APPROVED,
    required.DECIDED,
)
def test_from_a_suggestion_to_a_membership(
    target: Target, organization: Organization, new_member: Callable[..., Member]
) -> None:
    requests, domain = organization.by_maker.membership_requests, domains.verified(target, organization)
    answer = domain.area.update_enrollment_mode(domain.id, enrollment_mode=SUGGESTION)
    with step(required.MODE_CHANGED):
        accepted(organization.maker.actor, answer, "the domain with its new mode")
        equals(answer, id=domain.id, enrollment_mode=SUGGESTION)
        equals(domain.read(), enrollment_mode=SUGGESTION)

    guest = new_member()
    item = domains.moved_in(target, guest, domain)
    with step(required.SUGGESTED):
        found = suggestion_of(guest, organization)
        if (name := at(found, "public_organization_data.name")) != organization.name:
            where = "$.response.data[].public_organization_data.name"
            raise Deviation(expected=say(organization.name), got=say(name), where=where)
    suggested = Suggested(id=domains.suggestion_for(guest.actor, organization), who=guest, domain=domain)
    with step(required.COUNTED):
        equals(domain.read(), total_pending_suggestions=1)

    answer = suggested.accept()
    with step(required.ASKED):
        equals(succeeded(answer), id=suggested.id, status="accepted")
        is_no_member(guest.actor, organization.id)
        request_of(suggested)
    request_id = request_of(suggested)
    with step(required.ASKED_TWICE):
        refused(suggested.accept(), 400, "organization_suggestion_already_accepted")
    with step(required.BOTH_STATUSES):
        on_page(guest.actor.me.organization_suggestions.list(status=["pending", "accepted"]), suggested.id)
        on_page(guest.actor.me.organization_suggestions.list(status=["accepted", "pending"]), suggested.id)
        not_on_page(guest.actor.me.organization_suggestions.list(status="pending"), suggested.id)
    with step(required.PUBLIC_DATA):
        only_public(on_page(requests.list(), request_id), guest, item.value)

    answer = requests.accept(request_id)
    with step(required.APPROVED):
        equals(succeeded(answer), id=request_id)
        is_member(guest.actor, organization.id)
        decided(suggested, request_id)
    with step(required.DECIDED):
        refused(requests.reject(request_id, intent=Intent.INVALID), ANY_REFUSAL)
        is_member(guest.actor, organization.id)


@proves(required.ASKED_BY_OTHERS, required.OWN_REQUEST, required.REQUEST_PARENT)
def test_who_does_not_decide(
    target: Target,
    organization: Organization,
    suggest: Callable[[Domain], Suggested],
    new_member: Callable[..., Member],
) -> None:
    """Another person, the one who asks, and somebody who manages another organization."""
    suggested = suggest(domains.verified(target, organization, mode=SUGGESTION))
    requests, guest, other = organization.by_maker.membership_requests, suggested.who, new_member()

    answer = suggested.accept(by=other.actor)
    with step(required.ASKED_BY_OTHERS):
        refused(answer, ANY_REFUSAL)
        assert not page(requests.list()), "somebody asks to be a member"

    accepted(guest.actor, suggested.accept(), "an accepted suggestion")
    request_id = request_of(suggested)
    with step(required.OWN_REQUEST):
        own = organization.by(guest).membership_requests.accept(request_id, intent=Intent.INVALID)
        refused(own, (403, 404))
        is_no_member(guest.actor, organization.id)
    elsewhere = target.organization(other).by_maker.membership_requests
    before = at(on_page(requests.list(), request_id), "status")
    with step(required.REQUEST_PARENT):
        for ask in (elsewhere.accept, elsewhere.reject):
            refused(ask(request_id, intent=Intent.INVALID), ANY_REFUSAL)
        is_no_member(guest.actor, organization.id)
        after = at(on_page(requests.list(), request_id), "status")
        if after != before:
            raise Deviation(expected=say(before), got=say(after), where="$.response.data[].status")


@proves(required.REJECTED, required.DECIDED)
def test_a_request_is_rejected(
    target: Target, organization: Organization, suggest: Callable[[Domain], Suggested]
) -> None:
    suggested = suggest(domains.verified(target, organization, mode=SUGGESTION))
    accepted(suggested.who.actor, suggested.accept(), "an accepted suggestion")
    requests, request_id = organization.by_maker.membership_requests, request_of(suggested)

    answer = requests.reject(request_id)
    with step(required.REJECTED):
        equals(succeeded(answer), id=request_id)
        if at(answer.resource, "status") == "pending":
            raise Deviation(expected="a request that is decided", got='"pending"', where="$.response.status")
        is_no_member(suggested.who.actor, organization.id)
        decided(suggested, request_id)
    with step(required.DECIDED):
        refused(requests.accept(request_id, intent=Intent.INVALID), ANY_REFUSAL)
        is_no_member(suggested.who.actor, organization.id)


@proves(required.PENDING_KEPT, required.PENDING_GONE)
def test_what_is_pending_when_the_mode_changes(
    target: Target, organization: Organization, suggest: Callable[[Domain], Suggested]
) -> None:
    domain = domains.verified(target, organization, mode=SUGGESTION)
    suggested = suggest(domain)

    with step(required.PENDING_KEPT):
        succeeded(domain.area.update_enrollment_mode(domain.id, enrollment_mode=MANUAL))
        suggestion_of(suggested.who, organization)
        # Not on the way to suggestions, which may at once find somebody to make another one for.
        gone = domain.area.update_enrollment_mode(domain.id, enrollment_mode=MANUAL, delete_pending=True)
        equals(succeeded(gone), total_pending_suggestions=0, total_pending_invitations=0)
    with step(required.PENDING_GONE):
        not_on_page(suggested.who.actor.me.organization_suggestions.list(status="pending"), suggested.id)
        refused(suggested.accept(), ANY_REFUSAL)


@proves(required.PENDING_GONE)
def test_what_is_pending_when_the_domain_goes(
    target: Target, organization: Organization, suggest: Callable[[Domain], Suggested]
) -> None:
    domain = domains.verified(target, organization, mode=SUGGESTION)
    suggested = suggest(domain)
    accepted(organization.maker.actor, domain.area.delete(domain.id), "a deleted domain")

    refused(suggested.accept(), ANY_REFUSAL)


@proves(required.UNPROVEN)
def test_a_domain_that_is_not_proven(
    target: Target, organization: Organization, new_member: Callable[..., Member]
) -> None:
    """Whether the mode is refused or only does nothing is not published (ORG-508)."""
    answer = organization.by_maker.domains.create(name=(name := new_domain()), enrollment_mode=SUGGESTION)
    domain = domains.as_added(organization, name, answer) if answer.ok else domains.added(organization, name)
    domain.area.update_enrollment_mode(domain.id, enrollment_mode=SUGGESTION, intent=Intent.OPEN)
    who = new_member()

    domains.moved_in(target, who, domain)

    for listed in (who.actor.me.organization_suggestions.list(), who.actor.me.organization_invitations.list()):
        if organization.id in [at(one, "public_organization_data.id") for one in page(listed)]:
            where = "$.response.data[].public_organization_data.id"
            raise Deviation(expected="not this organization", got=say(organization.id), where=where)


@proves(required.INVITED, required.INVITED_UNLISTED)
def test_invited_because_of_an_address(
    target: Target, organization: Organization, new_member: Callable[..., Member]
) -> None:
    domain = domains.verified(target, organization, mode=INVITATION)
    guest = new_member()

    domains.moved_in(target, guest, domain)

    listed = page(succeeded(guest.actor.me.organization_invitations.list(status="pending")))
    found = [at(one, "id") for one in listed if at(one, "public_organization_data.id") == organization.id]
    with step(required.INVITED_UNLISTED):
        if not found:
            raise NotTestable("nobody is invited because of a verified address")
        not_on_page(organization.by_maker.invitations.list(), str(found[0]))
    with step(required.INVITED):
        if not found:
            raise Deviation(expected="an invitation of the organization", got=say(listed), where="$.response.data")
        succeeded(guest.actor.me.organization_invitations.accept(str(found[0])))
        is_member(guest.actor, organization.id)


@proves(required.MODE_UNKNOWN, required.MODE_OFF)
def test_modes_that_are_not_to_be_had(target: Target, organization: Organization) -> None:
    domain = domains.verified(target, organization)
    with step(required.MODE_UNKNOWN):
        answer = changed(domain, "everybody")
        not_by_settings(answer)
        refused(answer, 422)
        equals(domain.read(), enrollment_mode=MANUAL)
    with step(required.MODE_OFF):
        offered = target.environment.texts("organization_settings", "domains", "enrollment_modes")
        off = [mode for mode in (INVITATION, SUGGESTION) if offered is not None and mode not in offered]
        if not off:
            raise NotTestable("the instance has every mode", remedy="switch an enrollment mode off")
        answer = changed(domain, off[0])
        not_by_settings(answer)
        refused(answer, 403, "organization_domain_enrollment_mode_not_enabled")
        equals(domain.read(), enrollment_mode=MANUAL)


def changed(domain: Domain, mode: str) -> Answer:
    return domain.area.update_enrollment_mode(domain.id, enrollment_mode=mode, intent=Intent.INVALID)
