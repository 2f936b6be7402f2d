"""An attempt to sign in: started, its first factor prepared and proven."""

from dataclasses import replace

from fapi_conformance.client.exchange import Answer
from fapi_conformance.client.form import FormValue
from fapi_conformance.errors import NotTestable
from fapi_conformance.recipes.call import Call
from fapi_conformance.recipes.catalogue import recipe
from fapi_conformance.recipes.sessions import markers
from fapi_conformance.recipes.world import World
from fapi_conformance.target.capabilities import Capability
from fapi_conformance.target.refusals import accepted
from fapi_conformance.target.signing_in import CODES, kind


def _known(world: World) -> dict[str, FormValue]:
    """Who comes; nobody yet where people here are known by nothing that they could type."""
    typed = world.target.capabilities[Capability.IDENTIFIER] is not False
    return {"identifier": world.member.identifier} if typed else {}


def _open(world: World) -> tuple[Call, Answer]:
    actor = world.visitor()
    answer = accepted(actor, actor.sign_ins.create(**_known(world)), "a sign-in of a known person")
    path = {"sign_in_id": str(answer.resource["id"])}
    return Call(actor=actor, operation_id="getSignIn", path=path, markers=markers(world.member)), answer


@recipe("createSignIn")
def create_sign_in(world: World) -> Call:
    return Call(actor=world.visitor(), operation_id="createSignIn", form=_known(world))


@recipe("getSignIn")
def get_sign_in(world: World) -> Call:
    call, _ = _open(world)
    return call


@recipe("prepareSignInFactorOne")
def prepare_first_factor(world: World) -> Call:
    """By a code to the address or the number, whichever this member can use."""
    call, answer = _open(world)
    offered = answer.resource.get("supported_first_factors")
    for one in offered if isinstance(offered, list) else []:
        strategy = one.get("strategy") if isinstance(one, dict) else None
        if strategy in CODES:
            world.target.codes.need(kind(strategy))  # else a mail would be sent that nobody reads
            form = {"strategy": strategy, CODES[strategy]: one.get(CODES[strategy], ...)}
            return replace(call, operation_id="prepareSignInFactorOne", form=form)
    raise NotTestable("the member has no code to sign in by, which is needed to prepare a first factor")


@recipe("attemptSignInFactorOne", spends=True)
def attempt_first_factor(world: World) -> Call:
    """By password, which wants no preparation; by code where there is none."""
    if world.member.password is not None and world.target.capabilities[Capability.PASSWORD] is not False:
        call, _ = _open(world)
        form = {"strategy": "password", "password": world.member.password}
    else:
        call = prepare_first_factor.arrange(world)
        accepted(call.actor, call.send(), "the sign-in with its code prepared")
        strategy = str((call.form or {})["strategy"])
        to = {"email_address": world.member.email, "phone_number": world.member.phone_number}[kind(strategy)]
        form = {"strategy": strategy, "code": world.target.code_sent(to)}
    return replace(call, operation_id="attemptSignInFactorOne", form=form)
