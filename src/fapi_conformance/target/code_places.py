"""Every place that takes a code which was sent, as one thing: how the code is sent and tried, and what it proves.

Eight operations take such codes, some of them for several kinds of factors; what holds for one holds for all of them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer, Json
from fapi_conformance.client.form import FormValue
from fapi_conformance.errors import NotTestable
from fapi_conformance.target import identifications
from fapi_conformance.target.identifications import EMAIL, PHONE, Kind, added
from fapi_conformance.target.member import Member
from fapi_conformance.target.refusals import accepted
from fapi_conformance.target.second_factors import with_phone

if TYPE_CHECKING:
    from fapi_conformance.target.target import Target

RESET = "reset_password_email_code"
SIGNED_IN = ("active", "pending")
Act = Callable[..., Answer]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A code on its way ``to`` an address or number. ``holder`` is the object that time passes for; ``proven`` tells
    whether the code has proven it.

    ``strategy`` is None where an attempt names none.
    """

    actor: Actor
    holder: str
    to: str
    strategy: str | None
    prepare: Act
    act: Act
    proven: Callable[[Answer], bool]

    def again(self) -> Answer:
        """Another code is sent."""
        return accepted(self.actor, self.prepare(), "another code on its way")

    def attempt(self, code: FormValue, *, strategy: str | None = None, **more: FormValue) -> Answer:
        """Try a code, as the strategy that it was sent by or as another."""
        named = strategy or self.strategy
        return self.act(**({"strategy": named} if named else {}), code=code, **more)


Arrange = Callable[["Target", Callable[..., Member]], Sent]


def on_sign_in(kind: Kind, strategy: str, target: "Target", new_member: Callable[..., Member]) -> Sent:
    member = new_member()
    typed = member.email if kind is EMAIL else identifications.proven(target, member.actor, kind).value
    return of_sign_in(target.visitor(), typed, kind, strategy)


def of_sign_in(actor: Actor, typed: str, kind: Kind, strategy: str) -> Sent:
    """The code that leads whoever typed that to a session, or to a new password."""
    attempt = accepted(actor, actor.sign_ins.create(identifier=typed), "a sign-in of a known person").resource
    factors = [one for one in attempt.get("supported_first_factors") or [] if one.get("strategy") == strategy]
    meant = [one for one in factors if one.get("safe_identifier") == typed]
    item = next((one.get(kind.factor_id) for one in (*meant, *factors)), None)
    if not isinstance(item, str):
        raise NotTestable(f"the sign-in does not offer {strategy}")
    asked: dict[str, FormValue] = {"strategy": strategy, kind.factor_id: item}
    sign_in_id = str(attempt["id"])
    return _on_its_way(
        actor,
        sign_in_id,
        typed,
        strategy,
        prepare=partial(actor.sign_ins.prepare_first_factor, sign_in_id, **asked),
        act=partial(actor.sign_ins.attempt_first_factor, sign_in_id),
        proven=lambda _: _beyond(actor.sign_ins.read(sign_in_id), "needs_first_factor") or _anybody(actor),
    )


def on_second_factor(target: "Target", new_member: Callable[..., Member]) -> Sent:
    member, actor = new_member(), target.visitor()
    number = with_phone(target, member)
    answer = actor.sign_ins.create(strategy="password", identifier=member.identifier, password=member.password)
    attempt = accepted(actor, answer, "a sign-in that needs its second factor").resource
    if attempt.get("status") != "needs_second_factor":
        raise NotTestable("the number is not asked for at a sign-in")
    sign_in_id, strategy = str(attempt["id"]), PHONE.strategy
    asked: dict[str, FormValue] = {"strategy": strategy, PHONE.factor_id: number.id}
    return _on_its_way(
        actor,
        sign_in_id,
        number.value,
        strategy,
        prepare=partial(actor.sign_ins.prepare_second_factor, sign_in_id, **asked),
        act=partial(actor.sign_ins.attempt_second_factor, sign_in_id),
        proven=lambda _: _beyond(actor.sign_ins.read(sign_in_id), "needs_second_factor") or _anybody(actor),
    )


def on_sign_up(kind: Kind, target: "Target", _new_member: Callable[..., Member]) -> Sent:
    return of_sign_up(target.visitor(), kind, target.newcomer(**{kind.name: kind.new(target)}))


def of_sign_up(actor: Actor, kind: Kind, newcomer: Mapping[str, FormValue]) -> Sent:
    sign_up_id = str(accepted(actor, actor.sign_ups.create(**newcomer), "a sign-up").resource["id"])

    def proven(_: Answer) -> bool:
        attempt = actor.sign_ups.read(sign_up_id).resource
        told = (attempt.get("verifications") or {}).get(kind.name) if isinstance(attempt, dict) else None
        return (isinstance(told, dict) and told.get("status") == "verified") or _anybody(actor)

    return _on_its_way(
        actor,
        sign_up_id,
        str(newcomer[kind.name]),
        kind.strategy,
        prepare=partial(actor.sign_ups.prepare, sign_up_id, strategy=kind.strategy),
        act=partial(actor.sign_ups.attempt, sign_up_id),
        proven=proven,
    )


def on_identification(kind: Kind, target: "Target", new_member: Callable[..., Member]) -> Sent:
    return of_identification(target, new_member().actor, kind)


