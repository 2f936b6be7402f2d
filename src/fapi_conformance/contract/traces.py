"""What every answer says about itself in its headers: which request it was, and which version was applied."""

import re
from collections.abc import Iterator

from fapi_conformance.client.exchange import Answer
from fapi_conformance.contract.said import said

TRACE = "x-clerk-trace-id"
VERSION = "clerk-api-version"
HEX = re.compile(r"[0-9a-f]{32}")

Missing = tuple[str, str, str, str]
"""Where, which keyword, what was expected, what came."""


def trace_problems(answer: Answer) -> Iterator[Missing]:
    """AUTH-023 and AUTH-041, for answers of the API itself."""
    trace = answer.header(TRACE)
    if trace is None:
        yield TRACE, "missing", "a trace id", "no such header"
    elif not HEX.fullmatch(trace):
        yield TRACE, "form", "32 lower-case hexadecimal digits", said(trace)
    told = answer.json.get("clerk_trace_id") if isinstance(answer.json, dict) and "errors" in answer.json else None
    if told is not None and trace is not None and told != trace:
        yield "clerk_trace_id", "differs", f"the same as the header {TRACE}", said(told)
    if not answer.header(VERSION):
        yield VERSION, "missing", "the version that was applied", "no such header"
