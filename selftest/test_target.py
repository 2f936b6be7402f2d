"""The target reads what an instance offers, makes members in the ways it has, and leaves nothing behind."""

import json
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from fapi_conformance.client.endpoint import Endpoint, is_loopback
from fapi_conformance.client.exchange import Answer, Exchange
from fapi_conformance.client.native import NativeApp
from fapi_conformance.client.recorder import Recorder
from fapi_conformance.errors import BadInput, Deviation, NotTestable, TransportFailure
from fapi_conformance.requirements import CATALOGUE
from fapi_conformance.target.backend_api import BackendApi
from fapi_conformance.target.capabilities import Capability, capabilities
from fapi_conformance.target.codes import Codes
from fapi_conformance.target.discovery import discover
from fapi_conformance.target.doctor import examine
from fapi_conformance.target.embedded import Embedded
from fapi_conformance.target.environment import Environment
from fapi_conformance.target.means import Means, NoMeans
from fapi_conformance.target.member import bedrock, read_back
from fapi_conformance.target.organizations import MANAGE_MEMBERS, role_with
from fapi_conformance.target.pace import PUBLISHED, Pace, limited_operation, retry_after
from fapi_conformance.target.person import new_password, new_phone_number, person
from fapi_conformance.target.plugin_means import load_means
from fapi_conformance.target.signing_in import sign_in
from fapi_conformance.target.signing_up import sign_up
from fapi_conformance.target.target import Target
from selftest.scripted import Reply, Seen, scripted


def environment(**changes: Any) -> Environment:
    document: dict[str, Any] = {
        "auth_config": {"test_mode": True, "first_factors": ["password", "email_code"], "single_session_mode": False},
        "display_config": {"instance_environment_type": "development"},
        "user_settings": {},
    }
    for path, value in changes.items():
        *parents, last = path.split("__")
        here = document
        for name in parents:
            here = here.setdefault(name, {})
        here[last] = value
    return Environment(document)


# reading the environment

WAITLISTS = (Capability.WAITLIST, Capability.WAITLIST_CLOSED)
BY_CODE = {"enabled": True, "verify_at_sign_up": True, "verifications": ["email_code"]}


def test_what_the_environment_does_not_say_is_unknown() -> None:
    nothing = capabilities(Environment({"auth_config": {}}))

    assert set(nothing) == {one.value for one in Capability}
    told = {name: state for name, state in nothing.items() if state is not None}
    closed = dict.fromkeys([Capability.SIGN_UP_RESTRICTED, Capability.SIGN_UP_WAITLIST, *WAITLISTS], False)
    before = {Capability.SIGN_UP_OPEN: True, Capability.PERSONAL_ACCOUNTS: True}
    assert told == before | closed, "instances from before there was a mode are open, with people for themselves"


