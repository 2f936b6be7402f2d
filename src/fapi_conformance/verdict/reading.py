"""A results file, read again: held against its published schema first, so that nobody after has to doubt its shape."""

import itertools
import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs

from fapi_conformance.errors import BadInput
from fapi_conformance.verdict.writing import FORMAT

Told = Mapping[str, Any]
"""A results file as plain data."""


def read(file: Path, schema: Path) -> Told:
    """Raises BadInput, one line, for whatever is no results file of this format."""
    try:
        told = json.loads(file.read_bytes())
        json.dumps(told, ensure_ascii=False).encode()  # half of a surrogate pair is no text
    except OSError as problem:
        raise BadInput(f"{file}: {problem.strerror or problem}") from problem
    except (ValueError, RecursionError) as problem:
        raise BadInput(f"{file}: no JSON, or a file that was cut off: {problem}") from problem
    if not isinstance(told, dict) or "format" not in told:
        raise BadInput(f"{file}: no results file of this suite")
    if told["format"] != FORMAT:
        raise BadInput(f"{file}: of format {str(told['format'])[:40]}, and this release reads format {FORMAT}")
    if (wrong := next(_validator(schema).iter_errors(told), None)) is not None:
        where = "/".join(map(str, wrong.instance_path))
        raise BadInput(f"{file}: no results file of this suite: {where}: {wrong.message[:200]}")
    if (unstated := next(_unstated(told), None)) is not None:
        raise BadInput(f"{file}: no results file of this suite: it does not state {unstated[:200]}, of which it tells")
    return told


def _unstated(told: Told) -> Iterator[str]:
    """Requirements that the file is about without stating them, which no schema can see."""
    stated = {one["id"] for one in told["requirements"]}
    named = (one["requirement"] for part in ("findings", "steps", "sightings") for one in told[part])
    twins = (twin for one in told["requirements"] for twin in one["twins"])
    yield from (id_ for id_ in itertools.chain(named, twins) if id_ not in stated)


@cache
def _validator(schema: Path) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(json.loads(schema.read_text()))
