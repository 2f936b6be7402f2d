"""A member signs in by a ticket of the application: once, in time, and nobody else's."""

import random

import pytest

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer
from fapi_conformance.devices.forging import altered, unsigned
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect import complete, equals, is_complete, not_signed_in, refused, signed_in, succeeded
from fapi_conformance.expect.look import at, say
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import ticket
from fapi_conformance.target.member import Member
from fapi_conformance.target.target import Target

FORTY_DAYS = 40 * 24 * 3600
"""Seconds; a sign-in token lives thirty days unless it is said otherwise (AUTH-338)."""
UNUSABLE = "sign_in_token_cannot_be_used_code"
"""What the catalogue has for any state in which a token is not redeemed (AUTH-339)."""
ON_THE_WAY = ("complete", "needs_first_factor", "needs_second_factor", "needs_client_trust")
"""Clients are prepared for all of them (AUTH-337)."""


@pytest.fixture
def token(member: Member, target: Target) -> tuple[str, str]:
    """The id of a sign-in token of the member, and its ticket."""
    made = target.sign_in_token(member.user_id)
    return str(made["id"]), str(made["token"])


def redeem(actor: Actor, given: str) -> Answer:
    return actor.sign_ins.create(strategy="ticket", ticket=given)


@proves(ticket.SIGN_IN, ticket.COMPLETE, ticket.WHOSE)
def test_a_ticket_signs_in(visitor: Actor, member: Member, token: tuple[str, str]) -> None:
    answer = redeem(visitor, token[1])

    with step(ticket.SIGN_IN):
        succeeded(answer)
        if (status := at(answer.resource, "status")) not in ON_THE_WAY:
            raise Deviation(expected=" or ".join(ON_THE_WAY), got=say(status), where="$.response.status")
    with step(ticket.COMPLETE):
        if member.authenticator:  # the ticket is a first factor, and this member has a second one (AUTH-337)
            raise NotTestable("the member has a second factor")
        signed_in(visitor.clients.read(), complete(answer))
    with step(ticket.WHOSE):
        if not is_complete(answer):
            raise NotTestable("the sign-in needs one step more")
        equals(visitor.me.read(), id=member.user_id)


@proves(ticket.USED)
def test_a_ticket_works_once(visitor: Actor, target: Target, token: tuple[str, str]) -> None:
    """The second time on another client, for on the same one there is a session already."""
    succeeded(redeem(visitor, token[1]))
    second = target.visitor("second client")

    refused(redeem(second, token[1]), 400, ("sign_in_token_already_used_code", UNUSABLE))
    not_signed_in(second.clients.read())


@proves(ticket.EXPIRED)
def test_a_ticket_expires(visitor: Actor, target: Target, token: tuple[str, str]) -> None:
    target.means.age(token[0], FORTY_DAYS)

    refused(redeem(visitor, token[1]), 400, "ticket_expired_code")
    not_signed_in(visitor.clients.read())


@proves(ticket.REVOKED)
def test_a_ticket_is_revoked(visitor: Actor, target: Target, token: tuple[str, str]) -> None:
    target.means.dispose("sign_in_token", token[0])

    refused(redeem(visitor, token[1]), 400, ("sign_in_token_revoked_code", UNUSABLE))
    not_signed_in(visitor.clients.read())


@proves(ticket.FORGED)
@pytest.mark.parametrize("how", ["changed", "unsigned", "made up"])
def test_a_forged_ticket(visitor: Actor, token: tuple[str, str], chance: random.Random, how: str) -> None:
    forged = {"changed": altered(token[1], chance), "unsigned": unsigned(token[1]), "made up": "nothing"}[how]
    if forged is None:
        raise NotTestable("tickets of this target are no JSON web tokens")

    refused(redeem(visitor, forged), 400, "ticket_invalid_code")
    not_signed_in(visitor.clients.read())


@proves(ticket.NOBODY)
def test_the_ticket_of_nobody(visitor: Actor, target: Target) -> None:
    gone = target.provided_member()
    given = str(target.sign_in_token(gone.user_id)["token"])
    target.means.dispose("user", gone.user_id)

    refused(redeem(visitor, given), range(400, 500))
    not_signed_in(visitor.clients.read())


@proves(ticket.UNNAMED)
def test_a_ticket_without_its_strategy(visitor: Actor, token: tuple[str, str]) -> None:
    visitor.sign_ins.create(ticket=token[1])

    not_signed_in(visitor.clients.read())
    succeeded(redeem(visitor, token[1]))


@proves(ticket.WRONG_PLACE)
def test_a_sign_in_token_in_a_sign_up(visitor: Actor, target: Target, token: tuple[str, str]) -> None:
    newcomer = {name: value for name, value in target.newcomer().items() if name != "email_address"}

    answer = visitor.sign_ups.create(**newcomer, strategy="ticket", ticket=token[1])

    refused(answer, 400, "sign_in_token_not_in_sign_in_code")
    not_signed_in(visitor.clients.read())
