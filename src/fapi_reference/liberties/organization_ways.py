"""Liberties of what people see on their way into an organization: lists, and what domains tell and may do."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from fapi_reference.faults.surgery import View, alter, replace
from fapi_reference.liberties.registry import liberty
from fapi_reference.problems import refuse
from fapi_reference.records.organizations import Organization
from fapi_reference.services.organization_domains import MANUAL

if TYPE_CHECKING:
    from fapi_reference.exchange import Exchange
    from fapi_reference.reference import Reference

LISTS = ("/invitations", "/organization_invitations", "/organization_suggestions", "/membership_requests")


@liberty("pending-unless-asked", fact="ORG-305, ORG-010, ORG-014, ORG-400")
def pending_unless_asked(server: "Reference") -> None:
    """Lists of how people join hold what is pending, unless another status is asked for."""
    original = server.pages.chosen

    def chosen(exchange: "Exchange", name: str, allowed: Iterable[str]) -> frozenset[str]:
        found = original(exchange, name, frozenset(allowed))
        here = name == "status" and exchange.path.endswith(LISTS)
        return found or (frozenset({"pending"}) if here else found)

    replace(original, chosen)


@liberty("invitations-without-organization-data", fact="ORG-300")
def invitations_without_organization_data(server: "Reference") -> None:
    """An invitation shows the public data of its organization only to whoever is invited."""
    original = server.views.envelope

    def bare(shown: Any) -> Any:
        if isinstance(shown, list):
            return [bare(one) for one in shown]
        if isinstance(shown, dict) and isinstance(shown.get("data"), list):
            return {**shown, "data": bare(shown["data"])}
        invitation = isinstance(shown, dict) and shown.get("object") == "organization_invitation"
        return {name: one for name, one in shown.items() if name != "public_organization_data"} if invitation else shown

    def enveloped(response: Any, exchange: "Exchange") -> View:
        of_the_organization = exchange.path.startswith("/v1/organizations/")
        return original(bare(response) if of_the_organization else response, exchange)

    replace(original, enveloped)


@liberty("nobody-is-suggested-anything", fact="ORG-016")
def nobody_is_suggested_anything(server: "Reference") -> None:
    """Domains enrol nobody at once; what becomes of that is not for the API to say."""
    replace(server.enrollments.address_proven, lambda _user, _address: None)


@liberty("automatic-modes-need-room-for-all", fact="ORG-510")
def automatic_modes_need_room_for_all(server: "Reference") -> None:
    """Only an organization without a limit of members enrols people by itself."""
    original = server.organization_domains.set_mode

    def set_mode(organization: Organization, domain: Any, mode: str, *, delete_pending: bool) -> None:
        if mode != MANUAL and organization.max_allowed_memberships:
            raise refuse("organization_unlimited_membership_required")
        original(organization, domain, mode, delete_pending=delete_pending)

    replace(original, set_mode)


@liberty("domain-proofs-without-times", fact="ORG-501")
def domain_proofs_without_times(server: "Reference") -> None:
    """The verification of a domain tells no times."""

    def bare(shown: View) -> View:
        parts = {name: shown[name] for name in ("affiliation_verification", "verification") if name in shown}
        untold = {"expire_at": None, "verified_at": None}
        return {**shown, **{name: {**part, **untold} if part else None for name, part in parts.items()}}

    alter(server.views.organization_domain, bare)
