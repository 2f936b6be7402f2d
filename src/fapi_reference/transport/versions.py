"""API version: one header or one query parameter (AUTH-059 to AUTH-062)."""

from typing import TYPE_CHECKING

from fapi_reference.exchange import Exchange
from fapi_reference.problems import refuse

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

PUBLISHED = ("2021-02-05", "2024-10-01", "2025-03-12", "2025-04-10", "2025-11-10", "2026-05-12")
OLDEST = PUBLISHED[0]
TOKEN_VERSION_2_SINCE = "2025-04-10"
"""Session tokens carry version 2 claims from this version on (AUTH-067)."""


def choose(_server: "Reference", exchange: Exchange) -> None:
    exchange.version = OLDEST
    if not exchange.path.startswith("/v1/"):
        return
    request = exchange.request
    named = request.headers.getlist("clerk-api-version") + request.query_params.getlist("__clerk_api_version")
    if not named:
        return
    if len(named) > 1 or named[0] not in PUBLISHED:
        raise refuse("api_version_invalid")
    exchange.version = named[0]
