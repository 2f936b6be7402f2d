"""Domain assertions: what journeys say of answers. Each looks, and raises one Deviation that shows what came.

They never match message texts, the length of ids, or the order of lists that the API does not order.
"""

from fapi_conformance.expect.answers import equals, excludes, includes, member, present, refused, succeeded
from fapi_conformance.expect.attempts import (
    awaits,
    complete,
    factor,
    is_complete,
    needs_second_factor,
    on_its_way,
    outlived,
    proven,
    second_factor,
    second_factors,
    verified,
)
from fapi_conformance.expect.clients import no_token, nobody, not_signed_in, session_ids, signed_in, somebody, users_on
from fapi_conformance.expect.landings import keeps_query, landed, landing, led_nowhere, tells, told
from fapi_conformance.expect.lists import bare_list, holds, holds_not, ids_of, in_users

__all__ = [
    "awaits",
    "bare_list",
    "complete",
    "equals",
    "excludes",
    "factor",
    "holds",
    "holds_not",
    "ids_of",
    "in_users",
    "includes",
    "is_complete",
    "keeps_query",
    "landed",
    "landing",
    "led_nowhere",
    "member",
    "needs_second_factor",
    "no_token",
    "nobody",
    "not_signed_in",
    "on_its_way",
    "outlived",
    "present",
    "proven",
    "refused",
    "second_factor",
    "second_factors",
    "session_ids",
    "signed_in",
    "somebody",
    "succeeded",
    "tells",
    "told",
    "users_on",
    "verified",
]