@pytest.mark.parametrize(
    ("name", "changes", "expected"),
    [
        ("development", {}, True),
        ("development", {"display_config__instance_environment_type": "production"}, False),
        ("native", {"auth_config__native_settings__api_enabled": False}, False),
        ("native", {"auth_config__native_settings": "yes"}, None),
        ("password", {"user_settings__attributes__password__used_for_first_factor": False}, True),
        ("password", {"auth_config__first_factors": ["email_code"]}, False),
        ("password", {"auth_config__first_factors": None, "user_settings__attributes__password__enabled": True}, True),
        (
            "sign-up-password-required",
            {
                "user_settings__attributes__password": {"enabled": True, "required": True},
                "user_settings__attributes__email_address": BY_CODE,
                "user_settings__attributes__phone_number": {"enabled": False},
                "user_settings__attributes__web3_wallet": {"enabled": False},
            },
            True,
        ),
        (
            "sign-up-email-code",
            {
                "user_settings__attributes__email_address": BY_CODE,
                "user_settings__attributes__phone_number": {
                    "enabled": True,
                    "required": True,
                    "verify_at_sign_up": True,
                },
            },
            False,
        ),
        ("sign-up-password-required", {"user_settings__attributes__password": {"enabled": False}}, False),
        ("sign-up-email-code", {"user_settings__sign_up__mode": "restricted"}, False),
        ("first-name-optional", {"user_settings__attributes__first_name": {"enabled": True, "required": False}}, True),
        ("first-name-optional", {"user_settings__attributes__first_name": {"enabled": True}}, None),
        ("single-session", {}, False),
        ("organization-company", {"organization_settings": {"enabled": True, "max_allowed_memberships": 0}}, True),
        ("organization-company", {"organization_settings": {"enabled": True, "max_allowed_memberships": 1}}, False),
        ("organization-company", {"organization_settings": {"enabled": False, "max_allowed_memberships": 5}}, False),
        ("organization-slugs", {"organization_settings": {"enabled": True}}, None),
        ("no-organization-slugs", {"organization_settings": {"enabled": True, "slug": {"disabled": True}}}, True),
        (
            "organization-suggestions",
            {"organization_settings": {"enabled": True, "domains": {"enabled": True, "enrollment_modes": []}}},
            False,
        ),
        (
            "personal-accounts",
            {"organization_settings": {"enabled": True, "force_organization_selection": True}},
            False,
        ),
        ("multi-session", {}, True),
        ("delete-self", {"user_settings__actions__delete_self": False}, False),
        (
            "no-enumeration-protection",
            {"user_settings__attack_protection__enumeration_protection__enabled": True},
            False,
        ),
    ],
)
def test_capabilities(name: str, changes: dict[str, Any], expected: bool | None) -> None:
    assert capabilities(environment(**changes))[name] is expected


def test_requirements_name_known_capabilities() -> None:
    assert {one for requirement in CATALOGUE.values() for one in requirement.when} <= {one.value for one in Capability}


def test_a_strict_development_instance_is_discovered_with_a_dev_browser() -> None:
    def reply(seen: Seen) -> Reply:
        if seen.path == "/v1/dev_browser":
            return Reply(body='{"id": "dvb_x"}')
        if seen.query.get("__clerk_db_jwt") != "dvb_x":
            return Reply(status=401, body='{"errors": [{"code": "dev_browser_unauthenticated"}]}')
        return Reply(body='{"auth_config": {}}')

    with scripted(reply) as server:
        assert discover(server.base_url + "/").base_url == server.base_url


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("::1", True),
        ("localhost", True),
        ("a.localhost", True),
        ("10.0.0.1", False),
        ("x.dev", False),
    ],
)
def test_what_is_loopback(host: str, expected: bool) -> None:
    assert is_loopback(host) is expected


# people


@pytest.mark.parametrize(
    ("rules", "shape"),
    [
        ({}, r".{24}"),
        ({"min_length": 0, "max_length": 0}, r".{24}"),
        ({"min_length": 40, "max_length": 0}, r".{40}"),
        ({"min_length": 8, "max_length": 12}, r".{12}"),
        ({"allowed_special_characters": "!#_"}, r".*_.*"),
        ({"allowed_special_characters": "!#"}, r".*!.*"),
    ],
)
def test_passwords_fit_the_rules(rules: dict[str, Any], shape: str) -> None:
    password = new_password(environment(user_settings__password_settings=rules))

    assert re.fullmatch(shape, password)
    for characters in ("[a-z]", "[A-Z]", "[0-9]", "[^A-Za-z0-9]"):
        assert re.search(characters, password)
    assert password != new_password(environment(user_settings__password_settings=rules))


def test_a_person_brings_what_is_on_or_required() -> None:
    settings = environment(
        user_settings__attributes={
            "first_name": {"enabled": False},
            "last_name": {"enabled": True},
            "username": {"enabled": True, "required": True},
            "phone_number": {"enabled": True, "required": False},
        },
        user_settings__sign_up__legal_consent_enabled=True,
    )
    form = person(settings, address="a+clerk_test@example.com", wants={"password": None}).form()

    assert form.keys() == {"email_address", "last_name", "username", "legal_accepted"}


