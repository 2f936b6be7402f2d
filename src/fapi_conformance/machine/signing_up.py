"""Signing up by email: at once, in steps, with a wrong code, with a taken address, with an attempt that is gone."""

from fapi_conformance.expect.look import at
from fapi_conformance.machine.acts import Names, act
from fapi_conformance.machine.stage import OPEN, Stage, pairs
from fapi_conformance.model.world import MISSES, Attempt, Client, Person
from fapi_conformance.requirements import machine
from fapi_conformance.target.capabilities import Capability

CODE = "email_code"


def _may_begin(stage: Stage, client: Client, person: Person) -> bool:
    return not person.exists and may_sign_in(stage, client)


def may_sign_in(stage: Stage, client: Client) -> bool:
    """Several sessions in one client are only for instances that say so (AUTH-353)."""
    return stage.can(Capability.MULTI_SESSION) or not stage.world.live(client)


def _open(stage: Stage) -> list[Attempt]:
    return [
        one
        for one in stage.world.open_attempts("sign_up")
        if not one.person.exists and may_sign_in(stage, one.client) and one.prepared
    ]


def _create(stage: Stage, client: Client, person: Person) -> Attempt:
    actor = stage.on(client)
    form = stage.target.newcomer(email_address=person.email)
    if "password" in form:
        form["password"] = person.password
    answer = actor.sign_ups.create(**form, strategy=CODE)
    by = machine.FREED if person.deleted else machine.ACCEPTED
    stage.taken(by, actor, answer, f"a sign-up of {person.name}")
    attempt = stage.world.begin("sign_up", client, person, str(at(answer.resource, "id")), "missing_requirements")
    attempt.prepared, attempt.code = CODE, stage.target.code_sent(person.email)
    return attempt


def _prove(stage: Stage, attempt: Attempt) -> None:
    answer = stage.on(attempt.client).sign_ups.attempt(attempt.id, strategy=CODE, code=attempt.code)
    by = machine.PROOF_KEPT if attempt.disturbed else machine.ACCEPTED
    stage.advance(attempt, "the last code", answer, by=machine.FREED if attempt.person.deleted else by)


@act("{1} signs up on the {0}", pairs(_may_begin))
def sign_up(stage: Stage, client: str, person: str) -> None:
    _prove(stage, _create(stage, stage.world.clients[client], stage.world.people[person]))


@act("{1} begins to sign up on the {0}, and a code is sent", pairs(_may_begin))
def begin_sign_up(stage: Stage, client: str, person: str) -> None:
    _create(stage, stage.world.clients[client], stage.world.people[person])


@act("the right code is given for {0}", lambda stage: [(one.name,) for one in _open(stage)])
def finish_sign_up(stage: Stage, name: str) -> None:
    _prove(stage, stage.world.attempts[name])


@act("a wrong code is given for {0}", lambda stage: [(one.name,) for one in _open(stage) if one.misses < MISSES])
def miss_sign_up(stage: Stage, name: str) -> None:
    attempt = stage.world.attempts[name]
    attempt.misses += 1
    attempt.disturbed = True
    actor = stage.on(attempt.client)
    answer = actor.sign_ups.attempt(attempt.id, strategy=CODE, code=stage.target.wrong_code)
    stage.refused(machine.UNPROVEN, answer, "the code is wrong")


@act("a new code is asked for {0}", lambda stage: [(one.name,) for one in _open(stage)])
def prepare_sign_up(stage: Stage, name: str) -> None:
    attempt = stage.world.attempts[name]
    answer = stage.on(attempt.client).sign_ups.prepare(attempt.id, strategy=CODE)
    if "verification_code_too_many_requests" not in answer.codes:  # asked for too soon (AUTH-265)
        stage.taken(machine.ACCEPTED, stage.actors[attempt.client.name], answer, f"{attempt.name} prepared")
        attempt.misses, attempt.disturbed = 0, False
        attempt.code = stage.target.code_sent(attempt.person.email)


def _taken(stage: Stage, client: Client, person: Person) -> bool:
    return person.exists and may_sign_in(stage, client) and stage.can(Capability.NO_ENUMERATION_PROTECTION)


@act("somebody signs up on the {0} with the address of {1}, who has an account", pairs(_taken))
def sign_up_taken(stage: Stage, client: str, person: str) -> None:
    where, who = stage.world.clients[client], stage.world.people[person]
    answer = stage.on(where).sign_ups.create(**stage.target.newcomer(email_address=who.email), strategy=CODE)
    stage.refused(machine.IDENTIFIER, answer, f"the address is {who.name}'s")
    stage.world.lose(where, "sign_up")  # whether the current one stays is nowhere said (AUTH-387)


def _overtaken(stage: Stage) -> list[Names]:
    """Whoever was entered here has signed up elsewhere meanwhile."""
    world = stage.world
    return [
        (one.name,)
        for one in world.open_attempts("sign_up")
        if one.person.exists and one.prepared and may_sign_in(stage, one.client)
    ]


@act("the right code is given for {0}, whose address has a user by now", _overtaken)
def finish_overtaken_sign_up(stage: Stage, name: str) -> None:
    attempt = stage.world.attempts[name]
    answer = stage.on(attempt.client).sign_ups.attempt(attempt.id, strategy=CODE, code=attempt.code, intent=OPEN)
    user = at(answer.resource, "created_user_id")
    second = isinstance(user, str) and user != attempt.person.user_id
    stage.agree(machine.IDENTIFIER, not second, f"no second user with the address of {attempt.person.name}", user)
    if answer.ok and at(answer.resource, "status") == "complete":  # one and the same user: signed in by it
        stage.complete(attempt, answer, machine.ACCEPTED)
        attempt.state = "complete"
    else:
        stage.world.lose(attempt.client, "sign_up")


def _replaced(stage: Stage) -> list[Names]:
    gone = [one for one in stage.world.attempts.values() if one.kind == "sign_up" and one.state == "replaced"]
    return [(one.name,) for one in gone if not one.person.exists]


@act("the right code is given for {0}, which a newer one has replaced", _replaced)
def finish_replaced_sign_up(stage: Stage, name: str) -> None:
    attempt = stage.world.attempts[name]
    answer = stage.on(attempt.client).sign_ups.attempt(attempt.id, strategy=CODE, code=attempt.code, intent=OPEN)
    stage.refused(machine.REPLACED_SIGN_UP, answer, f"{attempt.name} is replaced")


def _elsewhere(stage: Stage) -> list[Names]:
    return [
        (one.name, client.name)
        for one in _open(stage)
        for client in stage.world.clients.values()
        if client is not one.client
    ]


@act("the right code for {0} is given on the {1}, another client", _elsewhere)
def finish_foreign_sign_up(stage: Stage, name: str, client: str) -> None:
    attempt = stage.world.attempts[name]
    actor = stage.on(stage.world.clients[client])
    answer = actor.sign_ups.attempt(attempt.id, strategy=CODE, code=attempt.code, intent=OPEN)
    stage.refused(machine.APART, answer, f"{attempt.name} belongs to the {attempt.client.name}")
