"""Roles of the Backend API: an application adds its own, and changes what they permit (GAP-063)."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from fapi_reference.backend import organizations
from fapi_reference.backend.body import Body
from fapi_reference.problems import refuse
from fapi_reference.records.organizations import Permission, Role
from fapi_reference.settings.loading import PERMISSION, ROLE
from fapi_reference.settings.model import CREATOR_HOLDS, SYSTEM_PERMISSIONS

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

NEW = frozenset({"name", "key", "description", "permissions", "include_in_initial_role_set"})
CHANGES = frozenset({"name", "description", "permissions"})
NEW_PERMISSION = frozenset({"name", "key", "description"})
LISTING = frozenset({"limit", "offset", "query", "order_by"})


def listed(server: "Reference", body: dict[str, Any], _id: str) -> Any:
    shown = [server.views.role(one) for one in server.roles.listed()]
    return organizations.paged(Body(body, LISTING), shown)


def create(server: "Reference", body: dict[str, Any], _id: str) -> Any:
    """Permissions are told by their ids, or by their keys."""
    given = Body(body, NEW)
    name, key = given.need("name"), given.need("key")
    if not ROLE.fullmatch(key):
        raise refuse("form_param_format_invalid", "key")
    if key in server.store.roles:
        raise refuse("form_identifier_exists", "key")
    role = server.roles.define(key, [one.key for one in permissions(server, given)])
    return server.views.role(keep(server, replace(role, name=name, description=given.text("description") or "")))


def read(server: "Reference", _body: dict[str, Any], role_id: str) -> Any:
    return server.views.role(found(server, role_id))


def update(server: "Reference", body: dict[str, Any], role_id: str) -> Any:
    """The roles that everything hangs on keep what they need."""
    role, given = found(server, role_id), Body(body, CHANGES)
    changed = replace(
        role, name=given.text("name") or role.name, description=given.text("description") or role.description
    )
    if given.values.get("permissions") is not None:
        wanted = permissions(server, given)
        eligible = set(CREATOR_HOLDS) <= {one.key for one in wanted}
        if role.key == server.settings.organizations.creator_role and not eligible:
            raise refuse("form_param_value_invalid", "permissions")
        changed = replace(changed, permissions=tuple(wanted), is_creator_eligible=eligible)
    return server.views.role(keep(server, changed))


def delete(server: "Reference", _body: dict[str, Any], role_id: str) -> Any:
    """Not while anybody has it or was promised it, nor while the instance gives it."""
    role, settings = found(server, role_id), server.settings.organizations
    given = role.key in {settings.creator_role, settings.default_role}
    held = {one.role for one in server.store.memberships.values()}
    promised = {one.role for one in server.store.organization_invitations.values()}
    if given or role.key in held | promised:
        raise refuse("resource_forbidden")
    del server.store.roles[role.key]
    return {"object": "role", "id": role.id, "deleted": True}


def list_permissions(server: "Reference", body: dict[str, Any], _id: str) -> Any:
    shown = [server.views.permission(one) for one in server.roles.permissions.values()]
    return organizations.paged(Body(body, LISTING), shown)


def create_permission(server: "Reference", body: dict[str, Any], _id: str) -> Any:
    given = Body(body, NEW_PERMISSION)
    name, key = given.need("name"), given.need("key")
    if not PERMISSION.fullmatch(key):
        raise refuse("form_param_format_invalid", "key")
    if key in server.roles.permissions:
        raise refuse("form_identifier_exists", "key")
    made = replace(server.roles.permission(key), name=name, description=given.text("description") or "")
    server.roles.permissions[key] = made
    return server.views.permission(made)


def found(server: "Reference", role_id: str) -> Role:
    role = next((one for one in server.store.roles.values() if one.id == role_id), None)
    if role is None:
        raise refuse("resource_not_found")
    return role


def keep(server: "Reference", role: Role) -> Role:
    server.store.roles[role.key] = role
    return role


def permissions(server: "Reference", given: Body) -> list[Permission]:
    """All that the system knows, and those that the application has made."""
    known = {key: server.roles.permission(key) for key in SYSTEM_PERMISSIONS} | server.roles.permissions
    by_name = known | {one.id: one for one in known.values()}
    wanted = given.texts("permissions")
    if any(one not in by_name for one in wanted):
        raise refuse("resource_not_found", "permissions")
    return [by_name[one] for one in wanted]


HANDLERS: dict[str, dict[str, Callable[..., Any]]] = {
    "/v1/organization_roles": {"GET": listed, "POST": create},
    "/v1/organization_roles/{id}": {"GET": read, "PATCH": update, "DELETE": delete},
    "/v1/organization_permissions": {"GET": list_permissions, "POST": create_permission},
}
