"""Signing in by password and by email code: at once, in steps, wrongly, with attempts that are gone or foreign."""

from fapi_conformance.client.exchange import Answer
from fapi_conformance.client.form import OMIT
from fapi_conformance.expect.look import at
from fapi_conformance.machine.acts import Names, act
from fapi_conformance.machine.signing_up import may_sign_in
from fapi_conformance.machine.stage import OPEN, Stage, pairs
from fapi_conformance.model.world import FAILURES, MISSES, Attempt, Client, Person
from fapi_conformance.requirements import machine
from fapi_conformance.target.capabilities import Capability

CODE = "email_code"
FIRST, TRUST = "needs_first_factor", "needs_client_trust"


def _may(stage: Stage, client: Client, person: Person) -> bool:
    return person.exists and may_sign_in(stage, client) and not stage.world.signed_in(client, person)


def _may_by_password(stage: Stage, client: Client, person: Person) -> bool:
    return stage.can(Capability.PASSWORD) and _may(stage, client, person)


def prove(stage: Stage, attempt: Attempt, event: str, answer: Answer, *, disturbed: bool = False) -> None:
    """The first factor was right; whoever has a second one is asked for it (SEC-141)."""
    if attempt.person.app is not None:
        by = machine.PROOF_KEPT if disturbed else machine.SECOND_FACTOR
        stage.advance(attempt, f"{event} with a second factor", answer, by=by)
    elif attempt.person.leftover and _asks_for_paper(answer):
        stage.world.lose(attempt.client, "sign_in")
    else:
        stage.advance(attempt, event, answer, by=machine.PROOF_KEPT if disturbed else machine.ACCEPTED)


def _asks_for_paper(answer: Answer) -> bool:
    """The second factor that is due is a backup code and nothing else."""
    listed = at(answer.resource, "supported_second_factors")
    offered = {at(one, "strategy") for one in listed} if isinstance(listed, list) else set()
    return at(answer.resource, "status") == "needs_second_factor" and offered == {"backup_code"}


def _begin(stage: Stage, client: Client, person: Person) -> Attempt:
    actor = stage.on(client)
    answer = actor.sign_ins.create(identifier=person.email)
    stage.taken(machine.ACCEPTED, actor, answer, f"a sign-in of {person.name}")
    attempt = stage.world.begin("sign_in", client, person, str(at(answer.resource, "id")), "")
    stage.advance(attempt, "identify", answer)
    return attempt


def address_id(answer: Answer, which: str) -> str | None:
    """The address that the email code goes to, as the attempt offers it."""
    listed = at(answer.resource, f"supported_{which}_factors")
    offered = [one for one in listed if at(one, "strategy") == CODE] if isinstance(listed, list) else []
    found = at(offered[0], "email_address_id") if offered else None
    return found if isinstance(found, str) else None


def _prepare(stage: Stage, attempt: Attempt) -> None:
    """Have a code sent for the first factor, or for the device."""
    actor = stage.on(attempt.client)
    which = "first" if attempt.state == FIRST else "second"
    offered = address_id(actor.sign_ins.read(attempt.id), which)
    ask = actor.sign_ins.prepare_first_factor if which == "first" else actor.sign_ins.prepare_second_factor
    answer = ask(attempt.id, strategy=CODE, email_address_id=OMIT if offered is None else offered)
    if "verification_code_too_many_requests" not in answer.codes:  # asked for too soon (AUTH-265)
        stage.advance(attempt, "prepare", answer)
        attempt.prepared, attempt.misses, attempt.disturbed = f"{CODE} {which}", 0, False
        attempt.code = stage.target.code_sent(attempt.person.email)


def _attempt(stage: Stage, attempt: Attempt, code: str, client: Client | None = None) -> Answer:
    actor = stage.on(client or attempt.client)
    give = actor.sign_ins.attempt_second_factor if attempt.state == TRUST else actor.sign_ins.attempt_first_factor
    return give(attempt.id, strategy=CODE, code=code, intent=OPEN)


