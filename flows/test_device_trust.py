"""A member signs in by password on a device that nobody knows yet, and on the same one again."""

import pytest

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer, Json
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect import (
    complete,
    equals,
    factor,
    needs_second_factor,
    not_signed_in,
    present,
    refused,
    second_factors,
    succeeded,
    verified,
)
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import device_trust as trust
from fapi_conformance.target.member import Member
from fapi_conformance.target.signing_in import CODES, kind
from fapi_conformance.target.target import Target

BY = {*CODES, "email_link"}


def with_password(actor: Actor, member: Member) -> Answer:
    return actor.sign_ins.create(strategy="password", identifier=member.identifier, password=member.password)


def asks(answer: Answer) -> Answer:
    """It was not enough."""
    verified(answer, "first_factor_verification")
    return equals(answer, status="needs_client_trust", created_session_id=None)


def by_code(answer: Answer) -> Json:
    """A factor whose code test mode knows."""
    listed = present(answer, "supported_second_factors")
    found = next((one for one in listed if one.get("strategy") in CODES), None)
    if found is None and "email_link" in second_factors(answer):
        raise NotTestable("an unknown device is vouched for by a link only")
    if found is None:
        raise Deviation(expected=f"a factor {' or '.join(CODES)}", got=str(second_factors(answer)))
    return found


def sent(actor: Actor, answer: Answer) -> tuple[str, str]:
    """The sign-in and the strategy whose code is on its way."""
    sign_in_id, chosen = str(present(answer, "id")), by_code(answer)
    strategy = str(chosen["strategy"])
    name = CODES[strategy]
    succeeded(actor.sign_ins.prepare_second_factor(sign_in_id, strategy=strategy, **{name: chosen.get(name, ...)}))
    return sign_in_id, strategy


@pytest.fixture
def asked(visitor: Actor, member: Member) -> Answer:
    """A sign-in whose password was right, on an unknown device."""
    return asks(with_password(visitor, member))


@proves(trust.ASKED)
def test_a_password_is_not_enough(asked: Answer) -> None:
    offered = second_factors(asked)

    assert offered & BY, f"it offers {', '.join(offered) or 'nothing'}"
    present(asked, "supported_first_factors")


@proves(trust.VOUCHED, trust.KNOWN)
def test_vouching_for_it(visitor: Actor, member: Member, asked: Answer, target: Target) -> None:
    """Once, and not again: not even after signing out."""
    with step(trust.VOUCHED):
        sign_in_id, strategy = sent(visitor, asked)
        code = target.code_sent(member.email if kind(strategy) == "email_address" else member.phone_number)
        complete(visitor.sign_ins.attempt_second_factor(sign_in_id, strategy=strategy, code=code))
        equals(visitor.me.read(), id=member.user_id)
    with step(trust.KNOWN):
        succeeded(visitor.sessions.sign_out_everywhere())
        complete(with_password(visitor, member))


@proves(trust.NOT_BEFORE)
def test_a_wrong_code(visitor: Actor, asked: Answer, target: Target) -> None:
    sign_in_id, strategy = sent(visitor, asked)

    answer = visitor.sign_ins.attempt_second_factor(sign_in_id, strategy=strategy, code=target.wrong_code)

    refused(answer, 422, "form_code_incorrect")
    equals(visitor.sign_ins.read(sign_in_id), status="needs_client_trust", created_session_id=None)
    not_signed_in(visitor.clients.read())
    refused(visitor.me.read(), 401)


@proves(trust.CODE_ENOUGH)
def test_a_code_instead_of_the_password(visitor: Actor, member: Member, target: Target) -> None:
    attempt = visitor.sign_ins.create(identifier=member.email)
    sign_in_id = present(attempt, "id")
    address = factor(attempt, "email_code").get("email_address_id", "")
    succeeded(visitor.sign_ins.prepare_first_factor(sign_in_id, strategy="email_code", email_address_id=address))

    code = target.code_sent(member.email)
    complete(visitor.sign_ins.attempt_first_factor(sign_in_id, strategy="email_code", code=code))


@proves(trust.OWN_FACTOR)
def test_a_second_factor_of_ones_own(visitor: Actor, secured: Member) -> None:
    needs_second_factor(with_password(visitor, secured))
