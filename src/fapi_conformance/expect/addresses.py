"""Whom an address stands for: that it is theirs has to be proven first, by a code or by an invitation to it."""

from fapi_conformance.client.exchange import Answer
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect.answers import refused, succeeded
from fapi_conformance.expect.attempts import is_complete
from fapi_conformance.expect.look import at, say
from fapi_conformance.target.member import Member


def of_proven_address(member: Member) -> Member:
    """The member. NotTestable where their address is not verified, or they have none."""
    first = at(succeeded(member.actor.me.read()).resource, "email_addresses.0")
    same = str(at(first, "email_address")).lower() == member.email.lower()
    if not same or at(first, "verification.status") != "verified":
        raise NotTestable("members here have verified no address")
    return member


def only_as_invited(answer: Answer, address: str) -> None:
    """A sign-up by an invitation that names another address: refused, for the invited one, or with nothing proven.

    Somebody may sign up with an address of their own; but nothing of the invitation proves that one.
    """
    if not answer.ok:
        refused(answer, (400, 403, 422))
        return
    found = at(answer.resource, "email_address")
    proven = is_complete(answer) or at(answer.resource, "verifications.email_address.status") == "verified"
    if found != address and proven:
        wanted = f"{say(address)}, or an address that is not proven"
        raise Deviation(expected=wanted, got=say(found), where="$.response.email_address")
