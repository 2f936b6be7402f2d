"""Each invariant is silent on a good answer, speaks on a broken one, and has nothing to say where it does not apply."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from fapi_conformance.contract.invariants import INVARIANTS
from fapi_conformance.contract.look import Look
from fapi_conformance.requirements import CATALOGUE

Body = dict[str, Any]

USER = {
    "object": "user",
    "primary_email_address_id": "idn_1",
    "primary_phone_number_id": None,
    "email_addresses": [{"id": "idn_1"}, {"id": "idn_2"}],
    "phone_numbers": [],
}
SESSION = {"object": "session", "id": "sess_1", "status": "active", "user": USER}
FACTORS = [{"strategy": "password"}, {"strategy": "email_code"}]
SIGN_IN = {
    "object": "sign_in_attempt",
    "id": "sia_1",
    "status": "needs_first_factor",
    "supported_first_factors": FACTORS,
    "created_session_id": None,
}
UNVERIFIED = {"status": "unverified", "strategy": "email_code", "next_action": "needs_attempt"}
SIGN_UP = {
    "object": "sign_up_attempt",
    "id": "sua_1",
    "status": "missing_requirements",
    "required_fields": ["email_address", "password"],
    "optional_fields": ["first_name"],
    "missing_fields": ["password"],
    "unverified_fields": ["email_address"],
    "verifications": {
        "email_address": UNVERIFIED,
        "phone_number": None,
    },
    "created_session_id": None,
}


def client(**members: Any) -> Body:
    fresh: Body = {"object": "client", "sessions": [], "sign_in": None, "sign_up": None, "last_active_session_id": None}
    return copy.deepcopy(fresh | members)


def look(component: str, resource: Any, of: Any, *, changes: bool = True) -> Look:
    return Look(changes=changes, component=component, enveloped=True, resource=resource, client=of)


def signing_in(resource: Any = SIGN_IN, mirrored: Any = SIGN_IN, **how: Any) -> Look:
    return look("Client.ClientWrappedSignIn", copy.deepcopy(resource), client(sign_in=copy.deepcopy(mirrored)), **how)


def signing_up(**members: Any) -> Look:
    sign_up = copy.deepcopy(SIGN_UP | members)
    return look("Client.ClientWrappedSignUp", sign_up, client(sign_up=sign_up))


def signed_in(user: Body = USER, **members: Any) -> Look:
    session = SESSION | {"user": user}
    of = client(**{"sessions": [session], "last_active_session_id": "sess_1"} | members)
    return look("Client.ClientWrappedUser", user, of)


def completed(**members: Any) -> Look:
    done = SIGN_IN | {"status": "complete", "created_session_id": "sess_1"}
    of = client(**{"sessions": [SESSION], "last_active_session_id": "sess_1"} | members)
    return look("Client.ClientWrappedSignIn", done, of)


def verified(**verification: Any) -> Body:
    return {"email_address": UNVERIFIED | verification}


GOOD: dict[str, list[Callable[[], Look]]] = {
    "INVARIANT.PIGGYBACK": [signing_in, signed_in],
    "INVARIANT.LAST-ACTIVE": [
        signed_in,
        lambda: signed_in(last_active_session_id=None),
        lambda: look("Client.ClientWrappedClient", client(), None),
    ],
    "INVARIANT.SIGN-IN-MIRROR": [
        signing_in,
        lambda: signing_in(mirrored=SIGN_IN | {"supported_first_factors": FACTORS[::-1]}),
    ],
    "INVARIANT.SIGN-UP-MIRROR": [signing_up],
    "INVARIANT.COMPLETED-ATTEMPT": [completed, lambda: completed(sign_in=SIGN_IN | {"id": "sia_2"})],
    "INVARIANT.SIGN-IN-SESSION": [signing_in, completed],
    "INVARIANT.SIGN-UP-COMPLETE": [
        lambda: signing_up(status="complete", missing_fields=[], unverified_fields=[]),
    ],
    "INVARIANT.SIGN-UP-FIELDS": [signing_up, lambda: signing_up(missing_fields=["protect_check", "password"])],
    "INVARIANT.NEXT-ACTION": [
        signing_up,
        lambda: signing_up(verifications=verified(status="verified", next_action=""), unverified_fields=[]),
    ],
    "INVARIANT.UNVERIFIED-FIELD": [
        signing_up,
        lambda: signing_up(verifications=verified(status="verified", next_action=""), unverified_fields=[]),
    ],
    "INVARIANT.PRIMARY": [signed_in, lambda: signed_in(USER | {"primary_email_address_id": None})],
    "INVARIANT.PRIVATE-METADATA": [signed_in, lambda: signed_in(USER | {"private_metadata": {}})],
}

BROKEN: dict[str, list[tuple[Callable[[], Look], tuple[str, str]]]] = {
    "INVARIANT.PIGGYBACK": [
        (lambda: look("Client.ClientWrappedSignIn", SIGN_IN, None), ("Client.ClientWrappedSignIn", "client")),
    ],
    "INVARIANT.LAST-ACTIVE": [
        (lambda: signed_in(last_active_session_id="sess_9"), ("Client.Client", "last_active_session_id")),
        (lambda: signed_in(sessions=[]), ("Client.Client", "last_active_session_id")),
    ],
    "INVARIANT.SIGN-IN-MIRROR": [
        (lambda: signing_in(mirrored=None), ("Client.Client", "sign_in")),
        (
            lambda: signing_in(mirrored=SIGN_IN | {"supported_first_factors": FACTORS[:1]}),
            ("Client.Client", "sign_in.supported_first_factors"),
        ),
        (lambda: signing_in(mirrored=SIGN_IN | {"status": "complete"}), ("Client.Client", "sign_in.status")),
    ],
    "INVARIANT.SIGN-UP-MIRROR": [
        (lambda: look("Client.ClientWrappedSignUp", SIGN_UP, client()), ("Client.Client", "sign_up")),
    ],
    "INVARIANT.COMPLETED-ATTEMPT": [
        (lambda: completed(sign_in=SIGN_IN), ("Client.Client", "sign_in")),
        (lambda: completed(sessions=[]), ("Client.Client", "sessions")),
    ],
    "INVARIANT.SIGN-IN-SESSION": [
        (lambda: signing_in(SIGN_IN | {"created_session_id": "sess_1"}), ("Client.SignIn", "created_session_id")),
        (lambda: signing_in(SIGN_IN | {"status": "complete"}), ("Client.SignIn", "created_session_id")),
    ],
    "INVARIANT.SIGN-UP-COMPLETE": [
        (lambda: signing_up(status="complete", unverified_fields=[]), ("Client.SignUp", "missing_fields")),
        (lambda: signing_up(status="complete", missing_fields=[]), ("Client.SignUp", "unverified_fields")),
    ],
    "INVARIANT.SIGN-UP-FIELDS": [
        (lambda: signing_up(missing_fields=["username"]), ("Client.SignUp", "missing_fields")),
        (lambda: signing_up(optional_fields=["password"]), ("Client.SignUp", "optional_fields")),
    ],
    "INVARIANT.NEXT-ACTION": [
        (
            lambda: signing_up(verifications=verified(next_action="")),
            ("Client.SignUp.Verifications", "email_address.next_action"),
        ),
        (
            lambda: signing_up(verifications=verified(status="verified", next_action="")),
            ("Client.SignUp", "unverified_fields"),
        ),
    ],
    "INVARIANT.UNVERIFIED-FIELD": [
        (lambda: signing_up(unverified_fields=[]), ("Client.SignUp", "unverified_fields")),
    ],
    "INVARIANT.PRIMARY": [
        (
            lambda: signed_in(USER | {"primary_email_address_id": "idn_9"}),
            ("Client.User", "primary_email_address_id"),
        ),
        (lambda: signed_in(USER | {"primary_phone_number_id": "idn_1"}), ("Client.User", "primary_phone_number_id")),
    ],
    "INVARIANT.PRIVATE-METADATA": [
        (lambda: signed_in(USER | {"private_metadata": {"k": "v"}}), ("Client.User", "private_metadata")),
    ],
}

SILENT: dict[str, list[Callable[[], Look]]] = {
    "INVARIANT.PIGGYBACK": [
        lambda: look("Client.ClientWrappedClient", client(), None),
        lambda: look("Client.TouchWrappedSession", SESSION, None),
        lambda: look("Client.ClientWrappedDeletedObject", {"object": "user", "deleted": True}, None),
        lambda: look("Client.DeleteSession", client(), None),
    ],
    "INVARIANT.SIGN-IN-MIRROR": [
        completed,
        lambda: signing_in(mirrored=SIGN_IN | {"id": "sia_2"}, changes=False),
        lambda: signing_in(mirrored=None, changes=False),
    ],
    "INVARIANT.COMPLETED-ATTEMPT": [signing_in, signed_in],
    "INVARIANT.NEXT-ACTION": [
        lambda: signing_up(verifications=verified(status="failed", next_action="")),
        lambda: signing_up(verifications=verified(strategy="email_link", next_action="")),
        lambda: signing_up(verifications={"email_address": None, "phone_number": None}),
    ],
}


def each(table: dict[str, list[Any]]) -> list[Any]:
    return [
        pytest.param(requirement, case, id=f"{requirement}-{number}")
        for requirement, cases in table.items()
        for number, case in enumerate(cases, 1)
    ]


@pytest.mark.parametrize(("requirement", "made"), each(GOOD))
def test_silent_on_what_is_right(requirement: str, made: Callable[[], Look]) -> None:
    assert INVARIANTS[requirement](made()) == []


@pytest.mark.parametrize(("requirement", "case"), each(BROKEN))
def test_speaks_of_what_is_broken(requirement: str, case: tuple[Callable[[], Look], tuple[str, str]]) -> None:
    made, (component, member) = case
    broken = INVARIANTS[requirement](made())
    assert broken
    assert {(one.component, one.member) for one in broken} == {(component, member)}


@pytest.mark.parametrize(("requirement", "made"), each(SILENT))
def test_has_nothing_to_say(requirement: str, made: Callable[[], Look]) -> None:
    assert INVARIANTS[requirement](made()) is None


def test_each_invariant_is_a_requirement_and_is_shown_here() -> None:
    declared = {id_ for id_ in CATALOGUE if id_.startswith("INVARIANT.")}
    assert declared == INVARIANTS.keys() == GOOD.keys() == BROKEN.keys()


@pytest.mark.parametrize("junk", [None, 3, "x", [], {}, {"object": "client"}, {"sessions": 4}, {"sessions": [None, 3]}])
@pytest.mark.parametrize("requirement", INVARIANTS)
def test_junk_is_the_schemas_matter(requirement: str, junk: Any) -> None:
    thing = junk if isinstance(junk, dict) else None
    for kind in ("client", "sign_in_attempt", "sign_up_attempt", "user", "session"):
        resource = {"object": kind, "status": "complete"} | (thing or {})
        INVARIANTS[requirement](look("Client.ClientWrappedUser", resource, thing))