def usable(stage: Stage) -> list[Attempt]:
    """Open sign-ins of people who are not signed in on that client yet."""
    return [
        one
        for one in stage.world.open_attempts("sign_in")
        if may_sign_in(stage, one.client) and not stage.world.signed_in(one.client, one.person)
    ]


def _ready(stage: Stage) -> list[Attempt]:
    """Those whose code is out."""
    return [one for one in usable(stage) if one.prepared == f"{CODE} {'first' if one.state == FIRST else 'second'}"]


@act("{1} begins to sign in on the {0}", pairs(_may))
def begin_sign_in(stage: Stage, client: str, person: str) -> None:
    _begin(stage, stage.world.clients[client], stage.world.people[person])


@act("{1} begins to sign in on the {0}, and the code is sent", pairs(_may))
def begin_sign_in_by_code(stage: Stage, client: str, person: str) -> None:
    _prepare(stage, _begin(stage, stage.world.clients[client], stage.world.people[person]))


@act("{1} signs in on the {0} by email code", pairs(_may))
def sign_in_by_code(stage: Stage, client: str, person: str) -> None:
    attempt = _begin(stage, stage.world.clients[client], stage.world.people[person])
    _prepare(stage, attempt)
    if attempt.prepared:
        prove(stage, attempt, "code", _attempt(stage, attempt, attempt.code))


@act("{1} signs in on the {0} with address and password", pairs(_may_by_password))
def sign_in_by_password(stage: Stage, client: str, person: str) -> None:
    where, who = stage.world.clients[client], stage.world.people[person]
    actor = stage.on(where)
    answer = actor.sign_ins.create(strategy="password", identifier=who.email, password=who.password)
    stage.taken(machine.ACCEPTED, actor, answer, f"a sign-in of {who.name}")
    attempt = stage.world.begin("sign_in", where, who, str(at(answer.resource, "id")), FIRST)
    prove(stage, attempt, "password", answer)


def _may_fail(stage: Stage, client: Client, person: Person) -> bool:
    return _may_by_password(stage, client, person) and person.failures < FAILURES


@act("somebody tries {1}'s address with a wrong password on the {0}", pairs(_may_fail))
def sign_in_wrongly(stage: Stage, client: str, person: str) -> None:
    where, who = stage.world.clients[client], stage.world.people[person]
    who.failures += 1
    wrong = stage.target.password()
    answer = stage.on(where).sign_ins.create(strategy="password", identifier=who.email, password=wrong)
    stage.refused(machine.UNPROVEN, answer, "the password is wrong")
    stage.world.lose(where, "sign_in")  # a new attempt is there, or the old one stays (AUTH-243)


@act("the code of {0} is sent", lambda stage: [(one.name,) for one in usable(stage) if one.state in (FIRST, TRUST)])
def prepare_sign_in(stage: Stage, name: str) -> None:
    _prepare(stage, stage.world.attempts[name])


@act("the right code is given for {0}", lambda stage: [(one.name,) for one in _ready(stage)])
def finish_sign_in(stage: Stage, name: str) -> None:
    attempt = stage.world.attempts[name]
    answer = _attempt(stage, attempt, attempt.code)
    prove(stage, attempt, "code", answer, disturbed=attempt.disturbed)


@act("another code is asked for {0}, and given", lambda stage: [(one.name,) for one in _ready(stage)])
def ask_again_and_finish(stage: Stage, name: str) -> None:
    attempt = stage.world.attempts[name]
    _prepare(stage, attempt)
    answer = _attempt(stage, attempt, attempt.code)
    prove(stage, attempt, "code", answer, disturbed=attempt.disturbed)


def _missable(stage: Stage) -> list[Names]:
    return [(one.name,) for one in _ready(stage) if one.misses < MISSES and one.person.failures < FAILURES]


@act("a wrong code is given for {0}", _missable)
def miss_sign_in(stage: Stage, name: str) -> None:
    attempt = stage.world.attempts[name]
    attempt.misses += 1
    attempt.disturbed = True
    attempt.person.failures += 1
    stage.refused(machine.UNPROVEN, _attempt(stage, attempt, stage.target.wrong_code), "the code is wrong")


