"""A token that the application had made by a template of its own."""

from collections.abc import Mapping

import jwt
import pytest

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Intent, Json
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect import no_token, present, refused, succeeded
from fapi_conformance.expect.look import say
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import template
from fapi_conformance.target.member import Member
from fapi_conformance.target.target import Target
from fapi_conformance.tokens import SessionToken, read, verify

CATEGORY = "cl_B7d4PD222AAA"
ALWAYS = {"exp", "iat", "iss", "jti", "nbf", "sub"}
OF_A_SESSION = {"sid", "v", "pla", "fea"}
SERVER_ERROR = 500
SHARED_KEY = "k" * 64
"""Nothing is kept safe by it; it is long enough for every HMAC of SHA-2."""


@pytest.fixture
def plain(target: Target) -> str:
    """The name of a template that says as little as it can."""
    return target.template(claims={})


def minted(member: Member, name: str) -> SessionToken:
    answer = member.actor.sessions.template_token(member.session_id, name)
    return read(present(succeeded(answer), "jwt"))


def has(token: SessionToken, wanted: Mapping[str, Json]) -> None:
    for name, value in wanted.items():
        found = token.claims.get(name)
        if found != value or type(found) is not type(value):
            raise Deviation(expected=say(value), got=say(found), where=f"claim {name}")


@proves(template.BARE, template.SIGNATURE, template.CATEGORY, template.LIFETIME, template.DEFAULTS)
def test_asking_for_a_token(member: Member, plain: str, visitor: Actor, target: Target) -> None:
    with step(template.BARE):
        answer = member.actor.sessions.template_token(member.session_id, plain)
        succeeded(answer)
        assert not answer.enveloped, "the token is wrapped in an envelope"
        present(answer, "jwt")
    token = minted(member, plain)
    with step(template.SIGNATURE):
        verify(token, visitor.keys.read().json)
    with step(template.CATEGORY):
        assert token.header.get("cat") == CATEGORY, f"cat is {token.header.get('cat')!r}"
    with step(template.LIFETIME):
        lifetime = token.claims.get("exp", 0) - token.claims.get("iat", 0)
        assert lifetime == 60, f"it lives {lifetime} s"
    with step(template.DEFAULTS):
        missing = sorted(ALWAYS - token.claims.keys())
        assert not missing, f"without {', '.join(missing)}"
        has(token, {"sub": member.user_id})
        if target.issuer is not None:
            has(token, {"iss": target.issuer})
        beyond = sorted(OF_A_SESSION & token.claims.keys())
        assert not beyond, f"with {', '.join(beyond)}"


@proves(template.TIMES)
def test_how_long_it_lives(member: Member, target: Target) -> None:
    token = minted(member, target.template(lifetime=300, allowed_clock_skew=120))

    lives, since = token.claims.get("exp", 0) - token.claims["iat"], token.claims["iat"] - token.claims.get("nbf", 0)
    assert (lives, since) == (300, 120), f"it lives {lives} s and is valid {since} s before its issue"


@proves(template.CLAIMS, template.SHORT_CODES, template.FALLBACKS)
def test_what_it_claims(newcomer: Member, target: Target) -> None:
    """One template for all; who has no names or no address shows it by null."""
    fixed = {"aud": "https://api.example.com", "n": 7, "yes": True, "deep": {"list": [1, "two", None]}}
    codes = {
        "id": "{{user.id}}",
        "first": "{{user.first_name}}",
        "spaced": "{{ user.id }}",
        "inside": "u/{{user.id}}/v",
        "made": "{{user.created_at}}",
        "meta": "{{user.public_metadata}}",
        "none": "{{user.external_id}}",
        "in_text": "is {{user.external_id}}",
    }
    choices = {
        "given": "{{user.external_id || user.id}}",
        "enough": "{{user.id || 'somebody'}}",
        "literal": "{{user.external_id || 'nobody'}}",
        "last": "{{user.external_id || user.external_id}}",
        "not_false": "{{user.two_factor_enabled || 'one factor'}}",
    }
    user = newcomer.user_id
    token = minted(newcomer, target.template(claims={**fixed, **codes, **choices}))

    with step(template.CLAIMS):
        has(token, fixed)
    with step(template.SHORT_CODES):
        has(token, {"id": user, "first": newcomer.first_name, "spaced": user, "inside": f"u/{user}/v", "meta": {}})
        has(token, {"none": None, "in_text": "is null"})
        made = token.claims.get("made")
        assert isinstance(made, int | float), f"user.created_at is {made!r}"
        assert 0 < made < 10**11, f"user.created_at is {made}: no seconds"
    with step(template.FALLBACKS):
        has(token, {"given": user, "enough": user, "literal": "nobody", "last": None, "not_false": "one factor"})


@proves(template.OWN_KEY)
def test_signed_by_the_application(member: Member, target: Target) -> None:
    name = target.template(custom_signing_key=True, signing_algorithm="HS256", signing_key=SHARED_KEY)

    token = minted(member, name)

    try:
        jwt.decode(token.encoded, SHARED_KEY, algorithms=["HS256"], options={"verify_aud": False})
    except jwt.PyJWTError as problem:
        raise Deviation(expected="a signature of the template's key", got=str(problem), where="signature") from None


@proves(template.ONLY_A_NAME)
def test_what_only_resembles_a_name(member: Member, plain: str) -> None:
    minted(member, plain)

    for name in ("*", "%", ".*", "_" * len(plain), f"{plain[:-1]}?", f"../{plain}", f"{plain}'--", plain * 60):
        answer = member.actor.sessions.template_token(member.session_id, name, intent=Intent.INVALID)
        if answer.status >= SERVER_ERROR:
            raise NotTestable("a server error, which is told where that is judged")
        if answer.ok:
            raise Deviation(expected="a refusal", got=say(answer.status), where=f"status for {name[:40]!r}")


@proves(template.UNKNOWN, template.ENDED_SESSION)
def test_no_such_template_and_no_such_session(member: Member, plain: str, target: Target) -> None:
    sessions, session_id = member.actor.sessions, member.session_id
    minted(member, plain)

    with step(template.UNKNOWN):
        refused(sessions.template_token(session_id, f"{plain}-not", intent=Intent.INVALID), 404)

    succeeded(sessions.end(session_id))
    with step(template.ENDED_SESSION):
        gone = sessions.template_token(session_id, plain, intent=Intent.INVALID)
        no_token(gone, cached=target.environment.session_minter)
