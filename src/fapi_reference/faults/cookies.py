"""Deviations in the cookies of a production browser."""

from fapi_reference.exchange import Exchange, Mode
from fapi_reference.faults import fault, replace
from fapi_reference.records.sessions import Client
from fapi_reference.reference import Reference

PRODUCTION = '[instance]\nenvironment = "production"\n'


@fault("cookies.client-for-scripts", caught_by=("COOKIE.CLIENT.HIDDEN",), settings=PRODUCTION)
def client_for_scripts(server: Reference) -> None:
    """The cookie that identifies the browser can be read by scripts."""
    deliver = server.transport.endings["token"]

    def openly(server: Reference, exchange: Exchange) -> None:
        deliver(server, exchange)
        headers = exchange.response.raw_headers
        headers[:] = [(name, value.replace(b"; HttpOnly", b"")) for name, value in headers]

    server.transport.endings["token"] = openly


@fault("cookies.client-from-anywhere", caught_by=("COOKIE.CLIENT.OWN-SITE",), settings=PRODUCTION)
def client_from_anywhere(server: Reference) -> None:
    """The cookie that identifies the browser is sent along from every site."""
    deliver = server.transport.endings["token"]

    def anywhere(server: Reference, exchange: Exchange) -> None:
        deliver(server, exchange)
        headers = exchange.response.raw_headers
        headers[:] = [(name, value.replace(b"SameSite=lax", b"SameSite=none")) for name, value in headers]

    server.transport.endings["token"] = anywhere


@fault("cookies.sign-in-untold", caught_by=("COOKIE.SIGNED-IN",), settings=PRODUCTION)
def sign_in_untold(server: Reference) -> None:
    """A browser gets the cookie that identifies it, and none that tells since when somebody is signed in."""
    deliver = server.transport.endings["token"]

    def sparingly(server: Reference, exchange: Exchange) -> None:
        deliver(server, exchange)
        headers = exchange.response.raw_headers
        headers[:] = [(name, value) for name, value in headers if not value.startswith(b"__client_uat")]

    server.transport.endings["token"] = sparingly


@fault("cookies.signed-in-for-ever", caught_by=("COOKIE.SIGNED-OUT",), settings=PRODUCTION)
def signed_in_for_ever(server: Reference) -> None:
    """The time since when somebody was signed in outlives the sign-out."""
    last: dict[str, int] = {}
    since = server.clients.signed_in_since

    def remembered(client: Client) -> int:
        last[client.id] = since(client) or last.get(client.id, 0)
        return last[client.id]

    replace(since, remembered)


@fault("cookies.milliseconds", caught_by=("COOKIE.SIGNED-IN",), settings=PRODUCTION)
def milliseconds(server: Reference) -> None:
    """The time since when somebody is signed in counts milliseconds."""
    since = server.clients.signed_in_since
    replace(since, lambda client: since(client) * 1_000)


@fault("cookies.suffix-of-nothing", caught_by=("COOKIE.SIGNED-IN.SUFFIXED",), settings=PRODUCTION)
def suffix_of_nothing(server: Reference) -> None:
    """The cookie has no twin with the key's suffix."""
    deliver = server.transport.endings["token"]

    def alone(server: Reference, exchange: Exchange) -> None:
        deliver(server, exchange)
        if exchange.mode is Mode.COOKIE:
            headers = exchange.response.raw_headers
            headers[:] = [(name, value) for name, value in headers if not value.startswith(b"__client_uat_")]

    server.transport.endings["token"] = alone


@fault("cookies.too-large", caught_by=("COOKIE.CLIENT.SCOPE",), settings=PRODUCTION)
def too_large(server: Reference) -> None:
    """The cookie that identifies the browser holds all that is known of it, which is more than browsers keep."""
    for_client = server.tokens.for_client
    replace(for_client, lambda client: f"{for_client(client)}{'-' * 5000}")


@fault("cookies.never-withdrawn", caught_by=("COOKIE.CLIENT.WITHDRAWN",), settings=PRODUCTION)
def never_withdrawn(server: Reference) -> None:
    """A browser keeps the cookie of a client that is gone."""
    deliver = server.transport.endings["token"]

    def kept(given: Reference, exchange: Exchange) -> None:
        deliver(given, exchange)
        headers = exchange.response.raw_headers
        headers[:] = [one for one in headers if not one[1].startswith(b'__client="";')]

    server.transport.endings["token"] = kept
