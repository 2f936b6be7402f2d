"""Where things lie on disk. Nothing but this module and ``conftest.py`` knows."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
SUITE = PACKAGE / "suite"

#: The folder with contracts/, flows/ and property/: inside the package once installed, the repository before that.
ROOT = SUITE if SUITE.is_dir() else PACKAGE.parents[1]
SCHEMA = ROOT / "contracts" / "schema"
#: The page that says what is judged.
COVERAGE = ROOT / "docs" / "coverage.md"
REPORTS = ROOT / "reports"
TEMPLATES = REPORTS / "templates"
