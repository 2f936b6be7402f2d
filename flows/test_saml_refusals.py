"""Whom a company vouches for and who is kept out all the same: by the connection, its domains, by what is missing."""

import pytest

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.devices.saml.conduct import Conduct
from fapi_conformance.devices.saml.identity_provider import without_relay_state
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect import refused, somebody
from fapi_conformance.expect.arrivals import kept_out, told_why
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import saml
from fapi_conformance.target.single_sign_on import (
    Errand,
    SamlConnection,
    adopt,
    colleague,
    employed,
    to_sign_in,
)
from fapi_conformance.target.target import Target

ELSEWHERE = "https://elsewhere.example/landing"
NO_RELAY_STATE = ("saml_response_relaystate_missing",)
MISMATCH = ("saml_email_address_domain_mismatch", "enterprise_sso_email_address_domain_mismatch")
MISSING = ("saml_user_attribute_missing", "enterprise_sso_user_attribute_missing")
NOT_TAKEN_ON = ("saml_jit_provisioning_disabled",)


@pytest.fixture
def connection(target: Target) -> SamlConnection:
    return target.saml.get()


@pytest.fixture
def unasked(target: Target) -> SamlConnection:
    """One that takes responses that nobody has asked for."""
    return target.saml.get(allow_idp_initiated=True)


@proves(saml.UNASKED, saml.UNASKED_ANSWERS)
def test_of_the_companys_own_accord(visitor: Actor, target: Target, unasked: SamlConnection) -> None:
    employee = employed(target, unasked)
    with step(saml.UNASKED):
        returned = visitor.return_from_company(unasked.id, unasked.vouch(employee.subject))
        adopt(visitor, returned)
        somebody(visitor.clients.read(), employee.user_id)
    with step(saml.UNASKED_ANSWERS):
        for conduct in (Conduct(in_response_to="_nobody-has-asked"), Conduct(in_response_to=asked(target, unasked))):
            finder = target.visitor("somebody else")
            form = unasked.vouch(employee.subject, None, conduct)
            adopt(finder, finder.return_from_company(unasked.id, form, intent=Intent.INVALID))
            kept_out(finder)


@proves(saml.UNASKED_OFF)
def test_where_the_connection_wants_requests(visitor: Actor, target: Target, connection: SamlConnection) -> None:
    employee = employed(target, connection)

    form = connection.vouch(employee.subject)
    adopt(visitor, visitor.return_from_company(connection.id, form, intent=Intent.INVALID))

    kept_out(visitor)


@proves(saml.UNASKED_LANDS)
def test_a_relay_state_that_is_an_address(visitor: Actor, target: Target, unasked: SamlConnection) -> None:
    employee = employed(target, unasked)

    form = {**unasked.vouch(employee.subject), "RelayState": ELSEWHERE}
    returned = visitor.return_from_company(unasked.id, form, intent=Intent.INVALID)

    if (returned.url or "").startswith(ELSEWHERE.rpartition("/")[0]):
        raise Deviation(expected="an address of the application", got="that of the RelayState", where="location")


@proves(saml.RELAY_STATE, saml.RELAY_STATE_CODE)
def test_without_its_relay_state(visitor: Actor, target: Target, connection: SamlConnection) -> None:
    employee = employed(target, connection)
    errand = to_sign_in(target, visitor, connection, str(employee.subject.email))

    form = without_relay_state(connection.vouch(employee.subject, errand.request))
    attempt = errand.back(form, intent=Intent.INVALID)

    with step(saml.RELAY_STATE):
        kept_out(visitor, attempt)
    with step(saml.RELAY_STATE_CODE):
        told_why(first(errand), attempt, 400, NO_RELAY_STATE)


@proves(saml.INACTIVE)
def test_a_connection_that_is_not_active(visitor: Actor, target: Target) -> None:
    inactive = target.saml_connection(active=False)

    answer = visitor.saml.acs(inactive.id, intent=Intent.INVALID, **inactive.vouch(colleague(target, inactive)))

    refused(answer, 404, "saml_connection_active_not_found")


@proves(saml.DOMAIN, saml.DOMAIN_CODE)
def test_an_address_of_elsewhere(visitor: Actor, target: Target, connection: SamlConnection) -> None:
    """The company names somebody of another one, who is a user here."""
    other = target.saml.get(allow_idp_initiated=True)
    victim = employed(target, other).subject
    errand = to_sign_in(target, visitor, connection, str(colleague(target, connection).email))

    attempt = errand.vouched(victim, intent=Intent.INVALID)

    with step(saml.DOMAIN):
        kept_out(visitor, attempt)
    with step(saml.DOMAIN_CODE):
        told_why(first(errand), attempt, 400, MISMATCH)


@proves(saml.ATTRIBUTE, saml.ATTRIBUTE_CODE)
def test_somebody_without_an_address(visitor: Actor, target: Target, connection: SamlConnection) -> None:
    employee = employed(target, connection)
    errand = to_sign_in(target, visitor, connection, str(employee.subject.email))

    attempt = errand.vouched(colleague(target, connection).but(email=None), intent=Intent.INVALID)

    with step(saml.ATTRIBUTE):
        kept_out(visitor, attempt)
    with step(saml.ATTRIBUTE_CODE):
        told_why(first(errand), attempt, 400, MISSING)


@proves(saml.PROVISIONING)
def test_a_stranger_where_nobody_is_taken_on(visitor: Actor, target: Target) -> None:
    closed = target.saml.get(disable_jit_provisioning=True)
    subject = colleague(target, closed)
    errand = to_sign_in(target, visitor, closed, str(subject.email))

    attempt = errand.vouched(subject, intent=Intent.INVALID)

    kept_out(visitor, attempt)
    told_why(first(errand), attempt, 404, NOT_TAKEN_ON)


def first(errand: Errand) -> Answer:
    """What the target answered to the company's form."""
    if errand.returned is None:
        raise NotTestable("nobody has come back")
    return errand.returned.answers[0]


def asked(target: Target, connection: SamlConnection) -> str:
    """The id of a request that somebody else has made."""
    somebody_else = target.visitor("somebody who asks")
    return to_sign_in(target, somebody_else, connection, str(colleague(target, connection).email)).request.id
