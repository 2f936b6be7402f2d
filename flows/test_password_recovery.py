"""A member has forgotten the password: a code, a new one, and what does not lead there."""

from dataclasses import dataclass

import pytest

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.errors import Deviation
from fapi_conformance.expect import equals, factor, no_token, not_signed_in, present, refused, succeeded
from fapi_conformance.expect.look import at, say
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import recovery
from fapi_conformance.target.identifications import PHONE, proven
from fapi_conformance.target.member import Member
from fapi_conformance.target.refusals import accepted
from fapi_conformance.target.target import Target

EMAIL_RESET, PHONE_RESET = "reset_password_email_code", "reset_password_phone_code"
WRONG = ("form_password_incorrect", "form_password_or_identifier_incorrect")
DONE = ("complete", "needs_second_factor")


@dataclass(frozen=True, slots=True)
class Forgetful:
    """A sign-in of somebody who forgot the password, on an actor of its own."""

    actor: Actor
    identifier: str
    sign_in_id: str
    strategy: str

    def prove(self, code: str) -> Answer:
        return self.actor.sign_ins.attempt_first_factor(self.sign_in_id, strategy=self.strategy, code=code)

    def set(self, password: str) -> Answer:
        return self.actor.sign_ins.reset_password(self.sign_in_id, password=password)

    def set_and_sign_others_out(self, password: str) -> Answer:
        area = self.actor.sign_ins
        return area.reset_password(self.sign_in_id, password=password, sign_out_of_other_sessions=True)


def prepared(actor: Actor, identifier: str, strategy: str, parameter: str) -> Forgetful:
    attempt = actor.sign_ins.create(identifier=identifier)
    sign_in_id, item = str(present(attempt, "id")), factor(attempt, strategy).get(parameter, "")
    answer = actor.sign_ins.prepare_first_factor(sign_in_id, strategy=strategy, **{parameter: item})
    accepted(actor, answer, "the sign-in with its reset code prepared")
    return Forgetful(actor, identifier, sign_in_id, strategy)


def with_password(actor: Actor, member: Member, password: str | None) -> Answer:
    return actor.sign_ins.create(identifier=member.email, password=password)


def unchanged(target: Target, member: Member) -> None:
    """The old password is still the one."""
    succeeded(with_password(target.visitor("by the old password"), member, member.password))


def done(answer: Answer) -> None:
    status = at(succeeded(answer).resource, "status")
    if status not in DONE:
        raise Deviation(expected=" or ".join(DONE), got=say(status), where="$.response.status")


@pytest.fixture
def forgetful(visitor: Actor, member: Member) -> Forgetful:
    return prepared(visitor, member.email, EMAIL_RESET, "email_address_id")


@proves(recovery.OFFERED)
def test_a_reset_is_offered(visitor: Actor, member: Member) -> None:
    factors = present(visitor.sign_ins.create(identifier=member.email), "supported_first_factors")

    resets = [one["strategy"] for one in factors if str(one.get("strategy")).startswith("reset_password_")]
    assert resets == [EMAIL_RESET], f"offered {resets}"


@proves(recovery.DUE, recovery.SET, recovery.NEW_WORKS, recovery.OLD_REFUSED, recovery.TWICE)
def test_a_new_password(forgetful: Forgetful, member: Member, target: Target) -> None:
    proven = forgetful.prove(target.code_sent(forgetful.identifier))
    with step(recovery.DUE):
        equals(succeeded(proven), status="needs_new_password", created_session_id=None)
        not_signed_in(forgetful.actor.clients.read())

    new = target.password()
    answer = forgetful.set(new)
    with step(recovery.SET):
        done(answer)
    with step(recovery.NEW_WORKS):
        succeeded(with_password(target.visitor("by the new password"), member, new))
    with step(recovery.OLD_REFUSED):
        refused(with_password(target.visitor("by the old password"), member, member.password), 422, WRONG)

    again = forgetful.set(target.password())
    with step(recovery.TWICE):
        refused(again, range(400, 500))
        succeeded(with_password(target.visitor("by the new password"), member, new))


@proves(recovery.WRONG_CODE)
def test_a_wrong_reset_code(forgetful: Forgetful, member: Member, target: Target) -> None:
    refused(forgetful.prove(target.wrong_code), 422, "form_code_incorrect", naming="code")

    refused(forgetful.set(target.password()), range(400, 500))
    unchanged(target, member)


@proves(recovery.WITHOUT_CODE)
def test_no_reset_code_at_all(forgetful: Forgetful, member: Member, target: Target) -> None:
    refused(forgetful.set(target.password()), range(400, 500))
    unchanged(target, member)


@proves(recovery.OTHER_CODE)
def test_the_code_that_signs_in(visitor: Actor, member: Member, target: Target) -> None:
    attempt = prepared(visitor, member.email, "email_code", "email_address_id")
    attempt.prove(target.code_sent(attempt.identifier))

    refused(attempt.set(target.password()), range(400, 500))
    unchanged(target, member)


@proves(recovery.WEAK)
def test_a_weak_new_password(forgetful: Forgetful, member: Member, target: Target) -> None:
    succeeded(forgetful.prove(target.code_sent(forgetful.identifier)))

    too_short, codes = target.short_password()
    refused(forgetful.set(too_short), 422, codes, naming="password")
    equals(forgetful.actor.sign_ins.read(forgetful.sign_in_id), status="needs_new_password")
    unchanged(target, member)


@proves(recovery.SIGNS_OUT)
def test_other_sessions_end(forgetful: Forgetful, member: Member, target: Target) -> None:
    succeeded(forgetful.prove(target.code_sent(forgetful.identifier)))

    done(forgetful.set_and_sign_others_out(target.password()))

    not_signed_in(member.actor.clients.read())
    refused(member.actor.me.read(intent=Intent.INVALID), (401, 403, 404))
    token = member.actor.sessions.token(member.session_id, intent=Intent.INVALID)
    no_token(token, cached=target.environment.session_minter)


@proves(recovery.KEEPS_SESSIONS)
def test_other_sessions_go_on(forgetful: Forgetful, member: Member, target: Target) -> None:
    succeeded(forgetful.prove(target.code_sent(forgetful.identifier)))

    done(forgetful.set(target.password()))

    equals(member.actor.me.read(), id=member.user_id)


@proves(recovery.PHONE_DUE, recovery.PHONE_SET)
def test_a_new_password_by_phone(visitor: Actor, member: Member, target: Target) -> None:
    number = verified_number(member, target)
    forgetful = prepared(visitor, number, PHONE_RESET, "phone_number_id")

    proven = forgetful.prove(target.code_sent(forgetful.identifier))
    with step(recovery.PHONE_DUE):
        equals(succeeded(proven), status="needs_new_password", created_session_id=None)
        not_signed_in(visitor.clients.read())

    new = target.password()
    answer = forgetful.set(new)
    with step(recovery.PHONE_SET):
        done(answer)
        succeeded(target.visitor("by the new password").sign_ins.create(identifier=number, password=new))


def verified_number(member: Member, target: Target) -> str:
    return proven(target, member.actor, PHONE).value
