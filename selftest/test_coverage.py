"""The page that says what is judged: fresh, and right about what it counts."""

import pytest

from fapi_conformance.contract.load import load_contract
from fapi_conformance.coverage.counts import in_matrix, kinds
from fapi_conformance.coverage.page import page
from fapi_conformance.plugin.places import COVERAGE, SCHEMA
from fapi_conformance.requirements import CATALOGUE
from fapi_conformance.verdict.requirement import Level, Requirement
from fapi_conformance.verdict.sources import Kind, kind


def requirement(says: str, *sources: str, level: Level = Level.MUST) -> Requirement:
    return Requirement(id="DOOR.ONE", level=level, says=says, sources=sources, profile="core")


def test_the_page_is_fresh() -> None:
    assert COVERAGE.read_text(encoding="utf-8") == page(CATALOGUE, load_contract(SCHEMA)), (
        "python -m fapi_conformance.coverage"
    )


def test_every_means_is_explained() -> None:
    """The page sends its readers there."""
    explained = COVERAGE.with_name("means.md").read_text(encoding="utf-8")
    needed = {kind for one in CATALOGUE.values() for kind in one.means} - {"age"}  # which is no kind to provide

    assert not [kind for kind in sorted(needed) if f'provide("{kind}"' not in explained]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("createSignIn 422", Kind.SCHEMA),
        ("Client.SignUp", Kind.SCHEMA),
        ("401 responses", Kind.SCHEMA),
        ("AUTH-243", Kind.FACT),
        ("GAP-036", Kind.FACT),
        ("SEC-001", Kind.SECURITY),
        ("RFC 8725 section 3.2", Kind.STANDARD),
        ("OpenID Connect Core 3.1.3.7", Kind.STANDARD),
        ("official client: it is read", Kind.CLIENTS),
        ("error catalogue: passkey_not_registered", Kind.ERRORS),
    ],
)
def test_what_kind_a_source_is_of(source: str, expected: Kind) -> None:
    assert kind(source) is expected


def test_a_row_of_the_matrix() -> None:
    several = [
        requirement("It opens.", "getDoor 200", "SEC-001"),
        requirement("It stays shut.", "getDoor 403"),
        requirement("A wrong key is refused.", "DOOR-002", "SEC-002", level=Level.SHOULD),
    ]

    assert in_matrix(several) == [1, 2, 2, 2]
    assert kinds(several[0]) == {Kind.SCHEMA, Kind.SECURITY}
