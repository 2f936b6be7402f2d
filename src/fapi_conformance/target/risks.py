"""What a test may do to a target only with leave: on this machine all of it, elsewhere what an option allows."""

from collections.abc import Mapping
from types import MappingProxyType

LOCKOUT = "lockout"
"""It fails as often as locks a user. The user is one of the run; what else the instance does then is its own."""
DESTRUCTIVE = "destructive"
"""It tries what would change the instance itself, for everybody, if it were let through."""

REMEDIES: Mapping[str, str] = MappingProxyType(
    {
        LOCKOUT: "pass --allow-lockout if users of this run may be locked",
        DESTRUCTIVE: "pass --allow-destructive if it does not matter that the instance may be changed",
    }
)
RISKS = frozenset(REMEDIES)


def because(risk: str) -> str:
    """Why a requirement with that risk is not judged."""
    return f"the risk {risk!r} is not allowed towards this target"
