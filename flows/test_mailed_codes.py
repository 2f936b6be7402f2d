"""An address outside of test mode: its code is sent there, and only there."""

import pytest

from fapi_conformance.client.exchange import Answer, Json
from fapi_conformance.errors import NotTestable
from fapi_conformance.expect import equals, refused
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import mailed_code
from fapi_conformance.target.identifications import EMAIL, Identification, added
from fapi_conformance.target.member import Member
from fapi_conformance.target.refusals import accepted
from fapi_conformance.target.target import Target


@pytest.fixture
def address(target: Target, member: Member) -> Identification:
    """One more address of the member's, which no test mode knows."""
    return added(target, member.actor, EMAIL, value=target.mail_address())


def send(address: Identification) -> Answer:
    return accepted(address.actor, address.area.prepare(address.id, strategy=EMAIL.strategy), "the code, sent")


def values(body: Json) -> list[str]:
    """Every single value of a body, as text."""
    if isinstance(body, dict):
        return [text for one in body.values() for text in values(one)]
    if isinstance(body, list):
        return [text for one in body for text in values(one)]
    return [str(body)]


@proves(mailed_code.SENT, mailed_code.SECRET)
def test_the_code_that_arrives(target: Target, address: Identification) -> None:
    inbox = target.inbox(address.value)

    answer = send(address)
    code = inbox.code()
    with step(mailed_code.SECRET):
        assert code not in values(answer.json), "the answer has the code that was sent"
    with step(mailed_code.SENT):
        equals(address.area.attempt(address.id, code=code), verification__status="verified")


@proves(mailed_code.OLDER)
def test_the_code_that_was_lost_on_the_way(target: Target, address: Identification) -> None:
    """The person asks once more; then the first one turns up."""
    inbox = target.inbox(address.value)
    send(address)
    lost = inbox.code()
    send(address)
    if inbox.code() == lost:
        raise NotTestable("the same code was drawn twice")

    refused(address.area.attempt(address.id, code=lost), 422, "form_code_incorrect")


@proves(mailed_code.PUBLIC)
def test_the_public_code_is_for_test_addresses(target: Target, address: Identification) -> None:
    """By chance the code that was sent may be that one: once in a million times."""
    send(address)

    answer = address.area.attempt(address.id, code=target.public_code)

    refused(answer, (400, 403, 422))
    assert address.area.read(address.id).resource["verification"]["status"] != "verified", "it is verified"
