"""Parameters as the official clients put them on the wire (AUTH-005 to AUTH-009).

Keys are given as they travel, in snake_case. None is an empty value, which is not the same as absent: touch and
tokens tell "no organization" from "leave it". ``OMIT`` (or ``...``) sends nothing.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from types import EllipsisType
from typing import Any
from urllib.parse import quote

OMIT: EllipsisType = ...
FormValue = Any  # str, bool, number, None, a mapping, a list of those, or OMIT
Pairs = tuple[tuple[str, str], ...]
Parameters = Mapping[str, FormValue] | Iterable[tuple[str, FormValue]]


def pairs(parameters: Parameters) -> Pairs:
    """Name and value texts, in order: a list repeats its key, a mapping becomes one JSON text."""
    items = parameters.items() if isinstance(parameters, Mapping) else parameters
    found: list[tuple[str, str]] = []
    for name, value in items:
        if type(value) is str:
            found.append((name, value))
        elif value is OMIT:
            continue
        elif isinstance(value, Sequence | set | frozenset) and not isinstance(value, str | bytes):
            found.extend((name, text(item)) for item in value)
        else:
            found.append((name, text(value)))
    return tuple(found)


def text(value: FormValue) -> str:
    """One value as text: true and false, an empty text for None, compact JSON for a mapping or a nested list."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return str(value)
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def encode(listed: Pairs) -> str:
    """The pairs percent-encoded and joined. A lone surrogate travels as the bytes that it would be in UTF-8."""
    return "&".join([f"{_quoted(name)}={_quoted(value)}" for name, value in listed])


def _quoted(value: str) -> str:
    return quote(value, safe="", errors="surrogatepass")
