"""Device trust: whether a right password on a client that nobody knows yet is enough.

No member of the environment tells (GAP-029): it is seen at a sign-in.
"""

from typing import TYPE_CHECKING

from fapi_conformance.errors import NotTestable, TransportFailure
from fapi_conformance.target.member import Member

if TYPE_CHECKING:
    from fapi_conformance.target.target import Target

ANSWERS = {"needs_client_trust": True, "complete": False}


def asks_for_trust(target: "Target", member: Member) -> bool | None:
    """None where the member's sign-in cannot show it: without a password, or with a second factor of their own."""
    if member.password is None or member.authenticator:
        return None
    try:
        actor = target.visitor("stranger's device")
        answer = actor.sign_ins.create(strategy="password", identifier=member.identifier, password=member.password)
    except (NotTestable, TransportFailure):
        return None
    status = answer.resource.get("status") if answer.ok and isinstance(answer.resource, dict) else None
    return ANSWERS.get(str(status))
