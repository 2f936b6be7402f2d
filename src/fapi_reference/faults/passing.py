"""Deviations of what browsers are sent to by themselves, and of what is told about hosted pages and passkeys."""

from dataclasses import replace as changed
from typing import Any
from urllib.parse import SplitResult, urlsplit

from starlette.responses import HTMLResponse, RedirectResponse, Response

from fapi_reference.exchange import Exchange
from fapi_reference.faults import alter, fault, replace
from fapi_reference.reference import Reference
from fapi_reference.routes import Handler

PRODUCTION = '[instance]\nenvironment = "production"\ndomain = "localhost"\n'


def _handled(server: Reference, path: str, by: Handler, method: str = "GET") -> Handler:
    """Put a handler in the place of another; gives that one."""
    verbs = server.routes.resources[path].verbs
    original = verbs[method].handler
    verbs[method] = changed(verbs[method], handler=by)
    return original


@fault("passing.cookies-alone", caught_by=("PASSING.CLEARED",))
def cookies_alone(server: Reference) -> None:
    """A browser that is to forget everything forgets its cookies."""
    header = {"Clear-Site-Data": '"cookies"'}
    _handled(server, "/v1/clear-site-data", lambda _server, _exchange: Response(headers=header))


@fault("passing.home", caught_by=("PASSING.ONWARDS",))
def home(server: Reference) -> None:
    """Whoever is to go on is sent to the home page."""

    def handle(_server: Reference, exchange: Exchange) -> Response:
        parts = urlsplit(exchange.first("redirect_url") or "")
        return RedirectResponse(f"{parts.scheme}://{parts.netloc}/", status_code=307)

    _handled(server, "/v1/redirect", handle)


@fault("passing.page", caught_by=("PASSING.ONWARDS.HEADER",))
def page(server: Reference) -> None:
    """An address that cannot be read is repeated on a page, as it came."""

    def handle(given: Reference, exchange: Exchange) -> Any:
        url = exchange.first("redirect_url") or ""
        return HTMLResponse(f"<p>{url} is no address.</p>", 422) if "<" in url else original(given, exchange)

    original = _handled(server, "/v1/redirect", handle)


@fault("passing.raw", caught_by=("PASSING.ONWARDS.HEADER",))
def raw(server: Reference) -> None:
    """The address is written into the header as it came."""

    def handle(given: Reference, exchange: Exchange) -> Any:
        location, *lines = (exchange.first("redirect_url") or "").splitlines()
        if not lines:
            return original(given, exchange)
        response = Response(status_code=307, headers={"Location": location})
        for line in filter(None, lines):
            name, _, value = line.partition(": ")
            response.headers[name] = value
        return response

    original = _handled(server, "/v1/redirect", handle)


@fault("passing.script", caught_by=("PASSING.ONWARDS.SCRIPT",))
def script(server: Reference) -> None:
    """Whoever asks for it is sent on to a script."""

    def read(url: str | None, param: str = "redirect_url") -> SplitResult:
        return urlsplit(url or "") if (url or "").lower().startswith("javascript:") else original(url, param)

    original = replace(server.redirects.read, read)


@fault("passing.foreign", caught_by=("PASSING.ONWARDS.FOREIGN",), settings=PRODUCTION)
def foreign(server: Reference) -> None:
    """In production too everybody is sent on wherever they want."""
    replace(server.redirects.belongs, lambda _parts: True)


@fault("environment.portal-wrapped", caught_by=("ENVIRONMENT.PORTAL",))
def portal_wrapped(server: Reference) -> None:
    """How the hosted pages are set up is told in an envelope."""
    alter(server.views.account_portal, lambda shown: {"response": shown, "client": None})


@fault("well-known.related-addresses", caught_by=("WELL-KNOWN.RELATED-ORIGINS",))
def related_addresses(server: Reference) -> None:
    """Whose pages may use the passkeys is told as addresses of pages."""
    original = server.ceremonies.related_origins
    replace(original, lambda: tuple(f"{one}/sign-in" for one in original()))


@fault("development.page-of-markup", caught_by=("DEVELOPMENT.PAGE.MARKUP",))
def page_of_markup(server: Reference) -> None:
    """The page that tells the token of old repeats the origin as it came."""

    def handle(given: Reference, exchange: Exchange) -> Any:
        told = original(given, exchange)
        origin = exchange.first("origin") or ""
        return HTMLResponse(f"<p>For {origin}</p>") if "<" in origin else told

    original = _handled(server, "/v1/dev_browser/init", handle)
