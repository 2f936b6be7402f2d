"""Somebody tries passwords until the account is locked; the member waits."""

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer
from fapi_conformance.errors import NotTestable
from fapi_conformance.expect import not_signed_in, proven, refused
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import recovery
from fapi_conformance.target.member import Member
from fapi_conformance.target.target import Target


def attempt(actor: Actor, member: Member, password: str | None) -> Answer:
    return actor.sign_ins.create(identifier=member.identifier, password=password)


def limit(target: Target) -> int:
    """The failures that lock, which the capability presupposes to be told."""
    return target.environment.lockout_attempts or 0


def lock(target: Target, actor: Actor, member: Member) -> None:
    """As many wrong passwords as the environment says; one of them, or the next try, is the first 403 (AUTH-363)."""
    for _ in range(limit(target)):
        attempt(actor, member, target.password())


@proves(recovery.LOCKED, recovery.ANY_CLIENT)
def test_too_many_wrong_passwords(visitor: Actor, member: Member, target: Target) -> None:
    lock(target, visitor, member)

    answer = attempt(visitor, member, member.password)
    with step(recovery.LOCKED):
        refused(answer, 403, "user_locked")
        not_signed_in(visitor.clients.read())

    other = target.visitor("another client")
    elsewhere = attempt(other, member, member.password)
    with step(recovery.ANY_CLIENT):
        refused(elsewhere, 403, "user_locked")
        not_signed_in(other.clients.read())


@proves(recovery.OVER)
def test_a_lock_is_over_some_time(visitor: Actor, member: Member, target: Target) -> None:
    minutes = target.environment.lockout_minutes
    if not minutes:
        raise NotTestable("the environment does not say how long an account is locked")
    lock(target, visitor, member)
    refused(attempt(visitor, member, member.password), 403, "user_locked")
    target.means.age(member.user_id, minutes * 60 + 60)

    proven(attempt(visitor, member, member.password), "password")


@proves(recovery.FORGOTTEN)
def test_a_right_password_between_wrong_ones(member: Member, target: Target) -> None:
    for round_ in ("first", "second"):
        actor = target.visitor(f"{round_} round")
        for _ in range(limit(target) - 1):
            attempt(actor, member, target.password())
        proven(attempt(actor, member, member.password), "password")
