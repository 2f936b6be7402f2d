"""What an application is known by at the token endpoint: its secret, by header or form, or the verifier of its code."""

from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.client.form import OMIT, FormValue
from fapi_conformance.client.oauth import Credentials
from fapi_conformance.devices.oauth_client import OAuthClient
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect.look import say
from fapi_conformance.expect.oauth import token_came, withheld
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import oauth_credentials as known_by
from fapi_conformance.target.oauth_grants import Grants, made_up

DOCUMENTED, UNKNOWN = (400, 401), (401,)
WITHOUT_CHALLENGE: dict[str, FormValue] = {"code_challenge": OMIT, "code_challenge_method": OMIT}


@proves(known_by.EITHER_WAY)
def test_the_secret_in_the_header_and_in_the_form(grants: Grants) -> None:
    in_form = {"client_id": grants.client.client_id, "client_secret": grants.client.secret}

    token_came(grants.exchange(grants.code(), intent=Intent.VALID))
    token_came(grants.ask_as(None, grants.code().form(**in_form), intent=Intent.VALID))


@proves(
    known_by.SECRET_WRONG,
    known_by.SECRET_MISSING,
    known_by.CLIENT_UNKNOWN,
    known_by.CHALLENGED,
    known_by.SECRET_TWO_WAYS,
)
def test_clients_that_are_not_who_they_say(grants: Grants, other_oauth_client: OAuthClient) -> None:
    client = grants.client
    secret = client.secret or ""
    foreign = other_oauth_client.secret or ""

    def by_header(client_id: str, shown: str) -> Answer:
        return grants.ask_as(Credentials(client_id, shown), grants.code().form())

    def in_form(client_id: str, **shown: str) -> Answer:
        return grants.ask_as(None, grants.code().form(client_id=client_id, **shown))

    answers: list[Answer] = []
    with step(known_by.SECRET_WRONG):
        for wrong in (made_up(), foreign, f"{secret}x", secret[:-1]):
            answers.append(withheld(by_header(client.client_id, wrong), UNKNOWN))
            withheld(in_form(client.client_id, client_secret=wrong), UNKNOWN)
    with step(known_by.SECRET_MISSING):
        withheld(in_form(client.client_id), DOCUMENTED)
        withheld(in_form(client.client_id, client_secret=""), DOCUMENTED)
        withheld(by_header(client.client_id, ""), DOCUMENTED)
        withheld(grants.ask_as(None, grants.code().form()), DOCUMENTED)
    with step(known_by.CLIENT_UNKNOWN):
        answers.append(withheld(by_header(made_up(), secret), UNKNOWN))
        withheld(in_form(made_up(), client_secret=secret), UNKNOWN)
    with step(known_by.CHALLENGED):
        for answer in answers:
            challenge = answer.header("www-authenticate") or ""
            if not challenge.lower().startswith("basic"):
                raise Deviation(expected="Basic", got=say(challenge), where="WWW-Authenticate")
    with step(known_by.SECRET_TWO_WAYS):
        twice = grants.code().form(client_id=other_oauth_client.client_id, client_secret=foreign)
        withheld(grants.ask_as(client.credentials, twice))
        twice = grants.code().form(client_id=client.client_id, client_secret=made_up())
        withheld(grants.ask_as(client.credentials, twice))


@proves(known_by.PUBLIC, known_by.VERIFIER_WRONG, known_by.VERIFIER_MISSING)
def test_verifiers_of_a_public_client(public_grants: Grants) -> None:
    """A public client has no secret to lose: what its code was asked for with is all that makes it its own."""
    with step(known_by.PUBLIC):
        token_came(public_grants.exchange(public_grants.code(), intent=Intent.VALID))
    with step(known_by.VERIFIER_WRONG):
        code = public_grants.code()
        challenge = code.request.told("code_challenge") or ""
        for verifier in (made_up() * 2, challenge, "short"):
            withheld(public_grants.exchange(public_grants.code(), code_verifier=verifier), DOCUMENTED)
        withheld(public_grants.exchange(code, code_verifier=challenge), DOCUMENTED)
    with step(known_by.VERIFIER_MISSING):
        withheld(public_grants.exchange(public_grants.code(), code_verifier=OMIT), DOCUMENTED)
        withheld(public_grants.exchange(public_grants.code(), code_verifier=""), DOCUMENTED)


@proves(known_by.VERIFIER_CONFIDENTIAL, known_by.VERIFIER_UNASKED)
def test_verifiers_of_a_client_with_a_secret(grants: Grants) -> None:
    with step(known_by.VERIFIER_CONFIDENTIAL):
        withheld(grants.exchange(grants.code(), code_verifier=OMIT))
        withheld(grants.exchange(grants.code(), code_verifier=made_up() * 2))
    with step(known_by.VERIFIER_UNASKED):
        code = grants.code(**WITHOUT_CHALLENGE)
        if code.request.told("code_challenge"):
            raise NotTestable("the code was asked for with a challenge")
        withheld(grants.exchange(code, code_verifier=made_up() * 2))
