"""The provider of identities: a client that we did not write completes the code flow with it, and sees each lie."""

from collections.abc import Iterator

import httpx
import pytest
from authlib.common.security import generate_token
from authlib.integrations.httpx_client import OAuth2Client
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from fapi_conformance.devices.openid_provider.device import OpenidProvider, edited, parameters
from fapi_conformance.devices.openid_provider.running import Process, Running
from fapi_conformance.devices.openid_provider.visit import Conduct, Person, Signature
from fapi_conformance.errors import BadInput, Deviation

CALLBACK = "https://client.example/callback?kept=yes"
NONCE = "n-0S6_WzA2Mj"
ADA = Person(subject="ada", email="ada@example.com")


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    process = Process.start()
    yield process.running
    process.stop()


@pytest.fixture(scope="module")
def provider(running: Running) -> Iterator[OpenidProvider]:
    made = OpenidProvider(running, strategy="oauth_custom_x", redirect_uri=CALLBACK)
    made.register()
    yield made
    made.close()


@pytest.fixture(scope="module")
def discovered(running: Running) -> dict[str, str]:
    found: dict[str, str] = httpx.get(f"{running.issuer}/.well-known/openid-configuration").json()
    return found


class Party:
    """Somebody who relies on the provider, by authlib's own client."""

    def __init__(self, running: Running, discovered: dict[str, str]) -> None:
        self.discovered = discovered
        self.verifier = generate_token(48)
        self.client = OAuth2Client(
            running.client_id,
            running.client_secret,
            scope="openid profile email",
            redirect_uri=CALLBACK,
            code_challenge_method="S256",
        )
        url, self.state = self.client.create_authorization_url(
            discovered["authorization_endpoint"], nonce=NONCE, code_verifier=self.verifier
        )
        self.url = str(url)

    def exchange(self, callback: str, **changed: str) -> dict[str, str]:
        wanted = {"authorization_response": callback, "state": self.state, "code_verifier": self.verifier, **changed}
        token: dict[str, str] = self.client.fetch_token(self.discovered["token_endpoint"], **wanted)
        return token

    def claims(self, id_token: str, audience: str) -> dict[str, object]:
        """Raises JoseError for what a client must not believe."""
        keys = KeySet.import_key_set(httpx.get(self.discovered["jwks_uri"]).json())
        told = jwt.decode(id_token, keys, algorithms=["RS256"]).claims
        rules = jwt.JWTClaimsRegistry(
            iss={"essential": True, "value": self.discovered["issuer"]},
            aud={"essential": True, "value": audience},
            exp={"essential": True},
            nonce={"essential": True, "value": NONCE},
        )
        rules.validate(told)
        return told


@pytest.fixture
def party(running: Running, discovered: dict[str, str]) -> Iterator[Party]:
    made = Party(running, discovered)
    yield made
    made.client.close()


def test_a_stranger_s_client_completes_the_flow(party: Party, provider: OpenidProvider) -> None:
    callback = provider.consent(party.url, ADA)
    assert parameters(callback)["kept"] == "yes"
    token = party.exchange(callback)

    claims = party.claims(token["id_token"], provider.client_id)
    userinfo = party.client.get(party.discovered["userinfo_endpoint"]).json()

    assert (claims["sub"], claims["email"], claims["email_verified"]) == ("ada", "ada@example.com", True)
    assert userinfo == {name: claims[name] for name in userinfo}
    visit = provider.visit(callback)
    assert (visit["exchanges"], visit["looks"], visit["code_challenge_method"]) == (1, 1, "S256")
    assert visit["tokens"]["access_token"] == token["access_token"]


def test_what_is_revoked_counts_no_more(party: Party, provider: OpenidProvider) -> None:
    callback = provider.consent(party.url, ADA)
    token = party.exchange(callback)

    party.client.revoke_token(party.discovered["revocation_endpoint"], token["refresh_token"])

    assert party.client.get(party.discovered["userinfo_endpoint"]).status_code == 401
    assert token["access_token"] in provider.visit(callback)["revoked"]


def test_a_code_counts_once(party: Party, provider: OpenidProvider) -> None:
    callback = provider.consent(party.url, ADA)
    party.exchange(callback)

    with pytest.raises(Exception, match="invalid_grant"):
        party.exchange(callback)


def test_a_code_wants_its_verifier(party: Party, provider: OpenidProvider) -> None:
    with pytest.raises(Exception, match="invalid_grant"):
        party.exchange(provider.consent(party.url, ADA), code_verifier=generate_token(48))


