"""What a nightly job does, with real runs: shards are put together, and two nights are compared."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fapi_conformance.verdict.changes import KINDS
from fapi_conformance.verdict.comparing import Comparison
from fapi_conformance.verdict.merging import merged
from fapi_conformance.verdict.reading import Told
from fapi_conformance.verdict.writing import as_json
from fapi_reference.faults import chosen
from selftest.serving import PATIENCE, ROOT, Means, judged, reference

BOTH = "template.last-operand"
AREA = ("--area", "template", "--seed", "5")


def run(means: Means, *options: str) -> Told:
    results, said = judged(means, *AREA, *options)
    assert results, said
    return results


def told_by(results: Told) -> Mapping[str, Any]:
    """All that has to be the same wherever the tests ran. Each process lays the bedrock once more: its calls count."""
    requirements = [{**one, "tests": sorted(one["tests"]), "exchanges": None} for one in results["requirements"]]
    findings = [{**one, "tests": sorted(one["tests"]), "evidence": None, "count": None} for one in results["findings"]]
    return {
        "requirements": requirements,
        "profiles": results["profiles"],
        "findings": findings,
        "reached": {one["id"]: one["reached"] for one in results["operations"]},
        "errors": results["errors"],
        "tests": sorted(one["test"] for one in results["tests"]),
        "selection": results["run"]["selection"],
    }


def test_shards_put_together_are_the_whole_run() -> None:
    with reference(*chosen(["template.after-the-end", "environment.attributes-as-names"])) as means:
        whole = run(means)
        shards = [run(means, "--shard", f"{n}/2") for n in (1, 2)]
    assert all(one["tests"] != whole["tests"] for one in shards)

    together = as_json(merged([(f"{n}.json", one) for n, one in enumerate(shards)]))

    assert {one["requirement"] for one in whole["findings"]} >= {"TEMPLATE.ENDED-SESSION"}
    assert told_by(together) == told_by(whole)


def test_between_two_nights_one_fault_more_and_one_less() -> None:
    nights: list[Told] = []
    for seeded in (["template.name-is-pattern", BOTH], [BOTH, "template.after-the-end"]):
        with reference(*chosen(seeded)) as means:
            nights.append(run(means))

    seen = Comparison(*nights)

    told = {
        kind: [one.what for one in getattr(seen, kind)]
        for kind, _, _ in KINDS
        if kind not in ("surroundings", "slower")
    }
    assert {kind: names for kind, names in told.items() if names} == {
        "new": ["TEMPLATE.ENDED-SESSION"],
        "fixed": ["TEMPLATE.ONLY-A-NAME"],
    }
    assert seen.regressed


def test_the_script_of_the_page_about_nights(tmp_path: Path) -> None:
    """As it stands there. The environment makes the run a short one."""
    script = (ROOT / "docs" / "nightly.md").read_text().split("```sh\n")[1].split("```")[0]
    (tmp_path / "known.toml").touch()

    with reference() as means:
        first = _night(script, tmp_path, means)
    with reference(*chosen(["template.name-is-pattern"])) as means:
        second = _night(script, tmp_path, means)

    assert first.returncode == 0, first.stdout + first.stderr
    assert "Nothing to compare with" in first.stdout
    assert second.returncode == 1
    assert "New deviations (1):\n  TEMPLATE.ONLY-A-NAME: " in second.stdout
    assert "## ❌ Regressed" in (tmp_path / "diff.md").read_text()
    assert "<polyline" in (tmp_path / "today.html").read_text()
    assert len(list((tmp_path / "past").iterdir())) == 2
    selection = json.loads((tmp_path / "today.json").read_text())["run"]["selection"]
    assert selection == "template, flows/test_template_tokens.py", "another file is another part"


def _night(script: str, folder: Path, means: Means) -> subprocess.CompletedProcess[str]:
    short = f"-c {ROOT}/pyproject.toml --rootdir {ROOT} {ROOT}/flows/test_template_tokens.py -p no:cacheprovider"
    return subprocess.run(
        ["bash", "-c", script],
        cwd=folder,
        env={
            **os.environ,
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "PYTHONPATH": f"{ROOT}/src:{ROOT}",
            "FAPI_URL": means["base_url"],
            "CLERK_SECRET_KEY": means["secret_key"],
            "PYTEST_ADDOPTS": f"{short} --backend-url {means['backend_url']} {' '.join(AREA)}",
        },
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
