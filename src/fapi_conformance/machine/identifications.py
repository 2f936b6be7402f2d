"""What a person is known by beside their first address: added, proven, leading, given up; and signed in by.

Two values of each kind are there for both people, so that they get into each other's way.
"""

from collections.abc import Callable, Iterator

from fapi_conformance.client.exchange import Answer
from fapi_conformance.client.form import FormValue
from fapi_conformance.expect.look import ABSENT, at
from fapi_conformance.machine.acts import Names, act
from fapi_conformance.machine.signing_in import prove as first_factor_proven
from fapi_conformance.machine.signing_up import may_sign_in
from fapi_conformance.machine.stage import Stage
from fapi_conformance.model.world import FAILURES, MISSES, Client, Item, Session
from fapi_conformance.requirements import machine
from fapi_conformance.target import identifications
from fapi_conformance.target.capabilities import Capability
from fapi_conformance.target.identifications import EMAIL, PHONE, WALLET, Identification, Kind

KINDS = {"address": EMAIL, "number": PHONE, "wallet": WALLET}
LABELS = tuple(f"{colour} {noun}" for noun in KINDS for colour in ("red", "blue"))
PROVABLE = {
    EMAIL: Capability.EMAIL_VERIFICATION,
    PHONE: Capability.PHONE_VERIFICATION,
    WALLET: Capability.WEB3_WALLETS,
}
FINDS = {
    EMAIL: Capability.EMAIL_IDENTIFIER,
    PHONE: Capability.PHONE_IDENTIFIER,
    WALLET: Capability.WEB3_SIGN_IN,
}
UNPROVEN = 2
"""How many unverified ones a person has at once: a target may set a limit, which is not published (USER-205)."""

NEEDED = frozenset({"identification_deletion_failed", "last_required_identification_deletion_failed"})
"""Published refusals of a deletion: whether one that leads may be deleted at once is not told (USER-208)."""


def kind_of(label: str) -> Kind:
    return KINDS[label.partition(" ")[2]]


def value(stage: Stage, label: str) -> str:
    """What it is, made when it is first spoken of."""
    known = stage.world.spare
    if label not in known:
        known[label] = kind_of(label).new(stage.target)
    return known[label]


def _served(stage: Stage, kind: Kind) -> bool:
    return stage.identifying and stage.can(PROVABLE[kind]) and (kind is WALLET or stage.target.codes.at_hand(kind.name))


def _as_one(stage: Stage, session: Session, item: Item) -> Identification:
    """As the helpers for all journeys know it."""
    kind = kind_of(item.label)
    return Identification(
        id=item.id, value=value(stage, item.label), kind=kind, actor=stage.actors[session.client.name]
    )


def _named(session: Session, *more: str) -> Names:
    return (session.name, session.person.name, session.client.name, *more)


def _on_items(test: Callable[[Stage, Item], bool], *, rivalled: bool = False) -> Callable[[Stage], list[Names]]:
    """Choices: the sessions to act by, with each identification of that person for which the test holds.

    Those that somebody else has proven by now are another matter.
    """

    def choices(stage: Stage) -> list[Names]:
        return [
            _named(session, item.name)
            for session in (stage.world.foremost() if stage.identifying else ())
            for item in session.person.items
            if item.rivalled is rivalled and test(stage, item)
        ]

    return choices


def _does(stage: Stage, session: Session, operation: str, item: Item, **form: FormValue) -> Answer:
    area = _as_one(stage, session, item).area
    return stage.by(session, getattr(area, f"to_{operation}"), {area.parameter: item.id}, **form)


def _holder(stage: Stage, label: str) -> Item | None:
    return next((one for one in stage.world.items() if one.label == label and one.verified), None)


# added


def _addable(stage: Stage) -> list[Names]:
    return [
        _named(session, label)
        for session in stage.world.foremost()
        for label in LABELS
        if _served(stage, kind_of(label))
        and sum(not one.verified for one in session.person.items) < UNPROVEN
        and all(one.label != label for one in session.person.items)
        and _holder(stage, label) is None
    ]


@act("{1} adds the {3} by {0} on the {2}", _addable)
def add(stage: Stage, name: str, _person: str, _client: str, label: str) -> None:
    _add(stage, name, label)


