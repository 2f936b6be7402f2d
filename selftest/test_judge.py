"""The judge, proven offline: made-up bodies pass, and each way to spoil one is named, and named once."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from fapi_conformance.client.exchange import Answer, Exchange, Intent, Request
from fapi_conformance.contract import Operation, load_contract
from fapi_conformance.contract.global_answers import GLOBAL_ANSWERS, Where
from fapi_conformance.contract.judge import Judge
from fapi_conformance.contract.limits import limit_problem
from fapi_conformance.contract.violation import Judgement, Violation
from fapi_conformance.plugin.places import SCHEMA
from fapi_conformance.requirements import CATALOGUE
from selftest.synthetic import NOW, Made, Maker, Site, spoiled

TRACE = "0123456789abcdef0123456789abcdef"
HEADERS = (
    ("content-type", "application/json"),
    ("x-clerk-trace-id", TRACE),
    ("clerk-api-version", "2025-04-10"),
    ("retry-after", "1"),
)
CONTRACT = load_contract(SCHEMA)


def said(
    operation: Operation, status: int, body: Any, headers: Any = HEADERS, content: bytes | None = None
) -> Exchange:
    path = operation.path
    for parameter in operation.parameters:
        path = path.replace("{" + parameter.name + "}", f"{parameter.name}_1")
    return Exchange(
        number=1,
        actor="somebody",
        base_url="http://127.0.0.1:1",
        request=Request(method=operation.method, sent_method=operation.method, path=path),
        answer=Answer(status, headers, json.dumps(body).encode() if content is None else content),
        failure=None,
        started=0.0,
        took=0.0,
        intent=Intent.OPEN,
    )


def exchange_violations(judgement: Judgement) -> list[Violation]:
    return [violation for violation in judgement.violations if violation.requirement.startswith("EXCHANGE.")]


def documented() -> Iterator[tuple[Operation, int, Made]]:
    """Every documented JSON answer, made up."""
    maker = Maker(CONTRACT.document)
    for operation in CONTRACT.operations:
        for status, response in operation.responses.items():
            if "application/json" in response.media:
                made = maker.make(response.media["application/json"], f"{operation.id} {status}")
                if "errors" in made.body:
                    made.body["clerk_trace_id"] = TRACE
                yield operation, status, made


ANSWERS = list(documented())
SUCCESSES = [found for found in ANSWERS if found[1] == 200]
#: One operation for each schema: what is spoiled in one answer is spoiled in its twins.
SHAPES = list({str(sorted(found[0].responses[200].media.items())): found for found in SUCCESSES}.values())


def named(answer: tuple[Operation, int, Made]) -> str:
    return f"{answer[0].id}-{answer[1]}"


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge(CONTRACT)


# What is right is not accused


@pytest.mark.parametrize("answer", ANSWERS, ids=named)
def test_a_whole_body_is_fine(answer: tuple[Operation, int, Made], judge: Judge) -> None:
    operation, status, made = answer
    assert exchange_violations(judge.judge(said(operation, status, made.body))) == []


@pytest.mark.parametrize("answer", SHAPES, ids=named)
def test_null_is_fine_where_it_may_be(answer: tuple[Operation, int, Made], judge: Judge) -> None:
    operation, status, made = answer
    for site in made.sites:
        if site.nullable:
            body = spoiled(made.body, site.path, None)
            assert exchange_violations(judge.judge(said(operation, status, body))) == [], site


@pytest.mark.parametrize("answer", SHAPES, ids=named)
def test_an_optional_member_may_be_left_out(answer: tuple[Operation, int, Made], judge: Judge) -> None:
    operation, status, made = answer
    for site in made.sites:
        if not (site.required or site.expected):
            body = spoiled(made.body, site.path)
            assert exchange_violations(judge.judge(said(operation, status, body))) == [], site


# What is spoiled is named, once


def only(judge: Judge, operation: Operation, status: int, body: Any, site: Site) -> Violation:
    found = exchange_violations(judge.judge(said(operation, status, body)))
    assert len(found) == 1, (site.path, found)
    return found[0]


@pytest.mark.parametrize("answer", SHAPES, ids=named)
def test_a_missing_member(answer: tuple[Operation, int, Made], judge: Judge) -> None:
    operation, status, made = answer
    for site in made.sites:
        if site.required or site.expected:
            found = only(judge, operation, status, spoiled(made.body, site.path), site)
            assert found.requirement == ("EXCHANGE.NEWER-MEMBER" if site.expected else "EXCHANGE.BODY")
            assert found.key == (site.component, "required", site.member)
            assert found.operation == operation.label


@pytest.mark.parametrize("answer", SHAPES, ids=named)
def test_a_null_where_none_may_be(answer: tuple[Operation, int, Made], judge: Judge) -> None:
    operation, status, made = answer
    for site in made.sites:
        if not site.nullable and site.schema:
            found = only(judge, operation, status, spoiled(made.body, site.path, None), site)
            constant = site.name == "object" and len(site.schema.get("enum", [])) == 1
            assert found.requirement == ("EXCHANGE.OBJECT" if constant else "EXCHANGE.BODY"), site
            assert found.key[0] == site.component, site
            assert found.key[2] == site.member, site
            assert found.location == "".join(f"/{step}" for step in site.path)


@pytest.mark.parametrize("answer", SHAPES, ids=named)
def test_a_wrong_type(answer: tuple[Operation, int, Made], judge: Judge) -> None:
    operation, status, made = answer
    for site in made.sites:
        value = made.body
        for step in site.path:
            value = value[step]
        if site.name == "object" or value == "anything":
            continue
        wrong = 7 if isinstance(value, str | dict | list | bool) else "2025-01-01T00:00:00Z"
        found = only(judge, operation, status, spoiled(made.body, site.path, wrong), site)
        assert found.requirement == ("EXCHANGE.MILLISECONDS" if value == NOW else "EXCHANGE.BODY"), site
        assert found.key == (site.component, "type", site.member), site


@pytest.mark.parametrize("answer", SHAPES, ids=named)
def test_a_member_that_a_closed_object_does_not_declare(answer: tuple[Operation, int, Made], judge: Judge) -> None:
    operation, status, made = answer
    for lock in made.locks:
        body = spoiled(made.body, (*lock.path, "brand_new"), {"x": 1})
        found = exchange_violations(judge.judge(said(operation, status, body)))
        assert {violation.requirement for violation in found} == {"EXCHANGE.UNDECLARED-MEMBER"}, lock
        member = f"{lock.member}.brand_new" if lock.member else "brand_new"
        assert [violation.key for violation in found] == [(lock.component, "undeclared", member)], lock


def test_closed_objects_make_it_a_failure() -> None:
    operation, status, made = next(found for found in SUCCESSES if found[0].id == "getUser")
    body = spoiled(made.body, ("brand_new",), 1)
    found = exchange_violations(Judge(CONTRACT, closed_objects=True).judge(said(operation, status, body)))
    assert [violation.requirement for violation in found] == ["EXCHANGE.BODY"]


@pytest.mark.parametrize("answer", SHAPES, ids=named)
def test_an_unknown_value_is_only_a_warning(answer: tuple[Operation, int, Made], judge: Judge) -> None:
    operation, status, made = answer
    for site in made.sites:
        values = site.schema.get("enum", [])
        if not values or (site.name in ("object", "kty") and len(values) == 1):
            continue
        found = only(judge, operation, status, spoiled(made.body, site.path, "brand_new"), site)
        assert found.requirement == "EXCHANGE.UNKNOWN-VALUE", site
        assert found.key == (site.component, "enum", site.member), site


@pytest.mark.parametrize("answer", SHAPES, ids=named)
def test_another_object(answer: tuple[Operation, int, Made], judge: Judge) -> None:
    operation, status, made = answer
    for site in made.sites:
        if site.name == "object" and len(site.schema.get("enum", [])) == 1:
            found = only(judge, operation, status, spoiled(made.body, site.path, "brand_new"), site)
            assert found.requirement == "EXCHANGE.OBJECT", site
            assert found.key == (site.component, "const", site.member), site


@pytest.mark.parametrize("factor", [1 / 1000, 1000], ids=["seconds", "microseconds"])
@pytest.mark.parametrize("answer", SHAPES, ids=named)
def test_times_in_another_unit(answer: tuple[Operation, int, Made], factor: float, judge: Judge) -> None:
    operation, status, made = answer
    for site in made.sites:
        if site.name.endswith("_at") and site.schema.get("type") == "integer":
            body = spoiled(made.body, site.path, int(NOW * factor))
            found = only(judge, operation, status, body, site)
            assert found.requirement == "EXCHANGE.MILLISECONDS", site
            assert found.key == (site.component, "milliseconds", site.member), site


def test_one_deviation_met_forty_times_is_one(judge: Judge) -> None:
    operation, status, made = next(found for found in SUCCESSES if found[0].id == "getClient")
    sessions = [spoiled(made.body["response"]["sessions"][0], ("user", "has_image")) for _ in range(40)]
    body = spoiled(made.body, ("response", "sessions"), sessions)
    found = exchange_violations(judge.judge(said(operation, status, body)))
    assert [violation.key for violation in found] == [("Client.User", "required", "has_image")]


def test_a_million_strange_members_are_told_in_few() -> None:
    operation, status, made = next(found for found in SUCCESSES if found[0].id == "getUser")
    body = made.body | {f"strange_{number}": number for number in range(5000)}
    assert len(Judge(CONTRACT).judge(said(operation, status, body)).violations) < 100


# Variants


ONE_JUDGE = Judge(CONTRACT)


def sign_in_with(verification: Any) -> list[Violation]:
    operation, status, made = next(found for found in SUCCESSES if found[0].id == "getSignIn")
    body = spoiled(made.body, ("response", "first_factor_verification"), verification)
    return exchange_violations(ONE_JUDGE.judge(said(operation, status, body)))


OTP = {"status": "unverified", "strategy": "email_code", "attempts": 0, "expire_at": NOW}


@pytest.mark.parametrize(
    "verification",
    [
        OTP,
        OTP | {"object": "verification_otp"},
        OTP | {"object": "verification_otp", "channel": "sms"},
        {"status": "verified", "strategy": "password", "attempts": 1, "expire_at": None},
        {"object": "verification_password", "status": "verified", "strategy": "password"},
        {"object": "verification_oauth", "status": "transferable", "strategy": "oauth_custom_mine", "expire_at": NOW},
        {"status": "verified", "strategy": "ticket"},
    ],
    ids=lambda found: f"{found['strategy']}-{found.get('object', 'unnamed')}-{len(found)}",
)
def test_every_variant_is_welcome(verification: dict[str, Any]) -> None:
    assert sign_in_with(verification) == []


@pytest.mark.parametrize("kind", [{}, {"object": "verification_otp"}], ids=["unnamed", "named"])
def test_the_nearest_variant_is_named(kind: dict[str, Any]) -> None:
    late = kind | {"status": "unverified", "strategy": "email_code", "attempts": 0}
    assert [(v.requirement, v.key) for v in sign_in_with(late)] == [
        ("EXCHANGE.BODY", ("Stubs.Verification.OTP", "required", "expire_at"))
    ]


def test_a_known_strategy_of_the_wrong_kind() -> None:
    assert [(v.requirement, v.key) for v in sign_in_with(OTP | {"object": "one_time_code"})] == [
        ("EXCHANGE.OBJECT", ("Stubs.Verification.OTP", "const", "object"))
    ]


@pytest.mark.parametrize(
    "newer",
    [
        {"status": "unverified", "strategy": "retina_scan"},
        {"object": "verification_retina", "strategy": "retina_scan", "status": "unverified", "eye": "left"},
        {"object": "verification_retina", "strategy": "retina_scan"},
    ],
    ids=["unnamed", "named", "of-another-shape"],
)
def test_a_variant_newer_than_the_document_is_only_a_warning(newer: dict[str, Any]) -> None:
    assert {(v.requirement, v.key) for v in sign_in_with(newer)} == {
        ("EXCHANGE.UNKNOWN-VALUE", ("Client.SignIn", "anyOf", "first_factor_verification"))
    }


@pytest.mark.parametrize("wrong", ["verified", [], 3], ids=["text", "list", "number"])
def test_no_variant_at_all(wrong: Any) -> None:
    assert [(v.requirement, v.key) for v in sign_in_with(wrong)] == [
        ("EXCHANGE.BODY", ("Client.SignIn", "type", "first_factor_verification"))
    ]


def test_a_key_of_an_unknown_type_is_only_a_warning(judge: Judge) -> None:
    keys = {"keys": [{"kid": "1", "alg": "AK", "use": "sig", "kty": "AKP", "pub": "x"}]}
    found = judge.judge(said(CONTRACT.by_id("getJWKS"), 200, keys)).violations
    assert {violation.requirement for violation in found} == {"EXCHANGE.UNKNOWN-VALUE"}


def test_an_rsa_key_without_its_exponent(judge: Judge) -> None:
    keys = {"keys": [{"kid": "1", "alg": "RS256", "use": "sig", "kty": "RSA", "n": "x"}]}
    found = judge.judge(said(CONTRACT.by_id("getJWKS"), 200, keys)).violations
    assert [violation.key for violation in found] == [("JWKS.rsa.PublicKey", "required", "e")]


# Statuses and refusals


def refusal(code: str, **more: Any) -> dict[str, Any]:
    return {"errors": [{"code": code, "message": "m", "long_message": "l"}], "clerk_trace_id": TRACE, **more}


def kinds(operation: Operation) -> set[Where]:
    found = {Where.ANY}
    if operation.body:
        found.add(Where.FORM)
    if "{" in operation.path:
        found.add(Where.ID)
    if operation.path.startswith(("/v1/client", "/v1/me")):
        found.add(Where.CLIENT)
    return found


@pytest.mark.parametrize("entry", GLOBAL_ANSWERS, ids=lambda entry: f"{entry.status}-{entry.code or 'any'}")
def test_what_any_operation_may_answer_is_never_accused(entry: Any, judge: Judge) -> None:
    for operation in CONTRACT.operations:
        if entry.where in kinds(operation) and entry.status not in operation.responses:
            answer = said(operation, entry.status, refusal(entry.code.replace("*", "param_nil") or "anything"))
            assert judge.judge(answer).violations == (), operation.label


@pytest.mark.parametrize("status", [429, 502, 503, 504])
@pytest.mark.parametrize("content", [b"", b"<html>slow down</html>", b"{}"], ids=["empty", "html", "bare"])
def test_what_the_network_says_is_never_accused(status: int, content: bytes, judge: Judge) -> None:
    for operation in CONTRACT.operations:
        if status not in operation.responses or status == 429:
            for _ in range(3):
                found = judge.judge(said(operation, status, None, headers=(), content=content))
                assert found == Judgement(), operation.label


@pytest.mark.parametrize(
    ("status", "requirement"),
    [
        (201, "EXCHANGE.STATUS"),
        (204, "EXCHANGE.STATUS"),
        (302, "EXCHANGE.STATUS"),
        (418, "EXCHANGE.REFUSAL-STATUS"),
        (422, "EXCHANGE.REFUSAL-STATUS"),
    ],
)
def test_a_status_that_nothing_allows(status: int, requirement: str, judge: Judge) -> None:
    operation = CONTRACT.by_id("getUser")
    found = exchange_violations(judge.judge(said(operation, status, refusal("strange"))))
    assert [(v.requirement, v.key) for v in found] == [(requirement, ("GET /v1/me", "status", str(status)))]


def test_a_documented_redirect_is_no_deviation(judge: Judge) -> None:
    operation = CONTRACT.by_id("createSignIn")
    assert judge.judge(said(operation, 307, None, content=b"")).violations == ()


def test_a_server_error_counts_when_it_repeats() -> None:
    judge = Judge(CONTRACT)
    exchange = said(CONTRACT.by_id("getUser"), 500, refusal("internal_clerk_error"))
    assert judge.judge(exchange).violations == ()
    assert [v.requirement for v in judge.judge(exchange).violations] == ["EXCHANGE.NO-SERVER-ERROR"]


@pytest.mark.parametrize(
    ("body", "key"),
    [
        ({}, ("ClerkErrors", "required", "errors")),
        ({"error": "no"}, ("ClerkErrors", "required", "errors")),
        ({"errors": []}, ("ClerkErrors", "empty", "errors")),
        ({"errors": {}}, ("ClerkErrors", "type", "errors")),
        ({"errors": ["no"]}, ("ClerkErrors", "type", "errors[]")),
        ({"errors": [{"code": "c", "message": "m"}]}, ("ClerkError", "required", "long_message")),
        ({"errors": [{"code": 4, "message": "m", "long_message": "l"}]}, ("ClerkError", "type", "code")),
        ({"errors": [{"code": "c", "message": "m", "long_message": None}]}, ("ClerkError", "type", "long_message")),
        ([], ("getUser 401", "type", "")),
    ],
    ids=["empty", "other", "none", "object", "texts", "short", "number", "null", "list"],
)
def test_a_refusal_of_another_form(body: Any, key: tuple[str, str, str], judge: Judge) -> None:
    found = exchange_violations(judge.judge(said(CONTRACT.by_id("getUser"), 401, body)))
    assert [v.requirement for v in found] == ["EXCHANGE.ERROR-FORM"]
    if key[0] != "getUser 401":
        assert found[0].key == key


def test_no_json_where_it_is_promised(judge: Judge) -> None:
    for status in (200, 401):
        found = judge.judge(said(CONTRACT.by_id("getUser"), status, None, content=b"<html>")).violations
        assert [v.requirement for v in found] == ["EXCHANGE.JSON"]


def test_an_odd_id_may_meet_the_text_of_an_unknown_path(judge: Judge) -> None:
    exchange = said(CONTRACT.by_id("getSession"), 404, None, content=b"404 page not found")
    odd = Request(method="GET", sent_method="GET", path="/v1/client/sessions/a%2Fb")
    plain = exchange
    assert judge.judge(plain).violations != ()
    assert (
        judge.judge(
            Exchange(
                number=1,
                actor="a",
                base_url="",
                request=odd,
                answer=exchange.answer,
                failure=None,
                started=0.0,
                took=0.0,
                intent=Intent.OPEN,
            )
        ).violations
        == ()
    )


@pytest.mark.parametrize(
    ("headers", "requirement"),
    [
        ((("content-type", "text/plain"), *HEADERS[1:]), "EXCHANGE.CONTENT-TYPE"),
        (HEADERS[1:], "EXCHANGE.CONTENT-TYPE"),
        (HEADERS[:1] + HEADERS[2:], "EXCHANGE.TRACE"),
        ((*HEADERS[:1], ("x-clerk-trace-id", "short"), *HEADERS[2:]), "EXCHANGE.TRACE"),
        (HEADERS[:2], "EXCHANGE.TRACE"),
    ],
    ids=["text", "untyped", "no-trace", "short-trace", "no-version"],
)
def test_headers(headers: Any, requirement: str, judge: Judge) -> None:
    _, _, made = next(found for found in SUCCESSES if found[0].id == "getHealth")
    found = judge.judge(said(CONTRACT.by_id("getHealth"), 200, made.body, headers=headers)).violations
    assert [v.requirement for v in found] == [requirement]


def test_a_charset_is_fine(judge: Judge) -> None:
    headers = (("content-type", "Application/JSON; charset=utf-8"), *HEADERS[1:])
    assert judge.judge(said(CONTRACT.by_id("getHealth"), 200, {"status": "healthy"}, headers=headers)).violations == ()


def test_a_trace_that_differs_from_the_one_in_the_body(judge: Judge) -> None:
    body = refusal("signed_out") | {"clerk_trace_id": "f" * 32}
    found = judge.judge(said(CONTRACT.by_id("getUser"), 401, body)).violations
    assert [v.requirement for v in found] == ["EXCHANGE.TRACE"]


def test_what_no_operation_answers_is_not_judged(judge: Judge) -> None:
    exchange = said(CONTRACT.by_id("getUser"), 200, {})
    strange = Request(method="GET", sent_method="GET", path="/v1/nowhere")
    outside = Exchange(
        number=1, actor="a", base_url="", request=strange, answer=exchange.answer, failure=None, started=0.0, took=0.0
    )
    assert judge.judge(outside) == Judgement()


def test_no_answer_is_no_evidence(judge: Judge) -> None:
    request = Request(method="GET", sent_method="GET", path="/v1/me")
    silent = Exchange(
        number=1, actor="a", base_url="", request=request, answer=None, failure="refused", started=0.0, took=0.0
    )
    assert judge.judge(silent) == Judgement()


# Requests


def asked(operation_id: str, intent: Intent = Intent.VALID, **request: Any) -> list[str]:
    operation = CONTRACT.by_id(operation_id)
    path = operation.path.replace("{session_id}", "s").replace("{sign_up_id}", "s").replace("{sign_in_id}", "s")
    asking = Request(method=operation.method, sent_method=operation.method, path=path, **request)
    exchange = Exchange(
        number=1, actor="a", base_url="", request=asking, answer=None, failure="x", started=0.0, took=0.0, intent=intent
    )
    return [
        violation.location
        for violation in ONE_JUDGE.judge(exchange).violations
        if violation.requirement == "SUITE.REQUEST"
    ]


@pytest.mark.parametrize(
    ("operation", "form", "where"),
    [
        ("prepareSignInFactorOne", (("code", "1"),), ["form strategy"]),
        ("attemptSignUpsVerification", (("strategy", "smoke_signal"),), ["form strategy"]),
        ("attemptSignUpsVerification", (("strategy", "email_code"), ("email", "x")), ["form email"]),
        ("createSignUps", (("legal_accepted", "yes"),), ["form legal_accepted"]),
        ("createSignIn", (("identifier", "a"), ("identifier", "b")), ["form identifier", "form identifier"]),
        ("getUser", (("x", "1"),), ["body"]),
        ("createSignIn", (("identifier", "a"), ("locale", "de")), []),
        ("createSignUps", (("legal_accepted", "true"), ("transfer", "false")), []),
        ("touchSession", (("active_organization_id", ""), ("intent", "focus")), []),
        ("postClient", (), []),
    ],
)
def test_our_own_requests_are_held_against_the_document(
    operation: str, form: tuple[tuple[str, str], ...], where: list[str]
) -> None:
    assert asked(operation, form=form) == where
    assert asked(operation, Intent.INVALID, form=form) == []


def test_a_required_header_is_asked_for() -> None:
    assert asked("updateEnvironment") == ["header Origin"]
    assert asked("updateEnvironment", headers=(("origin", "http://localhost"),)) == []


# What an exchange is evidence for


def test_every_requirement_that_it_speaks_of_is_declared(judge: Judge) -> None:
    judged = {requirement.id for requirement in CATALOGUE.values() if requirement.everywhere}
    examined: set[str] = set()
    for operation, status, made in ANSWERS:
        examined |= judge.judge(said(operation, status, made.body)).examined
    assert examined <= judged
    assert {id_ for id_ in judged if id_.startswith("EXCHANGE.")} <= examined


@pytest.mark.parametrize(
    ("told", "fine"),
    [("0", True), ("30", True), ("Wed, 21 Oct 2026 07:28:00 GMT", True), (None, False), ("-1", False), ("soon", False)],
)
def test_when_to_come_again(told: str | None, fine: bool) -> None:
    headers = (("retry-after", told),) if told is not None else ()

    assert (limit_problem(Answer(status=429, headers=headers, content=b"")) is None) is fine
