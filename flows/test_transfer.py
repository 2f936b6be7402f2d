"""A transfer continues with what was proven elsewhere; where nothing was, there is nothing to continue."""

from fapi_conformance.client.actor import Actor
from fapi_conformance.expect import refused
from fapi_conformance.plugin.journey import proves
from fapi_conformance.requirements import transfer


@proves(transfer.TO_SIGN_UP)
def test_a_sign_up_of_nothing(visitor: Actor) -> None:
    refused(visitor.sign_ups.create(transfer=True), 400, "account_transfer_invalid")


@proves(transfer.TO_SIGN_IN)
def test_a_sign_in_of_nothing(visitor: Actor) -> None:
    refused(visitor.sign_ins.create(transfer=True), 400, "account_transfer_invalid")