@act("{1} adds the {3} by {0} on the {2}, and its proof is prepared", _addable)
def add_prepared(stage: Stage, name: str, person: str, client: str, label: str) -> None:
    prepare(stage, name, person, client, _add(stage, name, label).name)


@act("{1} adds and proves the {3} by {0} on the {2}", _addable)
def add_proven(stage: Stage, name: str, person: str, client: str, label: str) -> None:
    item = _add(stage, name, label)
    prepare(stage, name, person, client, item.name)
    if item.proof:
        prove(stage, name, person, client, item.name)


def _add(stage: Stage, name: str, label: str) -> Item:
    session, kind = stage.world.sessions[name], kind_of(label)
    form: dict[str, FormValue] = {kind.name: value(stage, label)}
    by = machine.FREED_IDENTIFIER if label in stage.world.had else machine.IDENTIFICATIONS
    answer = stage.by(session, kind.area(stage.actors[session.client.name]).to_create, **form)
    if kind is PHONE and "form_identifier_exists" in answer.codes and by is machine.IDENTIFICATIONS:
        stage.end()  # test numbers are few: somebody else has it
    if 400 <= answer.status < 500 and any(one.label == label for one in stage.world.items()):
        stage.end()  # that what somebody merely claims is free for others is not promised (AUTH-300)
    stage.taken(by, stage.actors[session.client.name], answer, f"the {label} added")
    return stage.world.add(session.person, label, kind.name, str(at(answer.resource, "id")))


def _taken(stage: Stage) -> list[Names]:
    if not stage.can(Capability.NO_ENUMERATION_PROTECTION) or not stage.identifying:
        return []
    return [
        _named(session, item.label, item.owner.name)
        for session in stage.world.foremost()
        for item in stage.world.items()
        if item.verified
        and item.owner is not session.person
        and all(one.label != item.label for one in session.person.items)
    ]


@act("{1} tries to add the {3}, which is {4}'s, by {0} on the {2}", _taken)
def add_taken(stage: Stage, name: str, _person: str, _client: str, label: str, owner: str) -> None:
    session, kind = stage.world.sessions[name], kind_of(label)
    form: dict[str, FormValue] = {kind.name: value(stage, label)}
    answer = stage.by(session, kind.area(stage.actors[session.client.name]).to_create, **form)
    stage.refused(machine.HELD_ONCE, answer, f"the {label} is {owner}'s")


# proven


@act("the proof of {3} is prepared ({1}, by {0} on the {2})", _on_items(lambda _, one: not one.verified))
def prepare(stage: Stage, name: str, _person: str, _client: str, which: str) -> None:
    session, item = stage.world.sessions[name], stage.world.item(which)
    kind = kind_of(item.label)
    answer = _does(stage, session, "prepare", item, strategy=kind.by(stage.target))
    if "verification_code_too_many_requests" in answer.codes:  # asked for too soon (USER-204)
        return
    stage.taken(machine.PROVEN, stage.actors[session.client.name], answer, f"{which} prepared")
    known = _as_one(stage, session, item)
    item.proof = identifications.right(stage.target, known, answer)
    item.wrong = identifications.wrong(stage.target, known, answer)
    item.misses, item.disturbed = 0, False


def _ready(stage: Stage, item: Item) -> bool:
    return bool(item.proof) and not item.verified and _holder(stage, item.label) is None


@act("the right proof of {3} is given ({1}, by {0} on the {2})", _on_items(_ready))
def prove(stage: Stage, name: str, _person: str, _client: str, which: str) -> None:
    session, item = stage.world.sessions[name], stage.world.item(which)
    by = machine.PROOF_KEPT if item.disturbed else machine.PROVEN
    by = machine.FREED_IDENTIFIER if item.label in stage.world.had else by
    answer = _does(stage, session, "attempt", item, **item.proof)
    stage.taken(by, stage.actors[session.client.name], answer, f"{which} verified")
    status = at(answer.resource, "verification.status")
    stage.agree(by, status == "verified", "verified", status, "$.response.verification.status")
    stage.world.verify(item)


def _claimed(stage: Stage, item: Item) -> bool:
    return bool(item.proof) and not item.verified and _holder(stage, item.label) is not None