def test_phone_numbers_are_test_numbers() -> None:
    assert all(re.fullmatch(r"\+1[2-9]\d\d55501\d\d", new_phone_number()) for _ in range(100))


# signing up and in, against answers written down


def wrapped(**resource: Any) -> str:
    return json.dumps({"response": resource, "client": None})


def on_app(reply: Callable[[Seen], Reply], act: Callable[[NativeApp], Any]) -> tuple[Any, list[Seen]]:
    with scripted(reply) as server:
        endpoint = Endpoint(base_url=server.base_url)
        try:
            return act(NativeApp("app", endpoint, Recorder())), server.seen
        finally:
            endpoint.wire.close()


CODES = Codes(environment(), NoMeans(), patience=0.0)
SOMEBODY = person(environment(), address="a+clerk_test@example.com", wants={})


def test_a_sign_up_gives_what_is_missing_and_verifies_what_is_not() -> None:
    states = iter(
        [
            wrapped(
                id="sua_1",
                status="missing_requirements",
                missing_fields=["first_name"],
                unverified_fields=["email_address"],
            ),
            wrapped(
                id="sua_1",
                status="missing_requirements",
                missing_fields=[],
                unverified_fields=["email_address"],
                verifications={"email_address": None},
            ),
            "{}",
            wrapped(id="sua_1", status="complete", created_user_id="user_1", created_session_id="sess_1"),
        ]
    )
    made, seen = on_app(lambda _: Reply(body=next(states)), lambda app: sign_up(app, SOMEBODY, codes=CODES))

    assert made == ("user_1", "sess_1")
    assert [one.method + one.path.removeprefix("/v1/client/sign_ups") for one in seen] == [
        "POST",
        "PATCH/sua_1",
        "POST/sua_1/prepare_verification",
        "POST/sua_1/attempt_verification",
    ]


def test_a_sign_up_leaves_out_what_the_instance_does_not_know() -> None:
    def reply(seen: Seen) -> Reply:
        if "last_name" in dict(seen.form):
            unknown = {"code": "form_param_unknown", "meta": {"param_name": "last_name"}}
            return Reply(status=422, body=json.dumps({"errors": [unknown]}))
        return Reply(body=wrapped(status="complete", created_user_id="user_1", created_session_id="sess_1"))

    made, seen = on_app(reply, lambda app: sign_up(app, SOMEBODY, codes=CODES))

    assert made == ("user_1", "sess_1")
    assert len(seen) == 2


@pytest.mark.parametrize(
    ("reply", "kind", "said"),
    [
        (
            Reply(status=400, body='{"errors": [{"code": "captcha_missing_token"}]}'),
            NotTestable,
            "captcha_missing_token",
        ),
        (Reply(status=403, body='{"errors": [{"code": "sign_up_mode_restricted"}]}'), NotTestable, "open the instance"),
        (Reply(status=500, body="oops"), Deviation, "got       500"),
        (Reply(body="[]"), Deviation, "the id of the sign-up"),
        (Reply(body=wrapped(id="sua_1", status="abandoned")), Deviation, "a list of field names"),
        (
            Reply(body=wrapped(id="sua_1", missing_fields=["x"], unverified_fields=[])),
            Deviation,
            "can be given or verified",
        ),
        (Reply(body=wrapped(id="sua_1", missing_fields=["password"], unverified_fields=[])), Deviation, "'complete'"),
        (Reply(body=wrapped(status="complete", created_user_id=None)), Deviation, "created_user_id"),
    ],
)
def test_a_sign_up_that_cannot_go_on_says_why(reply: Reply, kind: type[Exception], said: str) -> None:
    with pytest.raises(kind, match=re.escape(said)):
        on_app(lambda _: reply, lambda app: sign_up(app, SOMEBODY, codes=CODES))


