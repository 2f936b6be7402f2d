"""Members that tests stand on: how they are made, and brought past what an instance asks of everybody."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer, Json
from fapi_conformance.errors import NotTestable
from fapi_conformance.target import person as people
from fapi_conformance.target import second_factors
from fapi_conformance.target.capabilities import Capability
from fapi_conformance.target.identifications import wallet_strategy
from fapi_conformance.target.member import Member
from fapi_conformance.target.signing_in import Show, sign_in, sign_in_by_ticket
from fapi_conformance.target.signing_up import Signer, finish, sign_up

if TYPE_CHECKING:
    from fapi_conformance.target.target import Target

Way = Callable[[people.Person, Actor], Member]


def person(target: "Target", wants: Mapping[str, str | None]) -> people.Person:
    """Somebody new, with a wallet where the instance asks for one."""
    wallet = target.keyring.new().address if target.environment.attribute("web3_wallet").required else None
    address = wants.get("email_address") or target.address()
    return people.person(target.environment, address=address, wants={"web3_wallet": wallet, **wants})


def ways(target: "Target") -> list[Way]:
    """How members can be made here, best first: never empty."""
    by_itself, with_means = partial(by_sign_up, target), partial(by_means, target)
    if "user" not in target.kinds:
        return [by_itself]
    closed = target.environment.sign_up_mode not in {None, "public"}
    return [with_means] if closed else [by_itself, with_means]


def by_sign_up(target: "Target", wanted: people.Person, actor: Actor) -> Member:
    for kind in target.environment.proven_at_sign_up:
        if getattr(wanted, kind) is not None:
            target.codes.need(kind)
    user_id, session_id = sign_up(actor, wanted, codes=target.codes, signer=_signer(target))
    return _made(target, wanted, actor, user_id, session_id)


def by_means(target: "Target", wanted: people.Person, actor: Actor, **more: Json) -> Member:
    form = {name: value for name, value in wanted.form().items() if name != "legal_accepted"}
    user_id = str(target.means.provide("user", **form, **more)["id"])
    target.ledger.add(user_id, identifier=wanted.identifier(target.environment), password=wanted.password)
    session_id = signed_in(target, actor, user_id, wanted)
    target.ledger.held_by(user_id, actor)
    return _made(target, wanted, actor, user_id, session_id)


def finished(target: "Target", actor: Actor, answer: Answer, address: str) -> tuple[str, str]:
    """Complete a sign-up that somebody with that address has begun otherwise; the ids of user and session."""
    wanted = person(target, {"email_address": address})
    return finish(actor, answer, wanted, codes=target.codes, signer=_signer(target))


def signed_in(
    target: "Target", actor: Actor, user_id: str, who: Member | people.Person, *, show: Show | None = None
) -> str:
    """By what they type; where nothing of that signs anybody in, by a ticket of the application. The session's id."""
    reached = (who.email if isinstance(who, Member) else who.email_address, who.phone_number)
    if not target.typing_signs_in():
        ticket = str(target.sign_in_token(user_id)["token"])
        return sign_in_by_ticket(actor, ticket=ticket, codes=target.codes, reached=reached, show=show)
    identifier = who.identifier if isinstance(who, Member) else who.identifier(target.environment)
    return sign_in(actor, identifier=identifier, password=who.password, codes=target.codes, reached=reached, show=show)


def secured(target: "Target", member: Member) -> Member:
    """The member with an authenticator app and, where there are any, backup codes. It can sign in elsewhere."""
    if target.capabilities[Capability.AUTHENTICATOR_APP] is False:
        raise NotTestable("the instance has no authenticator apps")
    return member if member.authenticator else second_factors.with_authenticator(member)


def settled(target: "Target", member: Member) -> Member:
    """The member, with a second factor where the instance wants one of everybody."""
    if target.capabilities[Capability.SECOND_FACTOR_REQUIRED] is not True:
        return member
    if target.capabilities[Capability.AUTHENTICATOR_APP] is not False:
        return secured(target, member)
    second_factors.with_phone(target, member)
    return member


def _signer(target: "Target") -> Signer:
    return Signer(target.keyring, wallet_strategy(target))


def _made(target: "Target", wanted: people.Person, actor: Actor, user_id: str, session_id: str) -> Member:
    return Member(
        user_id=user_id,
        identifier=wanted.identifier(target.environment),
        email=wanted.email_address or "",
        phone_number=wanted.phone_number,
        username=wanted.username,
        password=wanted.password,
        first_name=wanted.first_name,
        last_name=wanted.last_name,
        actor=actor,
        session_id=session_id,
    )
