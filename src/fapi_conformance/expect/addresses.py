"""People whom an address stands for: that it is theirs has to be proven first, which no instance must ask for."""

from fapi_conformance.errors import NotTestable
from fapi_conformance.expect.answers import succeeded
from fapi_conformance.expect.look import at
from fapi_conformance.target.member import Member


def of_proven_address(member: Member) -> Member:
    """The member. NotTestable where their address is not verified, or they have none."""
    first = at(succeeded(member.actor.me.read()).resource, "email_addresses.0")
    same = str(at(first, "email_address")).lower() == member.email.lower()
    if not same or at(first, "verification.status") != "verified":
        raise NotTestable("members here have verified no address")
    return member
