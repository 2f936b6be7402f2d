"""No configuration of the reference is accused of anything, and each judges what it exists for."""

from pathlib import Path

import pytest

from fapi_conformance.requirements import CATALOGUE
from selftest.configurations.configuration import Configuration, all_of_them, read
from selftest.configurations.judging import judge

CONFIGURATIONS = all_of_them()
EVERY_TIME = (
    "bare",
    "passkeys-only",
    "phone-only",
    "production",
    "second-factor-required",
    "single-session",
    "username-only",
)
"""Those that differ most. All of them, with everything, take half an hour: ``tox run -e configurations``."""
ONE_CALL = ("operations", "environment", "transport", "dev_browser")
JOURNEYS = ("flows", "property", *(f"contracts/test_{name}.py" for name in ONE_CALL))
"""What differs between configurations: what is generated for every operation, and every input, hardly does."""


@pytest.mark.parametrize(
    "configuration", [one for one in CONFIGURATIONS if one.name in EVERY_TIME], ids=lambda one: one.name
)
def test_it_is_judged_and_not_accused(configuration: Configuration) -> None:
    assert judge(configuration, examples=1, parts=JOURNEYS).wrong == ()


@pytest.mark.parametrize("configuration", CONFIGURATIONS, ids=lambda one: one.name)
def test_it_says_what_it_is_and_exists_for_known_requirements(configuration: Configuration) -> None:
    assert configuration.says
    assert set(configuration.judges) <= set(CATALOGUE)


def test_the_first_comment_is_read_and_no_other(tmp_path: Path) -> None:
    file = tmp_path / "odd.toml"
    file.write_text(
        "# Odd ones.\n# Judges: A.B,\n# C.D. Leaves: E.*,\n# nobody may\n# do that*\n[sign_up]\n# Judges: F\n"
    )

    one = read(file)

    assert (one.name, one.says, one.judges, one.leaves) == (
        "odd",
        "Odd ones.",
        ("A.B", "C.D"),
        ("E.*", "nobody may do that*"),
    )


def test_what_it_exists_for_and_does_not_judge_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / "open.toml"
    file.write_text("# Several sessions a client. Judges: SIGN-IN.SESSION-EXISTS, NO-SUCH.THING\n")

    assert judge(read(file), examples=1, parts=JOURNEYS).wrong == (
        "it exists for SIGN-IN.SESSION-EXISTS, which is not_applicable",
        "it exists for NO-SUCH.THING, which is unknown",
    )
