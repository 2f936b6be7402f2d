"""Signing in by passkey, with and without an identifier; and what signs nobody in."""

from collections.abc import Callable

import pytest

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.devices import Passkeys, cose
from fapi_conformance.devices.passkeys import CREATE, Wrong, challenge_of, options_of, requires_verification
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect import equals, factor, not_signed_in, outlived, present, proven, refused, succeeded
from fapi_conformance.expect.in_time import in_time
from fapi_conformance.expect.look import at, outcome
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.recipes.refusals import ANY_REFUSAL
from fapi_conformance.requirements import passkey_sign_in as sign_in
from fapi_conformance.target.member import Member
from fapi_conformance.target.passkeys import (
    Passkey,
    arranging,
    asked,
    asked_by_name,
    begun,
    device,
    enrolled,
    nonce,
)
from fapi_conformance.target.target import Target
from fapi_conformance.verdict.requirement import Requirement

ENOUGH_BYTES = 16
ANOTHER_SITE = "https://evil.test"
ANOTHER_PARTY = "evil.test"
FIRST = "first_factor_verification"


@pytest.fixture
def held(member: Member, target: Target) -> Passkey:
    """A passkey of the member."""
    with arranging():
        return enrolled(target, member.actor)


def attempt(actor: Actor, sign_in_id: str, credential: str, *, intent: Intent = Intent.INVALID) -> Answer:
    return actor.sign_ins.attempt_first_factor(
        sign_in_id, strategy="passkey", public_key_credential=credential, intent=intent
    )


def right(actor: Actor, sign_in_id: str, credential: str) -> Answer:
    return attempt(actor, sign_in_id, credential, intent=Intent.VALID)


def whose(answer: Answer) -> str | None:
    """The user of the session that a sign-in has made; None where it made none, or its user is not told there."""
    made, sessions = at(answer.resource, "created_session_id"), at(answer.client, "sessions")
    mine = [one for one in sessions if at(one, "id") == made] if isinstance(sessions, list) else []
    told = [at(one, where) for one in mine for where in ("user.id", "public_user_data.user_id")]
    return next((user for user in told if isinstance(user, str)), None)


def enters(answer: Answer, member: Member) -> None:
    """The first factor is proven; where that was enough, it is this member who is signed in."""
    proven(answer, "passkey")
    if at(answer.resource, "status") == "complete" and whose(answer) not in (None, member.user_id):
        raise Deviation(expected="a session of whose key it is", got="another session", where="$.client.sessions[]")


def enters_not(actor: Actor, answer: Answer) -> Answer:
    """Refused in whatever words, and nobody is signed in."""
    if answer.status not in ANY_REFUSAL:
        raise Deviation(expected="a refusal", got=outcome(answer), where="status")
    not_signed_in(actor.clients.read())
    return answer


def tried(target: Target, held: Passkey, wrong: Wrong, *, by: Passkeys | None = None) -> Answer:
    """A sign-in on a new client, and a proof that is wrong in this one thing."""
    visitor = target.visitor()
    with arranging():
        sign_in_id, options = asked(visitor)
        credential = (by or held.device).sign(options, wrong)
    return enters_not(visitor, attempt(visitor, sign_in_id, credential))


@proves(sign_in.ASKED, sign_in.NAMELESS, sign_in.CHALLENGE)
def test_a_browser_is_told_what_to_sign(held: Passkey, target: Target) -> None:  # noqa: ARG001
    visitor = target.visitor()
    answer = visitor.sign_ins.create(strategy="passkey")
    with step(sign_in.ASKED):
        succeeded(answer)
        equals(answer, first_factor_verification__status="unverified", first_factor_verification__strategy="passkey")
        assert challenge_of(nonce(answer, FIRST)), "the challenge is empty"
    with step(sign_in.NAMELESS):
        assert not options_of(nonce(answer, FIRST)).get("allowCredentials"), (
            "the options name credentials of somebody who is not known yet"
        )
    with step(sign_in.CHALLENGE):
        options_of_all = [nonce(answer, FIRST), *(asked(visitor)[1] for _ in range(4))]
        challenges = [challenge_of(one) for one in options_of_all]
        assert len(set(challenges)) == len(challenges), "a challenge comes twice"
        shortest = min(map(len, challenges))
        assert shortest >= ENOUGH_BYTES, f"a challenge has {shortest} bytes"


