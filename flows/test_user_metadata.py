"""A member keeps notes about themself, and changes them piece by piece."""

import secrets

from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.client.form import FormValue
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect import equals, refused, succeeded
from fapi_conformance.expect.look import at, say
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.recipes.refusals import ANY_REFUSAL
from fapi_conformance.recipes.refusals import refused as turned_down
from fapi_conformance.recipes.state import MOVES_BY_ITSELF, differences, settled
from fapi_conformance.requirements import user_metadata
from fapi_conformance.target.member import Member

NOTES: dict[str, FormValue] = {"home": {"colour": "green", "size": {"x": 1, "y": 2}}, "pets": ["cat"]}
TOO_MUCH = 9 * 1024
HALF = 5 * 1024


def merge(member: Member, given: FormValue, *, intent: Intent = Intent.VALID, **more: FormValue) -> Answer:
    answer = member.actor.me.merge_metadata(unsafe_metadata=given, **more, intent=intent)
    if answer.status == 404 and not answer.codes:
        raise NotTestable("there is no such operation, which is told where operations are judged (USER-016)")
    return answer


def kept(member: Member) -> Answer:
    return succeeded(member.actor.me.read())


@proves(user_metadata.MERGED, user_metadata.NULL)
def test_piece_by_piece(member: Member) -> None:
    with step(user_metadata.MERGED):
        succeeded(merge(member, NOTES))
        answer = succeeded(merge(member, {"home": {"size": {"y": 3, "z": 4}}, "note": "new"}))
        whole = {"home": {"colour": "green", "size": {"x": 1, "y": 3, "z": 4}}, "pets": ["cat"], "note": "new"}
        equals(answer, unsafe_metadata=whole)
        equals(kept(member), unsafe_metadata=whole)
    with step(user_metadata.NULL):
        answer = succeeded(merge(member, {"note": None, "home": {"size": {"x": None}}}))
        left = {"home": {"colour": "green", "size": {"y": 3, "z": 4}}, "pets": ["cat"]}
        equals(answer, unsafe_metadata=left)
        equals(kept(member), unsafe_metadata=left)


@proves(user_metadata.UNSAFE_ONLY)
def test_with_more_than_notes(member: Member) -> None:
    """Refused as a whole or listened to in part: what is the application's to set stays as it was."""
    before, mark = kept(member).resource, secrets.token_hex(8)
    sent: dict[str, FormValue] = {
        "public_metadata": {"role": mark},
        "private_metadata": {"role": mark},
        "public_metadata[role]": mark,
        "external_id": mark,
        "banned": True,
    }

    for name, value in sent.items():
        merge(member, {"note": mark}, intent=Intent.INVALID, **{name: value})
    merge(member, {"note": mark, "public_metadata": {"role": mark}})

    told = [settled(one, without={**MOVES_BY_ITSELF, "unsafe_metadata": ""}) for one in (before, kept(member).resource)]
    if changed := list(differences(*told)):
        raise Deviation(expected="as before", got="changed", where=", ".join(changed[:5]))


@proves(user_metadata.NOT_OBJECT)
def test_what_is_no_object(member: Member) -> None:
    succeeded(merge(member, NOTES))

    for wrong in ("[1, 2]", "3", "{", '"text"'):
        refused(merge(member, wrong, intent=Intent.INVALID), 422, "form_param_value_invalid")
    equals(kept(member), unsafe_metadata=NOTES)


@proves(user_metadata.SIZE, user_metadata.GROWN)
def test_too_much(member: Member) -> None:
    succeeded(merge(member, NOTES))
    with step(user_metadata.SIZE):
        answer = merge(member, {"much": "x" * TOO_MUCH}, intent=Intent.INVALID)
        if answer.status != 413:
            turned_down(answer, member.actor, "a refusal of more than 8 KB", statuses=ANY_REFUSAL)
        equals(kept(member), unsafe_metadata=NOTES)
    with step(user_metadata.GROWN):
        succeeded(merge(member, {"half": "x" * HALF}))
        merge(member, {"other half": "x" * HALF}, intent=Intent.OPEN)
        found = at(kept(member).resource, "unsafe_metadata.other half")
        if found == "x" * HALF:
            raise Deviation(expected="no more than 8 KB", got=say("10 KB"), where="$.response.unsafe_metadata")
