"""Deviations in how requests travel: methods, parameters, versions, origins, content types."""

from fapi_reference.exchange import FORM, Exchange
from fapi_reference.faults import fault, replace
from fapi_reference.problems import refuse
from fapi_reference.reference import Reference
from fapi_reference.transport.forms import media_type
from fapi_reference.transport.versions import OLDEST, PUBLISHED

LOOKED_FOR = frozenset(
    {"__clerk_api_version", "_clerk_js_version", "_clerk_session_id", "__clerk_db_jwt", "__dev_session"}
    | {"_method", "_is_native", "__clerk_testing_token"}
)
"""Query parameters that this server makes something of, and the one that no browser leaves out."""


@fault("transport.override-ignored", caught_by=("TRANSPORT.METHOD-OVERRIDE",))
def override_ignored(server: Reference) -> None:
    """The query parameter `_method` is not looked at."""
    server.transport.hooks["override"] = lambda _server, _exchange: None


@fault("transport.delete-not-overridden", caught_by=("TRANSPORT.METHOD-OVERRIDE",))
def delete_not_overridden(server: Reference) -> None:
    """The query parameter `_method` turns a POST into PATCH or PUT, but never into DELETE."""
    override = server.transport.hooks["override"]

    def but_delete(server: Reference, exchange: Exchange) -> None:
        if (exchange.first("_method") or "").upper() != "DELETE":
            override(server, exchange)

    server.transport.hooks["override"] = but_delete


@fault("transport.override-of-the-account", caught_by=("TRANSPORT.METHOD-OVERRIDE",))
def override_of_the_account(server: Reference) -> None:
    """The query parameter `_method` is looked at for the client and the account, and not for attempts."""
    override = server.transport.hooks["override"]

    def not_for_attempts(server: Reference, exchange: Exchange) -> None:
        if "/sign_ups" not in exchange.path:
            override(server, exchange)

    server.transport.hooks["override"] = not_for_attempts


@fault("transport.native-override-ignored", caught_by=("TRANSPORT.METHOD-OVERRIDE",))
def native_override_ignored(server: Reference) -> None:
    """Only browsers may name a method in the query: native apps have the real ones."""
    override = server.transport.hooks["override"]

    def of_browsers(server: Reference, exchange: Exchange) -> None:
        if not server.callers.says_native(exchange):
            override(server, exchange)

    server.transport.hooks["override"] = of_browsers


@fault("transport.get-and-post-alone", caught_by=("TRANSPORT.REAL-METHOD",))
def get_and_post_alone(server: Reference) -> None:
    """Nothing but GET and POST passes the proxy in front."""
    override = server.transport.hooks["override"]

    def proxied(server: Reference, exchange: Exchange) -> None:
        if exchange.method in {"PUT", "PATCH", "DELETE"}:
            exchange.finish(405, "Only GET and POST.\n")
        else:
            override(server, exchange)

    server.transport.hooks["override"] = proxied


@fault("transport.strict-query", caught_by=("TRANSPORT.CLIENT-PARAMETERS",))
def strict_query(server: Reference) -> None:
    """A query parameter that the server makes nothing of is refused."""
    check = server.transport.hooks["parameters"]

    def strictly(server: Reference, exchange: Exchange) -> None:
        check(server, exchange)
        for name in exchange.request.query_params:
            if name not in LOOKED_FOR:
                raise refuse("form_param_unknown", name)

    server.transport.hooks["parameters"] = strictly


@fault("transport.content-type-of-get", caught_by=("TRANSPORT.GET-CONTENT-TYPE",))
def content_type_of_get(server: Reference) -> None:
    """The content type is checked before the method is looked at, also where there is no body."""
    read = server.transport.hooks["body"]

    def checked_first(server: Reference, exchange: Exchange) -> None:
        if media_type(exchange) not in {"", FORM}:
            raise refuse("unsupported_content_type")
        read(server, exchange)

    server.transport.hooks["body"] = checked_first


@fault("transport.version-by-query-alone", caught_by=("TRANSPORT.VERSION.CHOICE",))
def version_by_query_alone(server: Reference) -> None:
    """A version can be named in the query only: one in a header is refused."""
    choose = server.transport.hooks["version"]

    def by_query(server: Reference, exchange: Exchange) -> None:
        if exchange.header("clerk-api-version"):
            raise refuse("api_version_invalid")
        choose(server, exchange)

    server.transport.hooks["version"] = by_query


def version_named(exchange: Exchange) -> str:
    return exchange.header("clerk-api-version") or exchange.first("__clerk_api_version") or OLDEST


@fault("transport.version-unknown-is-oldest", caught_by=("TRANSPORT.VERSION.UNKNOWN",))
def version_unknown_is_oldest(server: Reference) -> None:
    """A version that does not exist is answered by the oldest one."""
    choose = server.transport.hooks["version"]

    def or_oldest(server: Reference, exchange: Exchange) -> None:
        if version_named(exchange) in PUBLISHED:
            choose(server, exchange)
        else:
            exchange.version = OLDEST

    server.transport.hooks["version"] = or_oldest


@fault("transport.version-header-wins", caught_by=("TRANSPORT.VERSION.TWICE",))
def version_header_wins(server: Reference) -> None:
    """A version in a header is taken, whatever the query names beside it."""
    choose = server.transport.hooks["version"]

    def header_first(server: Reference, exchange: Exchange) -> None:
        if exchange.header("clerk-api-version") in PUBLISHED:
            exchange.version = version_named(exchange)
        else:
            choose(server, exchange)

    server.transport.hooks["version"] = header_first


@fault("transport.any-origin", caught_by=("TRANSPORT.CORS",))
def any_origin(server: Reference) -> None:
    """Every answer is shared with `*`."""

    def share(_server: Reference, exchange: Exchange) -> None:
        exchange.response.headers["Access-Control-Allow-Origin"] = "*"
        exchange.response.headers["Access-Control-Allow-Credentials"] = "true"

    server.transport.endings["cors"] = share


@fault("transport.no-credentials", caught_by=("TRANSPORT.CORS",))
def no_credentials(server: Reference) -> None:
    """An answer is shared with its origin, but not for requests with credentials."""
    share = server.transport.endings["cors"]

    def sparingly(server: Reference, exchange: Exchange) -> None:
        share(server, exchange)
        if exchange.origin:
            del exchange.response.headers["Access-Control-Allow-Credentials"]

    server.transport.endings["cors"] = sparingly


@fault("transport.origin-and-authorization", caught_by=("TRANSPORT.ORIGIN-CONFLICT",))
def origin_and_authorization(server: Reference) -> None:
    """A web page may send the token of a native app."""
    replace(server.origins.conflicts, lambda _origin, _credential: False)
