"""Deviations of development instances and their dev browsers."""

from dataclasses import replace as changed

from fapi_reference.exchange import Exchange
from fapi_reference.faults import fault, replace, without
from fapi_reference.ids import new_id
from fapi_reference.problems import Problem
from fapi_reference.records.sessions import Client, DevBrowser
from fapi_reference.reference import Reference


@fault("development.touch-says-nothing", caught_by=("DEVELOPMENT.ENVIRONMENT-TOUCH",))
def touch_says_nothing(server: Reference) -> None:
    """PATCH of the environment is acknowledged with an empty object."""
    verbs = server.routes.resources["/v1/environment"].verbs
    verbs["PATCH"] = changed(verbs["PATCH"], handler=lambda _server, _exchange: {})


@fault("development.token-without-id", caught_by=("DEVELOPMENT.DEV-BROWSER.TOKEN",))
def token_without_id(server: Reference) -> None:
    """A new dev browser tells its token as `token` alone."""
    without(server.views.dev_browser, "id")


@fault("development.one-name", caught_by=("DEVELOPMENT.DEV-BROWSER.NAMES",))
def one_name(server: Reference) -> None:
    """The token of a dev browser is looked for under its newer name only."""
    replace(server.callers.dev_browser_token, lambda exchange: exchange.first("__clerk_db_jwt") or "")


@fault("development.client-forgotten", caught_by=("DEVELOPMENT.DEV-BROWSER.SAME-CLIENT",))
def client_forgotten(server: Reference) -> None:
    """A client on which nobody is signed in is made anew whenever it is read."""

    def only_signed_in(exchange: Exchange) -> Client:
        kept = exchange.client is not None and server.clients.live_sessions(exchange.client)
        return exchange.client if exchange.client and kept else server.clients.make(exchange)

    replace(server.clients.of, only_signed_in)


@fault("development.any-dev-browser", caught_by=("DEVELOPMENT.DEV-BROWSER.MISSING",))
def any_dev_browser(server: Reference) -> None:
    """A caller without a known dev browser is given one on the way."""
    known = server.callers.dev_browser

    def known_or_new(exchange: Exchange) -> DevBrowser:
        try:
            return known(exchange)
        except Problem:
            return DevBrowser(id=new_id("dvb"), created_at=server.clock.now())

    replace(known, known_or_new)


@fault(
    "development.everywhere",
    caught_by=("DEVELOPMENT.ONLY-THERE",),
    settings='[instance]\nenvironment = "production"\ndomain = "localhost"\n',
)
def everywhere(server: Reference) -> None:
    """A production instance makes dev browsers as well."""
    verbs = server.routes.resources["/v1/dev_browser"].verbs
    verbs["POST"] = changed(
        verbs["POST"], handler=lambda given, _exchange: given.views.dev_browser(given.callers.new_dev_browser())
    )
