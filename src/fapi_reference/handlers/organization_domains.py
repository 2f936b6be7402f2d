"""Domains of an organization (facts of the account area, section 12)."""

from typing import TYPE_CHECKING, Any

from fapi_reference.exchange import Exchange
from fapi_reference.records.organizations import Organization, OrganizationDomain
from fapi_reference.services.organization_domains import MANUAL, MODES
from fapi_reference.services.permissions import MANAGE_DOMAINS, READ_DOMAINS

if TYPE_CHECKING:
    from fapi_reference.reference import Reference


def listed(server: "Reference", exchange: Exchange) -> Any:
    """ORG-505. Older clients spell the filter `enrollmentMode`, which is not looked at (ORG-512)."""
    organization = _admit(server, exchange, READ_DOMAINS)
    page, verified = server.pages.asked(exchange), server.pages.flag(exchange, "verified")
    modes = server.pages.chosen(exchange, "enrollment_mode", MODES)
    domains = server.organization_domains
    found = [
        one
        for one in domains.listed(organization)
        if (not modes or one.enrollment_mode in modes) and verified in (None, domains.is_verified(one))
    ]
    shown = [server.views.organization_domain(one) for one in page.of(found)]
    return server.views.envelope(server.views.page(shown, len(found)), exchange)


def create(server: "Reference", exchange: Exchange) -> Any:
    """ORG-502."""
    organization, form = _admit(server, exchange, MANAGE_DOMAINS), exchange.form
    mode = form.get("enrollment_mode") or MANUAL
    made = server.organization_domains.create(organization, form.need("name"), mode, exchange.user)
    return _answer(server, exchange, made)


def read(server: "Reference", exchange: Exchange) -> Any:
    _, domain = _named(server, exchange, READ_DOMAINS)
    return _answer(server, exchange, domain)


def delete(server: "Reference", exchange: Exchange) -> Any:
    """ORG-509."""
    organization, domain = _named(server, exchange, MANAGE_DOMAINS)
    server.organization_domains.delete(organization, domain)
    return server.views.envelope(server.views.deleted("organization_domain", domain.id), exchange)


def update_enrollment_mode(server: "Reference", exchange: Exchange) -> Any:
    """ORG-507."""
    organization, domain = _named(server, exchange, MANAGE_DOMAINS)
    mode, delete_pending = exchange.form.need("enrollment_mode"), exchange.form.flag("delete_pending")
    server.organization_domains.set_mode(organization, domain, mode, delete_pending=delete_pending is True)
    return _answer(server, exchange, domain)


def prepare(server: "Reference", exchange: Exchange) -> Any:
    """ORG-506."""
    organization, domain = _named(server, exchange, MANAGE_DOMAINS)
    server.organization_domains.prepare(organization, domain, exchange.form.need("affiliation_email_address"))
    return _answer(server, exchange, domain)


def attempt(server: "Reference", exchange: Exchange) -> Any:
    """ORG-506."""
    organization, domain = _named(server, exchange, MANAGE_DOMAINS)
    server.organization_domains.attempt(organization, domain, exchange.form.need("code"))
    return _answer(server, exchange, domain)


def _admit(server: "Reference", exchange: Exchange, permission: str) -> Organization:
    """The features come before the membership (ORG-107)."""
    server.permissions.need_enabled()
    server.organization_domains.need_enabled()
    return server.permissions.admit(exchange, permission)


def _named(server: "Reference", exchange: Exchange, permission: str) -> tuple[Organization, OrganizationDomain]:
    organization = _admit(server, exchange, permission)
    return organization, server.organization_domains.named(organization, exchange.ids["domain_id"])


def _answer(server: "Reference", exchange: Exchange, domain: OrganizationDomain) -> Any:
    return server.views.envelope(server.views.organization_domain(domain), exchange)
