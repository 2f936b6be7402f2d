"""From a known user to a session: by password, by code, and past a device that is not trusted yet."""

from collections.abc import Callable, Collection, Iterable, Mapping

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer, Json
from fapi_conformance.devices.inbox import Inbox
from fapi_conformance.errors import NotTestable
from fapi_conformance.target.codes import Codes
from fapi_conformance.target.person import kind_of
from fapi_conformance.target.refusals import accepted, strayed

_SECOND = frozenset({"needs_client_trust", "needs_second_factor"})
CODES = {"email_code": "email_address_id", "phone_code": "phone_number_id"}
"""The strategies by a code that is sent, and the parameter that says where to."""


def kind(strategy: str) -> str:
    """What the code of this strategy is sent to."""
    return CODES[strategy].removesuffix("_id")


Show = Callable[[Collection[str]], tuple[str, str] | None]
"""What the person has as a second factor: of these strategies one, and its code."""


def sign_in(
    actor: Actor,
    *,
    identifier: str,
    password: str | None,
    codes: Codes,
    reached: Iterable[str | None] = (),
    show: Show | None = None,
) -> str:
    """Complete a sign-in; the id of the session.

    Without a password a code is used. ``reached``: where the person gets codes, beside the identifier. Raises
    :class:`Deviation` or :class:`NotTestable`.
    """
    inboxes = {kind_of(one): codes.inbox(one) for one in (*reached, identifier) if one}
    if password is not None:
        answer = actor.sign_ins.create(strategy="password", identifier=identifier, password=password)
    else:
        answer = actor.sign_ins.create(identifier=identifier)
    attempt = _attempt(accepted(actor, answer, "a sign-in of a known person"))
    return _completed(actor, attempt, inboxes, show)


def sign_in_by_ticket(
    actor: Actor, *, ticket: str, codes: Codes, reached: Iterable[str | None] = (), show: Show | None = None
) -> str:
    """The same by a ticket of the application, for who has nothing to type."""
    inboxes = {kind_of(one): codes.inbox(one) for one in reached if one}
    answer = actor.sign_ins.create(strategy="ticket", ticket=ticket)
    return _completed(actor, _attempt(accepted(actor, answer, "a sign-in by ticket")), inboxes, show)


def _completed(actor: Actor, attempt: Json, inboxes: Mapping[str, Inbox], show: Show | None) -> str:
    if attempt.get("status") == "needs_first_factor":
        attempt = _by_code(actor, attempt, "first", inboxes)
    own = show(_strategies(attempt, "second")) if show and attempt.get("status") in _SECOND else None
    if own:
        attempt = _by_own(actor, attempt, *own)
    elif attempt.get("status") in _SECOND:
        attempt = _by_code(actor, attempt, "second", inboxes)
    if attempt.get("status") != "complete":
        raise strayed(actor, expected="'complete'", got=attempt.get("status"), where="$.response.status")
    if not isinstance(session_id := attempt.get("created_session_id"), str):
        raise strayed(actor, expected="an id", got=session_id, where="$.response.created_session_id")
    return session_id


def _by_code(actor: Actor, attempt: Json, which: str, inboxes: Mapping[str, Inbox]) -> Json:
    """Prepare and attempt the email or phone code of the first or second factor."""
    factors = _factors(attempt, which)
    factor = next((one for one in factors if one.get("strategy") in CODES), None)
    if factor is None or not isinstance(attempt.get("id"), str):
        got = [one.get("strategy") for one in factors]
        raise strayed(
            actor,
            expected=f"a factor {' or '.join(CODES)}",
            got=got,
            where=f"$.response.supported_{which}_factors",
        )
    strategy = factor["strategy"]
    area, sign_in_id = actor.sign_ins, attempt["id"]
    prepare, prove = (
        (area.prepare_first_factor, area.attempt_first_factor)
        if which == "first"
        else (area.prepare_second_factor, area.attempt_second_factor)
    )
    prepared = prepare(sign_in_id, strategy=strategy, **{CODES[strategy]: factor.get(CODES[strategy], ...)})
    accepted(actor, prepared, f"the sign-in with the {strategy} of its {which} factor prepared")
    if (inbox := inboxes.get(kind(strategy))) is None:
        raise NotTestable(f"the {strategy} of a sign-in goes where nobody knows")
    proven = prove(sign_in_id, strategy=strategy, code=inbox.code())
    return _attempt(accepted(actor, proven, f"the sign-in past its {which} factor by its code"))


def _factors(attempt: Json, which: str) -> list[Json]:
    listed = attempt.get(f"supported_{which}_factors")
    return [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []


def _strategies(attempt: Json, which: str) -> list[str]:
    return [str(one.get("strategy")) for one in _factors(attempt, which)]


def _by_own(actor: Actor, attempt: Json, strategy: str, code: str) -> Json:
    """A second factor of the person's own, for which nothing is prepared (AUTH-281)."""
    proven = actor.sign_ins.attempt_second_factor(str(attempt.get("id")), strategy=strategy, code=code)
    return _attempt(accepted(actor, proven, f"the sign-in past its second factor by {strategy}"))


def _attempt(answer: Answer) -> Json:
    return answer.resource if isinstance(answer.resource, dict) else {}