def test_a_new_device_is_passed_by_email_code() -> None:
    factor = {"strategy": "email_code", "email_address_id": "idn_1"}
    states = iter(
        [
            wrapped(id="sia_1", status="needs_client_trust", supported_second_factors=[factor]),
            "{}",
            wrapped(id="sia_1", status="complete", created_session_id="sess_1"),
        ]
    )
    made, seen = on_app(
        lambda _: Reply(body=next(states)),
        lambda app: sign_in(app, identifier=str(SOMEBODY.email_address), password="p", codes=CODES),
    )

    assert made == "sess_1"
    assert [one.path.rpartition("/")[2] for one in seen] == [
        "sign_ins",
        "prepare_second_factor",
        "attempt_second_factor",
    ]
    assert dict(seen[1].form) == {"strategy": "email_code", "email_address_id": "idn_1"}


# pace


class Clock:
    def __init__(self) -> None:
        self.time = 1000.0
        self.slept: list[float] = []

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds


def refusal(**headers: str) -> Answer:
    return Answer(429, tuple((name.replace("_", "-"), value) for name, value in headers.items()), b"")


def test_a_refusal_silences_every_worker(tmp_path: Path) -> None:
    clock = Clock()
    one, other = (Pace(tmp_path / "pace", now=clock.now, sleep=clock.sleep) for _ in range(2))

    one.before("GET", "/v1/client")
    assert one.refused(refusal(retry_after="7")) == 7.0
    other.before("GET", "/v1/me")
    one.before("GET", "/v1/me")

    assert clock.slept == [7.0]


def test_a_silence_that_is_too_long_ends_the_request(tmp_path: Path) -> None:
    pace = Pace(tmp_path / "pace", sleep=lambda _: None)
    pace.refused(refusal(retry_after="86400"))

    with pytest.raises(TransportFailure, match="rate limited"):
        pace.before("GET", "/v1/client")


def test_published_limits_are_kept_across_workers(tmp_path: Path) -> None:
    clock = Clock()
    workers = [Pace(tmp_path / "pace", rates=PUBLISHED, now=clock.now, sleep=clock.sleep) for _ in range(3)]
    for pace in workers:
        pace.before("POST", "/v1/client/sign_ins")
    workers[0].before("POST", "/v1/client/sign_ups")
    workers[0].before("GET", "/v1/client/sign_ins/sia_1")

    assert clock.slept == pytest.approx([2.5, 2.5], abs=0.01)


@pytest.mark.parametrize(
    ("method", "path", "limit"),
    [
        ("POST", "/v1/client/sign_ins", "create-sign-in"),
        ("POST", "/v1/client/sign_ups", "create-sign-up"),
        ("POST", "/v1/client/sign_ins/x/attempt_second_factor", "attempt-sign-in"),
        ("POST", "/v1/client/sign_ups/x/attempt_verification", "attempt-sign-up"),
        ("POST", "/v1/client/sign_ins/x/prepare_first_factor", None),
        ("GET", "/v1/client/sign_ins", None),
    ],
)
def test_which_operations_are_limited(method: str, path: str, limit: str | None) -> None:
    assert limited_operation(method, path) == limit


def test_retry_after_by_number_by_date_and_not_at_all() -> None:
    assert retry_after(refusal(retry_after="3"), 0) == 3
    assert retry_after(refusal(retry_after="Thu, 01 Jan 1970 00:00:10 GMT"), 4) == 6
    assert retry_after(refusal(retry_after="soon"), 0) > 0
    assert retry_after(refusal(), 0) > 0


# means


def test_without_means_everything_asks_for_some() -> None:
    none: Means = NoMeans()
    for act in (lambda: none.provide("user"), lambda: none.age("x", 1), lambda: none.dispose("user", "x")):
        with pytest.raises(NotTestable) as caught:
            act()
        assert caught.value.remedy


