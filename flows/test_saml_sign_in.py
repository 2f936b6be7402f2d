"""Signing in and signing up by one's company: there, back, and what comes of it."""

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.client.form import OMIT
from fapi_conformance.client.native import NativeApp
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect import equals, refused, somebody, succeeded, verified
from fapi_conformance.expect.answers import member as member_of
from fapi_conformance.expect.arrivals import let_in
from fapi_conformance.expect.attempts import BEYOND_THE_FIRST_FACTOR, is_complete
from fapi_conformance.expect.look import at, outcome, say
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.recipes.refusals import ANY_REFUSAL
from fapi_conformance.requirements import saml
from fapi_conformance.target.elsewhere import landing
from fapi_conformance.target.single_sign_on import STRATEGY, Errand, colleague, employed, to_sign_in, to_sign_up
from fapi_conformance.target.target import Target

EXTERNAL = "verifications.external_account"
OPEN_ENDS = ("complete", "missing_requirements")


@proves(saml.START, saml.REQUEST)
def test_the_way_there(visitor: Actor, target: Target) -> None:
    connection = target.saml.get()
    with step(saml.START):
        errand = to_sign_in(target, visitor, connection, str(colleague(target, connection).email))
        equals(errand.started, first_factor_verification__status="unverified")
    with step(saml.REQUEST):
        request = errand.request
        assert request.issuer == connection.service.entity_id, f"it comes from {request.issuer}"
        assert request.relay_state, "there is no RelayState"
        if request.destination is not None:
            assert request.destination == connection.idp.sso_url, f"it is for {request.destination}"
        if request.acs_url is not None:
            assert request.acs_url == connection.service.acs_url, f"it wants its answer at {request.acs_url}"


@proves(saml.SIGNED_IN, saml.LANDS)
def test_there_and_back(visitor: Actor, target: Target) -> None:
    connection = target.saml.get()
    employee = employed(target, connection)
    errand = to_sign_in(target, visitor, connection, str(employee.subject.email))

    attempt = errand.vouched(employee.subject)

    with step(saml.SIGNED_IN):
        let_in(visitor, attempt, employee.user_id)
    with step(saml.LANDS):
        leads(errand, landing(target, visitor))


@proves(saml.FACTOR)
def test_an_address_of_a_company(visitor: Actor, target: Target) -> None:
    employee = employed(target, target.saml.get())

    answer = visitor.sign_ins.create(identifier=employee.subject.email)

    equals(succeeded(answer), status="needs_first_factor", identifier=employee.subject.email)
    supported = member_of(answer, "supported_first_factors")
    found = [at(one, "strategy") for one in supported] if isinstance(supported, list) else supported
    assert found == [STRATEGY], f"the first factors are {say(found)}"


@proves(saml.NO_COMPANY)
def test_an_address_of_no_company(visitor: Actor, target: Target) -> None:
    wanted = {"strategy": STRATEGY, "redirect_url": landing(target, visitor)}

    answer = visitor.sign_ins.create(identifier=target.mail_address(), **wanted, intent=Intent.INVALID)

    refused(answer, ANY_REFUSAL)


@proves(saml.FRESH)
def test_each_request_is_another(visitor: Actor, target: Target) -> None:
    connection = target.saml.get()
    address = str(colleague(target, connection).email)

    requests = [to_sign_in(target, visitor, connection, address).request for _ in range(3)]

    for given in ([one.id for one in requests], [one.relay_state for one in requests]):
        assert len(set(given)) == len(given), "one is used twice"


@proves(saml.SIGN_UP_START, saml.SIGNED_UP, saml.ADDRESS, saml.ACCOUNT)
def test_somebody_new_signs_up(visitor: Actor, target: Target) -> None:
    connection = target.saml.get()
    subject = colleague(target, connection, first_name=target.name())
    with step(saml.SIGN_UP_START):
        errand = to_sign_up(target, visitor, connection, str(subject.email))
        equals(errand.started, verifications__external_account__status="unverified")

    attempt = errand.vouched(subject)
    with step(saml.SIGNED_UP):
        goes_on(attempt)
        user_id, _ = target.finished(visitor, attempt, str(subject.email))
        somebody(visitor.clients.read(), user_id)
    user = visitor.me.read()
    with step(saml.ADDRESS):
        known = {
            str(at(one, "email_address")).lower()
            for one in member_of(user, "email_addresses")
            if at(one, "verification.status") == "verified"
        }
        assert str(subject.email).lower() in known, "the address is not among those that are verified"
    with step(saml.ACCOUNT):
        accounts = [*listed(user.resource, "saml_accounts"), *listed(user.resource, "enterprise_accounts")]
        told = [(str(at(one, "email_address")).lower(), at(one, "first_name")) for one in accounts]
        wanted = (str(subject.email).lower(), subject.first_name)
        assert wanted in told, f"there are {len(told)} accounts, none of which tells the address and the name"


@proves(saml.TRANSFERABLE)
def test_a_sign_in_by_somebody_new(visitor: Actor, target: Target) -> None:
    connection = target.saml.get()
    subject = colleague(target, connection)

    attempt = to_sign_in(target, visitor, connection, str(subject.email)).vouched(subject)

    if at(attempt.resource, "status") in BEYOND_THE_FIRST_FACTOR:
        return  # the user was made at once
    equals(attempt, status="needs_identifier", first_factor_verification__status="transferable")
    moved = visitor.sign_ups.create(transfer=True, legal_accepted=True if target.environment.legal_consent else OMIT)
    goes_on(moved)
    target.finished(visitor, moved, str(subject.email))


@proves(saml.PRIVILEGES)
def test_attributes_of_power(visitor: Actor, target: Target) -> None:
    connection, mark = target.saml.get(), target.name()
    more = dict.fromkeys(("role", "private_metadata", "private_metadata_plan", "org:role"), mark)
    subject = colleague(target, connection, more=more)

    attempt = to_sign_up(target, visitor, connection, str(subject.email)).vouched(subject)

    try:
        target.finished(visitor, attempt, str(subject.email))
    except Deviation as problem:
        raise NotTestable("the sign-up does not go on") from problem
    shown = visitor.me.read().content.decode("utf-8", "replace")
    if mark in shown:
        raise Deviation(expected="nothing of it", got="the value of such an attribute", where="$.response")


def goes_on(attempt: Answer) -> None:
    """It is complete, or says what is missing once the company has vouched (AUTH-322)."""
    found = member_of(succeeded(attempt), "status")
    if found not in OPEN_ENDS:
        raise Deviation(expected=" or ".join(OPEN_ENDS), got=say(found), where="$.response.status")
    if not is_complete(attempt):
        verified(attempt, EXTERNAL)


def listed(user: object, name: str) -> list[object]:
    found = at(user, name)
    return found if isinstance(found, list) else []


def leads(errand: Errand, url: str) -> None:
    assert errand.returned is not None
    if isinstance(errand.actor, NativeApp):
        raise NotTestable("an app is led elsewhere")
    where = errand.returned.url or outcome(errand.returned.answer)
    if where.partition("?")[0] != url.partition("?")[0]:
        raise Deviation(expected=url, got=where, where="location")
