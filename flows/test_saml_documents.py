"""Responses whose document is made to be read in two ways: signatures wrapped, names cut in two, declarations."""

import pytest

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Intent
from fapi_conformance.devices.key_host import key_host
from fapi_conformance.devices.saml.conduct import Conduct, Declared, Shape, Signed, Split
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect import nobody
from fapi_conformance.expect.arrivals import kept_out, let_in
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import saml_response as response
from fapi_conformance.target.single_sign_on import Employee, SamlConnection, colleague, to_sign_in
from fapi_conformance.target.target import Target

FETCHING = (Declared.EXTERNAL, Declared.PARAMETER, Declared.INCLUSION)
NOWHERE = "https://elsewhere.example/nothing"


@pytest.fixture
def connection(target: Target) -> SamlConnection:
    return target.saml.get()


@pytest.fixture
def victim(target: Target, connection: SamlConnection) -> Employee:
    """Whose account somebody is after."""
    return target.saml.somebody(connection)


@proves(response.WRAPPED, response.WRAPPED_REFUSED)
def test_a_signature_wrapped(target: Target, connection: SamlConnection, victim: Employee) -> None:
    """Somebody at the company has a response of their own, and the address of another to begin with."""
    address = str(victim.subject.email)
    control = to_sign_in(target, target.visitor("victim"), connection, address)
    attempt = control.vouched(victim.subject, Conduct(signed=Signed.ASSERTION))
    try:
        let_in(control.actor, attempt, victim.user_id)
    except Deviation as problem:
        raise NotTestable("a response of which the assertion alone is signed is not taken") from problem
    signed = colleague(target, connection)
    for shape in Shape:
        errand = to_sign_in(target, target.visitor("attacker"), connection, address)
        form = connection.idp.wrap(signed, victim.subject, connection.service, errand.request, shape)

        attempt = errand.back(form, intent=Intent.INVALID)

        with step(response.WRAPPED):
            nobody(errand.actor.clients.read(), victim.user_id)
        with step(response.WRAPPED_REFUSED):
            kept_out(errand.actor, attempt)


@proves(response.SPLIT)
@pytest.mark.parametrize("split", list(Split), ids=lambda split: split.name.lower())
def test_an_address_cut_in_two(
    visitor: Actor, target: Target, connection: SamlConnection, victim: Employee, split: Split
) -> None:
    """Somebody at the company has an address that begins as that of another, and cuts it there."""
    errand = to_sign_in(target, visitor, connection, str(victim.subject.email))

    form = connection.idp.cut(victim.subject, ".elsewhere.example", connection.service, errand.request, split)
    attempt = errand.back(form, intent=Intent.INVALID)

    kept_out(visitor, attempt)


@proves(response.DECLARED)
@pytest.mark.parametrize("how", [Declared.ENTITY, Declared.EXPANSION], ids=lambda how: how.name.lower())
def test_a_document_type_declaration(
    visitor: Actor, target: Target, connection: SamlConnection, victim: Employee, how: Declared
) -> None:
    errand = to_sign_in(target, visitor, connection, str(victim.subject.email))

    form = connection.idp.declare(victim.subject, connection.service, errand.request, how, url=NOWHERE)
    attempt = errand.back(form, intent=Intent.INVALID)

    kept_out(visitor, attempt)


@proves(response.FETCHED)
def test_what_a_document_would_have_fetched(
    visitor: Actor, target: Target, connection: SamlConnection, victim: Employee
) -> None:
    errand = to_sign_in(target, visitor, connection, str(victim.subject.email))
    with key_host() as host:
        for how in FETCHING:
            form = connection.idp.declare(victim.subject, connection.service, errand.request, how, url=host.url)
            errand.back(form, intent=Intent.INVALID)

    if host.asked:
        raise Deviation(expected="no request", got=f"{len(host.asked)}", where="what the document names")