def of_identification(target: "Target", actor: Actor, kind: Kind, value: str | None = None) -> Sent:
    item = added(target, actor, kind, value=value)

    def proven(_: Answer) -> bool:
        read = item.area.read(item.id).resource
        told = read.get("verification") if isinstance(read, dict) else None
        return isinstance(told, dict) and told.get("status") == "verified"

    return _on_its_way(
        actor,
        item.id,
        item.value,
        None,
        prepare=partial(item.area.prepare, item.id, strategy=kind.strategy),
        act=partial(item.area.attempt, item.id),
        proven=proven,
    )


def on_reverification(target: "Target", new_member: Callable[..., Member]) -> Sent:  # noqa: ARG001  # as all of them
    return of_reverification(new_member())


def of_reverification(member: Member, address_id: str | None = None) -> Sent:
    """The code goes to that address of the member, or to the one that they signed up with."""
    actor, session_id = member.actor, member.session_id
    started = accepted(actor, actor.sessions.verify.start(session_id, level="first_factor"), "a reverification")
    factors = started.resource.get("supported_first_factors") or []
    items = [one.get(EMAIL.factor_id) for one in factors if one.get("strategy") == EMAIL.strategy]
    item = next((one for one in items if address_id in (None, one)), None)
    if item is None:
        raise NotTestable("the session is not to be verified by an email code")
    asked: dict[str, FormValue] = {"strategy": EMAIL.strategy, EMAIL.factor_id: item}
    return _on_its_way(
        actor,
        session_id,
        member.email,
        EMAIL.strategy,
        prepare=partial(actor.sessions.verify.prepare_first_factor, session_id, **asked),
        act=partial(actor.sessions.verify.attempt_first_factor, session_id),
        proven=_is_complete,
    )


def on_second_reverification(target: "Target", new_member: Callable[..., Member]) -> Sent:
    member = new_member()
    number = with_phone(target, member)
    actor, session_id = member.actor, member.session_id
    started = accepted(actor, actor.sessions.verify.start(session_id, level="second_factor"), "a reverification")
    if started.resource.get("status") != "needs_second_factor":
        raise NotTestable("the first factor is wanted as well")
    asked: dict[str, FormValue] = {"strategy": PHONE.strategy, PHONE.factor_id: number.id}
    return _on_its_way(
        actor,
        session_id,
        number.value,
        PHONE.strategy,
        prepare=partial(actor.sessions.verify.prepare_second_factor, session_id, **asked),
        act=partial(actor.sessions.verify.attempt_second_factor, session_id),
        proven=_is_complete,
    )


PLACES: Mapping[str, Arrange] = MappingProxyType(
    {
        "SIGN-IN.EMAIL": partial(on_sign_in, EMAIL, EMAIL.strategy),
        "SIGN-IN.PHONE": partial(on_sign_in, PHONE, PHONE.strategy),
        "RESET": partial(on_sign_in, EMAIL, RESET),
        "SECOND-FACTOR": on_second_factor,
        "SIGN-UP.EMAIL": partial(on_sign_up, EMAIL),
        "SIGN-UP.PHONE": partial(on_sign_up, PHONE),
        "EMAIL-ADDRESS": partial(on_identification, EMAIL),
        "PHONE-NUMBER": partial(on_identification, PHONE),
        "REVERIFICATION.FIRST": on_reverification,
        "REVERIFICATION.SECOND": on_second_reverification,
    }
)
"""How a code comes to be sent in each place, by the name that its requirements have."""

OTHER_STRATEGIES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "SIGN-IN.EMAIL": ("phone_code", RESET, "password"),
        "SIGN-IN.PHONE": ("email_code", "reset_password_phone_code"),
        "RESET": ("email_code", "password"),
        "SECOND-FACTOR": ("totp", "backup_code"),
        "SIGN-UP.EMAIL": ("phone_code",),
        "SIGN-UP.PHONE": ("email_code",),
        "REVERIFICATION.FIRST": ("phone_code", "password"),
        "REVERIFICATION.SECOND": ("totp", "backup_code"),
    }
)
"""As what else a code may be passed off there, where an attempt names its strategy (SEC-125)."""


def _on_its_way(
    actor: Actor,
    holder: str,
    to: str,
    strategy: str | None,
    *,
    prepare: Act,
    act: Act,
    proven: Callable[[Answer], bool],
) -> Sent:
    accepted(actor, prepare(), "a code on its way")
    return Sent(actor=actor, holder=holder, to=to, strategy=strategy, prepare=prepare, act=act, proven=proven)


def _beyond(answer: Answer, due: str) -> bool:
    """Whether an attempt has left the state in which this factor is due; one that cannot be read has not."""
    return answer.ok and isinstance(answer.resource, dict) and answer.resource.get("status") != due


def _anybody(actor: Actor) -> bool:
    """Whether anybody is signed in on this client."""
    client: Json = actor.clients.read().resource
    sessions = client.get("sessions") if isinstance(client, dict) else None
    return any(one.get("status") in SIGNED_IN for one in sessions or [] if isinstance(one, dict))


def _is_complete(answer: Answer) -> bool:
    return answer.ok and isinstance(answer.resource, dict) and answer.resource.get("status") == "complete"
