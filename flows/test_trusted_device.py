"""Somebody claims to come by a device that the account trusts, and no such device was ever enrolled."""

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.client.form import FormValue
from fapi_conformance.devices.passkeys import encoded
from fapi_conformance.errors import Deviation
from fapi_conformance.expect import not_signed_in
from fapi_conformance.expect.look import at, outcome
from fapi_conformance.plugin.journey import proves
from fapi_conformance.recipes.refusals import ANY_REFUSAL
from fapi_conformance.requirements import trusted_device
from fapi_conformance.target.member import Member
from fapi_conformance.target.refusals import accepted

STRATEGY = "trusted_device"
MADE_UP = "td_fapiconformance000000000001"
ALGORITHMS = ("ES256", "none", "HS256")


def declined(answer: Answer) -> None:
    if answer.status not in ANY_REFUSAL:
        raise Deviation(expected="a refusal", got=outcome(answer), where="status")


@proves(trusted_device.NOT_ENROLLED)
def test_a_device_that_nobody_enrolled(member: Member, visitor: Actor) -> None:
    declined(visitor.sign_ins.create(strategy=STRATEGY, trusted_device_id=MADE_UP, intent=Intent.INVALID))

    answer = accepted(visitor, visitor.sign_ins.create(identifier=member.identifier), "a sign-in of a known person")
    sign_in_id = str(at(answer.resource, "id"))
    for algorithm in ALGORITHMS:
        said: dict[str, FormValue] = {
            "trusted_device_id": MADE_UP,
            "client_data": encoded(b'{"challenge":"AAAA"}'),
            "signature": encoded(bytes(64)),
            "algorithm": algorithm,
        }
        declined(visitor.sign_ins.attempt_first_factor(sign_in_id, strategy=STRATEGY, intent=Intent.INVALID, **said))
    not_signed_in(visitor.clients.read())
