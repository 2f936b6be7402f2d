"""Members of the Backend API: the application puts anybody into any organization."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from fapi_reference.backend import organizations
from fapi_reference.backend.body import Body
from fapi_reference.backend.users import found as found_user
from fapi_reference.records.organizations import Membership

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

NEW = frozenset({"user_id", "role", *organizations.METADATA})
LISTING = frozenset({"limit", "offset", "query", "role", "order_by", "user_id"})


def create(server: "Reference", body: dict[str, Any], organization_id: str) -> Any:
    organization, given = organizations.found(server, organization_id), Body(body, NEW)
    user = found_user(server, given.need("user_id"))
    role = server.roles.named(given.need("role"))
    server.memberships.refuse_member(organization, user)
    server.memberships.need_room(organization)
    made = server.memberships.add(organization, user, role)
    made.public_metadata, made.private_metadata = given.object("public_metadata"), given.object("private_metadata")
    return view(server, made)


def listed(server: "Reference", body: dict[str, Any], organization_id: str) -> Any:
    organization, given = organizations.found(server, organization_id), Body(body, LISTING)
    role = given.text("role")
    wanted = server.memberships.matching(organization, [role] if role else [], given.text("query") or "")
    return organizations.paged(given, [view(server, one) for one in wanted])


def update(server: "Reference", body: dict[str, Any], organization_id: str, user_id: str) -> Any:
    membership = found(server, organization_id, user_id)
    server.memberships.assign(membership, server.roles.named(Body(body, frozenset({"role"})).need("role")))
    return view(server, membership)


def merge_metadata(server: "Reference", body: dict[str, Any], organization_id: str, user_id: str) -> Any:
    membership, given = found(server, organization_id, user_id), Body(body, frozenset(organizations.METADATA))
    for name in organizations.METADATA:
        setattr(membership, name, organizations.merged(getattr(membership, name), given.object(name)))
    membership.updated_at = max(server.clock.now(), membership.updated_at)
    return view(server, membership)


def delete(server: "Reference", _body: dict[str, Any], organization_id: str, user_id: str) -> Any:
    membership = found(server, organization_id, user_id)
    server.memberships.end(membership)
    return view(server, membership)


def of_user(server: "Reference", body: dict[str, Any], user_id: str) -> Any:
    mine = server.memberships.of_user(found_user(server, user_id))
    return organizations.paged(Body(body, LISTING), [view(server, one) for one in mine])


def found(server: "Reference", organization_id: str, user_id: str) -> Membership:
    return server.memberships.of_member(organizations.found(server, organization_id), user_id)


def view(server: "Reference", membership: Membership) -> dict[str, Any]:
    organization = server.memberships.organization(membership)
    return server.views.membership(membership) | {
        "private_metadata": membership.private_metadata,
        "organization": organizations.view(server, organization),
    }


HANDLERS: dict[str, dict[str, Callable[..., Any]]] = {
    "/v1/organizations/{id}/memberships": {"GET": listed, "POST": create},
    "/v1/organizations/{id}/memberships/{user_id}": {"PATCH": update, "DELETE": delete},
    "/v1/organizations/{id}/memberships/{user_id}/metadata": {"PATCH": merge_metadata},
    "/v1/users/{id}/organization_memberships": {"GET": of_user},
}
