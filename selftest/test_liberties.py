"""A server that differs where the contract leaves it open is never accused."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from fapi_reference.liberties import catalogue
from selftest.test_clean_reference import ROOT, judged

MUST_STAND = {"conformant", "incomplete", "not applicable"}
"""A liberty may leave a requirement without evidence; it never breaks one."""

WITHOUT_INPUTS = ("-m", "not fuzz")
INPUTS = {"all": ("--examples", "3")}
"""Generated inputs are half of a run: one with all liberties at once gets them."""


@pytest.mark.parametrize("liberty", [*catalogue(), "all"])
def test_a_liberty_is_not_accused(liberty: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "fapi_reference", "--announce", "json", "--until-stdin-closes"]
    command += ["--port", "0", "--backend-port", "0", "--liberty", liberty]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as server:
        assert server.stdout is not None
        told = json.loads(server.stdout.readline())
        means = ["--backend-url", told["backend_url"], "--secret-key", told["secret_key"]]
        seen = judged(tmp_path, "--base-url", told["base_url"], *means, *INPUTS.get(liberty, WITHOUT_INPUTS))

    broken = [one["requirement"] for one in seen["findings"] if one["level"] == "MUST"]
    assert broken == []
    assert {one["verdict"] for one in seen["profiles"]} <= MUST_STAND
