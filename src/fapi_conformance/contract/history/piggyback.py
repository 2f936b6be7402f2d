"""The client beside a resource is the client: whoever reads it right afterwards sees the same."""

from collections.abc import Iterator, Mapping

from fapi_conformance.client.exchange import Exchange, Json
from fapi_conformance.contract.history.caller import same_caller
from fapi_conformance.contract.invariants.broken import Broken
from fapi_conformance.contract.operations import Operation

READ = "getClient"
LIVE = frozenset({"active", "pending"})
OF_A_USER = (
    "id", "username", "first_name", "last_name", "primary_email_address_id", "primary_phone_number_id",
    "password_enabled", "two_factor_enabled", "totp_enabled", "backup_code_enabled", "unsafe_metadata",
)  # fmt: skip
OF_AN_IDENTIFICATION = ("id", "email_address", "phone_number")
Told = dict[str, Json]


class Piggyback:
    """Compares what does not change by itself: no times, no tokens, no ages; of attempts those that are open."""

    def __init__(self) -> None:
        self._last: tuple[Exchange, Told] | None = None

    def __call__(self, exchange: Exchange, operation: Operation) -> Iterator[tuple[str, list[Broken] | None]]:
        last, self._last = self._last, None
        answer = exchange.answer
        if answer is None or not answer.ok:
            return
        if operation.id == READ:
            if last is not None and _right_after(last[0], exchange) and isinstance(answer.resource, dict):
                yield "HISTORY.FRESH-CLIENT", list(_differences(last[1], told(answer.resource)))
        elif answer.enveloped and isinstance(answer.client, dict):
            self._last = exchange, told(answer.client)


def _right_after(before: Exchange, now: Exchange) -> bool:
    """By the same actor, with nothing between them that this process did: no other exchange, nothing by other means."""
    next_one = now.number == before.number + 1 and now.actor == before.actor and now.base_url == before.base_url
    return next_one and now.started >= before.started + before.took and same_caller(before, now)


def told(client: Mapping[str, Json]) -> Told:
    """What of a client is the same in two answers, in an order of its own."""
    sessions = [one for one in client.get("sessions") or () if isinstance(one, dict) and one.get("status") in LIVE]
    found: Told = {
        "id": client.get("id"),
        "last_active_session_id": client.get("last_active_session_id"),
        "sessions": {str(one.get("id")): one.get("status") for one in sessions},
    }
    for kind in ("sign_in", "sign_up"):
        attempt = client.get(kind)
        open_ = isinstance(attempt, dict) and attempt.get("status") not in ("complete", "abandoned")
        found[kind] = (attempt.get("id"), attempt.get("status")) if open_ and isinstance(attempt, dict) else None
    for session in sessions:
        if isinstance(user := session.get("user"), dict):
            found.update({f"sessions[].user.{name}": value for name, value in _user(user)})
    return found


def _user(user: Mapping[str, Json]) -> Iterator[tuple[str, Json]]:
    for name in OF_A_USER:
        yield f"{name} ({user.get('id')})", user.get(name)
    for name in ("email_addresses", "phone_numbers"):
        listed = [one for one in user.get(name) or () if isinstance(one, dict)]
        yield f"{name} ({user.get('id')})", sorted(map(_identification, listed))


def _identification(one: Mapping[str, Json]) -> str:
    verification = one.get("verification")
    status = verification.get("status") if isinstance(verification, dict) else None
    return " ".join(str(one[name]) for name in OF_AN_IDENTIFICATION if name in one) + f" {status}"


def _differences(beside: Told, read: Told) -> Iterator[Broken]:
    for name in beside.keys() | read.keys():
        if beside.get(name) != read.get(name):
            member = name.split(" (")[0]
            yield Broken("Client.Client", member, f"/client/{member}", "as the client is read", "something else")
