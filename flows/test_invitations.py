"""Somebody is invited: the link, the sign-up, and what an invitation is no good for."""

from collections.abc import Mapping

import pytest

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Intent, Json
from fapi_conformance.expect import (
    complete,
    equals,
    excludes,
    keeps_query,
    landed,
    landing,
    refused,
    signed_in,
    succeeded,
    tells,
)
from fapi_conformance.expect.addresses import only_as_invited
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import ticket
from fapi_conformance.target.target import Target

A_YEAR = 366 * 24 * 3600
"""Seconds; an invitation lives a month unless it is said otherwise (GAP-032)."""
ELSEWHERE = "https://elsewhere.example/landing"


@pytest.fixture
def address(target: Target) -> str:
    return target.address()


@pytest.fixture
def invitation(target: Target, address: str) -> Mapping[str, Json]:
    return target.invitation(address, public_metadata={"invited": "yes"})


@proves(ticket.INVITED, ticket.INVITED_USER, ticket.METADATA, ticket.ACCEPTED)
def test_an_invited_stranger_signs_up(
    visitor: Actor, target: Target, address: str, invitation: Mapping[str, Json]
) -> None:
    answer = target.redeem(visitor, str(invitation["ticket"]))
    with step(ticket.INVITED):
        equals(succeeded(answer), email_address=address)
        excludes(answer, "unverified_fields", "email_address")
    with step(ticket.INVITED_USER):
        signed_in(visitor.clients.read(), complete(answer))
        user = visitor.me.read()
        equals(user, email_addresses__0__email_address=address, email_addresses__0__verification__status="verified")
    with step(ticket.METADATA):
        equals(visitor.me.read(), public_metadata={"invited": "yes"})

    again = target.redeem(target.visitor("second client"), str(invitation["ticket"]))
    with step(ticket.ACCEPTED):
        refused(again, 400, ("invitation_already_accepted", "invitation_account_exists"))


@proves(ticket.OTHER_ADDRESS)
def test_another_address_than_the_invited_one(
    visitor: Actor, target: Target, address: str, invitation: Mapping[str, Json]
) -> None:
    answer = target.redeem(visitor, str(invitation["ticket"]), email_address=target.address())

    only_as_invited(answer, address)


@proves(ticket.INVITATION_REVOKED)
def test_a_revoked_invitation(visitor: Actor, target: Target, invitation: Mapping[str, Json]) -> None:
    target.means.dispose("invitation", str(invitation["id"]))
    visitor.mailed.accept(str(invitation["url"]))

    answer = target.redeem(visitor, str(invitation["ticket"]))

    refused(answer, 400, "revoked_invitation")


@proves(ticket.INVITATION_EXPIRED)
def test_an_expired_invitation(visitor: Actor, target: Target, invitation: Mapping[str, Json]) -> None:
    target.means.age(str(invitation["id"]), A_YEAR)

    answer = target.redeem(visitor, str(invitation["ticket"]))

    refused(answer, 400, "ticket_expired_code")


@proves(ticket.LINK, ticket.LINK_STATUS, ticket.LINK_QUERY)
def test_the_link_of_an_invitation(
    visitor: Actor, target: Target, address: str, invitation: Mapping[str, Json]
) -> None:
    """Following it uses nothing up: the ticket that it brings is good for the sign-up."""
    opened = visitor.mailed.accept(str(invitation["url"]))

    with step(ticket.LINK):
        brought = landed(opened, target.landing).get("__clerk_ticket")
        assert brought, f"no __clerk_ticket in {landing(opened)}"
        equals(succeeded(target.redeem(visitor, brought)), email_address=address)
    with step(ticket.LINK_STATUS):
        tells(opened, target.landing, status="sign_up")
    with step(ticket.LINK_QUERY):
        keeps_query(opened, target.landing)


@proves(ticket.LINK_TARGET)
def test_a_ticket_is_not_led_elsewhere(visitor: Actor, invitation: Mapping[str, Json]) -> None:
    opened = visitor.mailed.accept(f"{invitation['url']}&redirect_url={ELSEWHERE}", intent=Intent.OPEN)

    where = landing(opened) or ""
    assert not where.startswith(ELSEWHERE), f"led to {where}"


@proves(ticket.LINK_UNREADABLE)
def test_the_link_of_no_ticket(visitor: Actor) -> None:
    opened = visitor.mailed.accept("?ticket=nothing", intent=Intent.OPEN)

    refused(opened, (400, 404))
    assert landing(opened) is None
