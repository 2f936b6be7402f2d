"""One configuration: a settings file, and what its first comment says of it."""

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
JUDGES = "Judges:"


class UnknownConfiguration(Exception):
    """No settings file has this name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """``judges`` are the ids of the requirements that a run of it has to come to a pass for."""

    name: str
    says: str
    judges: tuple[str, ...]
    file: Path


def read(file: Path) -> Configuration:
    """The first comment of the file, up to the first line that is none."""
    comment: list[str] = []
    for line in file.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            break
        comment.append(line.removeprefix("#").strip())
    says, _, ids = " ".join(comment).partition(JUDGES)
    judges = tuple(word.strip(",.") for word in ids.split())
    return Configuration(name=file.stem, says=says.strip(), judges=judges, file=file)


def all_of_them() -> list[Configuration]:
    return [read(file) for file in sorted(FOLDER.glob("*.toml"))]


def chosen(names: list[str]) -> list[Configuration]:
    """Those with these names, in their order; without names all of them."""
    known = {one.name: one for one in all_of_them()}
    for name in names:
        if name not in known:
            raise UnknownConfiguration(f"there is no configuration {name!r}; they are: {', '.join(known)}")
    return [known[name] for name in dict.fromkeys(names)] if names else list(known.values())
