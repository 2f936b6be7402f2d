"""Whatever object a person keeps about themself comes back as it was given: wide, deep, with any keys."""

import pytest

from fapi_conformance.expect import equals
from fapi_conformance.plugin.journey import proves
from fapi_conformance.plugin.run import Run
from fapi_conformance.requirements import user
from fapi_conformance.target.member import Member


@pytest.mark.fuzz
@proves(user.METADATA_REPLACED)
def test_any_object_survives(member: Member, run: Run) -> None:
    from fapi_conformance.strategies.metadata import OBJECTS
    from fapi_conformance.strategies.searching import search

    def survives(given: dict[str, object]) -> None:
        equals(member.actor.me.update(unsafe_metadata=given), unsafe_metadata=given)

    search(OBJECTS, survives, seed=run.chance("metadata").randrange(2**32), examples=run.options.examples)
