"""Applications that register themselves: what becomes of what they say, and what they cannot say."""

import secrets
import time

import pytest

from fapi_conformance.client.exchange import Answer, Intent, Json
from fapi_conformance.client.form import OMIT
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect.answers import equals, present, refused
from fapi_conformance.expect.applications import brings_code, errs
from fapi_conformance.expect.look import at, say
from fapi_conformance.expect.oauth import erring, not_stored, said
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import oauth_registration as required
from fapi_conformance.target.member import Member
from fapi_conformance.target.oauth import Granted, ask, client_of, new_redirect_uri, pursued, tokens
from fapi_conformance.target.provider_metadata import scopes
from fapi_conformance.target.target import Target

BY_BASIC, IN_THE_FORM, NOT_AT_ALL = "client_secret_basic", "client_secret_post", "none"
"""How an application shows its secret."""
REFUSED = (400, 422)
CREATED = 201
ERRORS = (
    "invalid_redirect_uri",
    "invalid_client_metadata",
    "invalid_software_statement",
    "unapproved_software_statement",
)
"""Of RFC 7591."""
NO_ADDRESSES: tuple[Json, ...] = (OMIT, [], ["/callback"], ["callback"], ["no address"], [""], [42])
SCRIPT = "javascript:alert(1)"
UNSAFE = (
    "https://app.example.com/callback#fragment",
    SCRIPT,
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "https://*.example.com/callback",
    "https://somebody:secret@app.example.com/callback",
    "https://app.example.com/call\r\nback",
    "http://app.example.com/callback",
)
MANY = 1000
CHOSEN = {
    "client_id": f"chosen{secrets.token_hex(8)}",
    "client_secret": f"chosen{secrets.token_hex(16)}",
    "instance_id": "ins_00000000000000000000000000",
}
PRIVILEGES: tuple[dict[str, Json], ...] = (
    {"consent_screen_enabled": False},
    {"public": False},
    {"pkce_required": False, "dynamically_registered": False},
    {"grant_types": ["password", "implicit", "client_credentials"]},
    {"software_statement": "eyJhbGciOiJub25lIn0.e30."},
)
MINUTES = 600
BITS, A_LETTER = 128, 6
"""Of a secret in letters, digits and two signs more."""


def of(**more: Json) -> dict[str, Json]:
    """What an application says of itself."""
    said = {"redirect_uris": [new_redirect_uri()], "client_name": f"fapi-{secrets.token_hex(8)}", **more}
    return {name: value for name, value in said.items() if value is not OMIT}


def registered(target: Target, **more: Json) -> Answer:
    return target.reader("application").oauth.register(of(**more))


def tried(target: Target, **more: Json) -> Answer:
    return target.reader("application").oauth.register(of(**more), intent=Intent.INVALID)


def made(answer: Answer) -> Answer:
    if answer.status != CREATED:
        raise Deviation(expected=str(CREATED), got=said(answer), where="status")
    return answer


@proves(required.MADE, required.TIMES, required.DEFAULTS, required.PUBLIC, required.SECRET_STRENGTH, required.DISTINCT)
def test_what_is_made_of_it(target: Target) -> None:
    words = of(
        client_uri="https://app.example.com/",
        logo_uri="https://app.example.com/logo.png",
        token_endpoint_auth_method=IN_THE_FORM,
        scope="profile email",
    )
    reader = target.reader("application")
    one = reader.oauth.register(words)
    with step(required.MADE):
        equals(made(one), **{name: value for name, value in words.items() if name != "scope"})
        present(one, "client_secret")
        if set(str(at(one.json, "scope")).split()) != {"profile", "email"}:
            raise Deviation(expected="profile and email", got=say(at(one.json, "scope")), where="$.scope")
    with step(required.TIMES):
        tells_times(made(one))

    again = reader.oauth.register(words)
    with step(required.DISTINCT):
        if made(again).json["client_id"] == one.json["client_id"]:
            raise Deviation(expected="another id", got="the same", where="$.client_id")
        not_stored(again)
    with step(required.SECRET_STRENGTH):
        mine, other = (str(at(answer.json, "client_secret")) for answer in (made(one), made(again)))
        if len(mine) * A_LETTER < BITS or mine == other:
            raise Deviation(expected="a strong secret of its own", got="one that is not", where="$.client_secret")

    with step(required.DEFAULTS):
        bare = made(registered(target, client_name=OMIT))
        equals(bare, client_name=bare.json["client_id"], token_endpoint_auth_method=BY_BASIC)
        present(bare, "scope")
        present(bare, "client_secret")
    with step(required.PUBLIC):
        public = made(registered(target, token_endpoint_auth_method=NOT_AT_ALL))
        equals(public, token_endpoint_auth_method=NOT_AT_ALL)
        if at(public.json, "client_secret"):
            raise Deviation(expected="no secret", got="a secret", where="$.client_secret")


