"""The part of a host name that somebody has registered: one label below a public suffix (OAUTH-022)."""

import ipaddress
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList


@cache
def _suffixes() -> "PublicSuffixList":
    """Read when it is first needed: the list is long."""
    from publicsuffixlist import PublicSuffixList

    return PublicSuffixList()


def registrable_domain(address: str) -> str | None:
    """None for an app's address, a number, or a name that nobody can register."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return None
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return _suffixes().privatesuffix(host) if "." in host else None
    return None
