"""Reads one YAML or JSON file, and knows afterwards on which line anything stood.

Line numbers are only looked for once something is wrong: the text is then composed a second time, so that a good file
costs nothing for them.
"""

import json
from collections.abc import Hashable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from fapi_conformance.contract.problem import SchemaProblem


class _Loader(yaml.CSafeLoader):
    """Safe YAML in C, with two differences: a key given twice is an error, and a date stays the text it was."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        scalars = [key for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
        for key in scalars:
            if key.value in seen and key.tag != "tag:yaml.org,2002:merge":
                raise yaml.constructor.ConstructorError(None, None, f"{key.value!r} is given twice", key.start_mark)
            seen.add(key.value)
        # Not flattened yet: a merged-in key that is overridden is no duplicate.
        return super().construct_mapping(node, deep)


_Loader.add_constructor("tag:yaml.org,2002:timestamp", lambda _, node: str(node.value))


@dataclass(frozen=True, slots=True)
class Source:
    """A file by the name it is spoken of, with its text."""

    name: str
    text: str

    def problem(self, reason: str, *steps: str | int) -> SchemaProblem:
        """What is wrong at the place that these steps lead to, as far as they lead."""
        return SchemaProblem(f"{self.place(*steps)}: {reason}")

    def place(self, *steps: str | int) -> str:
        """``file:line`` of the place that these steps lead to, as far as they lead."""
        return f"{self.name}:{self._line_of(steps)}"

    def problem_near(self, reason: str, text: str) -> SchemaProblem:
        """What is wrong where this text first stands."""
        before, found, _ = self.text.partition(text)
        return SchemaProblem(f"{self.name}:{before.count(chr(10)) + 1 if found else 1}: {reason}")

    def value(self) -> Any:
        """The parsed document as plain JSON data: string keys, nothing shared between places."""
        try:
            if self.name.endswith(".json"):
                return json.loads(self.text)
            return json.loads(json.dumps(yaml.load(self.text, _Loader)))  # noqa: S506 - it is a safe loader
        except json.JSONDecodeError as wrong:
            raise SchemaProblem(f"{self.name}:{wrong.lineno}: not JSON: {wrong.msg}") from None
        except yaml.MarkedYAMLError as wrong:
            mark = wrong.problem_mark or wrong.context_mark
            line = mark.line + 1 if mark else 1
            raise SchemaProblem(f"{self.name}:{line}: not YAML: {wrong.problem or wrong.context}") from None
        except (yaml.YAMLError, ValueError, TypeError, RecursionError) as wrong:
            reason = " ".join(str(wrong).split())[:200]
            raise SchemaProblem(f"{self.name}:1: not a YAML document of plain values: {reason}") from None

    def _line_of(self, steps: tuple[str | int, ...]) -> int:
        node = yaml.compose(self.text, yaml.CSafeLoader)
        line = 1
        for step in steps:
            found = _child(node, step)
            if found is None:
                break
            line, node = found
        return line


def read_source(path: Path, name: str | None = None) -> Source:
    """The file's text. A file that can't be read, or is no text, is a SchemaProblem."""
    name = name or str(path)
    try:
        return Source(name, path.read_bytes().decode())
    except OSError as wrong:
        raise SchemaProblem(f"{name}:1: {wrong.strerror or wrong}") from None
    except UnicodeDecodeError as wrong:
        line = wrong.object[: wrong.start].count(b"\n") + 1
        raise SchemaProblem(f"{name}:{line}: not UTF-8 text") from None


def _child(node: yaml.Node | None, step: str | int) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return key.start_mark.line + 1, value
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step].start_mark.line + 1, node.value[step]
    return None
