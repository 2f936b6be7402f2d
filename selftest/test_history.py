"""What answers say over time: silent on a right course of exchanges, and it speaks of each that is broken."""

import json
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import pytest

from fapi_conformance.client.exchange import Answer, Exchange, Request
from fapi_conformance.contract.history import REQUIREMENTS, History
from fapi_conformance.contract.history.caller import same_caller
from fapi_conformance.requirements import CATALOGUE

USER = {"object": "user", "id": "user_1", "created_at": 1_000, "updated_at": 2_000, "first_name": "Ada"}
CLIENT: dict[str, Any] = {
    "object": "client",
    "id": "client_1",
    "sessions": [],
    "sign_in": None,
    "last_active_session_id": None,
}
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DP"
PASSWORD = "correct-horse-42"
ADA = (("authorization", "ada"),)


class Course:
    """Exchanges of one actor, one after the other."""

    def __init__(self) -> None:
        self.history = History()
        self.number = 0

    def __call__(self, operation: str, body: Any, *, at: float | None = None, **form: Any) -> Mapping[str, list[Any]]:
        self.number += 1
        exchange = Exchange(
            number=self.number,
            actor="browser",
            base_url="http://localhost",
            request=Request(method="POST", sent_method="POST", path="/v1/x", headers=ADA, form=tuple(form.items())),
            answer=Answer(200, (), json.dumps(body).encode()),
            failure=None,
            started=float(self.number if at is None else at),
            took=0.5,
        )
        found = self.history.look(exchange, SimpleNamespace(id=operation))  # type: ignore[arg-type]
        return {requirement: broken or [] for requirement, broken in found}


def session(**claims: Any) -> dict[str, Any]:
    import base64

    said = base64.urlsafe_b64encode(json.dumps({"sid": "sess_1", "sub": "user_1", **claims}).encode()).decode()
    token = {"object": "token", "jwt": f"e30.{said.rstrip('=')}.x"}
    shown = {"object": "session", "id": "sess_1", "status": "active", "user": USER, "factor_verification_age": [0, -1]}
    return shown | {"last_active_token": token}


def envelope(response: Any, **client: Any) -> dict[str, Any]:
    return {"response": response, "client": CLIENT | client}


RIGHT = [
    [("getUser", {"response": USER}), ("getUser", {"response": USER | {"updated_at": 2_001}})],
    [("getUser", {"response": USER}), ("getUser", {"response": USER | {"created_at": 500, "updated_at": 1_500}})],
    [("patchUser", envelope(USER)), ("getClient", {"response": CLIENT, "client": None})],
    [("patchUser", envelope(USER)), ("patchUser", envelope(USER, id="client_2"))],
    [("getSession", envelope(session(sts="active", fva=[1, -1])))],
    [("postTOTP", {"response": {"secret": SECRET}}), ("postTOTP", {"response": {"secret": SECRET}})],
]
BROKEN = {
    "HISTORY.KIND": [("getUser", {"response": USER}), ("getUser", {"response": USER | {"object": "session"}})],
    "HISTORY.CREATED": [("getUser", {"response": USER}), ("getUser", {"response": USER | {"created_at": 1_001}})],
    "HISTORY.UPDATED": [("getUser", {"response": USER}), ("getUser", {"response": USER | {"updated_at": 1_999}})],
    "HISTORY.FRESH-CLIENT": [
        ("patchUser", envelope(USER)),
        ("getClient", {"response": CLIENT | {"last_active_session_id": "sess_1"}, "client": None}),
    ],
    "HISTORY.SECRETS": [("postTOTP", {"response": {"secret": SECRET}}), ("getUser", {"response": {"of": SECRET}})],
    "HISTORY.SESSION-TOKEN": [("getSession", envelope(session(sid="sess_2")))],
    "HISTORY.TOKEN-STATE": [("getSession", envelope(session(fva=[0, 0])))],
}


@pytest.mark.parametrize("course", RIGHT)
def test_silent_on_what_is_right(course: list[tuple[str, Any]]) -> None:
    play = Course()
    for operation, body in course:
        assert [one for broken in play(operation, body).values() for one in broken] == []


@pytest.mark.parametrize("requirement", BROKEN)
def test_speaks_of_what_is_broken(requirement: str) -> None:
    play = Course()
    *before, (operation, body) = BROKEN[requirement]
    for earlier in before:
        play(*earlier)
    assert play(operation, body)[requirement]


def test_two_at_once_have_no_order() -> None:
    play = Course()
    play("getUser", {"response": USER}, at=1.0)
    assert "HISTORY.UPDATED" not in play("getUser", {"response": USER | {"updated_at": 1_999}}, at=1.2)


def test_what_other_means_did_in_between_is_no_difference() -> None:
    play = Course()
    play("patchUser", envelope(USER))
    play.number += 1
    assert "HISTORY.FRESH-CLIENT" not in play("getClient", {"response": CLIENT | {"id": "client_2"}})


@pytest.mark.parametrize("sent", [{"password": PASSWORD}, {"code": "424242"}])
def test_what_was_sent_does_not_come_back(sent: dict[str, Any]) -> None:
    (value,) = sent.values()
    assert Course()("createSignIn", {"errors": [{"meta": {"given": value}}]}, **sent)["HISTORY.SECRETS"]


def test_a_weak_password_may_stand_in_an_answer_by_chance() -> None:
    assert not Course()("createSignIn", {"message": "password"}, password="password")["HISTORY.SECRETS"]


def test_each_rule_is_a_requirement_and_is_shown_here() -> None:
    declared = {id_ for id_ in CATALOGUE if id_.startswith("HISTORY.")}
    assert declared == REQUIREMENTS.keys() == BROKEN.keys()


def exchange(shown: tuple[tuple[str, str], ...], given: tuple[tuple[str, str], ...] = ()) -> Exchange:
    request = Request(method="GET", sent_method="GET", path="/v1/client", headers=shown)
    answer = Answer(200, given, b"{}")
    return Exchange(
        number=1, actor="app", base_url="", request=request, answer=answer, failure=None, started=1.0, took=0.1
    )


@pytest.mark.parametrize(
    ("shown", "given", "next_shown", "same"),
    [
        ((("authorization", "a"),), (), (("authorization", "a"),), True),
        ((("authorization", "a"),), (), (("authorization", ""),), False),
        ((("authorization", "a"),), (("authorization", "b"),), (("authorization", "b"),), True),
        ((("authorization", "a"),), (("authorization", "b"),), (("authorization", "a"),), False),
        ((("cookie", "x=1; __client=a"),), (), (("cookie", "__client=a; y=2"),), True),
        ((("cookie", "__client=a"),), (("set-cookie", "__client=b; Path=/"),), (("cookie", "__client=b"),), True),
        ((("cookie", "__client=a"),), (), (("cookie", "__client=c"),), False),
        ((("cookie", "__client=a"),), (("set-cookie", "__client=; Max-Age=0"),), (), False),
        ((), (), (), False),
    ],
)  # fmt: skip
def test_the_next_one_is_the_same_caller(shown: Any, given: Any, next_shown: Any, same: bool) -> None:
    assert same_caller(exchange(shown, given), exchange(next_shown)) is same
