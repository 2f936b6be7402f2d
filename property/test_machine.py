"""Several people and clients, and organizations, in any order: the answers agree with an independent model."""

import pytest

from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.plugin.run import Run
from fapi_conformance.requirements import machine, machine_organizations
from fapi_conformance.target.target import Target

ALL = (*machine.ALL, *machine_organizations.ALL)


@pytest.mark.fuzz
@proves(*ALL)
def test_every_order_of_events_agrees_with_the_model(target: Target, run: Run) -> None:
    from fapi_conformance.machine.explore import explore
    from fapi_conformance.machine.story import script, told

    explored = explore(target, seed=run.chance("machine").randrange(2**32), examples=run.options.examples)

    for requirement in ALL:
        with step(requirement):
            for found in explored.found:
                if found.requirement is requirement:
                    played = script(found.lines, headline=requirement.id)
                    story = f"{found.got}\nafter\n{told(found.lines)}\nor, as a script,\n{played}"
                    raise Deviation(expected=found.expected, got=story, where=found.where)
            if not explored.shown[requirement.id]:
                raise NotTestable("no course of events came to it", remedy="more --examples, or another --seed")
