"""An exchange as one curl line that a stranger can repeat once the secrets are filled in."""

import shlex

from fapi_conformance.client import masking
from fapi_conformance.client.exchange import Exchange
from fapi_conformance.client.form import encode

_UNSAID = frozenset({"host", "content-length", "accept", "accept-encoding"})  # curl brings its own


def curl(exchange: Exchange) -> str:
    """One line for a shell; every secret stands as ``***``."""
    request = exchange.request
    query = _readable(encode(masking.pairs(request.query)))
    words = ["curl", "-sS", "-i"]
    if request.sent_method != "GET":
        words += ["-X", request.sent_method]
    words.append(f"{exchange.base_url}{request.path}{'?' if query else ''}{query}")
    for name, value in masking.headers(request.headers):
        if name not in _UNSAID:
            words += ["-H", f"{name}: {value}"]
    if request.form is not None:
        if request.form:
            words += ["--data-raw", _readable(encode(masking.pairs(request.form)))]
    elif request.content:
        words += ["--data-raw", masking.content(request.content, request.content_type)]
    return shlex.join(words)


def _readable(encoded: str) -> str:
    return encoded.replace("%2A%2A%2A", masking.MASK)
