"""Two codes are on their way at once, to addresses outside of test mode: each is good for what it was sent for."""

from collections.abc import Callable
from functools import partial

import pytest

from fapi_conformance.client.exchange import Intent
from fapi_conformance.devices import Inbox
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect import refused
from fapi_conformance.expect.look import outcome
from fapi_conformance.plugin.journey import proves
from fapi_conformance.recipes.refusals import ANY_REFUSAL
from fapi_conformance.requirements import one_time_code as code
from fapi_conformance.target.code_places import Sent, of_identification, of_reverification, of_sign_in, of_sign_up
from fapi_conformance.target.identifications import EMAIL
from fapi_conformance.target.member import Member
from fapi_conformance.target.target import Target

Arranged = tuple[Sent, str]
"""What waits for a code, and the code that was sent for it."""


def arranged(arrange: Callable[[], Sent], inbox: Inbox) -> Arranged:
    try:
        return arrange(), inbox.code()
    except AssertionError as problem:
        raise NotTestable("no code could be sent there, which is told elsewhere") from problem


def swapped(one: Arranged, other: Arranged) -> None:
    """Neither code is any good in the place of the other."""
    (first, its), (second, others) = one, other
    if its == others:
        raise NotTestable("the same code was drawn twice", remedy="run it again")
    for sent, wrong in ((first, others), (second, its)):
        answer = sent.attempt(wrong, intent=Intent.OPEN)
        refused(answer, ANY_REFUSAL)
        if sent.proven(answer):
            raise Deviation(expected="nothing proven", got=f"{outcome(answer)}, and it is proven", where="status")


def an_address(target: Target, member: Member) -> Arranged:
    """A further address of the member, not yet proven."""
    value = target.mail_address()
    return arranged(lambda: of_identification(target, member.actor, EMAIL, value), target.inbox(value))


@pytest.fixture
def reachable(target: Target) -> Callable[[Member], tuple[str, str, Inbox]]:
    """Gives a member a proven address at which codes arrive: itself, its id, and its mailbox."""

    def make(member: Member) -> tuple[str, str, Inbox]:
        value = target.mail_address()
        inbox = target.inbox(value)
        sent, right = arranged(lambda: of_identification(target, member.actor, EMAIL, value), inbox)
        if not sent.proven(sent.attempt(right)):
            raise NotTestable("no address could be verified by the code that arrived")
        return value, sent.holder, inbox

    return make


@proves(code.OTHER_ADDRESS)
def test_two_addresses_of_one_person(member: Member, target: Target) -> None:
    swapped(an_address(target, member), an_address(target, member))


@proves(code.OTHER_FLOW)
def test_an_address_and_a_sign_up(member: Member, target: Target) -> None:
    value = target.mail_address()
    newcomer = target.newcomer(email_address=value)

    swapped(
        an_address(target, member),
        arranged(lambda: of_sign_up(target.visitor(), EMAIL, newcomer), target.inbox(value)),
    )


@proves(code.OTHER_PERSON)
def test_the_sign_ins_of_two_people(
    new_member: Callable[..., Member], target: Target, reachable: Callable[[Member], tuple[str, str, Inbox]]
) -> None:
    both = []
    for name in ("one", "the other"):
        value, _, inbox = reachable(new_member())
        actor = target.visitor(name)
        both.append(arranged(partial(of_sign_in, actor, value, EMAIL, EMAIL.strategy), inbox))

    swapped(*both)


@proves(code.OTHER_PURPOSE)
def test_a_sign_in_and_a_reverification(
    member: Member, target: Target, reachable: Callable[[Member], tuple[str, str, Inbox]]
) -> None:
    value, address_id, inbox = reachable(member)

    swapped(
        arranged(lambda: of_sign_in(target.visitor(), value, EMAIL, EMAIL.strategy), inbox),
        arranged(lambda: of_reverification(member, address_id), inbox),
    )
