"""Two requests at once, where a fact makes the outcome certain whichever of them comes first."""

from collections.abc import Callable

from fapi_conformance.client.at_once import at_once
from fapi_conformance.client.exchange import Answer
from fapi_conformance.expect.look import at
from fapi_conformance.machine.acts import Names, act
from fapi_conformance.machine.second_factors import SECOND, by_backup_code
from fapi_conformance.machine.signing_in import usable
from fapi_conformance.machine.signing_up import CODE
from fapi_conformance.machine.stage import OPEN, Stage
from fapi_conformance.model.world import FAILURES, Attempt
from fapi_conformance.requirements import machine


def _held_up(answers: list[Answer]) -> bool:
    """One of them was kept from what the other was changing (AUTH-046): then both may have to be repeated."""
    return any(answer.status in (409, 429) for answer in answers)


def _completed(answers: list[Answer]) -> list[bool]:
    return [answer.ok and at(answer.resource, "status") == "complete" for answer in answers]


def _pairs(attempts: list[Attempt]) -> list[Names]:
    """Two attempts of one person on two clients."""
    return [
        (one.name, other.name, one.person.name)
        for number, one in enumerate(attempts)
        for other in attempts[number + 1 :]
        if one.person is other.person and one.client is not other.client
    ]


def _waiting(stage: Stage) -> list[Names]:
    ready = [one for one in usable(stage) if one.state == SECOND]
    return _pairs([one for one in ready if one.person.codes and one.person.failures < FAILURES])


@act("{2} gives one and the same backup code for {0} and {1} at once", _waiting)
def race_backup_code(stage: Stage, name: str, other: str, _person: str) -> None:
    attempts = [stage.world.attempts[name], stage.world.attempts[other]]
    person = attempts[0].person
    code = person.codes.pop()
    person.failures += 1
    answers = at_once(*(_giving(stage, one, code) for one in attempts))
    done = _completed(answers)
    stage.agree(machine.ONCE, sum(done) < 2, "one of them complete", "both complete")
    if any(done) or not _held_up(answers):
        stage.agree(machine.SECOND_FACTOR, any(done), "one of them complete", [answer.status for answer in answers])
        person.spent.append(code)
    for attempt, answer, complete in zip(attempts, answers, done, strict=True):
        if complete:
            stage.advance(attempt, "second factor", answer, by=machine.SECOND_FACTOR)


def _giving(stage: Stage, attempt: Attempt, code: str) -> Callable[[], Answer]:
    return lambda: by_backup_code(stage, attempt, code)


def _same_address(stage: Stage) -> list[Names]:
    attempts = [one for one in stage.world.open_attempts("sign_up") if one.prepared and not one.person.exists]
    return _pairs([one for one in attempts if not one.person.deleted and not stage.world.live(one.client)])


@act("the right code is given for {0} and {1}, both with the address of {2}, at once", _same_address)
def race_sign_ups(stage: Stage, name: str, other: str, _person: str) -> None:
    attempts = [stage.world.attempts[name], stage.world.attempts[other]]
    answers = at_once(*(_proving(stage, one) for one in attempts))
    done = _completed(answers)
    users = {at(answer.resource, "created_user_id") for answer, complete in zip(answers, done, strict=True) if complete}
    stage.agree(machine.IDENTIFIER, len(users) < 2, "one user with that address", "two")
    if any(done) or not _held_up(answers):
        by = machine.PROOF_KEPT if all(one.disturbed for one in attempts) else machine.ACCEPTED
        stage.agree(by, any(done), "one of them complete", [answer.status for answer in answers])
    for attempt, answer, complete in zip(attempts, answers, done, strict=True):
        if complete:
            stage.advance(attempt, "the last code", answer)
        else:
            stage.world.lose(attempt.client, "sign_up")


def _proving(stage: Stage, attempt: Attempt) -> Callable[[], Answer]:
    actor = stage.on(attempt.client)
    return lambda: actor.sign_ups.attempt(attempt.id, strategy=CODE, code=attempt.code, intent=OPEN)
