"""Backup codes: on paper, each good for one sign-in, void when there are new ones."""

import re

import pytest

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer
from fapi_conformance.devices import Authenticator, BackupCodes
from fapi_conformance.expect import complete, equals, needs_second_factor, not_signed_in, present, refused, succeeded
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import backup_codes as backup
from fapi_conformance.target.member import Member
from fapi_conformance.target.target import Target

REFUSALS = (400, 401, 403, 404, 422)


@pytest.fixture
def codes(secured: Member) -> BackupCodes:
    """A fresh set."""
    return BackupCodes(present(succeeded(secured.actor.me.backup_codes.create()), "codes"))


@pytest.fixture
def waiting(visitor: Actor, secured: Member) -> str:
    return wait(visitor, secured)


def wait(actor: Actor, member: Member) -> str:
    """The id of a sign-in that waits for the second factor."""
    answer = actor.sign_ins.create(strategy="password", identifier=member.identifier, password=member.password)
    return str(present(needs_second_factor(answer), "id"))


def given(actor: Actor, sign_in_id: str, code: str) -> Answer:
    return actor.sign_ins.attempt_second_factor(sign_in_id, strategy="backup_code", code=code)


def still_waits(actor: Actor, sign_in_id: str) -> None:
    equals(actor.sign_ins.read(sign_in_id), status="needs_second_factor", created_session_id=None)
    not_signed_in(actor.clients.read())


def stands_in(text: str, code: str) -> bool:
    """By itself: a code may be a few digits, as there are in any time or id."""
    return re.search(rf"(?<![0-9A-Za-z]){re.escape(code)}(?![0-9A-Za-z])", text) is not None


@proves(backup.BACKUP_WITH_TOTP)
def test_they_come_with_the_first_factor(newcomer: Member) -> None:
    app = Authenticator.set_up(succeeded(newcomer.actor.me.totp.create()))

    answer = newcomer.actor.me.totp.verify(code=app.code())

    succeeded(answer)
    present(answer, "backup_codes")
    equals(newcomer.actor.me.read(), backup_code_enabled=True)


@proves(backup.BACKUP_CREATED, backup.BACKUP_SHOWN_ONCE)
def test_making_a_set(secured: Member) -> None:
    made = secured.actor.me.backup_codes.create()
    with step(backup.BACKUP_CREATED):
        succeeded(made)
        codes = present(made, "codes")
        assert len(set(codes)) == len(codes), "a code comes twice"
        equals(secured.actor.me.read(), backup_code_enabled=True)
    with step(backup.BACKUP_SHOWN_ONCE):
        later = {"the user": secured.actor.me.read(), "the client": secured.actor.clients.read()}
        texts = {name: answer.content.decode(errors="replace") for name, answer in later.items()}
        told = [name for name, text in texts.items() if any(stands_in(text, code) for code in present(made, "codes"))]
        assert not told, f"the codes are told again by {', '.join(told)}"


@proves(backup.BY_BACKUP, backup.BACKUP_ONCE, backup.BACKUP_REFUSAL)
def test_each_works_once(visitor: Actor, secured: Member, codes: BackupCodes, waiting: str, target: Target) -> None:
    code = codes.take()
    with step(backup.BY_BACKUP):
        complete(given(visitor, waiting, code))
        equals(visitor.me.read(), id=secured.user_id)
    finder = target.visitor("finder")
    later = wait(finder, secured)
    again = given(finder, later, code)
    with step(backup.BACKUP_ONCE):
        refused(again, REFUSALS)
        still_waits(finder, later)
    with step(backup.BACKUP_REFUSAL):
        refused(again, 422, "form_code_incorrect")
    with step(backup.BACKUP_ONCE):
        complete(given(finder, later, codes.take()))


@proves(backup.BACKUP_WRONG, backup.BACKUP_REFUSAL)
def test_one_that_was_never_given(visitor: Actor, codes: BackupCodes, waiting: str) -> None:
    answer = given(visitor, waiting, f"x{codes.take()}x")
    with step(backup.BACKUP_WRONG):
        refused(answer, REFUSALS)
        still_waits(visitor, waiting)
    with step(backup.BACKUP_REFUSAL):
        refused(answer, 422, "form_code_incorrect")


@proves(backup.BACKUP_REPLACED)
def test_a_new_set_voids_the_old_one(visitor: Actor, secured: Member, codes: BackupCodes, waiting: str) -> None:
    newer = BackupCodes(present(succeeded(secured.actor.me.backup_codes.create()), "codes"))

    refused(given(visitor, waiting, codes.take()), REFUSALS)

    still_waits(visitor, waiting)
    complete(given(visitor, waiting, newer.take()))


@proves(backup.BACKUP_ALONE)
def test_they_stand_beside_another_factor(member: Member) -> None:
    refused(member.actor.me.backup_codes.create(), 400, "backup_codes_not_available")


@proves(backup.BACKUP_DROPPED)
def test_they_go_with_the_last_factor(secured: Member, codes: BackupCodes) -> None:
    assert codes
    succeeded(secured.actor.me.totp.delete())

    equals(secured.actor.me.read(), backup_code_enabled=False)
