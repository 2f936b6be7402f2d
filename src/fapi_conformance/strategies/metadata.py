"""JSON objects of any shape that an application might keep about a user: wide, deep, with keys that tempt a parser."""

import json

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from fapi_conformance.client.exchange import Json

LIMIT = 4_000
"""Bytes of JSON; half of what an instance is known to take (USER-017)."""
EXACT = 2**53 - 1
"""The largest integer that every JSON reader keeps."""
DEEPEST = 12
TEMPTING = ("__proto__", "constructor", "$ref", "a.b", "a[b]", "id", "null", "password", "ключ", "鍵", "🔑")

texts = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=20)
keys = st.sampled_from(TEMPTING) | texts.filter(bool)
scalars = st.none() | st.booleans() | st.integers(-EXACT, EXACT) | st.integers(-999, 999).map(lambda n: n / 8) | texts
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=12,
)


@st.composite
def deep(draw: st.DrawFn) -> Json:
    """One value under many others, as lists and objects take turns."""
    value: Json = draw(scalars)
    for key in draw(st.lists(st.none() | keys, min_size=1, max_size=DEEPEST)):
        value = [value] if key is None else {key: value}
    return value


OBJECTS: SearchStrategy[dict[str, Json]] = st.dictionaries(keys, values | deep(), min_size=1, max_size=6).filter(
    lambda given: len(json.dumps(given)) < LIMIT
)


def _plain(value: Json) -> Json:
    """Without nulls, which take keys away, and without lists, of which nobody says how two become one."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return len(value) if isinstance(value, list) else False if value is None else value


MERGEABLE: SearchStrategy[tuple[Json, Json]] = st.tuples(OBJECTS.map(_plain), OBJECTS.map(_plain))
"""One, and another to be merged into it."""
