"""Sessions of the client that asks."""

from fapi_conformance.recipes.call import Call
from fapi_conformance.recipes.catalogue import recipe
from fapi_conformance.recipes.world import World
from fapi_conformance.target.member import Member


def markers(member: Member) -> tuple[str, ...]:
    """What shows that an answer is about this person."""
    known_by = (member.email, member.phone_number, member.username)
    return tuple(text for text in (*known_by, member.first_name, member.last_name, member.user_id) if text)


def own(world: World, operation_id: str) -> Call:
    member = world.member
    path = {"session_id": member.session_id}
    return Call(actor=member.actor, operation_id=operation_id, path=path, markers=markers(member))


@recipe("getSession", signed_in=True)
def get_session(world: World) -> Call:
    return own(world, "getSession")


@recipe("touchSession", signed_in=True)
def touch_session(world: World) -> Call:
    return own(world, "touchSession").with_form({"intent": "focus"})


@recipe("createSessionToken", signed_in=True)
def create_session_token(world: World) -> Call:
    return own(world, "createSessionToken")


@recipe("createSessionTokenWithTemplate", signed_in=True)
def create_template_token(world: World) -> Call:
    call = own(world, "createSessionTokenWithTemplate")
    return call.at(template_name=world.target.template(claims={"purpose": "conformance"}))


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
