"""Which tests a run is about."""

import os
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from fapi_conformance.plugin.run import Run
from fapi_conformance.requirements import CATALOGUE
from fapi_conformance.verdict.choice import Choice

DESELECTING = ("keyword", "markexpr", "lf", "stepwise", "deselect", "ignore", "ignore_glob", "shard")
"""Options that leave tests out."""


def cited(item: pytest.Item) -> list[str]:
    """Ids of the requirements that a test proves, in the order in which it names them."""
    marks = reversed(list(item.iter_markers("requirement")))
    return list(dict.fromkeys(id_ for mark in marks for id_ in mark.args))


def operation_of(item: pytest.Item) -> str | None:
    """The id of the operation that a test was made for: by a marker, or by a parameter of that name."""
    if mark := item.get_closest_marker("operation"):
        return str(mark.args[0])
    callspec = getattr(item, "callspec", None)
    given = callspec.params.get("operation") if callspec else None
    name = getattr(given, "id", given)
    return name if isinstance(name, str) else None


def select(config: pytest.Config, items: list[pytest.Item], choice: Choice) -> None:
    """Leave out what was not asked for. Raises pytest.UsageError for a test that proves what nobody declared."""
    for item in items:
        if unknown := [id_ for id_ in cited(item) if id_ not in CATALOGUE]:
            raise pytest.UsageError(f"{item.nodeid} proves the unknown requirement {unknown[0]}")
    if choice.everything:
        return
    # What holds for every exchange is shown by all of them; only fuzzing is left out, for its price.
    everywhere = any(CATALOGUE[id_].everywhere for id_ in choice.asked)

    def asked(item: pytest.Item) -> bool:
        wanted = choice.covers(cited(item), operation_of(item))
        return wanted or (everywhere and not choice.operations and item.get_closest_marker("fuzz") is None)

    keep(config, items, asked)


def keep_shard(config: pytest.Config, items: list[pytest.Item], shard: tuple[int, int]) -> None:
    """Leave out the tests of the other parts. Which part a test is in hangs on its name alone, on every machine."""
    part, of = shard
    keep(config, items, lambda item: zlib.crc32(item.nodeid.encode()) % of == part - 1)


def keep(config: pytest.Config, items: list[pytest.Item], wanted: Callable[[pytest.Item], bool]) -> None:
    """Those for which it holds; the others are told to pytest as deselected."""
    kept = [item for item in items if wanted(item)]
    if len(kept) < len(items):
        config.hook.pytest_deselected(items=[item for item in items if not wanted(item)])
        items[:] = kept


def whole(config: pytest.Config, choice: Choice, *, but: str = "") -> bool:
    """Whether nothing was left out, so that the verdict over a profile is one; ``but`` by this option."""
    if not choice.everything or any(getattr(config.option, name, None) for name in DESELECTING if name != but):
        return False
    return not named(config)


def named(config: pytest.Config) -> list[str]:
    """The folders, files and tests that it is about, as seen from the root of the suite; none where these are all."""
    root, parts = config.rootpath.resolve(), [argument.partition("::") for argument in config.args]
    roots = [root / name for name in config.getini("testpaths")] or [root]
    given = [(config.invocation_params.dir / file).resolve() for file, _, _ in parts]
    if not any(test for _, _, test in parts) and all(_under(one.resolve(), given) for one in roots if one.exists()):
        return []
    return [
        f"{os.path.relpath(file, root)}{colons}{test}" for file, (_, colons, test) in zip(given, parts, strict=True)
    ]


def described(config: pytest.Config, run: Run) -> str:
    """What was selected, in the words in which it was asked for; empty for everything, and for a shard of that."""
    if whole(config, run.choice, but="shard"):
        return ""
    options = run.options
    words = [
        *(f"claim {profile}" for profile in run.claim.profiles),
        *options.requirements,
        *options.areas,
        *options.operations,
    ]
    words += [f"-k {config.option.keyword}"] * bool(config.option.keyword)
    words += [f"-m {config.option.markexpr}"] * bool(config.option.markexpr)
    words += named(config)
    return ", ".join(words) or "some tests"


def _under(root: Path, given: list[Path]) -> bool:
    return any(root.is_relative_to(path) for path in given)
