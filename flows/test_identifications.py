"""What an account is known by, of each kind: added, listed, given up; nobody else's, and never the last."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from fapi_conformance.client.exchange import Answer, Intent, Json
from fapi_conformance.errors import NotTestable
from fapi_conformance.expect import bare_list, equals, holds, holds_not, ids_of, in_users, refused
from fapi_conformance.expect.look import ABSENT, at, outcome
from fapi_conformance.plugin.journey import step
from fapi_conformance.plugin.kinds import of_each_kind
from fapi_conformance.recipes.world import unknown_id
from fapi_conformance.requirements.identification import Required
from fapi_conformance.target.identifications import (
    EMAIL,
    PHONE,
    WALLET,
    Identification,
    Kind,
    added,
    proven,
    right,
    wrong,
)
from fapi_conformance.target.member import Member
from fapi_conformance.target.refusals import accepted
from fapi_conformance.target.target import Target


@pytest.fixture
def item(target: Target, member: Member, kind: Kind) -> Identification:
    """One more of the member's, not verified."""
    return added(target, member.actor, kind)


def create(item_of: Member, kind: Kind, value: str, *, intent: Intent = Intent.VALID) -> Answer:
    asked: dict[str, Json] = {kind.name: value}
    return kind.area(item_of.actor).create(intent=intent, **asked)


def everything_about(target: Target, member: Member, item: Identification, item_id: str) -> dict[str, Answer]:
    """What can be asked of this one by its id, or by another id, asked by this member."""
    kind, intent = item.kind, Intent.INVALID
    area = kind.area(member.actor)
    return {
        "read": area.read(item_id, intent=intent),
        "prepare": area.prepare(item_id, strategy=kind.by(target), intent=intent),
        "attempt": area.attempt(item_id, intent=intent, **wrong(target, item)),
        "delete": area.delete(item_id, intent=intent),
    }


@of_each_kind("added", "listed", "in_client")
def test_adding_one(target: Target, member: Member, kind: Kind, must: Required) -> None:
    """It is there at once, wherever the person is shown, and proves nothing yet."""
    value = kind.new(target)

    answer = accepted(member.actor, create(member, kind, value), f"the new {kind.name}")
    item_id = str(at(answer.resource, "id"))
    with step(must.added):
        equals(answer, object=kind.name)
        assert str(at(answer.resource, kind.name)).lower() == value.lower(), "it is not the one that was given"
        assert at(answer.resource, "verification.status") != "verified", "nobody has verified it"
    with step(must.listed):
        equals(kind.area(member.actor).read(item_id), id=item_id, object=kind.name)
        assert item_id in ids_of(bare_list(kind.area(member.actor).list())), "the list does not have it"
        holds(member.actor.me.read(), kind.listed, item_id)
    with step(must.in_client):
        assert item_id in in_users(answer.client, kind.listed), "the client beside the answer does not show it"


@of_each_kind("malformed", "named")
def test_what_is_none_at_all(member: Member, kind: Kind, must: Required) -> None:
    answer = create(member, kind, "nobody")

    with step(must.malformed):
        refused(answer, 422, "form_param_format_invalid", naming=kind.name if kind is EMAIL else None)
    with step(must.named):
        refused(answer, 422, "form_param_format_invalid", naming=kind.name)


@of_each_kind("normal_form")
def test_one_spelling_is_stored(target: Target, member: Member, kind: Kind, must: Required) -> None:  # noqa: ARG001
    value = kind.new(target)
    spelled = {
        EMAIL: value.upper(),
        PHONE: f"{value[:2]} ({value[2:5]}) {value[5:8]}-{value[8:]}",
        WALLET: f"0x{value[2:].upper()}",
    }[kind]

    answer = create(member, kind, spelled, intent=Intent.OPEN)

    if not answer.ok:
        refused(answer, 422)
    elif kind is WALLET:  # its letter case may be a checksum (GAP-058)
        assert str(at(answer.resource, kind.name)).lower() == value.lower(), "it is another wallet"
    else:
        equals(answer, **{kind.name: value})


