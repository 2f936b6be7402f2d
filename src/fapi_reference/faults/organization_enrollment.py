"""Deviations of what a domain does for the people in it: suggestions, requests and invitations."""

from dataclasses import replace as changed
from typing import Any

from fapi_reference.exchange import Exchange
from fapi_reference.faults import alter, fault, replace
from fapi_reference.problems import Problem, refuse
from fapi_reference.records.organizations import (
    MembershipRequest,
    Organization,
    OrganizationDomain,
    OrganizationInvitation,
    OrganizationSuggestion,
)
from fapi_reference.records.people import User
from fapi_reference.reference import Reference
from fapi_reference.services.organization_domains import MANUAL, MODES

ACCEPT = "/v1/organizations/{organization_id}/membership_requests/{request_id}/accept"
FEW_MODES = '[organizations]\nenrollment_modes = ["automatic_suggestion"]\n'


@fault("organization-enrollment.mode-kept", caught_by=("ORGANIZATION-DOMAIN.MODE",))
def mode_kept(server: Reference) -> None:
    """A domain keeps the mode with which it was added."""
    replace(server.organization_domains.set_mode, lambda _organization, _domain, _mode, **_: None)


@fault("organization-enrollment.any-mode", caught_by=("ORGANIZATION-DOMAIN.MODE.UNKNOWN",))
def any_mode(server: Reference) -> None:
    """Any word is a mode."""
    replace(server.organization_domains.need_mode, lambda _mode: None)


@fault("organization-enrollment.mode-off", caught_by=("ORGANIZATION-DOMAIN.MODE.OFF",), settings=FEW_MODES)
def mode_off(server: Reference) -> None:
    """A domain enrols people in ways that the instance has switched off."""
    need = server.organization_domains.need_mode
    replace(need, lambda mode: None if mode in MODES else need(mode))


@fault("organization-enrollment.without-proof", caught_by=("ORGANIZATION-DOMAIN.UNPROVEN",))
def without_proof(server: Reference) -> None:
    """A domain enrols people although nobody has proven whose it is."""
    domains = server.organization_domains

    def set_mode(organization: Organization, domain: OrganizationDomain, mode: str, *, delete_pending: bool) -> None:
        domains.need_mode(mode)
        domain.enrollment_mode = mode
        if delete_pending:
            server.enrollments.drop_pending(organization, domain)

    def holder(name: str) -> OrganizationDomain | None:
        return next((one for one in server.store.organization_domains.values() if one.name == name), None)

    replace(domains.set_mode, set_mode)
    replace(domains.holder, holder)


@fault("organization-enrollment.nobody-told", caught_by=("ORGANIZATION-DOMAIN.SUGGESTED",))
def nobody_told(server: Reference) -> None:
    """Nobody is suggested an organization."""
    replace(server.enrollments.suggest, lambda _organization, _domain, _user: None)


@fault("organization-enrollment.uncounted", caught_by=("ORGANIZATION-DOMAIN.SUGGESTED.COUNTED",))
def uncounted(server: Reference) -> None:
    """A domain always says that nothing is pending."""
    alter(server.views.organization_domain, lambda shown: {**shown, "total_pending_suggestions": 0})


@fault("organization-enrollment.unasked", caught_by=("ORGANIZATION-DOMAIN.ASKED",))
def unasked(server: Reference) -> None:
    """Accepting a suggestion makes somebody a member, whom nobody has let in."""
    ask = server.membership_requests.ask

    def joined(suggestion: OrganizationSuggestion, user: User) -> None:
        ask(suggestion, user)
        organization = server.store.organizations[suggestion.organization_id]
        server.memberships.add(organization, user, server.roles.named(server.settings.organizations.default_role))

    replace(ask, joined)


@fault("organization-enrollment.unheard", caught_by=("ORGANIZATION-DOMAIN.ASKED",))
def unheard(server: Reference) -> None:
    """A suggestion is accepted, and no organization hears of it."""

    def ask(suggestion: OrganizationSuggestion, _user: User) -> None:
        suggestion.status = "accepted"

    replace(server.membership_requests.ask, ask)


@fault("organization-enrollment.asked-again", caught_by=("ORGANIZATION-DOMAIN.ASKED.TWICE",))
def asked_again(server: Reference) -> None:
    """A suggestion is accepted as often as one likes."""
    ask = server.membership_requests.ask

    def as_before(suggestion: OrganizationSuggestion, user: User) -> None:
        if suggestion.status == "pending":
            ask(suggestion, user)

    replace(ask, as_before)


@fault("organization-enrollment.anybodys", caught_by=("ORGANIZATION-DOMAIN.ASKED.OTHERS",))
def anybodys(server: Reference) -> None:
    """A suggestion is accepted by whoever knows its id."""

    def suggestion(_user: User, suggestion_id: str) -> OrganizationSuggestion:
        found = server.store.organization_suggestions.get(suggestion_id)
        if found is None:
            raise refuse("resource_not_found")
        return found

    replace(server.membership_requests.suggestion, suggestion)


@fault("organization-enrollment.first-status", caught_by=("ORGANIZATION-DOMAIN.SUGGESTED.STATUSES",))
def first_status(server: Reference) -> None:
    """Of several values of a filter the first one counts."""
    every = server.pages.every
    replace(every, lambda exchange, name: every(exchange, name)[:1])


