"""What every answer tells about itself: one pure function a requirement.

Each looks at one answer and gives None where it has nothing to say about it, else what is broken, which may be nothing.
A member that is missing or of the wrong type is the schema's matter, and no one else's.
"""

from collections.abc import Mapping
from types import MappingProxyType

from fapi_conformance.contract.invariants.attempts import (
    next_action,
    sign_in_session,
    sign_up_complete,
    sign_up_fields,
    unverified_field,
)
from fapi_conformance.contract.invariants.broken import Broken, Invariant
from fapi_conformance.contract.invariants.clients import (
    completed_attempt,
    last_active,
    piggyback,
    sign_in_mirror,
    sign_up_mirror,
)
from fapi_conformance.contract.invariants.people import primary, private_metadata

__all__ = ["INVARIANTS", "Broken"]

INVARIANTS: Mapping[str, Invariant] = MappingProxyType(
    {
        "INVARIANT.PIGGYBACK": piggyback,
        "INVARIANT.LAST-ACTIVE": last_active,
        "INVARIANT.SIGN-IN-MIRROR": sign_in_mirror,
        "INVARIANT.SIGN-UP-MIRROR": sign_up_mirror,
        "INVARIANT.COMPLETED-ATTEMPT": completed_attempt,
        "INVARIANT.SIGN-IN-SESSION": sign_in_session,
        "INVARIANT.SIGN-UP-COMPLETE": sign_up_complete,
        "INVARIANT.SIGN-UP-FIELDS": sign_up_fields,
        "INVARIANT.NEXT-ACTION": next_action,
        "INVARIANT.UNVERIFIED-FIELD": unverified_field,
        "INVARIANT.PRIMARY": primary,
        "INVARIANT.PRIVATE-METADATA": private_metadata,
    }
)
