"""Values of an answer in few words. Texts are shown only where they can be no secret: short and made of letters."""

import json
import re
from typing import Any

PLAIN = re.compile(r"[a-z][a-z_]{0,39}")
SHOWN = 60


def said(value: Any) -> str:
    """``'needs_first_factor'``, ``1700000000``, ``a text of 812 characters``, ``an object with code, meta``."""
    if isinstance(value, str):
        return repr(value) if not value or PLAIN.fullmatch(value) else f"a text of {len(value)} characters"
    if isinstance(value, dict):
        names = [str(name)[:SHOWN] for name in list(value)[:8]]
        more = ", …" if len(value) > len(names) else ""
        return f"an object with {', '.join(names)}{more}" if names else "an empty object"
    if isinstance(value, list):
        return f"a list of {len(value)}"
    return json.dumps(value)[:SHOWN]


def said_type(value: Any) -> str:
    """The JSON type first: ``null``, ``boolean true``, ``string of 10 characters``."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return f"boolean {json.dumps(value)}"
    if isinstance(value, int | float):
        return f"number {json.dumps(value)[:SHOWN]}"
    if isinstance(value, str):
        return f"string of {len(value)} characters"
    return "object" if isinstance(value, dict) else "array"
