"""Sessions of the client that asks."""

from fapi_conformance.client.exchange import Answer
from fapi_conformance.expect import factor
from fapi_conformance.recipes.call import Call
from fapi_conformance.recipes.catalogue import recipe
from fapi_conformance.recipes.world import World
from fapi_conformance.target.capabilities import Capability
from fapi_conformance.target.member import Member
from fapi_conformance.target.person import need_test_mode
from fapi_conformance.target.refusals import accepted

CODE = "email_code"


def markers(member: Member) -> tuple[str, ...]:
    """What shows that an answer is about this person."""
    known_by = (member.email, member.phone_number, member.username)
    return tuple(text for text in (*known_by, member.first_name, member.last_name, member.user_id) if text)


def _own(world: World, operation_id: str) -> Call:
    member = world.member
    path = {"session_id": member.session_id}
    return Call(actor=member.actor, operation_id=operation_id, path=path, markers=markers(member))


@recipe("getSession", signed_in=True)
def get_session(world: World) -> Call:
    return _own(world, "getSession")


@recipe("touchSession", signed_in=True)
def touch_session(world: World) -> Call:
    return _own(world, "touchSession").with_form({"intent": "focus"})


@recipe("createSessionToken", signed_in=True)
def create_session_token(world: World) -> Call:
    return _own(world, "createSessionToken")


@recipe("createSessionTokenWithTemplate", signed_in=True)
def create_template_token(world: World) -> Call:
    call = _own(world, "createSessionTokenWithTemplate")
    return call.at(template_name=world.target.template(claims={"purpose": "conformance"}))


@recipe("startSessionReverification", signed_in=True)
def start_reverification(world: World) -> Call:
    return _own(world, "startSessionReverification").with_form({"level": "first_factor"})


@recipe("prepareSessionReverificationFirstFactor", signed_in=True)
def prepare_first_factor(world: World) -> Call:
    world.needs(Capability.EMAIL_CODE, "to prepare a first factor")
    need_test_mode(world.target.environment)  # else a mail would be sent that nobody reads
    started = _started(world)
    email = factor(started, CODE)
    form = {"strategy": CODE, "email_address_id": email.get("email_address_id", ...)}
    return _own(world, "prepareSessionReverificationFirstFactor").with_form(form)


@recipe("attemptSessionReverificationFirstFactor", spends=True, signed_in=True)
def attempt_first_factor(world: World) -> Call:
    """By password, which wants no preparation; by code where there is none."""
    call = _own(world, "attemptSessionReverificationFirstFactor")
    if world.member.password is not None and world.target.capabilities[Capability.PASSWORD] is not False:
        _started(world)
        return call.with_form({"strategy": "password", "password": world.member.password})
    prepared = prepare_first_factor.arrange(world)
    accepted(prepared.actor, prepared.send(), "the reverification with its code prepared")
    return call.with_form({"strategy": CODE, "code": world.target.code})


def _started(world: World) -> Answer:
    actor, session_id = world.member.actor, world.member.session_id
    answer = actor.sessions.verify.start(session_id, level="first_factor")
    return accepted(actor, answer, "a reverification")


@recipe("removeSession", spends=True, signed_in=True)
def remove_session(world: World) -> Call:
    actor, session_id = world.elsewhere()
    path = {"session_id": session_id}
    return Call(actor=actor, operation_id="removeSession", path=path, markers=markers(world.member))


@recipe("endSession", spends=True, signed_in=True)
def end_session(world: World) -> Call:
    actor, session_id = world.elsewhere()
    path = {"session_id": session_id}
    return Call(actor=actor, operation_id="endSession", path=path, markers=markers(world.member))


@recipe("removeClientSessionsAndRetainCookie", spends=True)
def sign_out_everywhere(world: World) -> Call:
    """Not among those that must refuse who is signed out: there is nothing to remove, and nothing is lost."""
    actor, _ = world.elsewhere()
    return Call(actor=actor, operation_id="removeClientSessionsAndRetainCookie")