@of_each_kind("trailing_slash")
def test_a_slash_behind_the_path(target: Target, member: Member, kind: Kind, must: Required) -> None:  # noqa: ARG001
    asked: dict[str, Json] = {kind.name: kind.new(target)}

    answer = kind.area(member.actor).create_with_slash(**asked)

    equals(accepted(member.actor, answer, f"the new {kind.name}"), object=kind.name)


@of_each_kind("taken")
def test_one_that_somebody_else_has(
    target: Target,
    member: Member,
    new_member: Callable[..., Member],
    kind: Kind,
    must: Required,  # noqa: ARG001
) -> None:
    held = proven(target, new_member().actor, kind)

    answer = create(member, kind, held.value)

    refused(answer, 422, "form_identifier_exists", naming=kind.name)


@of_each_kind("deleted", "in_client", "gone")
def test_deleting_one(member: Member, item: Identification, kind: Kind, must: Required) -> None:
    answer = item.area.delete(item.id)
    with step(must.deleted):
        equals(accepted(member.actor, answer, "what was deleted"), deleted=True)
        if kind is not WALLET:  # of a wallet the name was never seen (GEN-043)
            equals(answer, object=kind.name)
        assert at(answer.resource, "id") in (item.id, ABSENT), "it is another one that was deleted"  # GEN-042
        assert item.id not in ids_of(bare_list(item.area.list())), "the list still has it"
        holds_not(member.actor.me.read(), kind.listed, item.id)
    with step(must.in_client):
        assert item.id not in in_users(answer.client, kind.listed), "the client beside the answer still shows it"
    with step(must.gone):
        refused(item.area.read(item.id, intent=Intent.INVALID), 404, "resource_not_found")
        refused(item.area.delete(item.id, intent=Intent.INVALID), 404, "resource_not_found")


@of_each_kind("free_again")
def test_a_deleted_one_is_anybodys(
    target: Target,
    member: Member,
    new_member: Callable[..., Member],
    kind: Kind,
    must: Required,  # noqa: ARG001
) -> None:
    given_up = proven(target, member.actor, kind)
    accepted(member.actor, given_up.area.delete(given_up.id), "what was deleted")
    other = new_member()

    taken = accepted(other.actor, create(other, kind, given_up.value), f"the {kind.name} that is free again")
    item = replace(given_up, id=str(at(taken.resource, "id")), actor=other.actor)
    begun = item.area.prepare(item.id, strategy=kind.by(target))
    answer = item.area.attempt(item.id, **right(target, item, begun))

    equals(answer, verification__status="verified")


@of_each_kind("last_kept")
def test_the_last_one_stays(target: Target, member: Member, kind: Kind, must: Required) -> None:  # noqa: ARG001
    area = kind.area(member.actor)
    if kind is WALLET and not bare_list(area.list()):
        proven(target, member.actor, kind)
    verified = [one for one in bare_list(area.list()) if at(one, "verification.status") == "verified"]
    if len(verified) != 1:
        raise NotTestable(f"a new member has {len(verified)} verified ones, and not one", remedy="require one")
    last = str(at(verified[0], "id"))

    answer = area.delete(last)

    refused(answer, 400, ("identification_deletion_failed", "last_required_identification_deletion_failed"))
    holds(member.actor.me.read(), kind.listed, last)


@of_each_kind("foreign", "foreign_like_unknown")
def test_one_of_another_person(
    target: Target, item: Identification, new_member: Callable[..., Member], must: Required
) -> None:
    """Whoever has its id can do nothing with it, and learns not even that it exists."""
    before = item.area.read(item.id)
    intruder = new_member()

    answers = everything_about(target, intruder, item, item.id)
    with step(must.foreign):
        for answer in answers.values():
            refused(answer, 404, "resource_not_found")
        assert item.area.read(item.id).resource == before.resource, "it is not what it was before"
    with step(must.foreign_like_unknown):
        never = everything_about(target, intruder, item, unknown_id(item.area.parameter))
        for asked, answer in answers.items():
            told, unknown = outcome(answer), outcome(never[asked])
            assert told == unknown, f"{asked}: {told} of another person's, and {unknown} of one that never was"
