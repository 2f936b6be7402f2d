"""A session token, from its making to whoever verifies it."""

import time

import pytest

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect import member as member_of
from fapi_conformance.expect import present, succeeded
from fapi_conformance.expect.look import at
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import token
from fapi_conformance.target.means import lacking
from fapi_conformance.target.member import Member
from fapi_conformance.target.target import Target
from fapi_conformance.tokens import ALGORITHMS, SessionToken, read, verify

ALWAYS = ("exp", "iat", "iss", "nbf", "sid", "sub")
TOLERANCE = 5
"""Seconds of clock difference that the official verifiers allow (AUTH-207)."""
SAYS_ITS_WAY = {
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "http",
    "forwarded": "host=evil.example;proto=http",
}
SESSION_CATEGORY = "cl_B7d4PD111AAA"
SECRET_MEMBERS = ("d", "p", "q", "dp", "dq", "qi", "oth", "k")


@pytest.fixture
def made(member: Member) -> Answer:
    """The answer to a member's call for a token."""
    return member.actor.sessions.token(member.session_id)


@pytest.fixture
def issued(made: Answer) -> SessionToken:
    return read(present(made, "jwt"))


@proves(token.BARE, token.EMPTY_ORGANIZATION)
def test_asking_for_a_token(member: Member) -> None:
    with step(token.BARE):
        answer = member.actor.sessions.token(member.session_id)
        succeeded(answer)
        assert not answer.enveloped, "the token is wrapped in an envelope"
        present(answer, "jwt")
    with step(token.EMPTY_ORGANIZATION):
        personal = read(present(member.actor.sessions.token(member.session_id, organization_id=""), "jwt"))
        assert not {"o", "org_id"} & set(personal.claims), f"claims of an organization: {sorted(personal.claims)}"


@proves(token.SIGNATURE, token.HEADER, token.CATEGORY)
def test_verifying_it(issued: SessionToken, visitor: Actor) -> None:
    with step(token.SIGNATURE):
        verify(issued, visitor.keys.read().json)
    with step(token.HEADER):
        if issued.header.get("alg") not in ALGORITHMS:
            raise Deviation(expected=" or ".join(ALGORITHMS), got=repr(issued.header.get("alg")), where="alg")
        assert issued.header.get("kid"), f"the header names no key: {dict(issued.header)}"
        assert issued.header.get("typ", "JWT") == "JWT", f"typ is {issued.header['typ']!r}"
    with step(token.CATEGORY):
        assert issued.header.get("cat") == SESSION_CATEGORY, f"cat is {issued.header.get('cat')!r}"


@proves(token.CLAIMS, token.SUBJECT, token.LIFETIME, token.USABLE_NOW, token.FACTOR_AGES, token.VERSION_2)
def test_what_it_claims(issued: SessionToken, member: Member, target: Target) -> None:
    claims = issued.claims
    with step(token.CLAIMS):
        missing = [name for name in ALWAYS if name not in claims]
        assert not missing, f"without {', '.join(missing)}"
    with step(token.SUBJECT):
        assert claims.get("sub") == member.user_id, f"sub is {claims.get('sub')!r}, the user is {member.user_id!r}"
        assert claims.get("sid") == member.session_id, f"sid is {claims.get('sid')!r}, not {member.session_id!r}"
    with step(token.LIFETIME):
        lifetime = claims.get("exp", 0) - claims.get("iat", 0)
        assert lifetime > 0, f"it expires {lifetime} s after its issue"
        if target.token_lifetime is not None:
            assert lifetime == target.token_lifetime, f"it lives {lifetime} s, not {target.token_lifetime} s"
    with step(token.USABLE_NOW):
        now = time.time()
        assert claims.get("exp", 0) > now - TOLERANCE, "it has expired already"
        assert claims.get("iat", now) <= now + TOLERANCE, "it is issued in the future"
        assert claims.get("nbf", now) <= now + TOLERANCE, "it is valid in the future only"
    with step(token.FACTOR_AGES):
        if claims.get("v") != 2:
            raise NotTestable("the instance has not changed to tokens of version 2", remedy="update it to them")
        ages = claims.get("fva")
        pair = isinstance(ages, list) and len(ages) == 2 and all(type(age) is int for age in ages)
        assert pair, f"fva is {ages!r}"
    with step(token.VERSION_2):
        assert claims.get("v") == 2, f"v is {claims.get('v')!r}"
        assert claims.get("jti"), "it has no id"
        status = at(member.actor.sessions.read(member.session_id).resource, "status")
        assert claims.get("sts") == status, f"sts is {claims.get('sts')!r}, the session is {status!r}"


@proves(token.ISSUER)
def test_who_issued_it(issued: SessionToken, target: Target) -> None:
    if target.issuer is None:
        raise lacking("issuer")

    assert issued.claims.get("iss") == target.issuer, f"iss is {issued.claims.get('iss')!r}, not {target.issuer!r}"


@proves(token.ISSUER_FIXED)
@pytest.mark.parametrize("name", SAYS_ITS_WAY)
def test_who_issued_it_whatever_the_way(member: Member, issued: SessionToken, name: str) -> None:
    path, told = {"session_id": member.session_id}, {name: SAYS_ITS_WAY[name]}

    answer = member.actor.act("createSessionToken", path, headers=told, intent=Intent.OPEN)

    if not answer.ok:  # the network may refuse it, in words of its own, or send elsewhere (SEC-102)
        return
    said = read(present(answer, "jwt")).claims.get("iss")
    assert said == issued.claims.get("iss"), f"iss is {said!r}, not {issued.claims.get('iss')!r}"


@proves(token.AUTHORIZED_PARTY)
def test_on_whose_behalf(target: Target) -> None:
    browsing = target.member(actor=target.new_browser())

    claims = read(present(browsing.actor.sessions.token(browsing.session_id), "jwt")).claims

    origin = target.endpoint.origin
    assert claims.get("azp") == origin, f"azp is {claims.get('azp')!r}, the request came from {origin!r}"


@proves(token.PUBLISHED_KEYS, token.PUBLIC_KEYS_ONLY)
def test_the_published_keys(target: Target) -> None:
    answer = target.new_browser().keys.read()

    with step(token.PUBLISHED_KEYS):
        succeeded(answer)
        keys = member_of(answer, "keys")
        rsa = [key for key in keys if key.get("kty") == "RSA"]
        assert keys, "no key is published"
        for key in rsa:
            missing = [name for name in ("kid", "alg", "use", "kty", "n", "e") if not key.get(name)]
            assert not missing, f"a key without {', '.join(missing)}"
    with step(token.PUBLIC_KEYS_ONLY):
        exposed = sorted({name for key in member_of(answer, "keys") for name in SECRET_MEMBERS if name in key})
        assert not exposed, f"published: the private members {', '.join(exposed)}"
