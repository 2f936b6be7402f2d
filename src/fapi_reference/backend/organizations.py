"""Organizations of the Backend API: with private metadata, and without anybody's permission."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from fapi_reference.backend.body import Body
from fapi_reference.problems import refuse
from fapi_reference.records.metadata import Metadata
from fapi_reference.records.organizations import Organization

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

METADATA = ("public_metadata", "private_metadata")
NEW = frozenset(
    [*METADATA, "name", "slug", "created_by", "max_allowed_memberships", "created_at", "role_set_key"]
)  # fmt: skip
CHANGES = (NEW - {"created_by"}) | {"admin_delete_enabled"}
LISTING = frozenset({"query", "limit", "offset", "order_by", "include_members_count", "user_id", "organization_id"})
SEATS = range(2**31)


def create(server: "Reference", body: dict[str, Any], _id: str) -> Any:
    """The creator becomes a member; without one nobody is."""
    given = Body(body, NEW)
    name, creator_id = given.need("name"), given.text("created_by")
    creator = server.store.users.get(creator_id) if creator_id else None
    if creator_id and creator is None:
        raise refuse("resource_not_found", "created_by")
    refuse_names(server, name, given.text("slug"))
    made = server.organizations.create(name, given.text("slug"), creator)
    apply(made, given)
    return view(server, made)


def read(server: "Reference", _body: dict[str, Any], id_or_slug: str) -> Any:
    """Here a slug does as well (ORG-118)."""
    organization = server.organizations.find(id_or_slug)
    if organization is None:
        raise refuse("resource_not_found")
    return view(server, organization)


def update(server: "Reference", body: dict[str, Any], organization_id: str) -> Any:
    organization, given = found(server, organization_id), Body(body, CHANGES)
    name, slug = given.text("name"), given.text("slug")
    refuse_names(server, name, slug, organization)
    if name is not None:
        organization.name = name
    if slug:
        server.organizations.rename(organization, slug)
    apply(organization, given)
    server.organizations.changed(organization)
    return view(server, organization)


def merge_metadata(server: "Reference", body: dict[str, Any], organization_id: str) -> Any:
    """What is given is put into what there is; null takes a key out, at any depth (RFC 7396)."""
    organization, given = found(server, organization_id), Body(body, frozenset(METADATA))
    for name in METADATA:
        setattr(organization, name, merged(getattr(organization, name), given.object(name)))
    server.organizations.changed(organization)
    return view(server, organization)


def delete(server: "Reference", _body: dict[str, Any], organization_id: str) -> Any:
    organization = found(server, organization_id)
    server.organizations.delete(organization)
    return {"object": "organization", "id": organization.id, "slug": organization.slug, "deleted": True}


def listed(server: "Reference", body: dict[str, Any], _id: str) -> Any:
    """Newest first, a page of ten unless asked otherwise."""
    given = Body(body, LISTING)
    query = (given.text("query") or "").lower()
    wanted = [
        one
        for one in reversed(server.store.organizations.values())
        if query in one.name.lower() or query in (one.slug or "") or query == one.id.lower()
    ]
    return paged(given, [view(server, one) for one in wanted])


def paged(given: Body, items: list[dict[str, Any]]) -> dict[str, Any]:
    limit, offset = whole(given, "limit", 10), whole(given, "offset", 0)
    return {"data": items[offset : offset + limit], "total_count": len(items)}


def whole(given: Body, name: str, default: int) -> int:
    text = given.text(name)
    if text is None:
        return default
    if not (text.isascii() and text.isdecimal()) or len(text) > 9:
        raise refuse("form_param_type_invalid", name)
    return int(text)


def found(server: "Reference", organization_id: str) -> Organization:
    organization = server.store.organizations.get(organization_id)
    if organization is None:
        raise refuse("resource_not_found")
    return organization


def refuse_names(server: "Reference", name: str | None, slug: str | None, of: Organization | None = None) -> None:
    service = server.organizations
    service.refuse_together([service.name_problem(name) if name is not None else None, service.slug_problem(slug, of)])


def apply(organization: Organization, given: Body) -> None:
    """What only the application decides."""
    for name in METADATA:
        if given.values.get(name) is not None:
            setattr(organization, name, given.object(name))
    seats, deletable = given.optional_number("max_allowed_memberships", SEATS), given.flag("admin_delete_enabled")
    if seats is not None:
        organization.max_allowed_memberships = seats
    if deletable is not None:
        organization.admin_delete_enabled = deletable


def merged(there: Metadata, given: Metadata) -> Metadata:
    result = dict(there)
    for key, value in given.items():
        if value is None:
            result.pop(key, None)
        else:
            below = result.get(key)
            plain = below if isinstance(below, dict) else {}
            result[key] = merged(plain, value) if isinstance(value, dict) else value
    return result


def view(server: "Reference", organization: Organization) -> dict[str, Any]:
    """The organization as its application sees it: private metadata and all."""
    shown = server.views.organization(organization)
    private = {"private_metadata": organization.private_metadata, "created_by": organization.created_by}
    return {name: value for name, value in (shown | private).items() if name != "logo_url" and value is not None}


HANDLERS: dict[str, dict[str, Callable[..., Any]]] = {
    "/v1/organizations": {"GET": listed, "POST": create},
    "/v1/organizations/{id}": {"GET": read, "PATCH": update, "DELETE": delete},
    "/v1/organizations/{id}/metadata": {"PATCH": merge_metadata},
}
