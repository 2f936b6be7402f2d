"""A member makes a passkey, names it, reads it, and does without it again; and what is not taken for one."""

import json
from collections.abc import Callable

import pytest

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer, Intent, Json
from fapi_conformance.devices import cose
from fapi_conformance.devices.passkeys import (
    GET,
    Wrong,
    algorithms_of,
    challenge_of,
    encoded,
    options_of,
    requires_verification,
)
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect import equals, outlived, present, refused, succeeded
from fapi_conformance.expect.look import at, outcome
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.recipes.refusals import ANY_REFUSAL
from fapi_conformance.requirements import passkey
from fapi_conformance.target.member import Member
from fapi_conformance.target.passkeys import Begun, Passkey, arranging, begun, device, enrolled
from fapi_conformance.target.target import Target
from fapi_conformance.verdict.requirement import Requirement

ENOUGH_BYTES = 16
ANOTHER_SITE = "https://evil.test"
ANOTHER_PARTY = "evil.test"
ANYTHING = {"clientDataJSON": "e30", "attestationObject": "oWNmbXRkbm9uZQ"}  # an object without anything in it
NONSENSE = (
    "{}",
    "passkey",
    "[1]",
    json.dumps({"type": "public-key", "id": "a", "rawId": "a", "response": {}}),
    json.dumps({"type": "public-key", "id": "AAAA", "rawId": "AAAA", "response": ANYTHING}),
)


def listed(member: Member) -> list[Json]:
    found = at(succeeded(member.actor.me.read()).resource, "passkeys")
    return found if isinstance(found, list) else []


def declined(answer: Answer) -> None:
    """Refused, in whatever words."""
    if answer.status not in ANY_REFUSAL:
        raise Deviation(expected="a refusal", got=outcome(answer), where="status")


def attempt(actor: Actor, one: Begun, credential: str) -> Answer:
    return actor.me.passkeys.attempt(one.id, public_key_credential=credential, intent=Intent.INVALID)


def still_unverified(actor: Actor, one: Begun) -> None:
    status = at(actor.me.passkeys.read(one.id).resource, "verification.status")
    if status == "verified":
        raise Deviation(expected="anything but verified", got='"verified"', where="$.response.verification.status")


def not_taken(target: Target, actor: Actor, wrong: Wrong) -> Answer:
    """A ceremony that goes wrong in this one thing leaves no passkey that could be used."""
    with arranging():
        one = begun(actor)
        credential = device(target, actor).create(one.nonce, wrong)
    answer = attempt(actor, one, credential)
    declined(answer)
    still_unverified(actor, one)
    return answer


@pytest.fixture
def held(member: Member, target: Target) -> Passkey:
    """A passkey of the member."""
    with arranging():
        return enrolled(target, member.actor)


@proves(passkey.CREATED, passkey.OPTIONS, passkey.CHALLENGE)
def test_a_browser_is_told_what_to_make(member: Member) -> None:
    answer = member.actor.me.passkeys.create()
    nonce = at(answer.resource, "verification.nonce")
    with step(passkey.CREATED):
        succeeded(answer)
        equals(answer, object="passkey", verification__status="unverified", verification__strategy="passkey")
        options = options_of(nonce)
        for name in ("user.id", "user.name", "user.displayName", "challenge"):
            assert isinstance(at(options, name), str), f"the options have no {name}"
        assert isinstance(options.get("rp"), dict), "the options name no relying party"
        assert any(isinstance(one, int) for one in algorithms_of(nonce)), "the options ask for no kind of key"
    with step(passkey.OPTIONS):
        present(answer, "name")
        options = options_of(nonce)
        assert isinstance(options.get("timeout"), int), "the options have no timeout"
        assert encoded(challenge_of(nonce)) == options["challenge"], "the challenge is not base64url without padding"
    with step(passkey.CHALLENGE):
        others = [begun(member.actor).nonce for _ in range(4)]
        challenges = [challenge_of(one) for one in (nonce, *others)]
        assert len(set(challenges)) == len(challenges), "a challenge comes twice"
        shortest = min(map(len, challenges))
        assert shortest >= ENOUGH_BYTES, f"a challenge has {shortest} bytes"


@proves(passkey.VERIFIED, passkey.UNFINISHED, passkey.NEVER_USED, passkey.EXCLUDED, passkey.RENAMED)
def test_making_one(member: Member, target: Target) -> None:
    mine, holder = member.actor.me.passkeys, device(target, member.actor)
    with arranging():
        unfinished, made = begun(member.actor), begun(member.actor)
        credential = holder.create(made.nonce)
    answer = mine.attempt(made.id, public_key_credential=credential)
    with step(passkey.VERIFIED):
        equals(succeeded(answer), id=made.id, verification__status="verified")
        assert made.id in [at(one, "id") for one in listed(member)], "the user does not list the passkey"
        equals(succeeded(mine.read(made.id)), id=made.id, verification__status="verified")
    with step(passkey.UNFINISHED):
        assert unfinished.id not in [at(one, "id") for one in listed(member)], "the user lists one that is unverified"
    with step(passkey.NEVER_USED):
        equals(mine.read(made.id), last_used_at=None)
    with step(passkey.EXCLUDED):
        excluded = options_of(begun(member.actor).nonce).get("excludeCredentials")
        ids = [at(one, "id") for one in excluded] if isinstance(excluded, list) else []
        wanted = encoded(holder.held[0].credential_id)
        assert wanted in [str(one).rstrip("=") for one in ids], "the options do not exclude the passkey that there is"
    with step(passkey.RENAMED):
        name = target.name()
        equals(succeeded(mine.update(made.id, name=name)), id=made.id, name=name)
        equals(mine.read(made.id), name=name)
        assert name in [at(one, "name") for one in listed(member)], "the user lists it under another name"