@fault("organization-enrollment.approved-in-vain", caught_by=("ORGANIZATION-DOMAIN.APPROVED",))
def approved_in_vain(server: Reference) -> None:
    """Accepting a request makes nobody a member."""

    def accept(_organization: Organization, request: MembershipRequest) -> None:
        server.membership_requests.decide(request, "accepted")

    replace(server.membership_requests.accept, accept)


@fault("organization-enrollment.rejected-member", caught_by=("ORGANIZATION-DOMAIN.REJECTED",))
def rejected_member(server: Reference) -> None:
    """Whoever is rejected is a member all the same."""
    reject = server.membership_requests.reject

    def rejected(request: MembershipRequest) -> None:
        reject(request)
        organization, user = server.store.organizations[request.organization_id], server.store.users[request.user_id]
        server.memberships.add(organization, user, server.roles.named(server.settings.organizations.default_role))

    replace(reject, rejected)


@fault("organization-enrollment.undecided", caught_by=("ORGANIZATION-DOMAIN.REJECTED",))
def undecided(server: Reference) -> None:
    """A rejected request stays pending."""
    replace(server.membership_requests.reject, lambda _request: None)


@fault("organization-enrollment.decided-again", caught_by=("ORGANIZATION-DOMAIN.DECIDED-ONCE",))
def decided_again(server: Reference) -> None:
    """Whoever was rejected can be accepted after all."""
    replace(server.membership_requests.need_pending, lambda _request: None)


@fault("organization-enrollment.lets-oneself-in", caught_by=("ORGANIZATION-DOMAIN.APPROVED.BY-ONESELF",))
def lets_oneself_in(server: Reference) -> None:
    """Whoever asks to be a member may accept that."""
    verbs = server.routes.resources[ACCEPT].verbs
    accept = verbs["POST"].handler

    def handler(given: Reference, exchange: Exchange) -> Any:
        request = server.store.membership_requests.get(exchange.ids["request_id"])
        if request and exchange.user and request.user_id == exchange.user.id:
            server.membership_requests.accept(server.store.organizations[request.organization_id], request)
            return server.views.envelope(server.views.membership_request(request), exchange)
        return accept(given, exchange)

    verbs["POST"] = changed(verbs["POST"], handler=handler)


@fault("organization-enrollment.parent-unread", caught_by=("ORGANIZATION-DOMAIN.ASKED.ELSEWHERE",))
def parent_unread(server: Reference) -> None:
    """A request is found by its id, whatever organization the path names."""
    named = server.membership_requests.named

    def of_any(organization: Organization, request_id: str) -> MembershipRequest:
        try:
            return named(organization, request_id)
        except Problem:
            if request_id in server.store.membership_requests:
                return server.store.membership_requests[request_id]
            raise

    replace(named, of_any)


@fault("organization-enrollment.whole-user", caught_by=("ORGANIZATION-DOMAIN.ASKED.PUBLIC",))
def whole_user(server: Reference) -> None:
    """Whoever decides about a request sees the whole account of who asks."""
    show = server.views.membership_request

    def shown(request: MembershipRequest) -> dict[str, Any]:
        user = server.store.users[request.user_id]
        return {**show(request), "public_user_data": {**server.views.user(user), **server.views.public_user_data(user)}}

    replace(show, shown)


@fault("organization-enrollment.pending-stays", caught_by=("ORGANIZATION-DOMAIN.MODE.PENDING-KEPT",))
def pending_stays(server: Reference) -> None:
    """What is pending stays, although it was to be deleted."""
    replace(server.enrollments.drop_pending, lambda _organization, _domain: None)


@fault("organization-enrollment.pending-goes", caught_by=("ORGANIZATION-DOMAIN.MODE.PENDING-KEPT",))
def pending_goes(server: Reference) -> None:
    """Whoever was suggested an organization loses that with every change of the mode."""
    set_mode = server.organization_domains.set_mode

    def dropping(organization: Organization, domain: OrganizationDomain, mode: str, *, delete_pending: bool) -> None:
        set_mode(organization, domain, mode, delete_pending=delete_pending or mode == MANUAL)

    replace(set_mode, dropping)


@fault("organization-enrollment.pending-usable", caught_by=("ORGANIZATION-DOMAIN.MODE.PENDING-GONE",))
def pending_usable(server: Reference) -> None:
    """A suggestion that was deleted is counted no more, and accepted as before."""

    def forget(suggestion: OrganizationSuggestion) -> None:
        organization = server.store.organizations[suggestion.organization_id]
        organization.suggestions = [one for one in organization.suggestions if one is not suggestion]

    replace(server.enrollments.forget, forget)


@fault("organization-enrollment.nobody-invited", caught_by=("ORGANIZATION-DOMAIN.INVITED",))
def nobody_invited(server: Reference) -> None:
    """No domain invites anybody."""
    replace(server.organization_invitations.enrol, lambda _organization, _domain, _user, _address: None)


@fault("organization-enrollment.listed-too", caught_by=("ORGANIZATION-DOMAIN.INVITED.UNLISTED",))
def listed_too(server: Reference) -> None:
    """The organization finds those whom a domain has invited among those whom it has."""

    def of(organization: Organization) -> list[OrganizationInvitation]:
        return list(reversed(organization.invitations))

    replace(server.organization_invitations.of, of)
