"""`GET /v1/outbox?to=`: what would have been sent to an address or number. Ours alone; it stands for a mailbox."""

from typing import TYPE_CHECKING, Any

from fapi_reference.problems import refuse
from fapi_reference.records.application import Mail

if TYPE_CHECKING:
    from fapi_reference.reference import Reference


def listed(server: "Reference", body: dict[str, Any], _id: str) -> Any:
    """Newest last."""
    to = body.get("to")
    if not isinstance(to, str) or not to:
        raise refuse("form_param_missing", "to")
    normal = server.identifiers.normal(server.identifiers.kind(to), to)
    data = [view(mail) for mail in server.store.outbox if mail.to == normal]
    return {"data": data, "total_count": len(data)}


def view(mail: Mail) -> dict[str, Any]:
    return {"object": "message", "to": mail.to, "code": mail.code, "link": mail.link, "sent_at": mail.sent_at}
