"""What an application keeps about a user in private."""

from fapi_conformance.errors import Deviation
from fapi_conformance.expect import succeeded
from fapi_conformance.plugin.journey import proves
from fapi_conformance.requirements import invariant
from fapi_conformance.target.target import Target


@proves(invariant.PRIVATE_METADATA)
def test_private_metadata_is_not_shown(target: Target) -> None:
    """Only a user who has some can show that it stays private."""
    secret = target.name()
    member = target.provided_member(private_metadata={"note": secret})

    answer = succeeded(member.actor.me.read())

    if secret in answer.content.decode(errors="replace"):
        raise Deviation(expected="nothing of the private metadata", got="its text", where="body")
