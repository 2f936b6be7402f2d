"""Whatever object a person keeps about themself comes back as it was given, and as it was merged: wide, deep, with any
keys.
"""

import json

import pytest

from fapi_conformance.client.exchange import Answer, Intent, Json
from fapi_conformance.errors import NotTestable
from fapi_conformance.expect import equals, succeeded
from fapi_conformance.plugin.journey import proves
from fapi_conformance.plugin.run import Run
from fapi_conformance.recipes.refusals import ANY_REFUSAL
from fapi_conformance.requirements import user, user_metadata
from fapi_conformance.target.member import Member

REFUSABLE = ("__proto__", "constructor")
"""Keys that a careful parser does not take at all."""


@pytest.mark.fuzz
@proves(user.METADATA_REPLACED)
def test_any_object_survives(member: Member, run: Run) -> None:
    from fapi_conformance.strategies.metadata import OBJECTS
    from fapi_conformance.strategies.searching import search

    def survives(given: dict[str, object]) -> None:
        answer = member.actor.me.update(unsafe_metadata=given, intent=Intent.OPEN)
        if answer.status in ANY_REFUSAL and may_be_refused(given):
            return
        equals(succeeded(answer), unsafe_metadata=given)

    search(OBJECTS, survives, seed=run.chance("metadata").randrange(2**32), examples=run.options.examples)


@pytest.mark.fuzz
@proves(user_metadata.MERGED)
def test_any_object_is_merged(member: Member, run: Run) -> None:
    """Into any other: what both have is the newer, and objects within become one again."""
    from fapi_conformance.strategies.metadata import MERGEABLE
    from fapi_conformance.strategies.searching import search

    if member.actor.me.merge_metadata(unsafe_metadata={"kept": True}).status == 404:
        raise NotTestable("there is no such operation, which is told where operations are judged (USER-016)")

    def becomes_one(given: tuple[Json, Json]) -> None:
        kept, newer = given
        if not succeeds(member.actor.me.update(unsafe_metadata=kept, intent=Intent.OPEN), kept):
            return
        answer = member.actor.me.merge_metadata(unsafe_metadata=newer, intent=Intent.OPEN)
        if succeeds(answer, newer):
            equals(answer, unsafe_metadata=merged(kept, newer))

    search(MERGEABLE, becomes_one, seed=run.chance("merged").randrange(2**32), examples=run.options.examples)


def merged(kept: Json, newer: Json) -> Json:
    if not (isinstance(kept, dict) and isinstance(newer, dict)):
        return newer
    return {**kept, **{key: merged(kept.get(key), value) for key, value in newer.items()}}


def succeeds(answer: Answer, given: Json) -> bool:
    """Whether it does; a refusal is one only of what may be refused."""
    if answer.status in ANY_REFUSAL and may_be_refused(given):
        return False
    succeeded(answer)
    return True


def may_be_refused(given: Json) -> bool:
    return any(f'"{key}"' in json.dumps(given) for key in REFUSABLE)
