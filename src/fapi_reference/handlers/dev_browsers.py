"""Development browsers: how a browser gets its token, as today, and as it was before URLs carried it (AUTH-099)."""

import json
from typing import TYPE_CHECKING, Any

from starlette.responses import HTMLResponse, Response

from fapi_reference.exchange import Exchange
from fapi_reference.problems import refuse
from fapi_reference.transport.admission import DEV_BROWSER_COOKIE
from fapi_reference.transport.headers import set_cookie

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

PAGE = """<!doctype html>
<meta charset="utf-8">
<title>Development browser</title>
<script>parent.postMessage({told}, {origin})</script>
"""


def create(server: "Reference", _exchange: Exchange) -> Any:
    """AUTH-092."""
    in_development(server)
    return server.views.dev_browser(server.callers.new_dev_browser())


def page(server: "Reference", exchange: Exchange) -> Response:
    """For a frame in a page of the application: it tells that page the token of a new browser, and no other page. The
    token that a browser has already is for nobody to ask for.
    """
    in_development(server)
    origin = exchange.first("origin")
    if not origin:
        raise refuse("origin_missing", "origin")
    if origin == "null" or not server.origins.belongs(origin):
        raise refuse("origin_invalid", "origin")
    made = server.views.dev_browser(server.callers.new_dev_browser())
    return HTMLResponse(PAGE.format(told=script(made), origin=script(origin)), headers={"Cache-Control": "no-store"})


def script(value: Any) -> str:
    """As a script reads it, with nothing that ends one (SEC-244)."""
    return json.dumps(value).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def set_first_party_cookie(server: "Reference", exchange: Exchange) -> Response:
    """The browser's token, for the times when it passes by with nothing else."""
    in_development(server)
    exchange.response = Response()
    if exchange.dev_browser:
        set_cookie(server, exchange, DEV_BROWSER_COOKIE, exchange.dev_browser.id, hidden=True)
    return exchange.response


def in_development(server: "Reference") -> None:
    """AUTH-100, SEC-260."""
    if server.settings.instance.environment == "production":
        raise refuse("request_invalid_for_environment")
