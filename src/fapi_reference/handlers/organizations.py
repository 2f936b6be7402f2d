"""Organizations and their logos (facts of the account area, section 8)."""

from typing import TYPE_CHECKING, Any

from fapi_reference.exchange import Exchange
from fapi_reference.problems import refuse
from fapi_reference.records.organizations import Organization
from fapi_reference.services.permissions import DELETE_PROFILE, MANAGE_PROFILE

if TYPE_CHECKING:
    from fapi_reference.reference import Reference


def create(server: "Reference", exchange: Exchange) -> Any:
    """ORG-110, ORG-113 to ORG-116."""
    server.permissions.need_enabled()
    user = exchange.signed_in()
    server.organizations.need_creator(user)
    name, slug = server.organizations.read_new(exchange.form)
    return _answer(server, exchange, server.organizations.create(name, slug, user))


def read(server: "Reference", exchange: Exchange) -> Any:
    """ORG-118: whoever belongs to it."""
    organization = server.permissions.admit(exchange)
    return server.views.envelope(server.views.organization(organization), exchange)


def update(server: "Reference", exchange: Exchange) -> Any:
    """ORG-119."""
    organization = server.permissions.admit(exchange, MANAGE_PROFILE)
    server.organizations.update(organization, exchange.form)
    return _answer(server, exchange, organization)


def delete(server: "Reference", exchange: Exchange) -> Any:
    """ORG-120."""
    organization = server.permissions.admit(exchange, DELETE_PROFILE)
    if not organization.admin_delete_enabled:
        raise refuse("organization_admin_delete_not_enabled")
    server.organizations.delete(organization)
    server.clients.changed(exchange.caller())
    return server.views.envelope(server.views.deleted("organization", organization.id), exchange)


def set_logo(server: "Reference", exchange: Exchange) -> Any:
    """ORG-121: the organization is answered, and not the picture."""
    organization = server.permissions.admit(exchange, MANAGE_PROFILE)
    server.pictures.set(organization, exchange)
    return _answer(server, exchange, organization)


def delete_logo(server: "Reference", exchange: Exchange) -> Any:
    """ORG-122."""
    organization = server.permissions.admit(exchange, MANAGE_PROFILE)
    gone = server.pictures.remove(organization)
    server.clients.changed(exchange.caller())
    return server.views.envelope(server.views.deleted("image", gone.id), exchange)


def roles(server: "Reference", exchange: Exchange) -> Any:
    """ORG-600: every role of the instance can be given in every organization."""
    server.permissions.admit(exchange)
    page = server.pages.asked(exchange)
    listed = server.roles.listed()
    shown = [server.views.role(one) for one in page.of(listed)]
    return server.views.envelope(server.views.page(shown, len(listed)), exchange)


def _answer(server: "Reference", exchange: Exchange, organization: Organization) -> Any:
    server.clients.changed(exchange.caller())
    return server.views.envelope(server.views.organization(organization), exchange)
