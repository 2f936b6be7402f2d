"""``fapi-conformance``: the installed suite, run by pytest from wherever one is, with pytest's options and its own."""

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from fapi_conformance.plugin.places import ROOT, SUITE


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the suite; what names no test of it runs all of them. Returns pytest's exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    # The plugin by name: were it left to conftest.py, pytest would not know its options while it looks for that.
    here = ["-c", str(ROOT / "pyproject.toml"), "--rootdir", str(ROOT), "-p", "fapi_conformance.plugin.hooks"]
    if SUITE.is_dir():  # an installed suite may lie where nothing can be written
        here += ["-o", f"cache_dir={Path.cwd() / '.pytest_cache'}"]
    named = [_place(argument) for argument in given]
    if named == given:
        named += [str(ROOT / folder) for folder in ("contracts", "flows", "property") if (ROOT / folder).is_dir()]
    return int(pytest.main([*here, *named]))


def _place(argument: str) -> str:
    """A test as reports name it (``flows/test_x.py::test_y``) is meant relative to the suite, not to where one is."""
    file, colons, rest = argument.partition("::")
    inside = ROOT / file
    if argument.startswith("-") or not file or Path(file).exists() or not inside.exists():
        return argument
    return f"{inside}{colons}{rest}"


if __name__ == "__main__":
    sys.exit(main())
