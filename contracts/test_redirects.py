"""Addresses to be sent to, beside a request that leads nowhere: what is not used is not repeated either."""

from fapi_conformance.client.exchange import Intent
from fapi_conformance.contract import Operation
from fapi_conformance.contract.invalid import fields
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.plugin.journey import proves
from fapi_conformance.plugin.operations import every_operation
from fapi_conformance.recipes import RECIPES, World
from fapi_conformance.requirements import redirect

SCRIPT = "javascript:alert(document.cookie)"
NAMES = ("redirect_url", "action_complete_redirect_url")


def is_sent_somewhere(operation: Operation) -> bool:
    return operation.id in RECIPES and any(name in named(operation) for name in NAMES)


def named(operation: Operation) -> frozenset[str]:
    """The parameters that a body of the operation may have."""
    return frozenset(fields(operation).get("properties", ()))


@proves(redirect.UNUSED)
@every_operation(is_sent_somewhere)
def test_a_script_that_leads_nowhere(operation: Operation, world: World) -> None:
    call = RECIPES[operation.id](world)
    scripts = {name: SCRIPT for name in NAMES if name in named(operation) and name not in (call.form or {})}
    if not scripts:
        raise NotTestable("the request that is known uses the address, which is another story")

    answer = call.with_form({**(call.form or {}), **scripts}).send(operation, intent=Intent.OPEN)

    told = [answer.content.decode(errors="replace"), *(value for _, value in answer.headers)]
    if answer.status < 400 and any(SCRIPT in one for one in told):
        raise Deviation(expected="nothing of the script", got="it is repeated", where="the answer")
