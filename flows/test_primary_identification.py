"""Which of several email addresses, phone numbers or wallets leads, and by which of them its person is found."""

from collections.abc import Callable

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer, Intent, Json
from fapi_conformance.expect import equals, ids_of, refused, succeeded
from fapi_conformance.expect import member as value_at
from fapi_conformance.expect.look import at
from fapi_conformance.plugin.journey import step
from fapi_conformance.plugin.kinds import of_each_kind
from fapi_conformance.requirements.identification import Required
from fapi_conformance.target.identifications import Kind, added, proven
from fapi_conformance.target.member import Member
from fapi_conformance.target.refusals import accepted
from fapi_conformance.target.target import Target

NOT_TAKEN = (400, 403, 404, 422)


def lead_with(member: Member, kind: Kind, item_id: str, *, intent: Intent = Intent.VALID) -> Answer:
    asked: dict[str, Json] = {kind.primary: item_id}
    return member.actor.me.update(intent=intent, **asked)


def leading(member: Member, kind: Kind) -> Json:
    return value_at(member.actor.me.read(), kind.primary)


@of_each_kind("primary", "no_dangling_primary")
def test_another_one_leads(target: Target, member: Member, kind: Kind, must: Required) -> None:
    """The second of two is made the primary one, and then given up."""
    proven(target, member.actor, kind)
    second = proven(target, member.actor, kind)

    answer = lead_with(member, kind, second.id)
    with step(must.primary):
        equals(succeeded(answer), **{kind.primary: second.id})
        assert leading(member, kind) == second.id, "another one is read as the primary one"

    accepted(member.actor, second.area.delete(second.id), f"the {kind.name} that was deleted")
    with step(must.no_dangling_primary):
        me = member.actor.me.read()
        left = at(me.resource, kind.primary)
        assert left is None or left in ids_of(at(me.resource, kind.listed)), f"{left} is none that they still have"


@of_each_kind("primary_unproven")
def test_an_unverified_one_does_not_lead(target: Target, member: Member, kind: Kind, must: Required) -> None:  # noqa: ARG001
    item = added(target, member.actor, kind)
    before = leading(member, kind)

    answer = lead_with(member, kind, item.id)

    refused(answer, NOT_TAKEN)
    assert leading(member, kind) == before, "the primary one changed"


@of_each_kind("primary_foreign")
def test_another_persons_does_not_lead(
    target: Target,
    member: Member,
    new_member: Callable[..., Member],
    kind: Kind,
    must: Required,  # noqa: ARG001
) -> None:
    foreign = proven(target, new_member().actor, kind)
    before = leading(member, kind)

    answer = lead_with(member, kind, foreign.id)

    refused(answer, NOT_TAKEN)
    assert foreign.value.lower() not in answer.content.decode(errors="replace").lower(), "the refusal shows it"
    assert leading(member, kind) == before, "the primary one changed"


@of_each_kind("signs_in", "unproven_signs_in")
def test_being_found_by_a_further_one(
    target: Target, member: Member, visitor: Actor, kind: Kind, must: Required
) -> None:
    """Only what was verified is somebody's."""
    mine = proven(target, member.actor, kind)
    claimed = added(target, member.actor, kind)

    with step(must.signs_in):
        found = succeeded(visitor.sign_ins.create(identifier=mine.value))
        equals(found, status="needs_first_factor")
    with step(must.unproven_signs_in):
        refused(visitor.sign_ins.create(identifier=claimed.value), 422, "form_identifier_not_found")