def tells_times(answer: Answer) -> None:
    issued, ends = (at(answer.json, name) for name in ("client_id_issued_at", "client_secret_expires_at"))
    now = time.time()
    if not isinstance(issued, int) or abs(now - issued) > MINUTES:
        raise Deviation(expected="about now, in seconds", got=say(issued), where="$.client_id_issued_at")
    if not isinstance(ends, int) or not (ends == 0 or now < ends < now * 2):
        raise Deviation(expected="0, or later, in seconds", got=say(ends), where="$.client_secret_expires_at")


@proves(required.USABLE, required.CONSENT)
def test_what_it_can_do(somebody: Member, target: Target) -> None:
    application = client_of(made(registered(target)).json)
    request = application.request(code_challenge=OMIT, code_challenge_method=OMIT)
    with step(required.CONSENT):
        errs([ask(somebody.actor, request), ask(somebody.actor, request, by_post=True)], request)
    with step(required.USABLE):
        there = pursued(somebody.actor, request)[-1]
        code = brings_code(there, request)
        assert tokens(target, Granted(request=request, landing=there, code=code)).access


@proves(required.CONSENT, required.PRIVILEGES)
def test_what_it_cannot_choose(somebody: Member, target: Target) -> None:
    with step(required.PRIVILEGES):
        for name, value in CHOSEN.items():
            chosen = tried(target, **{name: value})
            if chosen.ok and value in chosen.content.decode(errors="replace"):
                raise Deviation(expected="one that the target chose", got="the one that was sent", where=f"$.{name}")
        has_scopes_that_there_are(tried(target, scope="profile conformance:unknown"), target)

    for more in PRIVILEGES:
        answer = tried(target, **more)
        with step(required.CONSENT):
            if answer.ok:
                request = client_of(answer.json).request()
                errs([ask(somebody.actor, request)], request)
        with step(required.PRIVILEGES):
            grants = at(answer.json, "grant_types")
            if answer.ok and isinstance(grants, list) and {"password", "implicit"} & set(grants):
                raise Deviation(expected="grants that there are", got=say(grants), where="$.grant_types")


def has_scopes_that_there_are(answer: Answer, target: Target) -> None:
    known = scopes(target.provider_metadata)
    if answer.ok and known is not None and "conformance:unknown" in str(at(answer.json, "scope")).split():
        raise Deviation(expected="scopes that there are", got=say(answer.json["scope"]), where="$.scope")


@proves(required.REDIRECT_URIS, required.ERROR)
@pytest.mark.parametrize("addresses", NO_ADDRESSES, ids=repr)
def test_no_address_to_go_back_to(target: Target, addresses: Json) -> None:
    answer = tried(target, redirect_uris=addresses)

    with step(required.REDIRECT_URIS):
        refused(answer, REFUSED)
    with step(required.ERROR):
        if answer.status != REFUSED[0]:
            raise NotTestable(f"it is refused with {answer.status}")
        erring(answer, *ERRORS)


@proves(required.REDIRECT_URIS_SAFE, required.LIMITS)
def test_what_is_better_refused(target: Target) -> None:
    with step(required.REDIRECT_URIS_SAFE):
        for address in UNSAFE:
            is_refused(tried(target, redirect_uris=[address]), address)
        many = [new_redirect_uri() for _ in range(MANY)]
        is_refused(tried(target, redirect_uris=many), f"{MANY} addresses")
    with step(required.LIMITS):
        for more in too_much():
            is_refused(tried(target, **more), " ".join(more))


@proves(required.DISPLAY)
def test_scripts_for_people_to_follow(somebody: Member, target: Target) -> None:
    for name in ("logo_uri", "client_uri"):
        answer = tried(target, **{name: SCRIPT})
        if not answer.ok:
            continue
        shown = somebody.actor.me.oauth_consent.read(client_of(answer.json).client_id)
        if not shown.ok:
            raise NotTestable("people are not told of the application")
        if SCRIPT in shown.content.decode(errors="replace"):
            raise Deviation(expected="no script", got=SCRIPT, where=f"{name}, as people are shown it")


def too_much() -> tuple[dict[str, Json], ...]:
    address = f"https://app.example.com/{'a' * 1024}"
    return (
        {"client_name": "a" * 257},
        {"client_uri": address},
        {"logo_uri": address},
        {"scope": "profile " * 129},
        {"token_endpoint_auth_method": "private_key_jwt"},
    )


def is_refused(answer: Answer, what: str) -> None:
    if answer.status not in REFUSED:
        raise Deviation(expected=f"a refusal of {what[:60]!r}", got=said(answer), where="status")


@proves(required.OFF, required.OFF_CODE)
def test_where_nobody_registers(target: Target) -> None:
    answer = tried(target)

    with step(required.OFF):
        refused(answer, (403, 404, 422))
        if at(answer.json, "client_id"):
            raise Deviation(expected="nothing made", got="a client", where="$.client_id")
    with step(required.OFF_CODE):
        refused(answer, 422, "feature_requires_dynamic_oauth_client_registration")
