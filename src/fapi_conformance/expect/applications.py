"""What is said of where a browser is sent with the answer to an application: to whom, and with what."""

import posixpath
from collections.abc import Iterable
from urllib.parse import parse_qsl, unquote, urlsplit

from fapi_conformance.devices.oauth_client import Landing, Request
from fapi_conformance.errors import Deviation
from fapi_conformance.expect.look import one_of, outcome, say

TOKENS = ("access_token", "id_token")


def brings_code(landing: Landing, request: Request) -> str:
    """The application's address is sent a code, and the state of the request; the code."""
    if not landing.at(request.redirect_uri):
        raise Deviation(expected=f"a code at {request.redirect_uri}", got=came(landing), where="the browser")
    code = landing.code
    if not code or len(landing.all("code")) != 1 or landing.error is not None:
        raise Deviation(expected="one code, and no error", got=came(landing), where="the address: code")
    keeps_state(landing, request)
    return code


def keeps_state(landing: Landing, request: Request) -> None:
    """What the application is sent has the state of its request, once; none where the request had none."""
    wanted = () if request.state is None else (request.state,)
    if landing.all("state") != wanted:
        got = "another one, or more" if landing.all("state") else "none"
        raise Deviation(expected="the state as it was sent" if wanted else "no state", got=got, where="state")


def brings_no_code(*landings: Landing) -> None:
    """Nowhere on the way is there a code."""
    for one in landings:
        if one.code is not None or any(name == "code" for name, _ in parse_qsl(one.fragment)):
            raise Deviation(expected="no code", got="a code", where="the address: code")
    brings_no_token(*landings)


def brings_no_token(*landings: Landing) -> None:
    """No address has a token in it, neither before nor behind the `#`."""
    for one in landings:
        named = [name for name, value in (*one.given, *parse_qsl(one.fragment)) if name in TOKENS and value]
        if named:
            raise Deviation(expected="no token in an address", got=one_of(named), where="the address")


def errs(landings: Iterable[Landing], request: Request) -> None:
    """There is no code; and where the application is told, it is at the registered address, with the state."""
    for one in landings:
        brings_no_code(one)
        if one.error is not None and not one.at(request.redirect_uri):
            raise Deviation(expected=f"an error at {request.redirect_uri}", got=came(one), where="the browser")
        if one.at(request.redirect_uri):
            keeps_state(one, request)


def names(landings: Iterable[Landing], *errors: str) -> None:
    """The application is told one of these errors."""
    told = [one.error for one in landings if one.error is not None]
    if not set(told) & set(errors):
        raise Deviation(expected=one_of(errors), got=say(told[0]) if told else "no error", where="the address: error")


def is_sent_nothing(landings: Iterable[Landing], address: str) -> None:
    """Nobody is sent to that address, and there is no code."""
    for one in landings:
        brings_no_code(one)
        is_not_sent_to(one, address)


def is_not_sent_to(landing: Landing, address: str) -> None:
    """The browser is not sent to that address, however it is written."""
    if leads_to(landing, address):
        raise Deviation(expected="nobody sent there", got=came(landing), where="the browser")


def leads_to(landing: Landing, address: str) -> bool:
    """Whether a browser that goes there comes to that address: what it makes of dots and of letters is its own."""
    if landing.url is None:
        return False
    there, wanted = urlsplit(landing.url), urlsplit(address)
    same_place = (there.scheme, _host(there.netloc), _path(there.path)) == (
        wanted.scheme.lower(),
        _host(wanted.netloc),
        _path(wanted.path),
    )
    brought = set(parse_qsl(wanted.query, keep_blank_values=True)) <= set(landing.given)
    return same_place and brought and wanted.fragment in landing.fragment


def came(landing: Landing) -> str:
    """Where the browser is sent and what is told there, without any secret."""
    if landing.url is None:
        return outcome(landing.answer)
    told = " ".join(filter(None, (landing.error, "a code" if landing.code else "")))
    return f"{landing.answer.status} to {landing.url} {told}".strip()


def _host(netloc: str) -> str:
    return netloc.lower()


def _path(path: str) -> str:
    plain = unquote(path) or "/"
    return posixpath.normpath(plain) + ("/" if plain.endswith("/") and plain != "/" else "")
