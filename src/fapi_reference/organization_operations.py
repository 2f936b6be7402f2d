"""The rows of organizations in the table of operations. All bodies here are closed, but that of a logo (GAP-001)."""

from fapi_reference.handlers import members, organizations, own_memberships
from fapi_reference.routes import Access, Operation, Routes

PROFILE = frozenset({"name", "slug"})


def add_to(routes: Routes) -> None:
    add, op = routes.add, Operation
    session = Access.SESSION

    mine = "/v1/me/organization_memberships"
    add("GET", mine, op(handler=own_memberships.listed, access=session))
    add("DELETE", f"{mine}/{{organization_id}}", op(handler=own_memberships.leave, access=session))

    one = "/v1/organizations/{organization_id}"
    add("POST", "/v1/organizations", op(handler=organizations.create, access=session, known=PROFILE))
    add("GET", one, op(handler=organizations.read, access=session))
    add("PATCH", one, op(handler=organizations.update, access=session, known=PROFILE))
    add("DELETE", one, op(handler=organizations.delete, access=session))
    add("PUT", f"{one}/logo", op(handler=organizations.set_logo, access=session, picture=True))
    add("DELETE", f"{one}/logo", op(handler=organizations.delete_logo, access=session))
    add("GET", f"{one}/roles", op(handler=organizations.roles, access=session))

    member = f"{one}/memberships/{{user_id}}"
    add("GET", f"{one}/memberships", op(handler=members.listed, access=session))
    add(
        "POST",
        f"{one}/memberships",
        op(handler=members.add, access=session, known=frozenset({"user_id", "role"})),
    )
    add("PATCH", member, op(handler=members.update, access=session, known=frozenset({"role"})))
    add("DELETE", member, op(handler=members.remove, access=session))
