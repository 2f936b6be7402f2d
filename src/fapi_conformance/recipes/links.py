"""What leads into an account beside a code or a password: an email link, a ticket, a reset of the password."""

from urllib.parse import parse_qs, urlsplit

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Json
from fapi_conformance.expect import factor
from fapi_conformance.recipes.call import Call
from fapi_conformance.recipes.catalogue import recipe
from fapi_conformance.recipes.sessions import markers
from fapi_conformance.recipes.world import World
from fapi_conformance.target.capabilities import Capability
from fapi_conformance.target.member import Member
from fapi_conformance.target.refusals import accepted

LINK, RESET = "email_link", "reset_password_email_code"


def _prepared(actor: Actor, member: Member, strategy: str, **more: Json) -> str:
    """The id of a sign-in of that member whose factor of that strategy is on its way."""
    started = accepted(actor, actor.sign_ins.create(identifier=member.email), "a sign-in of a known person")
    sign_in_id, address = str(started.resource["id"]), factor(started, strategy).get("email_address_id", ...)
    prepared = actor.sign_ins.prepare_first_factor(sign_in_id, strategy=strategy, email_address_id=address, **more)
    accepted(actor, prepared, f"the sign-in with its {strategy} prepared")
    return sign_in_id


@recipe("verify", spends=True)
def verify(world: World) -> Call:
    world.needs(Capability.EMAIL_LINK, "to sign in by an email link")
    target, member = world.target, world.member
    inbox, actor = target.inbox(member.email), world.visitor()
    _prepared(actor, member, LINK, redirect_url=target.landing)
    return Call(actor=actor, operation_id="verify", query={"token": _parameter(inbox.link(), "token")})


@recipe("acceptTicket")
def accept_ticket(world: World) -> Call:
    """An invitation of somebody new."""
    world.needs(Capability.TICKETS, "to follow one")
    ticket = str(world.target.invitation(world.target.address())["ticket"])
    return Call(actor=world.visitor(), operation_id="acceptTicket", query={"ticket": ticket})


@recipe("resetPassword", spends=True)
def reset_password(world: World) -> Call:
    """By a member who is there for that alone: the password that everybody else knows of them is gone."""
    world.needs(Capability.RESET_EMAIL_CODE, "to reset a password by email code")
    world.target.codes.need("email_address")  # else a mail would be sent that nobody reads
    world.renew()
    member, actor = world.member, world.visitor()
    world.renew()
    sign_in_id = _prepared(actor, member, RESET)
    proven = actor.sign_ins.attempt_first_factor(sign_in_id, strategy=RESET, code=world.target.code_sent(member.email))
    accepted(actor, proven, "the sign-in with its reset code proven")
    return Call(
        actor=actor,
        operation_id="resetPassword",
        path={"sign_in_id": sign_in_id},
        form={"password": world.target.password()},
        markers=markers(member),
    )


def _parameter(url: str, name: str) -> str:
    return parse_qs(urlsplit(url).query).get(name, [""])[0]