def test_a_code_is_for_its_own_client(party: Party, provider: OpenidProvider) -> None:
    party.client.client_secret = "guessed"

    with pytest.raises(Exception, match="invalid_client"):
        party.exchange(provider.consent(party.url, ADA))


@pytest.mark.parametrize(
    "conduct",
    [
        pytest.param(Conduct(issuer="https://other.example"), id="issuer"),
        pytest.param(Conduct(audience="somebody-else"), id="audience"),
        pytest.param(Conduct(nonce="replayed"), id="nonce"),
        pytest.param(Conduct(expired=True), id="expired"),
        pytest.param(Conduct(signature=Signature.FOREIGN), id="foreign key"),
        pytest.param(Conduct(signature=Signature.NONE), id="unsigned"),
        pytest.param(Conduct(signature=Signature.SECRET), id="key as a secret"),
    ],
)
def test_a_lie_is_seen(party: Party, provider: OpenidProvider, conduct: Conduct) -> None:
    token = party.exchange(provider.consent(party.url, ADA, conduct))

    with pytest.raises((JoseError, ValueError)):
        party.claims(token["id_token"], provider.client_id)


def test_two_persons_in_one_visit(party: Party, provider: OpenidProvider) -> None:
    token = party.exchange(provider.consent(party.url, ADA, Conduct(subject="eve")))

    assert party.claims(token["id_token"], provider.client_id)["sub"] == "eve"
    assert party.client.get(party.discovered["userinfo_endpoint"]).json()["sub"] == "ada"


def test_somebody_says_no(party: Party, provider: OpenidProvider) -> None:
    told = parameters(provider.deny(party.url))

    assert (told["error"], told["state"]) == ("access_denied", party.state)


def test_it_fails_as_it_was_told(party: Party, provider: OpenidProvider) -> None:
    with pytest.raises(Exception, match="invalid_grant"):
        party.exchange(provider.consent(party.url, ADA, Conduct(refuses_code=True)))
    party.exchange(provider.consent(party.url, ADA, Conduct(hides_person=True)))
    assert party.client.get(party.discovered["userinfo_endpoint"]).status_code == 500


def test_an_id_token_without_a_visit(party: Party, provider: OpenidProvider) -> None:
    assert party.claims(provider.id_token(ADA, nonce=NONCE), provider.client_id)["sub"] == "ada"


def test_somebody_without_an_address(party: Party, provider: OpenidProvider) -> None:
    token = party.exchange(provider.consent(party.url, ADA.but(email=None)))

    assert "email" not in party.claims(token["id_token"], provider.client_id)


def test_what_a_provider_does_not_understand_is_a_deviation(party: Party, provider: OpenidProvider) -> None:
    for url in (
        edited(party.url, redirect_uri="https://evil.example"),
        edited(party.url, client_id="nobody"),
        edited(party.url, response_type=None),
        "https://elsewhere.example/authorize?x=y",
    ):
        with pytest.raises(Deviation):
            provider.consent(url, ADA)


@pytest.mark.usefixtures("provider")
def test_a_page_for_eyes(party: Party) -> None:
    shown = httpx.get(party.url)
    decided = httpx.post(party.url, data={"email": "eve@example.com", "decision": "allow"})

    assert "<form" in shown.text
    assert party.exchange(decided.headers["location"])["id_token"]


def test_what_is_the_suite_s_is_shut_to_others(running: Running) -> None:
    assert httpx.put(f"{running.address}/conformance/clients/x", json={}).status_code == 404


@pytest.mark.filterwarnings("ignore::authlib.deprecate.AuthlibDeprecationWarning")
def test_a_client_of_another_house(running: Running, provider: OpenidProvider) -> None:
    """oidc-provider-mock's own client, which has no provider but its own in mind."""
    from oidc_provider_mock._client_lib import OidcClient

    client = OidcClient(
        id=running.client_id, redirect_uri=CALLBACK, secret=running.client_secret, issuer=running.issuer
    )
    callback = provider.consent(client.authorization_url(state="s"), ADA)

    token = client.fetch_token(callback, state="s")

    assert token.claims["sub"] == "ada"
    assert client.fetch_userinfo(token=token.access_token)["sub"] == "ada"
    client._authlib_client.close()


def test_it_ends_with_whoever_started_it() -> None:
    process = Process.start()
    process.stop()

    with pytest.raises(httpx.ConnectError):
        httpx.get(process.running.address)


def test_a_port_that_is_taken_is_told_in_one_line(running: Running) -> None:
    with pytest.raises(BadInput, match="cannot listen on port"):
        Process.start(port=int(running.address.rpartition(":")[2]))
