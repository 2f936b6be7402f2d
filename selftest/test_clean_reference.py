"""The clean reference conforms: embedded or started apart, alone or with workers, in any order, the same verdict."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from fapi_conformance.requirements import CATALOGUE
from selftest.configurations.judging import OF_A_LIMIT

ROOT = Path(__file__).resolve().parent.parent
FEWER_INPUTS = ("--examples", "2")
"""Whether more of them are taken well does not hang on where a server runs: the embedded one gets them all."""
ANY_ORDER = ("-o", "addopts=--import-mode=importlib -p no:schemathesis --strict-markers")
"""The options that users run with, but for the one that keeps pytest-randomly away."""


def judged(folder: Path, *arguments: str) -> Mapping[str, Any]:
    """The results of a whole run, which ends with exit status 0."""
    results = folder / "results.json"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--results={results}", *arguments]
    environment = {name: value for name, value in os.environ.items() if name != "CLERK_SECRET_KEY"}
    run = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False, env=environment | {"NO_COLOR": "1"}
    )
    assert run.returncode == 0, run.stdout[-4000:] + run.stderr[-2000:]
    told: Mapping[str, Any] = json.loads(results.read_text())
    return told


def verdicts(results: Mapping[str, Any]) -> dict[str, str]:
    return {one["id"]: one["verdict"] for one in results["requirements"]}


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    return judged(tmp_path_factory.mktemp("embedded"), "-n", "2")


OF_OPAQUE_TOKENS = {"OAUTH-ACCESS-TOKEN.OPAQUE", "OAUTH-REVOCATION.OPAQUE", "OAUTH-REVOCATION.WHOLE-GRANT"}
"""They want means only where an application that registered itself gets other tokens, as it does here."""


@contextmanager
def started(*options: str) -> Iterator[Mapping[str, str]]:
    """A reference that runs on its own; what it tells of itself."""
    command = [sys.executable, "-m", "fapi_reference", "--announce", "json", "--until-stdin-closes"]
    command += ["--port", "0", "--backend-port", "0", *options]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as server:
        assert server.stdout is not None
        yield json.loads(server.stdout.readline())


@pytest.fixture(scope="module")
def apart() -> Iterator[list[str]]:
    """The options that name one, with another beside it in waitlist mode, and then the means that it prints."""
    waiting = ROOT / "selftest" / "configurations" / "waitlist.toml"
    with started() as told, started("--settings", str(waiting)) as beside:
        where = ["--base-url", told["base_url"], "--waitlist-url", beside["base_url"]]
        means = ["--backend-url", told["backend_url"], "--secret-key", told["secret_key"]]
        means += ["--waitlist-backend-url", beside["backend_url"], "--waitlist-secret-key", beside["secret_key"]]
        yield [*where, *means]


def test_it_conforms_in_every_profile(embedded: Mapping[str, Any]) -> None:
    told = {one["profile"]: one["verdict"] for one in embedded["profiles"]}
    assert set(told.values()) <= {"conformant", "not applicable"}
    assert told["core"] == "conformant"


def test_nothing_deviates_and_nothing_is_left_open(embedded: Mapping[str, Any]) -> None:
    assert embedded["findings"] == []
    open_ = {name for name, verdict in verdicts(embedded).items() if verdict not in {"pass", "not_applicable"}}
    assert open_ == {OF_A_LIMIT}


def test_every_operation_is_reached_with_a_success(embedded: Mapping[str, Any]) -> None:
    assert [one["operation"] for one in embedded["operations"] if not one["reached"]] == []


@pytest.mark.parametrize("ways", [(), ("-n", "2", *ANY_ORDER)], ids=["alone", "two workers, in any order"])
def test_started_apart_it_gets_the_same_verdict(
    embedded: Mapping[str, Any], apart: list[str], tmp_path: Path, ways: tuple[str, ...]
) -> None:
    assert verdicts(judged(tmp_path, *apart, *FEWER_INPUTS, *ways)) == verdicts(embedded)


def test_without_means_what_needs_them_is_not_testable(
    embedded: Mapping[str, Any], apart: list[str], tmp_path: Path
) -> None:
    seen = verdicts(judged(tmp_path, *apart[:4], *FEWER_INPUTS))

    changed = {name: verdict for name, verdict in seen.items() if verdict != verdicts(embedded)[name]}
    assert set(changed.values()) == {"not_testable"}
    changed = {name: verdict for name, verdict in changed.items() if name not in OF_OPAQUE_TOKENS}
    applying = {name for name, verdict in verdicts(embedded).items() if verdict != "not_applicable"}
    assert set(changed) == {one.id for one in CATALOGUE.values() if one.means} & applying
