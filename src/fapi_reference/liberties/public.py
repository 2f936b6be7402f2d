"""Liberties of what is there for whoever comes by: hosted pages, redirects, frames of old, the waitlist."""

from dataclasses import replace as changed
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from starlette.responses import RedirectResponse

from fapi_reference.exchange import Exchange
from fapi_reference.faults.surgery import View, alter, replace
from fapi_reference.liberties.registry import liberty
from fapi_reference.problems import refuse
from fapi_reference.records.waitlist import WaitlistEntry
from fapi_reference.routes import Handler

if TYPE_CHECKING:
    from fapi_reference.reference import Reference


def _handled(server: "Reference", path: str, by: Handler, method: str = "GET") -> Handler:
    """Put a handler in the place of another; gives that one."""
    verbs = server.routes.resources[path].verbs
    original = verbs[method].handler
    verbs[method] = changed(verbs[method], handler=by)
    return original


@liberty("no-account-portal", fact="AUTH-412")
def no_account_portal(server: "Reference") -> None:
    """No pages are hosted, and nothing is told of them."""

    def handle(_server: "Reference", _exchange: Exchange) -> Any:
        raise refuse("resource_not_found")

    _handled(server, "/v1/account_portal", handle)


@liberty("no-related-origins", fact="WK-011")
def no_related_origins(server: "Reference") -> None:
    """Passkeys are of the application, and the host has nothing to say of them."""
    replace(server.ceremonies.related_origins, lambda: ())


@liberty("no-frames-of-old", fact="AUTH-099, AUTH-100")
def no_frames_of_old(server: "Reference") -> None:
    """Development browsers have their token from one operation, and neither from a page nor from a cookie."""

    def handle(_server: "Reference", _exchange: Exchange) -> Any:
        raise refuse("url_based_session_syncing_disabled")

    _handled(server, "/v1/dev_browser/init", handle)
    _handled(server, "/v1/dev_browser/set_first_party_cookie", handle, "POST")


@liberty("redirects-the-signed-in", fact="redirectToUrl 401")
def redirects_the_signed_in(server: "Reference") -> None:
    """Only who is signed in is sent on, and takes the token of the development browser along."""

    def handle(given: "Reference", exchange: Exchange) -> Any:
        if exchange.client is None or not given.clients.live_sessions(exchange.client):
            raise refuse("signed_out")
        response = original(given, exchange)
        browser, location = exchange.dev_browser, response.headers["location"]
        if browser is None:
            return response
        mark = "&" if urlsplit(location).query else "?"
        return RedirectResponse(f"{location}{mark}__clerk_db_jwt={browser.id}", status_code=307)

    original = _handled(server, "/v1/redirect", handle)


@liberty("metadata-alone", fact="GAP-003")
def metadata_alone(server: "Reference") -> None:
    """The operation that merges metadata refuses whatever comes beside them."""
    verbs = server.routes.resources["/v1/me/metadata"].verbs
    verbs["PATCH"] = changed(verbs["PATCH"], known=frozenset({"unsafe_metadata"}))


@liberty("waitlist-entry-dated", fact="WAIT-002")
def waitlist_entry_dated(server: "Reference") -> None:
    """An entry has the dates that official clients look for."""

    def dated(entry: WaitlistEntry) -> View:
        return original(entry) | {"created_at": entry.created_at, "updated_at": entry.updated_at}

    original = replace(server.views.waitlist_entry, dated)


@liberty("waitlist-refused-in-general", fact="GEN-020")
def waitlist_refused_in_general(server: "Reference") -> None:
    """What is no address is refused as a value that is not allowed."""

    def problem(address: str) -> Exception | None:
        return refuse("form_param_value_invalid", "email_address") if original(address) else None

    original = replace(server.waitlist.problem, problem)


@liberty("portal-plain", fact="AUTH-412")
def portal_plain(server: "Reference") -> None:
    """Hosted pages that nobody has coloured, and that are switched off."""

    def plain(shown: View) -> View:
        return shown | {"enabled": False, "customization": dict.fromkeys(shown["customization"])}

    alter(server.views.account_portal, plain)
