"""The client beside a resource: it is there, and it agrees with the resource."""

from collections.abc import Iterator

from fapi_conformance.contract.invariants.broken import Broken, each, ids, unordered
from fapi_conformance.contract.look import Look, Object
from fapi_conformance.contract.said import said

SIGN_IN, SIGN_UP = "sign_in_attempt", "sign_up_attempt"


def piggyback(look: Look) -> list[Broken] | None:
    if not (look.enveloped and look.owes_client):
        return None
    if look.client is not None:
        return []
    return [Broken(look.component, "client", "/client", "the client", "none")]


def last_active(look: Look) -> list[Broken] | None:
    return each(look.clients(), _last_active)


def _last_active(client: Object, at: str) -> Iterator[Broken]:
    active = client.get("last_active_session_id")
    if active is not None and active not in ids(client, "sessions"):
        where = f"{at}/last_active_session_id"
        yield Broken("Client.Client", "last_active_session_id", where, "null or the id of a listed session", "another")


def sign_in_mirror(look: Look) -> list[Broken] | None:
    return _mirror(look, SIGN_IN, "sign_in")


def sign_up_mirror(look: Look) -> list[Broken] | None:
    return _mirror(look, SIGN_UP, "sign_up")


def _mirror(look: Look, kind: str, member: str) -> list[Broken] | None:
    attempt = look.resource_of_kind(kind)
    if attempt is None or look.client is None or attempt.get("status") in ("complete", "abandoned"):
        return None
    mirrored = look.client.get(member)
    if not look.changes and not (isinstance(mirrored, dict) and mirrored.get("id") == attempt.get("id")):
        # An older attempt may still be read, while the client shows the current one.
        return None
    if mirrored == attempt:
        return []
    at = f"/client/{member}"
    if not isinstance(mirrored, dict):
        return [Broken("Client.Client", member, at, "the attempt of the response", said(mirrored))]
    return [
        Broken("Client.Client", f"{member}.{name}", f"{at}/{name}", "the same as in the response", "another value")
        for name in sorted(attempt.keys() | mirrored.keys())
        if unordered(attempt.get(name)) != unordered(mirrored.get(name))
    ]


def completed_attempt(look: Look) -> list[Broken] | None:
    for kind, member in ((SIGN_IN, "sign_in"), (SIGN_UP, "sign_up")):
        attempt = look.resource_of_kind(kind)
        if attempt is not None and look.changes and look.client is not None and attempt.get("status") == "complete":
            return list(_completed(attempt, look.client, member))
    return None


def _completed(attempt: Object, client: Object, member: str) -> Iterator[Broken]:
    left = client.get(member)
    if isinstance(left, dict) and left.get("id") == attempt.get("id"):
        yield Broken("Client.Client", member, f"/client/{member}", "null", "the completed attempt")
    if attempt.get("created_session_id") not in ids(client, "sessions"):
        yield Broken(
            "Client.Client", "sessions", "/client/sessions", "the created session among them", "it is not there"
        )
