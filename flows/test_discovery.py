"""What the discovery documents promise is neither weak nor more than there is."""

from collections.abc import Callable, Iterator, Mapping

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer, Intent, Json
from fapi_conformance.errors import Deviation
from fapi_conformance.expect import member as member_of
from fapi_conformance.expect import present, succeeded
from fapi_conformance.expect.look import at, outcome, say
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import well_known

ALGORITHMS, RESPONSES = "id_token_signing_alg_values_supported", "response_types_supported"
EXACTLY = {
    RESPONSES: {"code"},
    "grant_types_supported": {"authorization_code", "refresh_token"},
    "code_challenge_methods_supported": {"S256"},
    "subject_types_supported": {"public"},
    ALGORITHMS: {"RS256"},
}
IN_ADDRESSES = {"token", "id_token"}
NOT_THERE = frozenset({404, 405, 501, 502, 503, 504})
OF_ORGANIZATIONS = {"scopes_supported": "user:org:read", "claims_supported": "org_id"}


def documents(reader: Actor) -> list[Answer]:
    known = reader.well_known
    return [succeeded(one) for one in (known.authorization_server(), known.openid_configuration())]


@proves(well_known.NOTHING_WEAKER, well_known.ENCRYPTED, well_known.EXACTLY)
def test_promises(reader: Actor) -> None:
    both = documents(reader)
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
            for name, wanted in EXACTLY.items():
                if (found := listed(one, name)) != wanted:
                    raise Deviation(expected=say(sorted(wanted)), got=say(sorted(found)), where=f"$.{name}")


@proves(well_known.WITHOUT_ORGANIZATIONS)
def test_without_organizations(reader: Actor) -> None:
    for one in documents(reader):
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
    named = {name for one in documents(reader) for name, _ in addresses(one)}
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