@pytest.mark.parametrize(
    "spec", ["nonsense", "no.such.module:make", "json:nothing", "builtins:dict", "builtins:breakpoint_"]
)
def test_a_plugin_that_cannot_be_used_is_said_in_one_line(spec: str) -> None:
    with pytest.raises(BadInput, match=re.escape(spec)) as caught:
        load_means(spec)
    assert "\n" not in str(caught.value)


def test_a_plugin_is_loaded() -> None:
    assert load_means("fapi_conformance.target.means:NoMeans").kinds() == frozenset()


def test_a_wrong_key_is_one_line_without_the_key() -> None:
    refused = Reply(status=401, body='{"errors": [{"code": "authentication_invalid"}]}')
    with scripted(lambda _: refused) as server, pytest.raises(BadInput, match="authentication_invalid") as caught:
        BackendApi.connect("sk_test_wrong", url=server.base_url)
    assert "wrong" not in str(caught.value)


def test_a_backend_without_our_extensions_has_no_such_means() -> None:
    def reply(seen: Seen) -> Reply:
        ours = seen.path in {"/v1/age", "/v1/outbox", "/v1/integrations"}
        return Reply(status=404, body="404") if ours else Reply(body='{"token": "1-c_x"}')

    with scripted(reply) as server:
        means = BackendApi.connect("sk_test_x", url=server.base_url)
        assert not means.kinds() & {"age", "inbox", "integration"}
        assert means.kinds() > {"user", "testing_token", "issuer", "sign_in_token", "invitation"}
        assert means.provide("testing_token") == {"token": "1-c_x"}
        with pytest.raises(NotTestable):
            means.age("sess_1", 10)
        assert server.seen[0].headers["authorization"] == "Bearer sk_test_x"
        means.close()


# against the reference, for real


@pytest.fixture(scope="module")
def reference() -> Iterator[Embedded]:
    embedded = Embedded.start()
    yield embedded
    embedded.stop()


@pytest.fixture
def target(reference: Embedded) -> Iterator[Target]:
    told = reference.announcement
    means = BackendApi.connect(told.secret_key, url=told.backend_url)
    found = discover(told.base_url)
    target = Target(told.base_url, found.environment, means=means, issuer=told.issuer, token_lifetime=60)
    yield target
    target.close()
    means.close()


def test_bedrock_holds(target: Target) -> None:
    member = bedrock(target)

    assert member.actor.session_id == member.session_id
    assert member.password is not None
    assert member.password not in repr(member)
    assert target.tidy() == ()
    assert len(target.ledger) == 0


def test_members_by_every_way_and_on_every_actor(target: Target) -> None:
    members = [target.member(way=way) for way in target.ways()]
    members.append(target.member(actor=target.new_native(), first_name="Ada", last_name=None))

    for member in members:
        read_back(member)
    assert members[-1].first_name == "Ada"
    assert target.sign_in(members[0], target.new_native()) != members[0].session_id
    assert len(target.ledger) == 3
    assert target.tidy() == ()


def test_a_member_that_was_signed_out_is_still_tidied(target: Target) -> None:
    means, target.means = target.means, NoMeans()
    target.__dict__.pop("kinds", None)
    member = target.member()
    member.actor.clients.delete()
    changed = target.member()
    changed.actor.sessions.sign_out_everywhere()

    assert target.tidy() == ()
    with pytest.raises(NotTestable):
        means.dispose("castle", member.user_id)


def test_a_user_that_deletes_itself_is_forgotten(target: Target) -> None:
    member = target.member()

    assert member.actor.me.delete().ok
    assert len(target.ledger) == 0


