"""Whatever object a person keeps about themself comes back as it was given: wide, deep, with any keys."""

import json

import pytest

from fapi_conformance.client.exchange import Intent
from fapi_conformance.expect import equals, succeeded
from fapi_conformance.plugin.journey import proves
from fapi_conformance.plugin.run import Run
from fapi_conformance.recipes.refusals import ANY_REFUSAL
from fapi_conformance.requirements import user
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
        if answer.status in ANY_REFUSAL and any(f'"{key}"' in json.dumps(given) for key in REFUSABLE):
            return
        equals(succeeded(answer), unsafe_metadata=given)

    search(OBJECTS, survives, seed=run.chance("metadata").randrange(2**32), examples=run.options.examples)
