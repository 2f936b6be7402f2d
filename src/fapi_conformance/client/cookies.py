"""A browser's cookies for one host: kept, replaced, dropped when they expire, sent back.

``Secure`` is not asked about: a loopback or container target over plain http stands for the same server over https,
and a browser that refused its cookies there would judge the set-up instead of the API.
"""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class SetCookie:
    """One `Set-Cookie` line: attributes by lower-case name, a flag's with an empty text. Its value is not shown."""

    name: str
    value: str = field(repr=False)
    attributes: Mapping[str, str]

    @property
    def http_only(self) -> bool:
        return "httponly" in self.attributes

    @property
    def lives(self) -> float:
        """Seconds from now; not above zero for a line that takes the cookie away, without end where it does not say."""
        return _until(self.attributes) - time.time()


def parse(line: str) -> SetCookie | None:
    first, *rest = line.split(";")
    name, equals, value = first.strip().partition("=")
    if not equals or not name:
        return None
    told = {key.strip().lower(): text.strip() for key, _, text in (part.partition("=") for part in rest)}
    return SetCookie(name=name.strip(), value=value.strip(), attributes=MappingProxyType(told))


class CookieJar:
    """Names and values by path; cookies of a foreign domain are refused, as browsers do."""

    def __init__(self, host: str) -> None:
        self._host = host.lower()
        self._kept: dict[tuple[str, str], tuple[str, float]] = {}
        self._told: dict[str, SetCookie] = {}

    def __repr__(self) -> str:
        return f"<CookieJar of {len(self._kept)}>"  # never the values

    def take(self, headers: Iterable[tuple[str, str]]) -> None:
        """Read the ``set-cookie`` ones of an answer's headers (lower-case names)."""
        for name, value in headers:
            if name == "set-cookie":
                self._take(value)

    def header(self, path: str) -> str | None:
        """The value of the ``Cookie`` header for a path; None where there is nothing to send."""
        now = time.time()
        fit = [
            f"{name}={value}" for (name, at), (value, until) in self._kept.items() if until > now and _below(path, at)
        ]
        return "; ".join(fit) or None

    def get(self, name: str) -> str | None:
        """The value of a cookie of that name, whatever its path."""
        now = time.time()
        return next((value for (key, _), (value, until) in self._kept.items() if key == name and until > now), None)

    def told(self, name: str) -> SetCookie | None:
        """The latest line about a cookie of that name, whichever domain it names: behind another address, such as a
        container's, it is said although a browser there would not keep it.
        """
        return self._told.get(name)

    def names(self) -> frozenset[str]:
        """Of every cookie that was ever set here."""
        return frozenset(self._told)

    def set(self, name: str, value: str) -> None:
        self._kept[name, "/"] = (value, float("inf"))

    def clear(self) -> None:
        self._kept.clear()

    def _take(self, line: str) -> None:
        cookie = parse(line)
        if cookie is None:
            return
        self._told[cookie.name] = cookie
        if not self._ours(cookie.attributes.get("domain", "").lstrip(".").lower()):
            return
        path = cookie.attributes.get("path", "")
        key = (cookie.name, path if path.startswith("/") else "/")
        until = _until(cookie.attributes)
        if until <= time.time():
            self._kept.pop(key, None)
        else:
            self._kept[key] = (cookie.value, until)

    def _ours(self, domain: str) -> bool:
        return not domain or self._host == domain or self._host.endswith("." + domain)


def _until(told: Mapping[str, str]) -> float:
    try:
        if "max-age" in told:
            return time.time() + int(told["max-age"])
        if "expires" in told:
            return parsedate_to_datetime(told["expires"]).timestamp()
    except (ValueError, OverflowError):
        pass
    return float("inf")


def _below(path: str, parent: str) -> bool:
    return parent in {"/", path} or path.startswith(parent.rstrip("/") + "/")
