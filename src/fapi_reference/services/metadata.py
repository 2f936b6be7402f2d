"""Metadata: a JSON object in one form field (AUTH-007, USER-017)."""

from typing import Any

import orjson

from fapi_reference.problems import refuse

LIMIT = 8 * 1024
DEPTH = 64
"""Deeper nesting could be read, but not written into an answer again."""


def read(text: str, param: str) -> dict[str, Any]:
    """An object of at most 8 KB; a cleared field means an empty one."""
    if not text:
        return {}
    if len(text.encode()) > LIMIT:
        raise refuse("form_param_exceeds_allowed_size", param)
    try:
        value = orjson.loads(text)
    except orjson.JSONDecodeError:
        raise refuse("form_param_value_invalid", param) from None
    if not isinstance(value, dict) or too_deep(value):
        raise refuse("form_param_value_invalid", param)
    return value


def merged(kept: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    """Objects into objects, at any depth; null takes a key away (USER-016)."""
    made = dict(kept)
    for key, value in given.items():
        if value is None:
            made.pop(key, None)
        elif isinstance(value, dict):
            before = made.get(key)
            made[key] = merged(before if isinstance(before, dict) else {}, value)
        else:
            made[key] = value
    return made


def refuse_large(value: dict[str, Any], param: str) -> None:
    if len(orjson.dumps(value)) > LIMIT:
        raise refuse("form_param_exceeds_allowed_size", param)


def too_deep(value: Any) -> bool:
    level = [value]
    for _ in range(DEPTH):
        level = [child for parent in level for child in _children(parent)]
        if not level:
            return False
    return True


def _children(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []
