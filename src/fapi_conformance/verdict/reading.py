"""A results file, read again: held against its published schema first, so that nobody after has to doubt its shape."""

import json
from collections.abc import Mapping
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
    return told


@cache
def _validator(schema: Path) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(json.loads(schema.read_text()))
