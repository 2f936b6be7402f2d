"""An attempt to sign up: started, told more, verified."""

from dataclasses import replace

from fapi_conformance.client.form import FormValue
from fapi_conformance.errors import NotTestable
from fapi_conformance.recipes.call import Call
from fapi_conformance.recipes.catalogue import recipe
from fapi_conformance.recipes.world import World
from fapi_conformance.target.capabilities import Capability
from fapi_conformance.target.refusals import accepted
from fapi_conformance.target.signing_up import STRATEGIES
from fapi_conformance.target.target import Target


def _form(target: Target, **more: FormValue) -> dict[str, FormValue]:
    """As little as starts one: the rest stays missing, so that the attempt stays open."""
    return {**target.identifier(), **more}


def _open(world: World, **more: FormValue) -> Call:
    """The reading of a sign-up that was begun, by whoever began it."""
    actor, form = world.visitor(), _form(world.target)
    answer = accepted(actor, actor.sign_ups.create(**form, **more), "a sign-up")
    if answer.resource.get("status") == "complete":
        raise NotTestable("a sign-up here is complete with an identifier alone, so that none stays open")
    path = {"sign_up_id": str(answer.resource["id"])}
    markers = tuple(map(str, form.values()))
    return Call(actor=actor, operation_id="getSignUps", path=path, markers=markers)


def _needs_open_doors(world: World) -> None:
    if world.target.environment.sign_up_mode not in (None, "public"):
        raise NotTestable("not everybody may sign up here", remedy="open the instance for sign-ups")


def _strategy(world: World) -> str:
    """That by which a sign-up proves the identifier that people here are known by."""
    _needs_open_doors(world)
    world.needs(Capability.SIGN_UP_VERIFIES, "to verify what a sign-up is begun with")
    for kind in _form(world.target):
        if kind in STRATEGIES:
            world.target.codes.need(kind)  # else a mail would be sent that nobody reads
            return STRATEGIES[kind]
    raise NotTestable("people here are known by nothing that a code could prove")


@recipe("createSignUps")
def create_sign_up(world: World) -> Call:
    _needs_open_doors(world)
    return Call(actor=world.visitor(), operation_id="createSignUps", form=_form(world.target))


@recipe("getSignUps")
def get_sign_up(world: World) -> Call:
    _needs_open_doors(world)
    return _open(world)


@recipe("updateSignUps")
def update_sign_up(world: World) -> Call:
    """Another identifier for the same attempt: every instance that takes one takes that."""
    _needs_open_doors(world)
    call, form = _open(world), _form(world.target)
    markers = (*call.markers, *map(str, form.values()))
    return replace(call, operation_id="updateSignUps", form=form, markers=markers)


@recipe("prepareSignUpsVerification")
def prepare_verification(world: World) -> Call:
    form = {"strategy": _strategy(world)}
    return replace(_open(world), operation_id="prepareSignUpsVerification", form=form)


@recipe("attemptSignUpsVerification", spends=True)
def attempt_verification(world: World) -> Call:
    strategy = _strategy(world)
    call = _open(world, strategy=strategy)
    form = {"strategy": strategy, "code": world.target.code_sent(call.markers[0])}
    return replace(call, operation_id="attemptSignUpsVerification", form=form)
