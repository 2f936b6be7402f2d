"""What the results say about the run itself."""

import hashlib
import json
import platform
import time
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, version

import pytest

from fapi_conformance.plugin.access import Access
from fapi_conformance.plugin.rerun import rerun
from fapi_conformance.plugin.run import Run
from fapi_conformance.plugin.selection import described
from fapi_conformance.target.target import Target
from fapi_conformance.verdict.results import RunFacts, TargetFacts

SUITE = "fapi-conformance"
JUDGING = ("pytest", "pytest-xdist", "httpx", "jsonschema-rs", "schemathesis", "hypothesis", "pyjwt")
"""Distributions whose behaviour a verdict depends on."""


def run_facts(config: pytest.Config, run: Run, access: Access | None, target: Target | None) -> RunFacts:
    """All but what is only known when the run is reckoned. Nothing in it is secret."""
    versions = dict(_versions(JUDGING))
    return RunFacts(
        suite_version=dict(_versions([SUITE])).get(SUITE, "0"),
        started=round(run.started, 3),
        seconds=round(time.time() - run.started, 3),
        seed=run.seed,
        requests=0,
        workers=getattr(config.option, "numprocesses", None) or 1,
        target=_target(run, access, target),
        versions={"python": platform.python_version(), **versions},
        selection=described(config, run),
        rerun=rerun(run.options),
        shard=run.options.shard,
        revealed=run.options.reveal,
    )


def _target(run: Run, access: Access | None, target: Target | None) -> TargetFacts:
    if target is None:
        return TargetFacts(base_url=access.base_url if access else run.options.base_url, embedded=access is None)
    document = json.dumps(target.environment.document, sort_keys=True).encode()
    return TargetFacts(
        base_url=target.base_url,
        embedded=bool(access and access.embedded),
        api_version=target.endpoint.api_version,
        environment=hashlib.sha256(document).hexdigest()[:16],
        capabilities=dict(target.capabilities),
        means=tuple(sorted(target.kinds)),
    )


def _versions(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        try:
            yield name, version(name)
        except PackageNotFoundError:
            continue
