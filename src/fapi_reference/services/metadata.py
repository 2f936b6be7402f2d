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
