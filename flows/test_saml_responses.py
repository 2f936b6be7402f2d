"""Responses that are not what they have to be: each in a flow of its own, about somebody who has an account here."""

import base64
from collections.abc import Mapping

import pytest

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Intent
from fapi_conformance.devices.saml.conduct import EXPIRED, NOT_YET, Algorithm, Conduct, Key, Signed
from fapi_conformance.expect.arrivals import kept_out, let_in, told_why
from fapi_conformance.plugin.journey import proves
from fapi_conformance.requirements import saml_response as response
from fapi_conformance.target.single_sign_on import Employee, Errand, SamlConnection, to_sign_in
from fapi_conformance.target.target import Target

ELSEWHERE = "https://elsewhere.example"
INVALID = ("saml_response_invalid",)


@pytest.fixture
def connection(target: Target) -> SamlConnection:
    return target.saml.get()


@pytest.fixture
def employee(target: Target, connection: SamlConnection) -> Employee:
    """The same for all of these: nothing that is done here may reach them."""
    return target.saml.somebody(connection)


@pytest.fixture
def errand(visitor: Actor, target: Target, connection: SamlConnection, employee: Employee) -> Errand:
    return to_sign_in(target, visitor, connection, str(employee.subject.email))


@pytest.mark.parametrize(
    "conduct",
    [
        pytest.param(Conduct(signed=Signed.NOTHING), id="unsigned", marks=proves(response.UNSIGNED)),
        pytest.param(Conduct(signed=Signed.EMPTY), id="no value", marks=proves(response.EMPTY_SIGNATURE)),
        pytest.param(Conduct(key=Key.DISGUISED), id="another key", marks=proves(response.FOREIGN_KEY)),
        pytest.param(Conduct(key=Key.FOREIGN), id="its own certificate", marks=proves(response.OWN_CERTIFICATE)),
        pytest.param(Conduct(audience=f"{ELSEWHERE}/sp"), id="audience", marks=proves(response.AUDIENCE)),
        pytest.param(Conduct(recipient=f"{ELSEWHERE}/acs"), id="recipient", marks=proves(response.RECIPIENT)),
        pytest.param(Conduct(destination=f"{ELSEWHERE}/acs"), id="destination", marks=proves(response.DESTINATION)),
        pytest.param(Conduct(issuer=f"{ELSEWHERE}/idp"), id="issuer", marks=proves(response.ISSUER)),
        pytest.param(EXPIRED, id="over", marks=proves(response.EXPIRED)),
        pytest.param(NOT_YET, id="not yet", marks=proves(response.NOT_YET)),
        pytest.param(
            Conduct(in_response_to="_nobody-has-asked"), id="no such request", marks=proves(response.OTHER_REQUEST)
        ),
        pytest.param(Conduct(in_response_to=""), id="no request", marks=proves(response.NO_REQUEST)),
    ],
)
def test_a_response_that_is_wrong(errand: Errand, employee: Employee, conduct: Conduct) -> None:
    attempt = errand.vouched(employee.subject, conduct, intent=Intent.INVALID)

    kept_out(errand.actor, attempt)


@proves(response.ALGORITHM)
@pytest.mark.parametrize("algorithm", [Algorithm.RSA_SHA1, Algorithm.HMAC_SHA1], ids=["SHA-1", "HMAC"])
def test_a_weak_signature(errand: Errand, employee: Employee, algorithm: Algorithm) -> None:
    attempt = errand.vouched(employee.subject, Conduct(algorithm=algorithm), intent=Intent.INVALID)

    kept_out(errand.actor, attempt)


@proves(response.CODE)
@pytest.mark.parametrize(
    "conduct",
    [Conduct(signed=Signed.NOTHING), Conduct(audience=f"{ELSEWHERE}/sp"), EXPIRED],
    ids=["unsigned", "audience", "over"],
)
def test_what_is_told_of_it(errand: Errand, employee: Employee, conduct: Conduct) -> None:
    attempt = errand.vouched(employee.subject, conduct, intent=Intent.INVALID)

    assert errand.returned is not None
    told_why(errand.returned.answers[0], attempt, 401, INVALID)


@proves(response.GARBAGE)
def test_what_is_no_response(errand: Errand, employee: Employee) -> None:
    form = errand.connection.vouch(employee.subject, errand.request)
    plain = base64.b64decode(form["SAMLResponse"]).decode()
    for given in (None, "", "%%%", base64.b64encode(b"no XML").decode(), base64.b64encode(b"<a/>").decode(), plain):
        kept: Mapping[str, str] = {name: value for name, value in form.items() if name != "SAMLResponse"}
        sent = kept if given is None else {**kept, "SAMLResponse": given}

        attempt = errand.back(sent, intent=Intent.INVALID)

        kept_out(errand.actor, attempt)


@proves(response.OTHER_CONNECTION)
def test_a_response_for_another_connection(errand: Errand, employee: Employee, target: Target) -> None:
    """Of the other's identity provider, and of this one's for the other."""
    other = target.saml.get(allow_idp_initiated=True)
    theirs = other.vouch(employee.subject, errand.request)
    for_them = errand.connection.idp.vouch(employee.subject, other.service, errand.request)

    for form in (theirs, for_them):
        attempt = errand.back(form, intent=Intent.INVALID)

        kept_out(errand.actor, attempt)


@proves(response.REPLAYED)
def test_a_response_that_was_used(errand: Errand, employee: Employee, target: Target) -> None:
    """Signed out since: whoever is signed in then was signed in anew. And by somebody with a request of their own."""
    form = errand.connection.vouch(employee.subject, errand.request)
    let_in(errand.actor, errand.back(form), employee.user_id)
    errand.actor.sessions.sign_out_everywhere()
    finder = target.visitor("finder")
    own = to_sign_in(target, finder, errand.connection, str(employee.subject.email))

    errand.actor.return_from_company(errand.connection.id, form, intent=Intent.INVALID)
    kept_out(errand.actor)
    for sent in (form, {**form, "RelayState": own.request.relay_state or ""}):
        kept_out(finder, own.back(sent, intent=Intent.INVALID))


@proves(response.OTHER_FLOW)
def test_the_relay_state_of_another_flow(errand: Errand, employee: Employee, target: Target) -> None:
    other = to_sign_in(target, target.visitor("another"), errand.connection, str(employee.subject.email))
    form = errand.connection.vouch(employee.subject, errand.request)

    attempt = errand.back({**form, "RelayState": other.request.relay_state or ""}, intent=Intent.INVALID)

    kept_out(errand.actor, attempt)
    kept_out(other.actor, other.read())


@proves(response.OTHER_CLIENT)
def test_a_response_to_another_client(errand: Errand, employee: Employee, target: Target) -> None:
    """Somebody is led to bring what was meant for another, and would go on as them unawares."""
    victim = target.visitor("victim")
    victim.clients.create()

    victim.return_from_company(
        errand.connection.id, errand.connection.vouch(employee.subject, errand.request), intent=Intent.INVALID
    )

    kept_out(victim)
