"""An attempt to sign up: started, told more, verified."""

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.form import FormValue
from fapi_conformance.errors import NotTestable
from fapi_conformance.recipes.call import Call
from fapi_conformance.recipes.catalogue import recipe
from fapi_conformance.recipes.world import World
from fapi_conformance.target.capabilities import Capability
from fapi_conformance.target.person import need_test_mode
from fapi_conformance.target.refusals import accepted
from fapi_conformance.target.target import Target

STRATEGY = "email_code"


def _form(target: Target, **more: FormValue) -> dict[str, FormValue]:
    """As little as starts one: the rest stays missing, so that the attempt stays open."""
    return {"email_address": target.address(), **more}


def _open(world: World, **more: FormValue) -> tuple[Actor, Call]:
    actor = world.visitor()
    form = _form(world.target, **more)
    answer = accepted(actor, actor.sign_ups.create(**form), "a sign-up")
    path = {"sign_up_id": str(answer.resource["id"])}
    return actor, Call(actor=actor, operation_id="getSignUps", path=path, markers=(str(form["email_address"]),))


def _needs_open_doors(world: World) -> None:
    if world.target.environment.sign_up_mode not in (None, "public"):
        raise NotTestable("not everybody may sign up here", remedy="open the instance for sign-ups")


@recipe("createSignUps")
def create_sign_up(world: World) -> Call:
    _needs_open_doors(world)
    return Call(actor=world.visitor(), operation_id="createSignUps", form=_form(world.target))


@recipe("getSignUps")
def get_sign_up(world: World) -> Call:
    _needs_open_doors(world)
    _, call = _open(world)
    return call


@recipe("updateSignUps")
def update_sign_up(world: World) -> Call:
    """Another address for the same attempt: every instance that takes addresses takes that."""
    _needs_open_doors(world)
    actor, call = _open(world)
    form = _form(world.target)
    markers = (*call.markers, str(form["email_address"]))
    return Call(actor=actor, operation_id="updateSignUps", path=call.path, form=form, markers=markers)


@recipe("prepareSignUpsVerification")
def prepare_verification(world: World) -> Call:
    world.needs(Capability.SIGN_UP_EMAIL_CODE, "to verify the address of a sign-up by code")
    need_test_mode(world.target.environment)  # else a mail would be sent that nobody reads
    actor, call = _open(world)
    form = {"strategy": STRATEGY}
    return Call(actor=actor, operation_id="prepareSignUpsVerification", path=call.path, form=form, markers=call.markers)


@recipe("attemptSignUpsVerification", spends=True)
def attempt_verification(world: World) -> Call:
    world.needs(Capability.SIGN_UP_EMAIL_CODE, "to verify the address of a sign-up by code")
    need_test_mode(world.target.environment)
    actor, call = _open(world, strategy=STRATEGY)
    form = {"strategy": STRATEGY, "code": world.target.code}
    return Call(actor=actor, operation_id="attemptSignUpsVerification", path=call.path, form=form, markers=call.markers)