@act(
    "the right proof of {3} is given ({1}, by {0} on the {2}), which somebody else has by now",
    _on_items(_claimed, rivalled=True),
)
def prove_claimed(stage: Stage, name: str, _person: str, _client: str, which: str) -> None:
    session, item = stage.world.sessions[name], stage.world.item(which)
    answer = _does(stage, session, "attempt", item, **item.proof)
    stage.refused(machine.HELD_ONCE, answer, f"the {item.label} is somebody else's")


def _missable(_stage: Stage, item: Item) -> bool:
    return bool(item.wrong) and not item.verified and item.misses < MISSES and item.owner.failures < FAILURES


@act("a wrong proof of {3} is given ({1}, by {0} on the {2})", _on_items(_missable))
def miss_proof(stage: Stage, name: str, _person: str, _client: str, which: str) -> None:
    session, item = stage.world.sessions[name], stage.world.item(which)
    item.misses += 1
    item.owner.failures += 1
    item.disturbed = True
    stage.refused(machine.UNPROVEN, _does(stage, session, "attempt", item, **item.wrong), "the proof is wrong")


# leading


def _lead(stage: Stage, session: Session, item: Item) -> Answer:
    form: dict[str, FormValue] = {kind_of(item.label).primary: item.id}
    return stage.by(session, "patchUser", **form)


@act("{1} makes {3} the primary one by {0} on the {2}", _on_items(lambda _, one: one.verified))
def lead(stage: Stage, name: str, _person: str, _client: str, which: str) -> None:
    session, item = stage.world.sessions[name], stage.world.item(which)
    answer = _lead(stage, session, item)
    stage.taken(machine.PRIMARY, stage.actors[session.client.name], answer, f"{which} as the primary one")
    session.person.primary[item.kind] = item.id


@act("{1} tries to make {3} the primary one by {0} on the {2}, unproven", _on_items(lambda _, one: not one.verified))
def lead_unproven(stage: Stage, name: str, _person: str, _client: str, which: str) -> None:
    session, item = stage.world.sessions[name], stage.world.item(which)
    stage.refused(machine.PRIMARY, _lead(stage, session, item), f"{which} is not verified")


# given up


@act("{1} deletes {3} by {0} on the {2}", _on_items(lambda _, __: True))
def delete_item(stage: Stage, name: str, _person: str, _client: str, which: str) -> None:
    session, item = stage.world.sessions[name], stage.world.item(which)
    answer = _does(stage, session, "delete", item)
    if session.person.primary.get(item.kind) == item.id and NEEDED & set(answer.codes):
        stage.end()
    stage.taken(machine.IDENTIFICATIONS, stage.actors[session.client.name], answer, f"{which} deleted")
    stage.world.give_up(item)


# somebody else's


def _anothers(test: Callable[[Item], bool] = lambda _: True) -> Callable[[Stage], list[Names]]:
    def pairs(stage: Stage) -> Iterator[tuple[Session, Item]]:
        for session in stage.world.foremost() if stage.identifying else ():
            for item in stage.world.items():
                if item.owner is not session.person and test(item):
                    yield session, item

    return lambda stage: [_named(session, item.name, item.owner.name) for session, item in pairs(stage)]


@act("{1} tries to read {3}, which is {4}'s, by {0} on the {2}", _anothers())
def read_anothers(stage: Stage, name: str, _person: str, _client: str, which: str, owner: str) -> None:
    answer = _does(stage, stage.world.sessions[name], "read", stage.world.item(which))
    stage.refused(machine.OWN, answer, f"{which} is {owner}'s")


@act("{1} tries to delete {3}, which is {4}'s, by {0} on the {2}", _anothers())
def delete_anothers(stage: Stage, name: str, _person: str, _client: str, which: str, owner: str) -> None:
    answer = _does(stage, stage.world.sessions[name], "delete", stage.world.item(which))
    stage.refused(machine.OWN, answer, f"{which} is {owner}'s")


@act("{1} gives the right proof of {3}, which is {4}'s, by {0} on the {2}", _anothers(lambda one: bool(one.proof)))
def prove_anothers(stage: Stage, name: str, _person: str, _client: str, which: str, owner: str) -> None:
    item = stage.world.item(which)
    answer = _does(stage, stage.world.sessions[name], "attempt", item, **item.proof)
    stage.refused(machine.OWN, answer, f"{which} is {owner}'s")


