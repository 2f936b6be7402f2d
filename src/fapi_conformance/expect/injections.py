"""Addresses that are to break out of where they are written, and what is said of an answer that was given one."""

from urllib.parse import urlsplit

from fapi_conformance.client.exchange import Answer
from fapi_conformance.errors import Deviation

SCRIPTS = ("javascript:alert(1)", "JaVaScRiPt:alert(1)", "\x01javascript:alert(1)", "java\tscript:alert(1)")
MARKED = "fapi-conformance"
"""The name of whatever header or cookie would be let in."""
BREAKS = (f"\r\nset-cookie: {MARKED}=1", f"\n{MARKED}: 1", f'"><script>{MARKED}</script>')


def leads_to_no_script(answer: Answer) -> None:
    """Browsers read no control characters, and no letter case (SEC-242)."""
    where = "".join(one for one in answer.header("location") or "" if one > " ").lower()
    if where.startswith("javascript:"):
        raise Deviation(expected="no script", got=where, where="Location")
    if is_page(answer) and b"javascript:alert(1)" in answer.content.lower():
        raise Deviation(expected="no script", got="the script that was asked for", where="body")


def leads_not_to(answer: Answer, host: str) -> None:
    """Browsers read a backslash as a slash (SEC-243)."""
    where = answer.header("location") or ""
    if urlsplit(where.replace("\\", "/")).hostname == host:
        raise Deviation(expected="nobody else's address", got=where, where="Location")


def nothing_let_in(answer: Answer) -> None:
    """No header and no cookie of that name, and no markup (SEC-244)."""
    names = [name for name, _ in answer.headers]
    cookies = [value for name, value in answer.headers if name == "set-cookie"]
    if MARKED in names or any(one.startswith(MARKED) for one in cookies):
        raise Deviation(expected="no such header", got=f"the one that the address named: {MARKED}", where="headers")
    if is_page(answer) and f"<script>{MARKED}".encode() in answer.content:
        raise Deviation(expected="text", got="the markup that the address had", where="body")


def is_page(answer: Answer) -> bool:
    return "html" in (answer.header("content-type") or "")
