"""Deviations in what pages of somebody else may do with the cookies of a production browser."""

from fapi_reference.exchange import Exchange
from fapi_reference.faults import fault, replace
from fapi_reference.reference import Reference
from fapi_reference.transport.forms import media_type, parse

PRODUCTION = """
[instance]
environment = "production"
domain = "localhost"
"""


@fault("foreign-origin.any", caught_by=("ORIGIN.FOREIGN",), settings=PRODUCTION)
def anybody(server: Reference) -> None:
    """Whatever page a request comes from, it is served."""
    replace(server.origins.belongs, lambda _origin: True)


@fault("foreign-origin.begins-alike", caught_by=("ORIGIN.FOREIGN",), settings=PRODUCTION)
def begins_alike(server: Reference) -> None:
    """An origin belongs to the application if the name of that is somewhere in it."""
    replace(server.origins.belongs, lambda origin: server.settings.instance.domain in origin)


@fault("foreign-origin.ends-alike", caught_by=("ORIGIN.FOREIGN",), settings=PRODUCTION)
def ends_alike(server: Reference) -> None:
    """An origin belongs to the application if it ends in its name, with or without a dot before that."""

    def belongs(origin: str) -> bool:
        host = origin.rpartition("://")[2].partition(":")[0]
        return original(origin) or host.endswith(server.settings.instance.domain)

    original = replace(server.origins.belongs, belongs)


@fault("foreign-origin.refused-otherwise", caught_by=("ORIGIN.FOREIGN.CODE",), settings=PRODUCTION)
def refused_otherwise(server: Reference) -> None:
    """A foreign page is told that nobody is signed in."""
    check = server.transport.hooks["origin"]

    def checked(given: Reference, exchange: Exchange) -> None:
        origin = exchange.header("origin")
        if origin and not given.origins.belongs(origin):
            exchange.finish(401)
        else:
            check(given, exchange)

    server.transport.hooks["origin"] = checked


@fault("foreign-origin.shared-with-all", caught_by=("ORIGIN.FOREIGN.CORS",), settings=PRODUCTION)
def shared_with_all(server: Reference) -> None:
    """Every answer is shared with the page that asked, a refusal too."""
    share = server.transport.endings["cors"]

    def shared(given: Reference, exchange: Exchange) -> None:
        exchange.origin = exchange.origin or exchange.header("origin")
        share(given, exchange)

    server.transport.endings["cors"] = shared


@fault("foreign-origin.plain-text", caught_by=("ORIGIN.FOREIGN.PLAIN",), settings=PRODUCTION)
def plain_text(server: Reference) -> None:
    """A form in plain text is read as any other, and served for any page: it needs no preflight, so it was missed."""
    check, read = server.transport.hooks["origin"], server.transport.hooks["body"]

    def is_plain(exchange: Exchange) -> bool:
        return media_type(exchange) == "text/plain"

    server.transport.hooks["origin"] = lambda given, exchange: None if is_plain(exchange) else check(given, exchange)

    def body(given: Reference, exchange: Exchange) -> None:
        if is_plain(exchange):
            exchange.form = parse(exchange.body)
        else:
            read(given, exchange)

    server.transport.hooks["body"] = body
