"""Identifiers that are almost right, at every door that takes one."""

from collections.abc import Callable

import pytest

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.client.form import FormValue
from fapi_conformance.errors import Deviation
from fapi_conformance.expect.look import at, outcome, say
from fapi_conformance.plugin.journey import proves
from fapi_conformance.plugin.run import Run
from fapi_conformance.requirements import exchange, nearly_valid
from fapi_conformance.target.member import Member
from fapi_conformance.target.target import Target
from fapi_conformance.verdict.requirement import Requirement

Made = tuple[str, ...]


def door(kind: str, requirement: Requirement) -> object:
    return pytest.param(kind, marks=proves(requirement, exchange.NO_SERVER_ERROR), id=kind)


def signed_up(actor: Actor, kind: str, value: str) -> Answer:
    form: dict[str, FormValue] = {kind: value}
    answer = actor.sign_ups.create(intent=Intent.OPEN, **form)
    if not answer.ok and not 400 <= answer.status < 500:
        raise Deviation(expected="200 or a refusal", got=outcome(answer), where="status", exchange=actor.last)
    return answer


def search_slips(kind: str, holds: Callable[[Made], None], run: Run) -> None:
    from fapi_conformance.strategies.identifiers import slips
    from fapi_conformance.strategies.searching import search

    seed = run.chance(f"slips with {kind}").randrange(2**32)
    search(slips(kind), holds, seed=seed, examples=run.options.examples)


@pytest.mark.fuzz
@pytest.mark.parametrize(
    "kind",
    [
        door("email_address", nearly_valid.EMAIL),
        door("phone_number", nearly_valid.PHONE),
        door("username", nearly_valid.USERNAME),
    ],
)
def test_signing_up_with_what_is_almost_right(kind: str, visitor: Actor, target: Target, run: Run) -> None:
    from fapi_conformance.strategies.identifiers import slipped

    new = {"email_address": target.address, "phone_number": target.phone_number, "username": target.username}[kind]

    def known_for_what_it_is(made: Made) -> None:
        value = slipped(kind, new(), made)
        answer = signed_up(visitor, kind, value)
        shown = at(answer.resource, kind) if answer.ok else None
        if not isinstance(shown, str) or at(answer.resource, "status") == "complete":
            return  # whoever signed up by it has it now
        again = signed_up(visitor, kind, shown)
        if not again.ok or at(again.resource, kind) != shown:
            got = say(at(again.resource, kind)) if again.ok else outcome(again)
            raise Deviation(
                expected=f"{say(shown)}, as what {say(value)} was taken for", got=got, exchange=visitor.last
            )

    search_slips(kind, known_for_what_it_is, run)


@pytest.mark.fuzz
@proves(nearly_valid.SIGN_IN, exchange.NO_SERVER_ERROR)
def test_signing_in_with_what_is_almost_right(member: Member, target: Target, run: Run) -> None:
    """By the right password: whoever comes in is this person."""
    from fapi_conformance.strategies.identifiers import slipped

    def this_person_or_nobody(made: Made) -> None:
        value = slipped("email_address", member.email, made)
        answers = [tried(target.visitor("nearly"), member, value) for _ in range(2)]
        statuses = {(answer.status, at(answer.resource, "status") if answer.ok else "") for answer in answers}
        if len(statuses) > 1:
            raise Deviation(expected=f"{say(value)} twice the same", got=" and ".join(map(outcome, answers)))

    search_slips("email_address", this_person_or_nobody, run)


def tried(actor: Actor, member: Member, identifier: str) -> Answer:
    secret = {} if member.password is None else {"password": member.password}
    answer = actor.sign_ins.create(strategy="password", identifier=identifier, intent=Intent.OPEN, **secret)
    if not answer.ok and not 400 <= answer.status < 500:
        raise Deviation(expected="200 or a refusal", got=outcome(answer), where="status", exchange=actor.last)
    if answer.ok and at(answer.resource, "status") == "complete":
        user_id = at(actor.me.read().resource, "id")
        if user_id != member.user_id:
            raise Deviation(expected=say(member.user_id), got=say(user_id), where="$.response.id", exchange=actor.last)
    return answer
