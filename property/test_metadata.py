"""Whatever object a person keeps about themself comes back as it was given."""

import json

import hypothesis
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from fapi_conformance.expect import equals
from fapi_conformance.plugin.journey import proves
from fapi_conformance.plugin.run import Run
from fapi_conformance.requirements import user
from fapi_conformance.target.member import Member

LIMIT = 4_000
"""Bytes of JSON; half of what an instance is known to take (USER-017)."""

EXACT = 2**53 - 1
"""The largest integer that every JSON reader keeps."""

texts = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=20)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-EXACT, EXACT) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts.filter(bool), inner, max_size=4),
    max_leaves=12,
)
objects = st.dictionaries(texts.filter(bool), values, min_size=1, max_size=6).filter(
    lambda given: len(json.dumps(given)) < LIMIT
)


@pytest.mark.fuzz
@proves(user.METADATA_REPLACED)
def test_any_object_survives(member: Member, run: Run) -> None:
    @hypothesis.seed(run.chance("metadata").randrange(2**32))
    @settings(
        max_examples=run.options.examples,
        database=None,
        deadline=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @hypothesis.given(objects)
    def survives(given: dict[str, object]) -> None:
        equals(member.actor.me.update(unsafe_metadata=given), unsafe_metadata=given)

    survives()
