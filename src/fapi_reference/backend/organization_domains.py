"""Domains of an organization in the Backend API: verified where the application vouches for them."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from fapi_reference.backend import organizations
from fapi_reference.backend.body import Body
from fapi_reference.records.organizations import Organization, OrganizationDomain
from fapi_reference.services.organization_domains import MANUAL

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

NEW = frozenset({"name", "enrollment_mode", "verified"})
CHANGES = frozenset({"enrollment_mode", "verified"})
LISTING = frozenset({"verified", "enrollment_mode", "limit", "offset"})


def create(server: "Reference", body: dict[str, Any], organization_id: str) -> Any:
    organization, given = organizations.found(server, organization_id), Body(body, NEW)
    mode = given.text("enrollment_mode") or MANUAL
    server.organization_domains.need_mode(mode)
    made = server.organization_domains.create(organization, given.need("name"), MANUAL, None)
    apply(server, organization, made, given, mode)
    return server.views.organization_domain(made)


def listed(server: "Reference", body: dict[str, Any], organization_id: str) -> Any:
    organization, given = organizations.found(server, organization_id), Body(body, LISTING)
    verified, mode = given.text("verified"), given.text("enrollment_mode")
    domains = server.organization_domains
    wanted = [
        server.views.organization_domain(one)
        for one in domains.listed(organization)
        if mode in (None, one.enrollment_mode) and verified in (None, str(domains.is_verified(one)).lower())
    ]
    return organizations.paged(given, wanted)


def update(server: "Reference", body: dict[str, Any], organization_id: str, domain_id: str) -> Any:
    organization, given = organizations.found(server, organization_id), Body(body, CHANGES)
    domain = server.organization_domains.named(organization, domain_id)
    apply(server, organization, domain, given, given.text("enrollment_mode"))
    return server.views.organization_domain(domain)


def delete(server: "Reference", _body: dict[str, Any], organization_id: str, domain_id: str) -> Any:
    organization = organizations.found(server, organization_id)
    domain = server.organization_domains.named(organization, domain_id)
    server.organization_domains.delete(organization, domain)
    return server.views.deleted("organization_domain", domain.id)


def apply(
    server: "Reference", organization: Organization, domain: OrganizationDomain, given: Body, mode: str | None
) -> None:
    verified = given.flag("verified")
    if verified is not None:
        server.organization_domains.vouch(organization, domain, verified=verified)
    if mode is not None:
        server.organization_domains.set_mode(organization, domain, mode, delete_pending=False)


HANDLERS: dict[str, dict[str, Callable[..., Any]]] = {
    "/v1/organizations/{id}/domains": {"GET": listed, "POST": create},
    "/v1/organizations/{id}/domains/{domain_id}": {"PATCH": update, "DELETE": delete},
}
