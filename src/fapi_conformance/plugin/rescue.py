"""The one part that pytest loads by an entry point: it says in one line what pytest would say in a riddle.

pytest takes the value of an option that it does not know yet for a test path when it looks for its root. A file outside
this repository, given as ``--results FILE``, or the folder that an earlier ``--alluredir FOLDER`` left, then moves the
root there: the conftest is not found, and the option is "unrecognized". Nothing can be mended that early; but the
remedy can be said. In runs of others this does nothing, and imports nothing of the suite.
"""

import itertools
from importlib import import_module
from pathlib import Path

import pytest

OF_OTHERS = frozenset({"--alluredir"})
"""The options of other plugins with which the suite is run. Pytest's own, such as ``--junitxml``, it knows by then."""


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config, args: list[str]) -> None:
    """Raises UsageError, exit status 4, where such an option led pytest away from the suite in the current folder."""
    here = Path.cwd()
    if early_config.rootpath == here or "fapi_conformance.plugin.hooks" not in _conftest(here):
        return
    with_files = import_module("fapi_conformance.plugin.options").with_files() | OF_OTHERS
    for option, value in itertools.pairwise(args):
        if option in with_files and Path(value).exists():
            raise pytest.UsageError(f"write {option}={value}: pytest takes a value after a space for a folder of tests")


def _conftest(folder: Path) -> str:
    try:
        return (folder / "conftest.py").read_text()
    except (OSError, UnicodeDecodeError):
        return ""
