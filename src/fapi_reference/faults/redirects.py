"""Deviations of where callers are sent, and of how that is written."""

from dataclasses import replace as changed
from typing import Any
from urllib.parse import SplitResult, urlsplit

from starlette.responses import Response

from fapi_reference.exchange import Exchange
from fapi_reference.faults import fault, replace
from fapi_reference.records.verification import Verification
from fapi_reference.reference import Reference

LINES = str.maketrans("", "", "\r\n")


def _lenient(server: Reference) -> None:
    """Whatever has an address in it is taken for one."""

    def parsed(url: str | None, _param: str) -> SplitResult:
        return urlsplit((url or "").translate(LINES))

    replace(server.redirects.parsed, parsed)


@fault(
    "redirect.raw-location", caught_by=("REDIRECT.SIGN-IN.HEADER", "REDIRECT.SIGN-UP.HEADER", "REDIRECT.ADDRESS.HEADER")
)
def raw_location(server: Reference) -> None:
    """The address of a link is written into its header as it came."""
    _lenient(server)

    def landing(verification: Verification, status: str, _session_id: str | None = None) -> str:
        return f"{verification.redirect_url}&__clerk_status={status}"

    replace(server.links.landing, landing)
    verbs = server.routes.resources["/v1/verify"].verbs
    verify = verbs["GET"].handler

    def raw(given: Reference, exchange: Exchange) -> Any:
        response = verify(given, exchange)
        location, *lines = response.headers["location"].splitlines()
        response.headers["location"] = location
        for line in filter(None, lines):
            name, _, value = line.partition(": ")
            response.headers[name] = value
        return response

    verbs["GET"] = changed(verbs["GET"], handler=raw)


@fault("redirect.raw-handshake", caught_by=("REDIRECT.HANDSHAKE.HEADER",))
def raw_handshake(server: Reference) -> None:
    """A handshake whose address cannot be read says so on a page, and repeats it there."""
    verbs = server.routes.resources["/v1/client/handshake"].verbs
    handler = verbs["GET"].handler

    def talkative(given: Reference, exchange: Exchange) -> Any:
        url = exchange.first("redirect_url") or ""
        if "<" not in url:
            return handler(given, exchange)
        return Response(f"<html><p>{url} is no address.</p></html>", 422, media_type="text/html")

    verbs["GET"] = changed(verbs["GET"], handler=talkative)


@fault("redirect.repeated", caught_by=("REDIRECT.UNUSED-SCRIPT",))
def repeated(server: Reference) -> None:
    """The address that came with a request stands in a header of its answer."""
    cors = server.transport.endings["cors"]

    def echo(given: Reference, exchange: Exchange) -> None:
        cors(given, exchange)
        if url := exchange.form.get("redirect_url"):
            exchange.response.headers["X-Redirect-Url"] = url

    server.transport.endings["cors"] = echo
