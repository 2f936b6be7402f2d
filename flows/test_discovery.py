"""What the instance says of itself as a provider: where it is, and what it can: no less, no more, nothing weak."""

from collections.abc import Callable, Iterator, Mapping

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer, Intent, Json
from fapi_conformance.errors import Deviation
from fapi_conformance.expect import member as member_of
from fapi_conformance.expect import present, succeeded
from fapi_conformance.expect.look import at, outcome, say
from fapi_conformance.plugin.journey import proves, step
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
ALGORITHMS, RESPONSES = "id_token_signing_alg_values_supported", "response_types_supported"
CHALLENGES = "code_challenge_methods_supported"
SUPPORTED = {
    RESPONSES: {"code"},
    "grant_types_supported": {"authorization_code", "refresh_token"},
    CHALLENGES: {"S256"},
    "subject_types_supported": {"public"},
    ALGORITHMS: {"RS256"},
}
IN_ADDRESSES = {"token", "id_token"}
NOT_THERE = frozenset({404, 405, 501, 502, 503, 504})
OF_ORGANIZATIONS = {"scopes_supported": "user:org:read", "claims_supported": "org_id"}


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
            for name, wanted in SUPPORTED.items():
                if not wanted <= (found := listed(one, name)):
                    raise Deviation(
                        expected=f"a list with {say(sorted(wanted))}", got=say(sorted(found)), where=f"$.{name}"
                    )
            if "plain" in (methods := listed(one, CHALLENGES)):
                raise Deviation(expected="no plain", got=say(sorted(methods)), where=f"$.{CHALLENGES}")
    with step(well_known.AGREE):
        first, second = (one.resource for one in both)
        for name in first.keys() & second.keys():
            if as_told(first[name]) != as_told(second[name]):
                raise Deviation(expected=say(first[name]), got=say(second[name]), where=f"$.{name}")


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


@proves(well_known.NOTHING_WEAKER, well_known.ENCRYPTED, well_known.EXACTLY)
def test_promises(reader: Actor) -> None:
    both = [succeeded(one) for one in documents(reader)]
    with step(well_known.NOTHING_WEAKER):
        for one in both:
            algorithms, responses = listed(one, ALGORITHMS), listed(one, RESPONSES)
            if "none" in {each.lower() for each in algorithms}:
                raise Deviation(expected="no none", got=say(sorted(algorithms)), where=f"$.{ALGORITHMS}")
            if any(IN_ADDRESSES & set(each.split()) for each in responses):
                raise Deviation(expected="no tokens in addresses", got=say(sorted(responses)), where=f"$.{RESPONSES}")
    with step(well_known.ENCRYPTED):
        bare = reader.endpoint.loopback or reader.endpoint.base_url.startswith("http://")
        for one in both:
            for name, url in addresses(one):
                if not bare and not url.lower().startswith("https://"):
                    raise Deviation(expected="https", got=say(url), where=f"$.{name}")
                if url.lower().startswith("http://") and not str(present(one, "issuer")).startswith("http://"):
                    raise Deviation(expected="https, as the issuer", got=say(url), where=f"$.{name}")
    with step(well_known.EXACTLY):
        for one in both:
            for name, wanted in SUPPORTED.items():
                if (found := listed(one, name)) != wanted:
                    raise Deviation(expected=say(sorted(wanted)), got=say(sorted(found)), where=f"$.{name}")


@proves(well_known.WITHOUT_ORGANIZATIONS)
def test_without_organizations(reader: Actor) -> None:
    for one in map(succeeded, documents(reader)):
        for name, unwanted in OF_ORGANIZATIONS.items():
            if unwanted in (found := listed(one, name)):
                raise Deviation(expected=f"no {unwanted}", got=say(sorted(found)), where=f"$.{name}")


@proves(well_known.ANSWERS)
def test_what_is_named_is_there(reader: Actor) -> None:
    """Each is asked as nobody should: with nothing, by who is nobody."""
    oauth, wrong = reader.oauth, Intent.INVALID
    asking: Mapping[str, Callable[[], Answer]] = {
        "authorization_endpoint": lambda: oauth.authorize(intent=wrong),
        "token_endpoint": lambda: oauth.token({}, intent=wrong),
        "revocation_endpoint": lambda: oauth.revoke(intent=wrong),
        "introspection_endpoint": lambda: oauth.token_info(intent=wrong),
        "userinfo_endpoint": lambda: oauth.userinfo(None, intent=wrong),
        "registration_endpoint": lambda: oauth.register({}, intent=wrong),
        "jwks_uri": reader.keys.read,
    }
    named = {name for one in map(succeeded, documents(reader)) for name, _ in addresses(one)}
    for name, ask in asking.items():
        if name in named and (answer := ask()).status in NOT_THERE:
            raise Deviation(expected="an endpoint that answers", got=outcome(answer), where=f"$.{name}")


def listed(document: Answer, name: str) -> set[str]:
    found: Json = member_of(document, name)
    return {one for one in found if isinstance(one, str)} if isinstance(found, list) else set()


def addresses(document: Answer) -> Iterator[tuple[str, str]]:
    """Issuer and endpoints, as far as they are told."""
    for name in document.resource:
        value = at(document.resource, name)
        if isinstance(value, str) and (name in {"issuer", "jwks_uri"} or name.endswith("_endpoint")):
            yield name, value