@proves(sign_in.RIGHT, sign_in.USED, sign_in.REPLAYED)
def test_without_an_identifier(held: Passkey, member: Member, target: Target) -> None:
    visitor = target.visitor()
    with arranging():
        sign_in_id, options = asked(visitor)
        credential = held.device.sign(options)
    answer = right(visitor, sign_in_id, credential)
    with step(sign_in.RIGHT):
        enters(answer, member)
    with step(sign_in.USED):
        present(member.actor.me.passkeys.read(held.id), "last_used_at")
    with step(sign_in.REPLAYED):
        another = target.visitor()
        with arranging():
            sign_in_id, _ = asked(another)
        enters_not(another, attempt(another, sign_in_id, credential))


@proves(sign_in.OFFERED, sign_in.BY_IDENTIFIER, sign_in.WITH_IDENTIFIER)
def test_with_an_identifier(held: Passkey, member: Member, target: Target) -> None:
    visitor = target.visitor()
    with step(sign_in.OFFERED):
        factor(succeeded(visitor.sign_ins.create(identifier=member.identifier)), "passkey")
    with step(sign_in.BY_IDENTIFIER):
        sign_in_id, options = asked_by_name(visitor, member.identifier)
        enters(right(visitor, sign_in_id, held.device.sign(options)), member)
    with step(sign_in.WITH_IDENTIFIER):
        another = target.visitor()
        form = {"strategy": "passkey", "identifier": member.identifier}
        refused(another.sign_ins.create(**form, intent=Intent.INVALID), ANY_REFUSAL)


@proves(sign_in.NOT_OFFERED, sign_in.NONE_THERE)
def test_who_has_none(member: Member, visitor: Actor) -> None:
    answer = succeeded(visitor.sign_ins.create(identifier=member.identifier))
    with step(sign_in.NOT_OFFERED):
        supported = at(answer.resource, "supported_first_factors")
        offered = [at(one, "strategy") for one in supported] if isinstance(supported, list) else []
        assert "passkey" not in offered, "a passkey is offered, and there is none"
    with step(sign_in.NONE_THERE):
        sign_in_id = str(at(answer.resource, "id"))
        prepared = visitor.sign_ins.prepare_first_factor(sign_in_id, strategy="passkey", intent=Intent.INVALID)
        refused(prepared, ANY_REFUSAL)


@proves(sign_in.FOR_BOTH)
def test_it_stands_for_both_factors(secured: Member, target: Target, visitor: Actor) -> None:
    with arranging():
        held = enrolled(target, secured.actor)
        sign_in_id, options = asked(visitor)

    answer = right(visitor, sign_in_id, held.device.sign(options))

    proven(answer, "passkey")
    equals(answer, status="complete")


@proves(sign_in.FOR_ONE)
def test_it_stands_for_one_factor(secured: Member, target: Target, visitor: Actor) -> None:
    with arranging():
        held = enrolled(target, secured.actor)
        sign_in_id, options = asked(visitor)

    answer = right(visitor, sign_in_id, held.device.sign(options))

    equals(proven(answer, "passkey"), status="needs_second_factor")
    not_signed_in(visitor.clients.read())


@proves(sign_in.OTHER_CHALLENGE)
def test_a_proof_for_something_else(held: Passkey, member: Member, target: Target) -> None:
    with arranging():
        _, of_another = asked(target.visitor())
    answers = [of_another]
    verify = member.actor.sessions.verify
    if verify.start(member.session_id, level="first_factor").ok:
        prepared = verify.prepare_first_factor(member.session_id, strategy="passkey", intent=Intent.OPEN)
        answers += [nonce(prepared, FIRST)] if prepared.ok else []

    for other in answers:
        visitor = target.visitor()
        with arranging():
            sign_in_id, _ = asked(visitor)
        enters_not(visitor, attempt(visitor, sign_in_id, held.device.sign(other)))


@proves(sign_in.EXPIRED)
def test_too_late(held: Passkey, visitor: Actor, target: Target) -> None:
    answer = visitor.sign_ins.create(strategy="passkey")
    with arranging():
        credential = held.device.sign(nonce(succeeded(answer), FIRST))
    sign_in_id = str(at(answer.resource, "id"))
    target.means.age(sign_in_id, outlived(answer, FIRST))

    enters_not(visitor, attempt(visitor, sign_in_id, credential))


@proves(sign_in.UNPREPARED)
def test_nobody_asked(held: Passkey, member: Member, visitor: Actor, target: Target) -> None:
    with arranging():
        _, other = asked(target.visitor())
        credential = held.device.sign(other)
        answer = succeeded(visitor.sign_ins.create(identifier=member.identifier))

    enters_not(visitor, attempt(visitor, str(at(answer.resource, "id")), credential))


