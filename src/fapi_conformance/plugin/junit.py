"""What stands in ``--junitxml`` beside what pytest itself writes: what each entry, and the whole run, are about."""

import pytest
from _pytest.junitxml import xml_key  # the fixture for such properties says nothing where there are workers

from fapi_conformance.plugin.selection import cited, operation_of
from fapi_conformance.requirements import CATALOGUE
from fapi_conformance.verdict.environment import facts
from fapi_conformance.verdict.labels import properties
from fapi_conformance.verdict.results import RunFacts


def describe(item: pytest.Item) -> None:
    """Put on the reports of a test, which xdist takes to the controller, what it proves."""
    item.user_properties += properties([CATALOGUE[id_] for id_ in cited(item)], operation_of(item) or "")


def describe_run(config: pytest.Config, run: RunFacts) -> None:
    """Where pytest writes such a file: what was judged, with what."""
    file = config.stash.get(xml_key, None)
    if file is not None:
        for name, value in facts(run):
            file.add_global_property(name, value)