@proves(passkey.AS_APPS_SEND_IT)
def test_as_native_apps_send_it(member: Member, target: Target) -> None:
    with arranging():
        one = begun(member.actor)
        credential = json.loads(device(target, member.actor).create(one.nonce))
    del credential["authenticatorAttachment"], credential["response"]["transports"]

    answer = member.actor.me.passkeys.attempt(one.id, public_key_credential=json.dumps(credential))

    equals(succeeded(answer), verification__status="verified")


@proves(passkey.RENAME_UNFINISHED)
def test_naming_one_that_is_not_there_yet(member: Member, target: Target) -> None:
    with arranging():
        one = begun(member.actor)

    answer = member.actor.me.passkeys.update(one.id, name=target.name(), intent=Intent.INVALID)

    refused(answer, 422, "passkey_identification_not_verified")


@proves(passkey.DELETED, passkey.DELETED_KIND)
def test_doing_without_it(held: Passkey, member: Member) -> None:
    answer = member.actor.me.passkeys.delete(held.id)

    with step(passkey.DELETED):
        equals(succeeded(answer), deleted=True)
        refused(member.actor.me.passkeys.read(held.id, intent=Intent.INVALID), 404)
        assert held.id not in [at(one, "id") for one in listed(member)], "the user lists the passkey that was deleted"
    with step(passkey.DELETED_KIND):
        equals(answer, object="passkey")


@proves(passkey.OTHER_CHALLENGE, passkey.OTHER_CHALLENGE_CODE)
def test_another_challenge(member: Member, target: Target) -> None:
    with step(passkey.OTHER_CHALLENGE):
        answer = not_taken(target, member.actor, Wrong(challenge=bytes(32)))
        with arranging():
            mine, other = begun(member.actor), begun(member.actor)
        declined(attempt(member.actor, mine, device(target, member.actor).create(other.nonce)))
        still_unverified(member.actor, mine)
    with step(passkey.OTHER_CHALLENGE_CODE):
        refused(answer, 400, "passkey_invalid_verification")


@proves(passkey.REPLAYED)
def test_the_same_credential_again(member: Member, target: Target) -> None:
    with arranging():
        first = begun(member.actor)
        credential = device(target, member.actor).create(first.nonce)
        succeeded(member.actor.me.passkeys.attempt(first.id, public_key_credential=credential))
        second = begun(member.actor)

    declined(attempt(member.actor, first, credential))
    declined(attempt(member.actor, second, credential))
    still_unverified(member.actor, second)


@proves(passkey.EXPIRED, passkey.EXPIRED_CODE)
def test_too_late(member: Member, target: Target) -> None:
    with arranging():
        one = begun(member.actor)
        credential = device(target, member.actor).create(one.nonce)
    target.means.age(one.id, outlived(one.answer, "verification"))

    answer = attempt(member.actor, one, credential)

    with step(passkey.EXPIRED):
        declined(answer)
        still_unverified(member.actor, one)
    with step(passkey.EXPIRED_CODE):
        refused(answer, 400, "verification_expired")


LIES: tuple[tuple[Requirement, Wrong], ...] = (
    (passkey.WRONG_ORIGIN, Wrong(origin=ANOTHER_SITE)),
    (passkey.CROSS_ORIGIN, Wrong(extended={"crossOrigin": True, "topOrigin": ANOTHER_SITE})),
    (passkey.TOO_LONG, Wrong(credential_id=bytes(range(256)) * 4)),
    (passkey.WRONG_TYPE, Wrong(kind=GET)),
    (passkey.WRONG_PARTY, Wrong(rp_id=ANOTHER_PARTY)),
    (passkey.NOBODY_THERE, Wrong(absent=True, unverified=True)),
)


@proves(*(requirement for requirement, _ in LIES), passkey.NOT_VERIFIED, passkey.ALGORITHM)
def test_what_no_browser_would_send(member: Member, target: Target) -> None:
    for requirement, wrong in LIES:
        with step(requirement):
            not_taken(target, member.actor, wrong)
    with arranging():
        nonce = begun(member.actor).nonce
    with step(passkey.NOT_VERIFIED):
        if not requires_verification(nonce):
            raise NotTestable("the options do not require that the user is verified")
        not_taken(target, member.actor, Wrong(unverified=True))
    with step(passkey.ALGORITHM):
        other = next((one for one in cose.KNOWN if one not in algorithms_of(nonce)), None)
        if other is None:
            raise NotTestable("the options offer every algorithm that the device has")
        not_taken(target, member.actor, Wrong(key=cose.key_for(other)))


@proves(passkey.UNREADABLE, passkey.UNREADABLE_CODE)
def test_no_credential_at_all(member: Member) -> None:
    with arranging():
        each = [begun(member.actor) for _ in NONSENSE]
    answers = [attempt(member.actor, one, text) for one, text in zip(each, NONSENSE, strict=True)]

    with step(passkey.UNREADABLE):
        for answer in answers:
            declined(answer)
        for one in each:
            still_unverified(member.actor, one)
    with step(passkey.UNREADABLE_CODE):
        for answer in answers:
            refused(answer, 422, "passkey_invalid_public_key_credential")


@proves(passkey.TAKEN)
def test_a_credential_of_somebody_else(held: Passkey, new_member: Callable[..., Member], target: Target) -> None:
    other = new_member()

    not_taken(target, other.actor, Wrong(credential_id=held.device.held[0].credential_id))
