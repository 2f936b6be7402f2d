"""An attempt to sign in: started, its first factor prepared and proven."""

from fapi_conformance.client.exchange import Answer
from fapi_conformance.errors import NotTestable
from fapi_conformance.expect import factor
from fapi_conformance.recipes.call import Call
from fapi_conformance.recipes.catalogue import recipe
from fapi_conformance.recipes.sessions import markers
from fapi_conformance.recipes.world import World
from fapi_conformance.target.capabilities import Capability
from fapi_conformance.target.person import need_test_mode
from fapi_conformance.target.refusals import accepted

CODE = "email_code"


def _open(world: World) -> tuple[Call, Answer]:
    actor = world.visitor()
    answer = accepted(actor, actor.sign_ins.create(identifier=world.member.email), "a sign-in of a known person")
    path = {"sign_in_id": str(answer.resource["id"])}
    return Call(actor=actor, operation_id="getSignIn", path=path, markers=markers(world.member)), answer


@recipe("createSignIn")
def create_sign_in(world: World) -> Call:
    return Call(actor=world.visitor(), operation_id="createSignIn", form={"identifier": world.member.email})


@recipe("getSignIn")
def get_sign_in(world: World) -> Call:
    call, _ = _open(world)
    return call


@recipe("prepareSignInFactorOne")
def prepare_first_factor(world: World) -> Call:
    world.needs(Capability.EMAIL_CODE, "to prepare a first factor")
    need_test_mode(world.target.environment)  # else a mail would be sent that nobody reads
    call, answer = _open(world)
    email = factor(answer, CODE)
    form = {"strategy": CODE, "email_address_id": email.get("email_address_id", ...)}
    return Call(
        actor=call.actor, operation_id="prepareSignInFactorOne", path=call.path, form=form, markers=call.markers
    )


@recipe("attemptSignInFactorOne", spends=True)
def attempt_first_factor(world: World) -> Call:
    """By password, which wants no preparation; by code where there is none."""
    if world.member.password is not None and world.target.capabilities[Capability.PASSWORD] is not False:
        call, _ = _open(world)
        form = {"strategy": "password", "password": world.member.password}
    elif world.target.capabilities[Capability.EMAIL_CODE] is not False:
        call = prepare_first_factor.arrange(world)
        accepted(call.actor, call.send(), "the sign-in with its code prepared")
        form = {"strategy": CODE, "code": world.target.code}
    else:
        raise NotTestable("the instance has neither passwords nor email codes to sign in with")
    return Call(
        actor=call.actor, operation_id="attemptSignInFactorOne", path=call.path, form=form, markers=call.markers
    )
