"""What is said of a browser's cookies: what they tell, and to whom."""

import re

from fapi_conformance.client.cookies import CookieJar, SetCookie
from fapi_conformance.errors import Deviation
from fapi_conformance.expect.look import say

KEPT = 4096
"""Bytes of a name and its value that every browser keeps (RFC 6265bis)."""


def was_set(jar: CookieJar, name: str) -> SetCookie:
    """The cookie was set at some time."""
    cookie = jar.told(name)
    if cookie is None:
        raise Deviation(expected="to be set", got=f"only {say(sorted(jar.names()))}", where=f"cookie {name}")
    return cookie


def hidden(jar: CookieJar, name: str) -> None:
    """Out of reach of scripts."""
    cookie = was_set(jar, name)
    if not cookie.http_only:
        raise Deviation(expected="HttpOnly", got=say(sorted(cookie.attributes)), where=f"attributes of cookie {name}")


def of_own_site(jar: CookieJar, name: str, *, partitioned: bool, https: bool) -> None:
    """Not sent along from other sites (what says nothing is `Lax` to browsers), and over https alone where there is."""
    cookie = was_set(jar, name)
    where, secure = f"attributes of cookie {name}", "secure" in cookie.attributes
    from_anywhere = cookie.attributes.get("samesite", "").lower() == "none"
    if from_anywhere and not (partitioned and secure):
        raise Deviation(expected="SameSite Lax or Strict", got="SameSite None", where=where)
    if https and not secure:
        raise Deviation(expected="Secure", got=say(sorted(cookie.attributes)), where=where)


def for_the_api(jar: CookieJar, name: str, *, host: str | None, prefix: str) -> None:
    """For no further than its host, where that is known, or a site above it; for all of it; and not too large."""
    cookie = was_set(jar, name)
    where = f"attributes of cookie {name}"
    domain, path = cookie.attributes.get("domain", "").lstrip(".").lower(), cookie.attributes.get("path", "/")
    if domain and domain != host and ("." not in domain or (host and not host.endswith(f".{domain}"))):
        raise Deviation(expected=f"{host} or a site that it belongs to", got=say(domain), where=where)
    if path not in {"/", prefix, f"{prefix}/"}:
        raise Deviation(expected="Path /", got=say(path), where=where)
    if (size := len(name) + len(cookie.value)) > KEPT:
        raise Deviation(expected=f"at most {KEPT} bytes", got=str(size), where=f"cookie {name}")


def telling(jar: CookieJar, name: str, value: str) -> None:
    cookie = was_set(jar, name)
    if cookie.value != value:
        raise Deviation(expected=say(value), got=say(cookie.value), where=f"cookie {name}")


def since(jar: CookieJar, name: str) -> None:
    """A time in seconds, which scripts can read."""
    cookie = was_set(jar, name)
    if not (cookie.value.isascii() and cookie.value.isdigit() and 0 < int(cookie.value) < 10**11):
        raise Deviation(expected="a time in seconds", got=say(cookie.value), where=f"cookie {name}")
    if cookie.http_only:
        raise Deviation(expected="no HttpOnly", got="HttpOnly", where=f"attributes of cookie {name}")


def twin(jar: CookieJar, name: str, pattern: re.Pattern[str]) -> None:
    """Another cookie, of a name like this, has the same value."""
    twins = sorted(other for other in jar.names() if pattern.fullmatch(other))
    if not twins:
        raise Deviation(
            expected=f"one named {pattern.pattern}", got=f"only {say(sorted(jar.names()))}", where="cookies"
        )
    for other in twins:
        telling(jar, other, was_set(jar, name).value)
