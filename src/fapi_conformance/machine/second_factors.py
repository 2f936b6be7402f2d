"""A second factor: an authenticator app taken into use, shown, taken away, and the codes on paper beside it."""

from collections.abc import Callable

from fapi_conformance.client.exchange import Answer
from fapi_conformance.devices import Authenticator
from fapi_conformance.expect.look import at
from fapi_conformance.machine.acts import Names, act
from fapi_conformance.machine.signing_in import usable
from fapi_conformance.machine.stage import OPEN, Stage
from fapi_conformance.model.world import FAILURES, Attempt, Person
from fapi_conformance.requirements import machine
from fapi_conformance.target.capabilities import Capability
from fapi_conformance.target.second_factors import next_code

SECOND = "needs_second_factor"


def _holding(test: Callable[[Stage, Person], bool]) -> Callable[[Stage], list[Names]]:
    """Choices: the sessions to act by, of people for whom the test holds."""

    def choices(stage: Stage) -> list[Names]:
        foremost = stage.world.foremost()
        return [(one.name, one.person.name, one.client.name) for one in foremost if test(stage, one.person)]

    return choices


def _may_enrol(stage: Stage, person: Person) -> bool:
    return stage.can(Capability.AUTHENTICATOR_APP) and person.app is None


@act("{1} takes an authenticator app into use by {0} on the {2}", _holding(_may_enrol))
def enrol(stage: Stage, name: str, _person: str, _client: str) -> None:
    session = stage.world.sessions[name]
    created = stage.by(session, "postTOTP")
    stage.taken(machine.SECOND_FACTOR, stage.actors[session.client.name], created, "a secret for the app")
    app = Authenticator.set_up(created)
    answer = stage.by(session, "verifyTOTP", code=app.code())
    stage.taken(machine.SECOND_FACTOR, stage.actors[session.client.name], answer, "the app verified")
    stage.world.enrol(session.person, app)
    _given(session.person, at(answer.resource, "backup_codes"))


def _given(person: Person, codes: object) -> None:
    if isinstance(codes, list) and codes:
        person.void += person.codes
        person.codes = [code for code in codes if isinstance(code, str)]


def _may_remove(stage: Stage, person: Person) -> bool:
    return person.app is not None and stage.can(Capability.SECOND_FACTOR_OPTIONAL)


@act("{1} takes the authenticator app away by {0} on the {2}", _holding(_may_remove))
def remove_app(stage: Stage, name: str, _person: str, _client: str) -> None:
    session = stage.world.sessions[name]
    answer = stage.by(session, "deleteTOTP")
    stage.taken(machine.SECOND_FACTOR, stage.actors[session.client.name], answer, "the app deleted")
    stage.world.unenrol(session.person)


def _may_renew(stage: Stage, person: Person) -> bool:
    return person.app is not None and stage.can(Capability.BACKUP_CODES)


@act("{1} has new backup codes made by {0} on the {2}", _holding(_may_renew))
def renew_codes(stage: Stage, name: str, _person: str, _client: str) -> None:
    session = stage.world.sessions[name]
    answer = stage.by(session, "createBackupCodes")
    stage.taken(machine.SECOND_FACTOR, stage.actors[session.client.name], answer, "backup codes")
    _given(session.person, at(answer.resource, "codes"))


def waiting(stage: Stage, test: Callable[[Attempt], bool] = lambda _: True) -> list[Names]:
    """Choices: the sign-ins that wait for a second factor."""
    return [(one.name, one.person.name) for one in usable(stage) if one.state == SECOND and test(one)]


def by_backup_code(stage: Stage, attempt: Attempt, code: str) -> Answer:
    actor = stage.on(attempt.client)
    return actor.sign_ins.attempt_second_factor(attempt.id, strategy="backup_code", code=code, intent=OPEN)


def _app_is_ready(stage: Stage, person: Person) -> bool:
    """A code that was shown may be refused a second time (SEC-134): time has to pass, by means or by itself."""
    app = person.app
    return app is not None and (app.ready or (bool(app.totp_id) and "age" in stage.target.kinds))


@act(
    "{1} shows the authenticator app for {0}",
    lambda stage: waiting(stage, lambda one: _app_is_ready(stage, one.person)),
)
def finish_by_app(stage: Stage, name: str, _person: str) -> None:
    attempt = stage.world.attempts[name]
    assert attempt.person.app is not None
    code = next_code(stage.target, attempt.person.app)
    answer = stage.on(attempt.client).sign_ins.attempt_second_factor(attempt.id, strategy="totp", code=code)
    stage.advance(attempt, "second factor", answer, by=machine.SECOND_FACTOR)


@act("{1} gives a backup code for {0}", lambda stage: waiting(stage, lambda one: bool(one.person.codes)))
def finish_by_backup_code(stage: Stage, name: str, _person: str) -> None:
    attempt = stage.world.attempts[name]
    code = attempt.person.codes.pop()
    answer = by_backup_code(stage, attempt, code)
    stage.advance(attempt, "second factor", answer, by=machine.SECOND_FACTOR)
    attempt.person.spent.append(code)


def _may_miss(attempt: Attempt) -> bool:
    return attempt.person.failures < FAILURES and attempt.person.app is not None


@act("a wrong code of the app is given for {0} ({1})", lambda stage: waiting(stage, _may_miss))
def miss_app(stage: Stage, name: str, _person: str) -> None:
    attempt = stage.world.attempts[name]
    attempt.person.failures += 1
    assert attempt.person.app is not None
    actor = stage.on(attempt.client)
    answer = actor.sign_ins.attempt_second_factor(attempt.id, strategy="totp", code=attempt.person.app.wrong())
    stage.refused(machine.UNPROVEN, answer, "the code is wrong")


def _has(of: str) -> Callable[[Attempt], bool]:
    return lambda one: bool(getattr(one.person, of)) and one.person.failures < FAILURES


@act("{1} gives a backup code for {0} that was used before", lambda stage: waiting(stage, _has("spent")))
def reuse_backup_code(stage: Stage, name: str, _person: str) -> None:
    attempt = stage.world.attempts[name]
    attempt.person.failures += 1
    stage.refused(machine.ONCE, by_backup_code(stage, attempt, attempt.person.spent[-1]), "the code was used")


@act("{1} gives a backup code for {0} of a set that was replaced", lambda stage: waiting(stage, _has("void")))
def use_void_code(stage: Stage, name: str, _person: str) -> None:
    attempt = stage.world.attempts[name]
    attempt.person.failures += 1
    stage.refused(machine.ONCE, by_backup_code(stage, attempt, attempt.person.void[-1]), "the set was replaced")


def _others_codes(stage: Stage) -> list[Names]:
    people = stage.world.people.values()
    return [
        (*names, other.name)
        for names in waiting(stage, lambda one: one.person.failures < FAILURES)
        for other in people
        if other.name != names[1] and other.codes
    ]


@act("a backup code of {2} is given for {0} ({1})", _others_codes)
def use_anothers_code(stage: Stage, name: str, _person: str, other: str) -> None:
    attempt = stage.world.attempts[name]
    attempt.person.failures += 1
    answer = by_backup_code(stage, attempt, stage.world.people[other].codes[-1])
    stage.refused(machine.UNPROVEN, answer, f"the code is {other}'s")
