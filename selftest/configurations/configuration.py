"""One configuration: a settings file, and what its first comment says of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
MARKS = re.compile(r"\b(Judges|Leaves):")


class UnknownConfiguration(Exception):
    """No settings file has this name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """``judges`` are ids of requirements that have to pass, ``leaves`` patterns of what may stay not testable."""

    name: str
    says: str
    judges: tuple[str, ...]
    leaves: tuple[str, ...]
    file: Path


def read(file: Path) -> Configuration:
    """The first comment of the file, up to the first line that is none."""
    comment: list[str] = []
    for line in file.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            break
        comment.append(line.removeprefix("#").strip())
    says, *marked = MARKS.split(" ".join(comment))
    lists = dict(zip(marked[::2], marked[1::2], strict=True))
    return Configuration(
        name=file.stem,
        says=says.strip(),
        judges=_listed(lists.get("Judges", "")),
        leaves=_listed(lists.get("Leaves", "")),
        file=file,
    )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(named for one in text.split(",") if (named := one.strip(" .")))


def all_of_them() -> list[Configuration]:
    return [read(file) for file in sorted(FOLDER.glob("*.toml"))]


def chosen(names: Sequence[str]) -> list[Configuration]:
    """Those with these names, in their order; without names all of them."""
    known = {one.name: one for one in all_of_them()}
    for name in names:
        if name not in known:
            raise UnknownConfiguration(f"there is no configuration {name!r}; they are: {', '.join(known)}")
    return [known[name] for name in dict.fromkeys(names)] if names else list(known.values())
