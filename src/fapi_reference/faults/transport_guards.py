"""Deviations in what a request that travels oddly is let do."""

from fapi_reference.exchange import Exchange
from fapi_reference.faults import fault
from fapi_reference.reference import Reference
from fapi_reference.transport.forms import media_type, parse
from fapi_reference.transport.versions import OLDEST


@fault("transport.plain-text-is-a-form", caught_by=("TRANSPORT.PLAIN-BODY",))
def plain_text_is_a_form(server: Reference) -> None:
    """A body in plain text is read as a form."""
    read = server.transport.hooks["body"]

    def body(given: Reference, exchange: Exchange) -> None:
        if media_type(exchange) == "text/plain":
            exchange.form = parse(exchange.body)
        else:
            read(given, exchange)

    server.transport.hooks["body"] = body


@fault("transport.override-of-any", caught_by=("TRANSPORT.OVERRIDE-OF-GET",))
def override_of_any(server: Reference) -> None:
    """The query parameter `_method` is looked at, whatever the method is."""
    override = server.transport.hooks["override"]

    def always(given: Reference, exchange: Exchange) -> None:
        if wanted := exchange.first("_method"):
            exchange.method = wanted.upper()
        override(given, exchange)

    server.transport.hooks["override"] = always


@fault("transport.override-by-header", caught_by=("TRANSPORT.OVERRIDE-OF-GET",))
def override_by_header(server: Reference) -> None:
    """A header names the method, as the proxies of other services want it."""
    override = server.transport.hooks["override"]

    def by_header(given: Reference, exchange: Exchange) -> None:
        exchange.method = exchange.header("x-http-method-override") or exchange.method
        override(given, exchange)

    server.transport.hooks["override"] = by_header


@fault("transport.trace-echoes", caught_by=("TRANSPORT.ODD-METHODS",))
def trace_echoes(server: Reference) -> None:
    """TRACE is answered with the request, headers and all."""
    route = server.transport.hooks["route"]

    def traced(given: Reference, exchange: Exchange) -> None:
        if exchange.method == "TRACE":
            exchange.finish(200, "\n".join(f"{name}: {value}" for name, value in exchange.request.headers.items()))
        else:
            route(given, exchange)

    server.transport.hooks["route"] = traced


@fault("transport.allows-in-silence", caught_by=("TRANSPORT.ODD-METHODS",))
def allows_in_silence(server: Reference) -> None:
    """A path that does not have a method does not say which ones it has."""
    name_ourselves = server.transport.endings["headers"]

    def silent(given: Reference, exchange: Exchange) -> None:
        name_ourselves(given, exchange)
        if exchange.response.status_code == 405:
            del exchange.response.headers["Allow"]

    server.transport.endings["headers"] = silent


@fault("transport.old-version-unguarded", caught_by=("TRANSPORT.VERSION.GUARDED",))
def old_version_unguarded(server: Reference) -> None:
    """The oldest version was there before sessions were checked, and shows whoever was signed in last."""
    admit = server.transport.hooks["access"]

    def admitted(given: Reference, exchange: Exchange) -> None:
        newest = next(reversed(given.store.sessions.values()), None)
        if exchange.version == OLDEST and exchange.path == "/v1/me" and newest:
            exchange.session, exchange.user = newest, given.users.of(newest)
        else:
            admit(given, exchange)

    server.transport.hooks["access"] = admitted


@fault("transport.kept-by-all", caught_by=("TRANSPORT.NOT-PUBLIC",))
def kept_by_all(server: Reference) -> None:
    """Every answer may be kept for a minute, by anybody on its way."""
    share = server.transport.endings["cors"]

    def kept(given: Reference, exchange: Exchange) -> None:
        share(given, exchange)
        exchange.response.headers["Cache-Control"] = "public, max-age=60"

    server.transport.endings["cors"] = kept


@fault("transport.one-tag-for-all", caught_by=("TRANSPORT.NOT-PUBLIC",))
def one_tag_for_all(server: Reference) -> None:
    """An answer's tag is that of its path, and whoever shows it is told that nothing has changed."""
    share = server.transport.endings["cors"]

    def tagged(given: Reference, exchange: Exchange) -> None:
        share(given, exchange)
        tag = f'"{hash(exchange.path)}"'
        if exchange.header("if-none-match") == tag:
            exchange.finish(304)
        exchange.response.headers["ETag"] = tag

    server.transport.endings["cors"] = tagged
