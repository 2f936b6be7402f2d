"""What every answer tells about itself: one pure function a requirement.

Each looks at one answer and gives None where it has nothing to say about it, else what is broken, which may be nothing.
A member that is missing or of the wrong type is the schema's matter, and no one else's.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from fapi_conformance.contract.look import Look, Object, listed, texts
from fapi_conformance.contract.said import said

SIGN_IN, SIGN_UP = "sign_in_attempt", "sign_up_attempt"
BY_THE_FLOW = frozenset({"enterprise_sso", "saml", "protect_check"})
"""Fields that the course of a sign-up adds to the missing ones, required or not (AUTH-379)."""
BY_CODE = frozenset({"email_code", "phone_code"})


@dataclass(frozen=True, slots=True)
class Broken:
    component: str
    member: str
    location: str
    expected: str
    got: str


Invariant = Callable[[Look], list[Broken] | None]


def piggyback(look: Look) -> list[Broken] | None:
    if not (look.enveloped and look.owes_client):
        return None
    if look.client is not None:
        return []
    return [Broken(look.component, "client", "/client", "the client", "none")]


def last_active(look: Look) -> list[Broken] | None:
    return _each(look.clients(), _last_active)


def _last_active(client: Object, at: str) -> Iterator[Broken]:
    active = client.get("last_active_session_id")
    if active is not None and active not in _ids(client, "sessions"):
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
        if _unordered(attempt.get(name)) != _unordered(mirrored.get(name))
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
    if attempt.get("created_session_id") not in _ids(client, "sessions"):
        yield Broken(
            "Client.Client", "sessions", "/client/sessions", "the created session among them", "it is not there"
        )


def sign_in_session(look: Look) -> list[Broken] | None:
    return _each(look.attempts(SIGN_IN, "sign_in"), _sign_in_session)


def _sign_in_session(attempt: Object, at: str) -> Iterator[Broken]:
    if not {"status", "created_session_id"} <= attempt.keys():
        return
    complete, session = attempt["status"] == "complete", attempt["created_session_id"]
    if complete is not (session is not None):
        expected, got = ("a session", "null") if complete else ("null", "a session")
        yield Broken("Client.SignIn", "created_session_id", f"{at}/created_session_id", expected, got)


def sign_up_complete(look: Look) -> list[Broken] | None:
    complete = ((at, it) for at, it in look.attempts(SIGN_UP, "sign_up") if it.get("status") == "complete")
    return _each(complete, _sign_up_complete)


def _sign_up_complete(attempt: Object, at: str) -> Iterator[Broken]:
    for name in ("missing_fields", "unverified_fields"):
        if left := texts(attempt, name):
            yield Broken("Client.SignUp", name, f"{at}/{name}", "an empty list", ", ".join(sorted(left))[:80])


def sign_up_fields(look: Look) -> list[Broken] | None:
    return _each(look.attempts(SIGN_UP, "sign_up"), _sign_up_fields)


def _sign_up_fields(attempt: Object, at: str) -> Iterator[Broken]:
    required, optional, missing = (texts(attempt, f"{kind}_fields") for kind in ("required", "optional", "missing"))
    if required is None:
        return
    if missing is not None and (strange := missing - BY_THE_FLOW - required):
        yield Broken("Client.SignUp", "missing_fields", f"{at}/missing_fields", "required fields only", _names(strange))
    if optional is not None and (both := required & optional):
        yield Broken("Client.SignUp", "optional_fields", f"{at}/optional_fields", "no required field", _names(both))


def next_action(look: Look) -> list[Broken] | None:
    sign_ups = [(at, sign_up) for at, sign_up in look.attempts(SIGN_UP, "sign_up") if any(_by_code(sign_up))]
    return _each(iter(sign_ups), _next_action)


def _by_code(sign_up: Object) -> Iterator[tuple[str, Object]]:
    verifications = sign_up.get("verifications")
    for field in ("email_address", "phone_number"):
        found = verifications.get(field) if isinstance(verifications, dict) else None
        if (
            isinstance(found, dict)
            and found.get("strategy") in BY_CODE
            and found.get("status") in ("verified", "unverified")
        ):
            yield field, found


def _next_action(sign_up: Object, at: str) -> Iterator[Broken]:
    unverified = texts(sign_up, "unverified_fields")
    for field, verification in _by_code(sign_up):
        verified = verification["status"] == "verified"
        where = f"{at}/verifications/{field}/next_action"
        action = verification.get("next_action")
        if isinstance(action, str) and verified is not (action == ""):
            wanted = "an empty text" if verified else "what to do next"
            yield Broken("Client.SignUp.Verifications", f"{field}.next_action", where, wanted, said(action))
        if unverified is not None and verified is (field in unverified):
            wanted = f"no {field}" if verified else f"{field} among them"
            yield Broken("Client.SignUp", "unverified_fields", f"{at}/unverified_fields", wanted, _names(unverified))


def primary(look: Look) -> list[Broken] | None:
    return _each(look.users(), _primary)


def _primary(user: Object, at: str) -> Iterator[Broken]:
    for kind, member in (
        ("email_address", "email_addresses"),
        ("phone_number", "phone_numbers"),
        ("web3_wallet", "web3_wallets"),
    ):
        name = f"primary_{kind}_id"
        if user.get(name) is not None and isinstance(user.get(member), list) and user[name] not in _ids(user, member):
            yield Broken("Client.User", name, f"{at}/{name}", f"null or the id of one of {member}", "another")


def private_metadata(look: Look) -> list[Broken] | None:
    return _each(look.users(), _private_metadata)


def _private_metadata(user: Object, at: str) -> Iterator[Broken]:
    if user.get("private_metadata"):
        yield Broken("Client.User", "private_metadata", f"{at}/private_metadata", "nothing, or {}", "something")


INVARIANTS: Mapping[str, Invariant] = MappingProxyType(
    {
        "INVARIANT.PIGGYBACK": piggyback,
        "INVARIANT.LAST-ACTIVE": last_active,
        "INVARIANT.SIGN-IN-MIRROR": sign_in_mirror,
        "INVARIANT.SIGN-UP-MIRROR": sign_up_mirror,
        "INVARIANT.COMPLETED-ATTEMPT": completed_attempt,
        "INVARIANT.SIGN-IN-SESSION": sign_in_session,
        "INVARIANT.SIGN-UP-COMPLETE": sign_up_complete,
        "INVARIANT.SIGN-UP-FIELDS": sign_up_fields,
        "INVARIANT.NEXT-ACTION": next_action,
        "INVARIANT.PRIMARY": primary,
        "INVARIANT.PRIVATE-METADATA": private_metadata,
    }
)


def _each(
    placed: Iterator[tuple[str, Object]], broken: Callable[[Object, str], Iterator[Broken]]
) -> list[Broken] | None:
    """What is broken in any of these objects; None where there is none of them."""
    found: list[Broken] = []
    seen = False
    for at, one in placed:
        seen = True
        found += broken(one, at)
    return found if seen else None


def _ids(owner: Object, member: str) -> frozenset[Any]:
    return frozenset(item["id"] for item in listed(owner, member) if isinstance(item.get("id"), str))


def _names(texts: frozenset[str]) -> str:
    return ", ".join(sorted(texts))[:80] or "an empty list"


def _unordered(value: Any) -> Any:
    """A value that equals another whatever the order of their lists: the API orders none of them (AUTH-373)."""
    if isinstance(value, dict):
        return {name: _unordered(item) for name, item in value.items()}
    if isinstance(value, list):
        return sorted(json.dumps(_unordered(item), sort_keys=True) for item in value)
    return value
