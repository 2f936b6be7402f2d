"""Invitations of an organization in the Backend API: with metadata, an address to land on, and the link itself."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from fapi_reference.backend import organizations
from fapi_reference.backend.body import Body
from fapi_reference.backend.users import found as found_user
from fapi_reference.problems import refuse
from fapi_reference.records.organizations import OrganizationInvitation
from fapi_reference.services.organization_invitations import Asked

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

NEW = frozenset(
    ["email_address", "inviter_user_id", "role", "redirect_url", "expires_in_days", "notify", *organizations.METADATA]
)
LISTING = frozenset({"status", "email_address", "order_by", "limit", "offset"})
STATUSES = frozenset({"pending", "accepted", "revoked", "expired"})
DAYS = range(1, 366)


def create(server: "Reference", body: dict[str, Any], organization_id: str) -> Any:
    organization, given = organizations.found(server, organization_id), Body(body, NEW)
    address, inviter = given.need("email_address"), given.text("inviter_user_id")
    redirect_url = given.text("redirect_url")
    if redirect_url:
        server.redirects.read(redirect_url)
    asked = Asked(
        role=server.roles.named(given.need("role")).key,
        notify=given.flag("notify") is not False,
        public_metadata=given.object("public_metadata"),
        private_metadata=given.object("private_metadata"),
        redirect_url=redirect_url,
        days=given.optional_number("expires_in_days", DAYS),
    )
    by = found_user(server, inviter) if inviter else None
    (made,) = server.organization_invitations.invite(organization, [address], asked, by)
    return view(server, made)


def listed(server: "Reference", body: dict[str, Any], organization_id: str) -> Any:
    organization, given = organizations.found(server, organization_id), Body(body, LISTING)
    status, address = given.text("status"), (given.text("email_address") or "").lower()
    if status is not None and status not in STATUSES:
        raise refuse("form_param_value_invalid", "status")
    invitations = server.organization_invitations
    wanted = [
        view(server, one)
        for one in invitations.of(organization)
        if status in (None, invitations.status(one)) and address in one.email_address
    ]
    return organizations.paged(given, wanted)


def read(server: "Reference", _body: dict[str, Any], organization_id: str, invitation_id: str) -> Any:
    return view(server, found(server, organization_id, invitation_id))


def revoke(server: "Reference", body: dict[str, Any], organization_id: str, invitation_id: str) -> Any:
    Body(body, frozenset({"requesting_user_id"}))
    invitation = found(server, organization_id, invitation_id)
    server.organization_invitations.revoke(invitation)
    return view(server, invitation)


def found(server: "Reference", organization_id: str, invitation_id: str) -> OrganizationInvitation:
    organization = organizations.found(server, organization_id)
    return server.organization_invitations.named(organization, invitation_id)


def view(server: "Reference", invitation: OrganizationInvitation) -> dict[str, Any]:
    """The application may hand out the link itself."""
    own = {
        "private_metadata": invitation.private_metadata,
        "inviter_id": invitation.inviter_user_id,
        "public_inviter_data": None,
        "url": server.tickets.address(invitation.ticket) if invitation.ticket else None,
    }
    inviter = server.store.users.get(invitation.inviter_user_id or "")
    if inviter:
        own["public_inviter_data"] = server.views.public_user_data(inviter)
    shown = server.views.organization_invitation(invitation)
    return {name: value for name, value in (shown | own).items() if name != "public_organization_data"}


HANDLERS: dict[str, dict[str, Callable[..., Any]]] = {
    "/v1/organizations/{id}/invitations": {"GET": listed, "POST": create},
    "/v1/organizations/{id}/invitations/{invitation_id}": {"GET": read},
    "/v1/organizations/{id}/invitations/{invitation_id}/revoke": {"POST": revoke},
}