def _by_password(stage: Stage) -> list[Attempt]:
    return [one for one in usable(stage) if one.state == FIRST and stage.can(Capability.PASSWORD)]


@act("the right password is given for {0}", lambda stage: [(one.name,) for one in _by_password(stage)])
def finish_sign_in_by_password(stage: Stage, name: str) -> None:
    attempt = stage.world.attempts[name]
    actor = stage.on(attempt.client)
    answer = actor.sign_ins.attempt_first_factor(attempt.id, strategy="password", password=attempt.person.password)
    prove(stage, attempt, "password", answer)


@act(
    "a wrong password is given for {0}",
    lambda stage: [(one.name,) for one in _by_password(stage) if one.person.failures < FAILURES],
)
def miss_password(stage: Stage, name: str) -> None:
    attempt = stage.world.attempts[name]
    attempt.disturbed = True
    attempt.person.failures += 1
    wrong = stage.target.password()
    answer = stage.on(attempt.client).sign_ins.attempt_first_factor(attempt.id, strategy="password", password=wrong)
    stage.refused(machine.UNPROVEN, answer, "the password is wrong")


def _replaced(stage: Stage) -> list[Names]:
    """Older attempts whose proof would be right: a code that was sent, or the password."""
    gone = [one for one in stage.world.attempts.values() if one.kind == "sign_in" and one.state == "replaced"]
    return [
        (one.name,)
        for one in gone
        if one.user_id == one.person.user_id is not None and (one.prepared or stage.can(Capability.PASSWORD))
    ]


@act("the right proof is given for {0}, which a newer one has replaced", _replaced)
def finish_replaced_sign_in(stage: Stage, name: str) -> None:
    attempt = stage.world.attempts[name]
    actor = stage.on(attempt.client)
    give = actor.sign_ins.attempt_first_factor
    if attempt.prepared:
        answer = give(attempt.id, strategy=CODE, code=attempt.code, intent=OPEN)
    else:
        answer = give(attempt.id, strategy="password", password=attempt.person.password, intent=OPEN)
    stage.refused(machine.UNPROVEN, answer, f"{attempt.name} is replaced")


def _elsewhere(stage: Stage) -> list[Names]:
    clients = stage.world.clients.values()
    return [(one.name, client.name) for one in _ready(stage) for client in clients if client is not one.client]


@act("the right code for {0} is given on the {1}, another client", _elsewhere)
def finish_foreign_sign_in(stage: Stage, name: str, client: str) -> None:
    attempt = stage.world.attempts[name]
    answer = _attempt(stage, attempt, attempt.code, stage.world.clients[client])
    stage.refused(machine.APART, answer, f"{attempt.name} belongs to the {attempt.client.name}")


def _unknown(stage: Stage, client: Client, person: Person) -> bool:
    known = person.exists or not stage.can(Capability.NO_ENUMERATION_PROTECTION)
    return not known and may_sign_in(stage, client)


@act("somebody tries to sign in on the {0} with the address of {1}, who has no account", pairs(_unknown))
def sign_in_unknown(stage: Stage, client: str, person: str) -> None:
    where, who = stage.world.clients[client], stage.world.people[person]
    answer = stage.on(where).sign_ins.create(identifier=who.email)
    by = machine.FREED if who.deleted else machine.IDENTIFIER
    stage.refused(by, answer, f"{who.name} has no account")
    stage.world.lose(where, "sign_in")  # whether the current one stays is nowhere said (AUTH-387)


def _second(stage: Stage, client: Client, person: Person) -> bool:
    return stage.can(Capability.SINGLE_SESSION) and person.exists and bool(stage.world.live(client))


@act("{1} tries to sign in on the {0}, where somebody is signed in", pairs(_second))
def sign_in_beside(stage: Stage, client: str, person: str) -> None:
    """Single-session mode: refused, and whoever is signed in stays (AUTH-251, SEC-077)."""
    where, who = stage.world.clients[client], stage.world.people[person]
    answer = stage.on(where).sign_ins.create(identifier=who.email, intent=OPEN)
    stage.refused(machine.SIGNED_IN, answer, "one session a client")
    stage.world.lose(where, "sign_in")
