"""A session that is being verified anew: started, prepared, proven, by either factor."""

from fapi_conformance.client.exchange import Answer
from fapi_conformance.errors import NotTestable
from fapi_conformance.expect import factor
from fapi_conformance.recipes.call import Call
from fapi_conformance.recipes.catalogue import recipe
from fapi_conformance.recipes.sessions import own
from fapi_conformance.recipes.world import World
from fapi_conformance.target.capabilities import Capability
from fapi_conformance.target.refusals import accepted
from fapi_conformance.target.second_factors import next_code, with_phone

CODE = "email_code"


@recipe("startSessionReverification", signed_in=True)
def start_reverification(world: World) -> Call:
    return own(world, "startSessionReverification").with_form({"level": "first_factor"})


@recipe("prepareSessionReverificationFirstFactor", signed_in=True)
def prepare_first_factor(world: World) -> Call:
    world.needs(Capability.EMAIL_CODE, "to prepare a first factor")
    world.target.codes.need("email_address")  # else a mail would be sent that nobody reads
    started = _started(world)
    email = factor(started, CODE)
    form = {"strategy": CODE, "email_address_id": email.get("email_address_id", ...)}
    return own(world, "prepareSessionReverificationFirstFactor").with_form(form)


@recipe("attemptSessionReverificationFirstFactor", spends=True, signed_in=True)
def attempt_first_factor(world: World) -> Call:
    """By password, which wants no preparation; by code where there is none."""
    call = own(world, "attemptSessionReverificationFirstFactor")
    if world.member.password is not None and world.target.capabilities[Capability.PASSWORD] is not False:
        _started(world)
        return call.with_form({"strategy": "password", "password": world.member.password})
    prepared = prepare_first_factor.arrange(world)
    accepted(prepared.actor, prepared.send(), "the reverification with its code prepared")
    return call.with_form({"strategy": CODE, "code": world.target.code_sent(world.member.email)})


@recipe("prepareSessionReverificationSecondFactor", signed_in=True)
def prepare_second_factor(world: World) -> Call:
    world.needs(Capability.PHONE_SECOND_FACTOR, "to prepare a second factor")
    world.needs(Capability.PHONE_VERIFICATION, "to prove a phone number by code")
    world.target.codes.need("phone_number")
    number = with_phone(world.target, world.member)
    _started(world, "second_factor")
    form = {"strategy": "phone_code", "phone_number_id": number.id}
    return own(world, "prepareSessionReverificationSecondFactor").with_form(form)


@recipe("attemptSessionReverificationSecondFactor", spends=True, signed_in=True)
def attempt_second_factor(world: World) -> Call:
    app = world.secured.authenticator
    if app is None:
        raise NotTestable("the member has no authenticator app")
    _started(world, "second_factor")
    form = {"strategy": "totp", "code": next_code(world.target, app)}
    return own(world, "attemptSessionReverificationSecondFactor").with_form(form)


def _started(world: World, level: str = "first_factor") -> Answer:
    actor, session_id = world.member.actor, world.member.session_id
    return accepted(actor, actor.sessions.verify.start(session_id, level=level), "a reverification")