def test_organizations_are_tidied_by_who_made_them_or_by_means(target: Target) -> None:
    maker, other = target.member(), target.member()
    deleted, left_behind = target.organization(maker), target.organization(maker)
    assert maker.actor.organizations.delete(deleted.id).ok
    target.joined(left_behind, other, role_with(left_behind, MANAGE_MEMBERS))
    assert maker.actor.me.organization_memberships.leave(left_behind.id).ok
    kept = target.organization(other)
    assert len(target.ledger) == len((maker, other, left_behind, kept))

    assert target.tidy() == ()
    assert len(target.ledger) == 0


def test_an_organization_that_cannot_be_deleted_is_told(target: Target) -> None:
    maker, other = target.member(), target.member()
    organization = target.organization(maker)
    target.joined(organization, other, role_with(organization, MANAGE_MEMBERS))
    assert maker.actor.me.organization_memberships.leave(organization.id).ok
    target.means = NoMeans()
    target.__dict__["kinds"] = frozenset()

    (left,) = target.tidy()

    assert (left.kind, left.object_id) == ("organization", organization.id)


def test_what_an_interrupted_test_made_is_tidied(target: Target) -> None:
    def interrupt(exchange: Exchange) -> None:
        if exchange.request.path.endswith("/attempt_verification"):
            raise KeyboardInterrupt

    stop = target.recorder.listen(interrupt)
    with pytest.raises(KeyboardInterrupt):
        target.member()
    stop()

    assert len(target.ledger) == 1
    assert target.tidy() == ()
    assert len(target.ledger) == 0


def test_what_cannot_be_deleted_is_told(target: Target) -> None:
    target.ledger.add("user_unknown", identifier=None, password=None)
    target.means = NoMeans()
    target.__dict__["kinds"] = frozenset()

    (left,) = target.tidy()

    assert left.object_id == "user_unknown"
    assert left.because


def test_tidying_survives_a_dead_target(target: Target) -> None:
    target.member()
    told = Embedded.start()
    gone = Target(told.announcement.base_url, target.environment)
    gone.member()
    told.stop()

    (left,) = gone.tidy()

    assert "refused" in left.because
    gone.close()
    assert target.tidy() == ()


def test_time_passes_by_means(target: Target) -> None:
    member = target.member()

    target.means.age(member.session_id, 60)
    assert {"user", "age", "testing_token", "issuer"} <= target.kinds
    target.tidy()


def test_the_doctor_reports(target: Target) -> None:
    report = examine(target, CATALOGUE)

    assert all(one.well for one in report.checks)
    assert report.lacks == ()
    assert report.estimate.requirements > 100
    assert all("\n" not in line for line in report.lines())
    assert json.loads(json.dumps(report.to_json()))["base_url"] == target.base_url


def test_the_doctor_names_what_lacking_means_cost(target: Target) -> None:
    bare = Target(target.base_url, target.environment)
    lacks = {one.kind: one.costs for one in examine(bare, CATALOGUE).lacks}
    bare.close()

    assert any("EXPIRED" in one for one in lacks["age"])


def test_without_test_mode_and_means_nobody_can_be_made() -> None:
    closed = Target("http://127.0.0.1:9", environment(auth_config__test_mode=False))

    with pytest.raises(NotTestable, match="test mode is off"):
        closed.member()


def test_a_captcha_sends_members_the_native_way() -> None:
    asked = Target("http://127.0.0.1:9", environment(user_settings__sign_up__captcha_enabled=True))
    native_off = environment(
        user_settings__sign_up__captcha_enabled=True, auth_config__native_settings__api_enabled=False
    )

    assert isinstance(asked.visitor(), NativeApp)
    assert not isinstance(Target("http://127.0.0.1:9", native_off).visitor(), NativeApp)


def test_an_embedded_server_that_does_not_start_says_why(tmp_path: Path) -> None:
    settings = tmp_path / "settings.json"
    settings.write_text("{")

    started = time.monotonic()
    with pytest.raises(BadInput, match="the embedded reference did not start: ") as caught:
        Embedded.start(settings=settings)

    assert "\n" not in str(caught.value)
    assert time.monotonic() - started < 10
