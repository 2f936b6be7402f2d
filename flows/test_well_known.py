"""What the instance says of itself to readers who know nothing else of it."""

import re
from collections.abc import Callable, Mapping

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer, Json
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect import member as member_of
from fapi_conformance.expect import present, succeeded
from fapi_conformance.expect.look import at, say
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.recipes.state import settled
from fapi_conformance.requirements import well_known
from fapi_conformance.target.member import Member
from fapi_conformance.tokens import read

ELSEWHERE = "elsewhere.invalid"
ON_THE_WAY = {
    "x-forwarded-host": ELSEWHERE,
    "x-forwarded-proto": "gopher",
    "forwarded": f"host={ELSEWHERE};proto=gopher",
}
ENDPOINTS = {
    "authorization_endpoint": "/oauth/authorize",
    "token_endpoint": "/oauth/token",
    "revocation_endpoint": "/oauth/token/revoke",
    "introspection_endpoint": "/oauth/token_info",
    "userinfo_endpoint": "/oauth/userinfo",
    "registration_endpoint": "/oauth/register",
    "jwks_uri": "/.well-known/jwks.json",
}
"""Below the issuer, as far as a document names them."""
CONTAINED = {
    "response_types_supported": {"code"},
    "grant_types_supported": {"authorization_code", "refresh_token"},
    "code_challenge_methods_supported": {"S256"},
    "subject_types_supported": {"public"},
    "id_token_signing_alg_values_supported": {"RS256"},
}
OF_A_PERSON = ("__client", "__session")
"""That scripts are told when somebody signed in is not judged (SEC-082)."""
FINGERPRINT = re.compile(r"[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){31}")
ORIGIN = re.compile(r"https?://[^/?#@\s]+")
APP_ID = re.compile(r"[A-Z0-9]+\.[\w.-]+")


def documents(actor: Actor, headers: Mapping[str, str | None] | None = None) -> list[Answer]:
    known = actor.well_known
    return [known.authorization_server(headers=headers), known.openid_configuration(headers=headers)]


@proves(well_known.PUBLIC, well_known.ENDPOINTS, well_known.SUPPORTED, well_known.AGREE)
def test_the_provider(reader: Actor) -> None:
    both = documents(reader)
    with step(well_known.PUBLIC):
        for one in both:
            present(succeeded(one), "issuer")
    with step(well_known.ENDPOINTS):
        for one in both:
            issuer = present(one, "issuer")
            for name, path in ENDPOINTS.items():
                named = at(one.resource, name)
                if isinstance(named, str) and named != f"{issuer}{path}":
                    raise Deviation(expected=f"{issuer}{path}", got=named, where=f"$.{name}")
    with step(well_known.SUPPORTED):
        for one in both:
            supports(one)
    with step(well_known.AGREE):
        first, second = (one.resource for one in both)
        for name in first.keys() & second.keys():
            if as_told(first[name]) != as_told(second[name]):
                raise Deviation(expected=say(first[name]), got=say(second[name]), where=f"$.{name}")


def supports(document: Answer) -> None:
    for name, wanted in CONTAINED.items():
        found = member_of(document, name)
        if not isinstance(found, list) or not wanted <= set(found):
            raise Deviation(expected=f"a list with {say(sorted(wanted))}", got=say(found), where=f"$.{name}")
    if "plain" in (methods := member_of(document, "code_challenge_methods_supported")):
        raise Deviation(expected="no plain", got=say(methods), where="$.code_challenge_methods_supported")


def as_told(value: Json) -> Json:
    """Lists have no order here."""
    return sorted(map(str, value)) if isinstance(value, list) else value


@proves(well_known.ISSUER)
def test_the_issuer_of_session_tokens(member: Member) -> None:
    token = read(present(member.actor.sessions.token(member.session_id), "jwt"))

    for one in documents(member.actor):
        issuer = present(succeeded(one), "issuer")
        if issuer != token.claims.get("iss"):
            raise Deviation(expected=say(token.claims.get("iss")), got=say(issuer), where="$.issuer")
        assert not issuer.endswith("/"), f"the issuer ends with a slash: {issuer}"


@proves(well_known.ISSUER_FIXED)
def test_what_a_request_says_of_its_way(reader: Actor) -> None:
    for one in documents(reader, ON_THE_WAY):
        if not one.ok:
            continue  # refusing such a request is as good
        told = one.content.decode(errors="replace")
        assert ELSEWHERE not in told, "the forwarded host is in the document"
        assert "gopher" not in told, "the forwarded scheme is in the document"


@proves(well_known.ANDROID_APPS)
def test_android_apps(reader: Actor) -> None:
    answer = succeeded(reader.well_known.asset_links())

    each(answer.resource, lambda app: isinstance(at(app, "target.package_name"), str), "a package")
    for app in answer.resource:
        prints = at(app, "target.sha256_cert_fingerprints")
        assert isinstance(prints, list), f"the fingerprints of an app are {prints!r}"
        each(prints, lambda one: bool(FINGERPRINT.fullmatch(str(one))), "a SHA-256 fingerprint")


@proves(well_known.APPLE_APPS)
def test_apple_apps(reader: Actor) -> None:
    answer = succeeded(reader.well_known.site_association())

    apps = at(answer.resource, "webcredentials.apps")
    each(apps if isinstance(apps, list) else [], lambda app: bool(APP_ID.fullmatch(str(app))), "team and bundle")


def each(listed: Json, is_so: Callable[[Json], bool], expected: str) -> None:
    for one in listed:
        if not is_so(one):
            raise Deviation(expected=expected, got=say(one), where="an app")


@proves(well_known.BARE)
def test_the_same_for_everybody(reader: Actor, member: Member) -> None:
    """Once by who is nobody, once by who is signed in: what is there for both is the same."""
    for operation in well_known.BARE.operations:
        public, seen = reader.act(operation), member.actor.act(operation)
        for answer in (public, seen):
            cookies = [value.partition("=")[0] for name, value in answer.headers if name == "set-cookie"]
            if own := [one for one in cookies if one in OF_A_PERSON]:
                raise Deviation(expected="no cookie of a client", got=say(own), where=f"Set-Cookie of {operation}")
        text = seen.content.decode(errors="replace")
        if told := [one for one in (member.user_id, member.session_id, member.email) if one and one in text]:
            raise Deviation(expected="nothing of anybody", got=say(told), where=f"body of {operation}")
        if operation == "getHealth" or not (public.ok and seen.ok):
            continue
        if settled(public.json, without={}) != settled(seen.json, without={}):
            raise Deviation(expected="the same for everybody", got="another document", where=f"body of {operation}")


@proves(well_known.RELATED_ORIGINS)
def test_whose_pages_use_the_passkeys(reader: Actor) -> None:
    answer = reader.well_known.related_origins()
    if answer.status == 404:
        raise NotTestable("the passkeys are not of this host itself (WK-011)")

    origins = at(succeeded(answer).resource, "origins")
    each(origins if isinstance(origins, list) else [], lambda one: bool(ORIGIN.fullmatch(str(one))), "a web origin")
