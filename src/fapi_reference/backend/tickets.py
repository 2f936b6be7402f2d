"""Sign-in tokens and invitations of the Backend API (AUTH-338; published operations)."""

from typing import TYPE_CHECKING, Any

from fapi_reference.backend.body import Body
from fapi_reference.backend.users import found
from fapi_reference.clock import DAY, SECOND
from fapi_reference.problems import refuse
from fapi_reference.records.application import Invitation, SignInToken
from fapi_reference.services.tickets import A_MONTH

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

TOKEN = frozenset({"user_id", "org_id", "expires_in_seconds"})
INVITATION = frozenset(
    {"email_address", "public_metadata", "redirect_url", "notify", "ignore_existing", "expires_in_days"}
    | {"template_slug"}
)
LISTING = frozenset({"status", "query", "order_by", "paginated", "limit", "offset"})
STATUSES = frozenset({"pending", "accepted", "revoked", "expired"})
A_MONTH_IN_DAYS, A_YEAR = 30, 365


def create_sign_in_token(server: "Reference", body: dict[str, Any], _id: str) -> Any:
    given = Body(body, TOKEN)
    user_id = given.need("user_id")
    if given.text("org_id"):
        raise refuse("resource_not_found")
    seconds = given.number("expires_in_seconds", range(1, 100 * A_MONTH), A_MONTH)
    made = server.tickets.new_sign_in_token(found(server, user_id), seconds)
    return sign_in_token(server, made, shown=True)


def revoke_sign_in_token(server: "Reference", _body: dict[str, Any], token_id: str) -> Any:
    token = server.store.sign_in_tokens.get(token_id)
    if token is None:
        raise refuse("resource_not_found")
    server.tickets.revoke(token)
    return sign_in_token(server, token)


def create_invitation(server: "Reference", body: dict[str, Any], _id: str) -> Any:
    given = Body(body, INVITATION)
    address, redirect_url = given.need("email_address"), given.text("redirect_url")
    problem = server.identifiers.problem("email_address", address)
    if problem:
        raise problem
    if redirect_url:
        server.redirects.read(redirect_url)
    if not given.flag("ignore_existing"):
        refuse_known(server, address)
    seconds = given.number("expires_in_days", range(1, A_YEAR + 1), A_MONTH_IN_DAYS) * DAY // SECOND
    made = server.tickets.new_invitation(
        address,
        given.object("public_metadata"),
        redirect_url,
        seconds,
        notify=given.flag("notify") is not False,
    )
    return invitation(server, made, shown=True)


def refuse_known(server: "Reference", address: str) -> None:
    """Neither somebody who is there already nor somebody who is asked already."""
    normal = server.identifiers.normal("email_address", address)
    asked = (one.email_address == normal for one in server.store.invitations.values() if is_pending(server, one))
    if server.identifiers.taken("email_address", address) or any(asked):
        raise refuse("form_identifier_exists", "email_address")


def list_invitations(server: "Reference", body: dict[str, Any], _id: str) -> Any:
    """Newest first, a page of ten unless asked otherwise."""
    given = Body(body, LISTING)
    status, query = given.text("status"), (given.text("query") or "").lower()
    if status is not None and status not in STATUSES:
        raise refuse("form_param_value_invalid", "status")
    limit, offset = (_whole(given.text(name), name) for name in ("limit", "offset"))
    wanted = [
        one
        for one in reversed(server.store.invitations.values())
        if (status is None or server.tickets.status(one) == status) and query in one.email_address
    ]
    page = wanted[offset or 0 : (offset or 0) + (limit or 10)]
    data = [invitation(server, one) for one in page]
    return {"data": data, "total_count": len(wanted)} if given.text("paginated") == "true" else data


def revoke_invitation(server: "Reference", _body: dict[str, Any], invitation_id: str) -> Any:
    made = server.store.invitations.get(invitation_id)
    if made is None:
        raise refuse("resource_not_found")
    server.tickets.revoke(made)
    return invitation(server, made) | {"revoked": True}


def is_pending(server: "Reference", made: Invitation) -> bool:
    return server.tickets.status(made) == "pending"


def sign_in_token(server: "Reference", token: SignInToken, *, shown: bool = False) -> dict[str, Any]:
    """The ticket is told when it is made and never after that."""
    view: dict[str, Any] = {
        "object": "sign_in_token",
        "id": token.id,
        "user_id": token.user_id,
        "status": token.status,
        "created_at": token.created_at,
        "updated_at": token.updated_at,
    }
    return view | ({"token": token.ticket, "url": server.tickets.address(token.ticket)} if shown else {})


def invitation(server: "Reference", made: Invitation, *, shown: bool = False) -> dict[str, Any]:
    view: dict[str, Any] = {
        "object": "invitation",
        "id": made.id,
        "email_address": made.email_address,
        "public_metadata": made.public_metadata,
        "status": server.tickets.status(made),
        "expires_at": made.expire_at,
        "created_at": made.created_at,
        "updated_at": made.updated_at,
    }
    return view | ({"url": server.tickets.address(made.ticket)} if shown else {})


def _whole(text: str | None, name: str) -> int | None:
    if text is None:
        return None
    if not text.isdecimal():
        raise refuse("form_param_type_invalid", name)
    return int(text)