@act("{1} tries to make {3}, which is {4}'s, the primary one by {0} on the {2}", _anothers(lambda one: one.verified))
def lead_anothers(stage: Stage, name: str, _person: str, _client: str, which: str, owner: str) -> None:
    answer = _lead(stage, stage.world.sessions[name], stage.world.item(which))
    stage.refused(machine.OWN, answer, f"{which} is {owner}'s")


# found by


def _finding(kinds: tuple[Kind, ...]) -> Callable[[Stage], list[Names]]:
    def choices(stage: Stage) -> list[Names]:
        return [
            (client.name, item.owner.name, item.name)
            for client in (stage.world.clients.values() if stage.identifying else ())
            for item in stage.world.items()
            if item.verified
            and kind_of(item.label) in kinds
            and stage.can(FINDS[kind_of(item.label)])
            and may_sign_in(stage, client)
            and not stage.world.signed_in(client, item.owner)
        ]

    return choices


def _found(stage: Stage, client: Client, item: Item) -> Answer:
    actor = stage.on(client)
    answer = actor.sign_ins.create(identifier=value(stage, item.label))
    return stage.taken(machine.FOUND, actor, answer, f"a sign-in of {item.owner.name}")


def _as_a_factor(stage: Stage, answer: Answer, item: Item) -> str:
    """By what id the sign-in calls that wallet: that it is the one which its person knows is not promised."""
    listed = at(answer.resource, "supported_first_factors")
    offered = {str(at(one, WALLET.factor_id)) for one in (listed if isinstance(listed, list) else [])} - {str(ABSENT)}
    if item.id not in offered and len(offered) > 1:
        stage.end()
    return item.id if item.id in offered or not offered else offered.pop()


@act("{1} begins to sign in on the {0} by {2}", _finding((EMAIL, PHONE, WALLET)))
def begin_by_item(stage: Stage, client: str, _person: str, which: str) -> None:
    """What is offered for it is judged where one signs in by it: here only that somebody is found."""
    where, item = stage.world.clients[client], stage.world.item(which)
    answer = _found(stage, where, item)
    stage.world.begin("sign_in", where, item.owner, str(at(answer.resource, "id")), "needs_first_factor")
    stage.world.lose(where, "sign_in")


@act("{1} signs in on the {0} by the signature of {2}", _finding((WALLET,)))
def sign_in_by_wallet(stage: Stage, client: str, _person: str, which: str) -> None:
    where, item = stage.world.clients[client], stage.world.item(which)
    answer = _found(stage, where, item)
    attempt = stage.world.begin("sign_in", where, item.owner, str(at(answer.resource, "id")), "needs_first_factor")
    actor, strategy = stage.on(where), WALLET.by(stage.target)
    factor: dict[str, FormValue] = {WALLET.factor_id: _as_a_factor(stage, answer, item)}
    begun = actor.sign_ins.prepare_first_factor(attempt.id, strategy=strategy, **factor)
    stage.advance(attempt, "prepare", begun)
    text = identifications.message(begun, "first_factor_verification")
    signature = stage.target.keyring.of(value(stage, item.label)).sign(text)
    answer = actor.sign_ins.attempt_first_factor(attempt.id, strategy=strategy, signature=signature)
    first_factor_proven(stage, attempt, "signature", answer)


def _nobodys(stage: Stage) -> list[Names]:
    if not stage.can(Capability.NO_ENUMERATION_PROTECTION) or not stage.identifying:
        return []
    return [
        (client.name, label)
        for client in stage.world.clients.values()
        for label in sorted(stage.world.had | {one.label for one in stage.world.items()})
        if may_sign_in(stage, client) and stage.can(FINDS[kind_of(label)]) and _holder(stage, label) is None
    ]


@act("somebody tries to sign in on the {0} by the {1}, which is nobody's, or not yet", _nobodys)
def sign_in_by_nobodys(stage: Stage, client: str, label: str) -> None:
    where = stage.world.clients[client]
    answer = stage.on(where).sign_ins.create(identifier=value(stage, label))
    if kind_of(label) is PHONE and answer.ok:
        stage.end()  # test numbers are few: somebody else may have it
    stage.refused(machine.FOUND, answer, f"nobody has the {label}")
    stage.world.lose(where, "sign_in")  # whether the current one stays is nowhere said (AUTH-387)
