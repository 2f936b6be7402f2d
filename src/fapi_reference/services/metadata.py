"""Metadata: a JSON object in one form field (AUTH-007, USER-017)."""

from typing import Any

import orjson

from fapi_reference.problems import refuse

LIMIT = 8 * 1024


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
    if not isinstance(value, dict):
        raise refuse("form_param_value_invalid", param)
    return value
