"""Deviations of native mode."""

from fapi_reference.exchange import Exchange, Mode
from fapi_reference.faults import fault, replace
from fapi_reference.records.sessions import Client
from fapi_reference.reference import Reference


@fault("native.token-only-when-signed-in", caught_by=("NATIVE.FIRST-TOKEN",))
def token_only_when_signed_in(server: Reference) -> None:
    """A client token is handed out to somebody who is signed in, and not before."""
    deliver = server.transport.endings["token"]

    def once_signed_in(server: Reference, exchange: Exchange) -> None:
        nobody = exchange.client is None or not server.clients.live_sessions(exchange.client)
        if exchange.mode is not Mode.NATIVE or not nobody:
            deliver(server, exchange)

    server.transport.endings["token"] = once_signed_in


@fault("native.flag-as-number", caught_by=("NATIVE.FLAG",))
def flag_as_number(server: Reference) -> None:
    """Native mode is announced by `1` only."""
    replace(server.callers.says_native, lambda exchange: exchange.first("_is_native") == "1")


@fault("native.bare-token-only", caught_by=("NATIVE.BEARER",))
def bare_token_only(server: Reference) -> None:
    """The whole header `Authorization` is taken for the client token, its scheme too."""

    def as_it_came(exchange: Exchange) -> Client | None:
        exchange.presented = exchange.header("authorization") or ""
        return server.callers.by_token(exchange.presented)

    replace(server.callers.native, as_it_came)


@fault("native.rotated-token-withheld", caught_by=("NATIVE.SIGNED-IN-TOKEN",))
def rotated_token_withheld(server: Reference) -> None:
    """A sign-in changes the client token, and its answer does not hand out the new one."""
    deliver = server.transport.endings["token"]

    def but_new_ones(server: Reference, exchange: Exchange) -> None:
        client = exchange.client
        if exchange.mode is Mode.NATIVE and client is not None and client.rotates:
            server.clients.rotate_if_due(client)
        else:
            deliver(server, exchange)

    server.transport.endings["token"] = but_new_ones


@fault("native.token-never-rotates", caught_by=("NATIVE.TOKEN-ROTATES",))
def token_never_rotates(server: Reference) -> None:
    """A client keeps its token when somebody signs in."""
    replace(server.clients.rotate_on_sign_in, lambda _client: None)


@fault("native.any-nonce", caught_by=("NATIVE.NONCE.GUESSED",))
def any_nonce(server: Reference) -> None:
    """A nonce is compared with nothing: it opens the client that was signed in on last."""
    redeem = server.rotating_nonces.redeem

    def redeemed(nonce: str, presented: str) -> Client | None:
        held = [one for one in server.store.clients.values() if one.token and server.clients.live_sessions(one)]
        return redeem(nonce, presented) or (held[-1] if held else None)

    replace(redeem, redeemed)


@fault("native.token-is-enough", caught_by=("NATIVE.FLAG-NEEDED",))
def token_is_enough(server: Reference) -> None:
    """Whoever shows a token is taken for a native app, whether that is announced or not."""
    says_native = server.callers.says_native
    replace(says_native, lambda exchange: says_native(exchange) or bool(exchange.header("authorization")))


@fault(
    "native.cookie-of-another",
    caught_by=("NATIVE.ONE-IDENTITY",),
    settings='[instance]\nenvironment = "production"\ndomain = "localhost"\n',
)
def cookie_of_another(server: Reference) -> None:
    """Who is signed in is told by the cookie, if there is one; what a client has, by its token."""
    native = server.callers.native

    def either(exchange: Exchange) -> Client | None:
        kept = server.callers.by_token(exchange.request.cookies.get("__client", ""))
        found = native(exchange)
        return kept if kept and exchange.path == "/v1/me" else found

    replace(native, either)