LIES: tuple[tuple[Requirement, Wrong], ...] = (
    (sign_in.WRONG_ORIGIN, Wrong(origin=ANOTHER_SITE)),
    (sign_in.CROSS_ORIGIN, Wrong(extended={"crossOrigin": True, "topOrigin": ANOTHER_SITE})),
    (sign_in.WRONG_TYPE, Wrong(kind=CREATE)),
    (sign_in.WRONG_PARTY, Wrong(rp_id=ANOTHER_PARTY)),
    (sign_in.NOBODY_THERE, Wrong(absent=True, unverified=True)),
    (sign_in.TAMPERED, Wrong(tampered=True)),
    (sign_in.FOREIGN_KEY, Wrong(signer=cose.key_for(cose.ES256))),
    (sign_in.UNKNOWN, Wrong(credential_id=bytes(range(32)))),
)
CODES: dict[str, tuple[Requirement, int, str]] = {
    sign_in.TAMPERED.id: (sign_in.FAILURE_CODE, 400, "passkey_authentication_failure"),
    sign_in.UNKNOWN.id: (sign_in.UNKNOWN_CODE, 404, "passkey_not_registered"),
}


@proves(*(requirement for requirement, _ in LIES), *(code for code, _, _ in CODES.values()), sign_in.NOT_VERIFIED)
def test_what_no_device_would_sign(held: Passkey, target: Target) -> None:
    for requirement, wrong in LIES:
        answer: Answer | None = None
        with step(requirement):
            answer = tried(target, held, wrong)
        if answer is not None and requirement.id in CODES:
            by_code, status, code = CODES[requirement.id]
            with step(by_code):
                if "user_locked" in answer.codes:
                    raise NotTestable("the account was locked first", remedy="allow more failures before a lockout")
                refused(answer, status, code)
    with step(sign_in.NOT_VERIFIED):
        with arranging():
            _, options = asked(target.visitor())
        if not requires_verification(options):
            raise NotTestable("the options do not require that the user is verified")
        tried(target, held, Wrong(unverified=True))


@proves(sign_in.COUNTER)
def test_a_counter_that_goes_back(held: Passkey, visitor: Actor, target: Target) -> None:
    with arranging():
        sign_in_id, options = asked(visitor)
        succeeded(right(visitor, sign_in_id, held.device.sign(options, Wrong(counter=7))))

    tried(target, held, Wrong(counter=6))


@proves(sign_in.OTHER_OWNER, sign_in.SOMEBODY_ELSE)
def test_in_the_name_of_somebody_else(
    held: Passkey, member: Member, new_member: Callable[..., Member], target: Target
) -> None:
    """One's own passkey is genuine: it may sign its owner in, and nobody else."""
    other = new_member()
    with arranging():
        foreign = enrolled(target, other.actor)
    mine, theirs = foreign.device, held.device.held[0]

    def not_as_the_member(answer: Answer) -> None:
        if answer.ok and whose(answer) == member.user_id:
            raise Deviation(expected="nobody, or whose key it is", got="the other one", where="$.client.sessions[]")
        if not answer.ok and answer.status not in ANY_REFUSAL:
            raise Deviation(expected="a refusal", got=outcome(answer), where="status")

    with step(sign_in.OTHER_OWNER):
        visitor = target.visitor()
        with arranging():
            sign_in_id, options = asked(visitor)
        not_as_the_member(attempt(visitor, sign_in_id, mine.sign(options, Wrong(handle=theirs.handle))))
    with step(sign_in.SOMEBODY_ELSE):
        visitor = target.visitor()
        with arranging():
            sign_in_id, options = asked_by_name(visitor, member.identifier)
        not_as_the_member(attempt(visitor, sign_in_id, mine.sign(options, held=mine.held[0])))


@proves(sign_in.UNFINISHED, sign_in.DELETED)
def test_one_that_is_not_there(held: Passkey, member: Member, target: Target) -> None:
    with step(sign_in.UNFINISHED):
        unfinished = device(target, member.actor)
        with arranging():
            one = begun(member.actor)
            credential = unfinished.create(one.nonce, Wrong(absent=True, unverified=True))
        if member.actor.me.passkeys.attempt(one.id, public_key_credential=credential, intent=Intent.OPEN).ok:
            raise NotTestable("the credential was taken")
        tried(target, held, Wrong(), by=unfinished)
    with step(sign_in.DELETED):
        if not member.actor.me.passkeys.delete(held.id).ok:
            raise NotTestable("the passkey could not be deleted")
        tried(target, held, Wrong())


@proves(sign_in.ACCOUNT_GONE)
def test_its_account_is_gone(held: Passkey, member: Member, target: Target) -> None:
    if not member.actor.me.delete().ok:
        raise NotTestable("the account could not be deleted")

    in_time(lambda: tried(target, held, Wrong()), target.settles)
