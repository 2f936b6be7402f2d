"""The waitlist as its application sees and settles it (published operations)."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from fapi_reference.backend.body import Body
from fapi_reference.backend.organizations import paged
from fapi_reference.backend.tickets import invitation
from fapi_reference.problems import refuse
from fapi_reference.records.waitlist import WaitlistEntry

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

STATUSES = frozenset({"pending", "invited", "completed", "rejected"})
LISTING = frozenset({"limit", "offset", "query", "status", "order_by"})


def listed(server: "Reference", body: dict[str, Any], _id: str) -> Any:
    """Newest first."""
    given = Body(body, LISTING)
    status, query = given.text("status"), (given.text("query") or "").lower()
    if status is not None and status not in STATUSES:
        raise refuse("form_param_value_invalid", "status")
    wanted = [
        one
        for one in reversed(server.store.waitlist_entries.values())
        if status in {None, server.waitlist.status(one)} and query in f"{one.id} {one.email_address}".lower()
    ]
    return paged(given, [view(server, one) for one in wanted])


def create(server: "Reference", body: dict[str, Any], _id: str) -> Any:
    """The application may put somebody on the list whatever the mode."""
    address = Body(body, frozenset({"email_address", "notify"})).need("email_address")
    problem = server.waitlist.problem(address)
    if problem:
        raise problem
    return view(server, server.waitlist.entry(address) or server.waitlist.enter(address))


def delete(server: "Reference", _body: dict[str, Any], entry_id: str) -> Any:
    server.waitlist.remove(found(server, entry_id))
    return server.views.deleted("waitlist_entry", entry_id)


def invite(server: "Reference", body: dict[str, Any], entry_id: str) -> Any:
    Body(body, frozenset({"ignore_existing"}))
    entry = found(server, entry_id)
    server.waitlist.invite(entry)
    return view(server, entry, invited=True)


def reject(server: "Reference", _body: dict[str, Any], entry_id: str) -> Any:
    entry = found(server, entry_id)
    server.waitlist.reject(entry)
    return view(server, entry)


def found(server: "Reference", entry_id: str) -> WaitlistEntry:
    entry = server.store.waitlist_entries.get(entry_id)
    if entry is None:
        raise refuse("resource_not_found")
    return entry


def view(server: "Reference", entry: WaitlistEntry, *, invited: bool = False) -> dict[str, Any]:
    made = server.store.invitations.get(entry.invitation_id or "")
    return {
        "object": "waitlist_entry",
        "id": entry.id,
        "email_address": entry.email_address,
        "status": server.waitlist.status(entry),
        "is_locked": False,
        "created_at": entry.created_at,
        "updated_at": entry.updated_at,
        "invitation": invitation(server, made, shown=invited) if made else None,
    }


HANDLERS: dict[str, dict[str, Callable[..., Any]]] = {
    "/v1/waitlist_entries": {"GET": listed, "POST": create},
    "/v1/waitlist_entries/{id}": {"DELETE": delete},
    "/v1/waitlist_entries/{id}/invite": {"POST": invite},
    "/v1/waitlist_entries/{id}/reject": {"POST": reject},
}
