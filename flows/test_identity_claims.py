"""Whose an identifier is: spelled otherwise, claimed by somebody else, shown to who does not know it."""

import json
from collections.abc import Callable, Mapping

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer, Intent, Json
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect import proven as is_proven
from fapi_conformance.expect import refused, succeeded
from fapi_conformance.expect.look import ABSENT, at, outcome, say
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.recipes.refusals import ANY_REFUSAL
from fapi_conformance.requirements import identity_claim as claim
from fapi_conformance.target.identifications import EMAIL, PHONE, Kind, prepared, proven
from fapi_conformance.target.member import Member
from fapi_conformance.target.refusals import accepted, not_by_settings
from fapi_conformance.target.target import Target

PROVEN = ("complete", "needs_second_factor", "needs_client_trust")
OF_A_STRANGER = {"first_name", "last_name", "image_url", "has_image", "profile_image_url"}
FULL_WIDTH = 0xFEE0
Spell = Callable[[str], str]


def full_width(text: str) -> str:
    return chr(ord(text[0]) + FULL_WIDTH) + text[1:]


ALIKE = str.maketrans({"c": "\u0441", "e": "\u0435", "u": "\u057d"})
"""Letters of other scripts that look the same."""
OF_TEXT: Mapping[str, Spell] = {
    "capitals": str.upper,
    "space before": lambda text: f" {text}",
    "space behind": lambda text: f"{text} ",
    "full width": full_width,
    "nothing inside": lambda text: f"{text[0]}\u200b{text[1:]}",
    "letters alike": lambda text: text.translate(ALIKE),
}
OF_NUMBERS: Mapping[str, Spell] = {
    "spaces": lambda text: f"{text[:2]} {text[2:5]} {text[5:8]} {text[8:]}",
    "dashes": lambda text: f"{text[:2]}-{text[2:5]}-{text[5:8]}-{text[8:]}",
    "brackets": lambda text: f"{text[:2]} ({text[2:5]}) {text[5:]}",
    "zeros": lambda text: f"00{text[1:]}",
    "full width": lambda text: text[0] + full_width(text[1:]),
}


def by(actor: Actor, identifier: str, password: str | None) -> Answer:
    return actor.sign_ins.create(identifier=identifier, password=password, intent=Intent.OPEN)


def apart(target: Target, owner: Member, value: str, other: Member, spelling: str) -> None:
    """Both have theirs now: neither password is good for the identifier of the other."""
    for typed, password in ((spelling, owner.password), (value, other.password)):
        answer = by(target.visitor("somebody"), typed, password)
        if answer.ok and at(answer.resource, "status") in PROVEN:
            got = f"{outcome(answer)}, and the password of the other person is taken"
            raise Deviation(expected="two identities", got=got, where="$.response.status")


def takes(target: Target, other: Member, kind: Kind, value: str) -> bool:
    """Whether somebody else can have this verified, by the code that is sent there."""
    area = kind.area(other.actor)
    answer = area.create(**{kind.name: value}, intent=Intent.OPEN)
    if answer.status >= 500:
        raise NotTestable("answered by a server error, which is told elsewhere")
    if not answer.ok:
        not_by_settings(answer)
        refused(answer, ANY_REFUSAL)
        return False
    item_id = str(at(answer.resource, "id"))
    if not area.prepare(item_id, strategy=kind.strategy, intent=Intent.OPEN).ok:
        return False
    area.attempt(item_id, code=target.public_code, intent=Intent.OPEN)
    return at(area.read(item_id).resource, "verification.status") == "verified"


def spelt(kind: Kind, spell: Spell, owner: Member, other: Member, target: Target) -> None:
    """One that the owner has just proven, and the other person tries to have as well."""
    value = proven(target, owner.actor, kind).value
    spelling = spell(value)
    if takes(target, other, kind, spelling):
        apart(target, owner, value, other, spelling)


@proves(claim.ADDRESS_VARIANT)
def test_an_address_spelled_otherwise(member: Member, new_member: Callable[..., Member], target: Target) -> None:
    other = new_member()
    for spell in OF_TEXT.values():
        spelt(EMAIL, spell, member, other, target)


@proves(claim.NUMBER_VARIANT)
def test_a_number_spelled_otherwise(member: Member, new_member: Callable[..., Member], target: Target) -> None:
    other = new_member()
    for spell in OF_NUMBERS.values():
        spelt(PHONE, spell, member, other, target)


@proves(claim.USERNAME_VARIANT)
def test_a_username_spelled_otherwise(member: Member, new_member: Callable[..., Member], target: Target) -> None:
    value, other = target.username(), new_member()
    accepted(member.actor, member.actor.me.update(username=value), "a username")
    for spell in OF_TEXT.values():
        same = spell(value)

        answer = other.actor.me.update(username=same, intent=Intent.OPEN)

        if answer.ok:
            apart(target, member, value, other, same)
        else:
            refused(answer, ANY_REFUSAL)


@proves(claim.NEVER_TWICE)
def test_an_address_that_somebody_has(member: Member, new_member: Callable[..., Member], target: Target) -> None:
    assert not takes(target, new_member(), EMAIL, member.email), "two people have verified it"


@proves(claim.CLAIM, claim.CLAIM_FREE)
def test_an_address_that_somebody_only_added(member: Member, target: Target) -> None:
    """The member added it, and it is somebody else's, who signs up with it."""
    item = prepared(target, member.actor, EMAIL)
    owner: Member | None = None
    with step(claim.CLAIM_FREE):
        owner = target.member(email_address=item.value)
    if owner is None:
        raise NotTestable("an address that somebody only added is reserved here")

    with step(claim.CLAIM):
        item.area.attempt(item.id, code=target.public_code, intent=Intent.OPEN)
        if at(item.area.read(item.id).resource, "verification.status") == "verified":
            raise Deviation(expected="an unverified address", got="two people have verified it", where="verification")
        is_proven(by(target.visitor("owner"), item.value, owner.password), "password")
        refused(by(target.visitor("member"), item.value, member.password), ANY_REFUSAL)


@proves(claim.MASKED)
def test_who_types_one_identifier_learns_no_other(member: Member, visitor: Actor, target: Target) -> None:
    known = proven(target, member.actor, EMAIL).value
    hidden = [known, member.user_id, member.session_id, *numbers(member, target)]
    note = target.name()
    accepted(member.actor, member.actor.me.update(unsafe_metadata={"note": note}), "metadata")

    answer = succeeded(visitor.sign_ins.create(identifier=member.email))

    text = json.dumps(answer.json)
    if told := [one for one in (*hidden, note) if one in text]:
        raise Deviation(expected="masked identifiers, and nothing else of the person", got=say(told), where="body")
    data = at(answer.resource, "user_data")
    more: set[str] = set(data) - OF_A_STRANGER if isinstance(data, dict) else set()
    if data not in (None, ABSENT) and (not isinstance(data, dict) or more):
        raise Deviation(expected="a name and an image", got=say(sorted(more)), where="$.response.user_data")


def numbers(member: Member, target: Target) -> list[Json]:
    """A number of the member, where people have some."""
    try:
        return [proven(target, member.actor, PHONE).value]
    except (NotTestable, AssertionError):
        return []
