"""The walls of the house (docs/architecture.md), held by looking at what each module imports."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src"


PLACES = "fapi_conformance.plugin.places"
"""What says where things lie is for every command line, not for pytest's alone; it imports nothing."""

DOOR = SOURCE / "fapi_conformance" / "verdict" / "__main__.py"
"""A command line: it imports what speaks HTTP only where recorded traffic is to be judged. Nobody imports it."""


def modules(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from sorted((ROOT / folder).rglob("*.py"))


def imported(module: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def offenders(folders: tuple[str, ...], forbidden: tuple[str, ...]) -> list[str]:
    return [
        f"{module.relative_to(ROOT)} imports {name}"
        for module in modules(*folders)
        for name in sorted(imported(module))
        if name.startswith(forbidden) and name != PLACES and module != DOOR
    ]


@pytest.mark.parametrize(
    ("folders", "forbidden"),
    [
        pytest.param(("src/fapi_reference",), ("fapi_conformance",), id="the reference does not know the suite"),
        pytest.param(
            ("src/fapi_conformance", "contracts", "flows", "property"),
            ("fapi_reference",),
            id="the suite does not know it",
        ),
        pytest.param(
            ("contracts", "flows", "property"), ("httpx", "requests", "urllib"), id="tests speak through actors"
        ),
        pytest.param(
            ("src/fapi_conformance/client", "src/fapi_conformance/expect", "src/fapi_conformance/contract"),
            ("pytest", "fapi_conformance.plugin"),
            id="client and contract know nothing of pytest",
        ),
        pytest.param(
            ("src/fapi_conformance/verdict",),
            ("pytest", "httpx", "fapi_conformance.client", "fapi_conformance.plugin", "fapi_conformance.target"),
            id="verdict knows nothing of HTTP or pytest",
        ),
    ],
)
def test_wall(folders: tuple[str, ...], forbidden: tuple[str, ...]) -> None:
    assert offenders(folders, forbidden) == []


def test_the_reference_does_not_read_the_captured_schema() -> None:
    assert [module.name for module in modules("src/fapi_reference") if "contracts" in module.read_text()] == []


def test_nothing_names_the_shared_reference_folder_at_run_time() -> None:
    """Only the project's own tests may look there, and skip where it is absent."""
    named = [
        str(one.relative_to(ROOT))
        for one in modules("src", "contracts", "flows", "property")
        if "../shared" in one.read_text()
    ]

    assert named == []
