"""Deviations of session tokens and of the published keys."""

from typing import Any

from fapi_reference.exchange import Exchange
from fapi_reference.faults import alter, fault, replace, without
from fapi_reference.records.sessions import Client, Session
from fapi_reference.reference import Reference
from fapi_reference.services.keys import Keys, number


@fault("token.enveloped", caught_by=("TOKEN.BARE",))
def enveloped(server: Reference) -> None:
    """A new token is wrapped like every other resource."""
    replace(server.views.bare, lambda token: {"response": token, "client": None})


@fault("token.under-another-name", caught_by=("TOKEN.BARE",))
def under_another_name(server: Reference) -> None:
    """The text of a token is its member `token`."""
    replace(server.views.token, lambda jwt: {"object": "token", "token": jwt})


@fault("token.retired-key", caught_by=("TOKEN.SIGNATURE",))
def retired_key(server: Reference) -> None:
    """Tokens are still signed with the key before the one that is published."""
    replace(server.keys.jwks, Keys(server.keys.kid).jwks)


@fault("token.key-unpublished", caught_by=("TOKEN.SIGNATURE",))
def key_unpublished(server: Reference) -> None:
    """The header of a token names a key that is not published."""
    alter(server.tokens.header, lambda header: header | {"kid": f"{header['kid']}_next"})


@fault("token.unsigned", caught_by=("TOKEN.HEADER", "TOKEN.SIGNATURE"))
def unsigned(server: Reference) -> None:
    """The header says that a token is not signed."""
    alter(server.tokens.header, lambda header: header | {"alg": "none"})


@fault("token.access-token", caught_by=("TOKEN.HEADER",))
def access_token(server: Reference) -> None:
    """The header says the type of OAuth access tokens."""
    alter(server.tokens.header, lambda header: header | {"typ": "at+jwt"})


@fault("token.without-not-before", caught_by=("TOKEN.CLAIMS",))
def without_not_before(server: Reference) -> None:
    """A token does not say from when on it is valid."""
    without(server.tokens.common_claims, "nbf")


@fault("token.foreign-subject", caught_by=("TOKEN.SUBJECT",))
def foreign_subject(server: Reference) -> None:
    """The claim `sub` names the session and not the user."""
    alter(server.tokens.common_claims, lambda claims: claims | {"sub": claims["sid"]})


@fault("token.issuer-with-slash", caught_by=("TOKEN.ISSUER",))
def issuer_with_slash(server: Reference) -> None:
    """The issuer ends in a slash."""
    alter(server.tokens.common_claims, lambda claims: claims | {"iss": f"{claims['iss']}/"})


@fault("token.stillborn", caught_by=("TOKEN.LIFETIME",))
def stillborn(server: Reference) -> None:
    """The lifetime is taken for milliseconds, so that a token expires with its issue."""
    alter(server.tokens.common_claims, lambda claims: claims | {"exp": claims["iat"]})


@fault("token.long-lived", caught_by=("TOKEN.LIFETIME",))
def long_lived(server: Reference) -> None:
    """A token lives an hour."""
    alter(server.tokens.common_claims, lambda claims: claims | {"exp": claims["iat"] + 3600})


@fault("token.milliseconds", caught_by=("TOKEN.USABLE-NOW",))
def milliseconds(server: Reference) -> None:
    """The times of a token are milliseconds."""
    times = ("exp", "iat", "nbf")
    alter(server.tokens.common_claims, lambda claims: claims | {name: claims[name] * 1000 for name in times})


@fault("token.on-nobodys-behalf", caught_by=("TOKEN.AUTHORIZED-PARTY",))
def on_nobodys_behalf(server: Reference) -> None:
    """A token does not say which origin asked for it."""
    replace(server.tokens.authorized_party, lambda _exchange: None)


@fault("token.single-factor-age", caught_by=("TOKEN.FACTOR-AGES",))
def single_factor_age(server: Reference) -> None:
    """A token tells the age of the first factor only."""
    alter(server.tokens.version_2_claims, lambda claims: claims | {"fva": claims["fva"][:1]})


@fault("token.one-a-person", caught_by=("TOKEN.SESSIONS-DIFFER",))
def one_a_person(server: Reference) -> None:
    """Tokens are kept by user and not by session: the second session gets the token of the first."""
    kept: dict[str, str] = {}

    def issue(session: Session, exchange: Exchange, organization_id: str | None = None) -> str:
        return kept.setdefault(session.user_id, original(session, exchange, organization_id))

    original = replace(server.tokens.issue, issue)


@fault("token.after-the-end", caught_by=("TOKEN.ENDED-SESSION",))
def after_the_end(server: Reference) -> None:
    """A session that is over still gets tokens."""
    replace(server.tokens.refuse_over, lambda _session: None)


@fault("token.after-removal", caught_by=("TOKEN.REMOVED-SESSION",))
def after_removal(server: Reference) -> None:
    """A removed session is kept for whoever still has its id, and gets tokens."""
    kept: dict[str, Session] = {}

    def remove(client: Client, session: Session) -> None:
        kept[session.id] = session
        removed(client, session)

    removed = replace(server.sessions.remove, remove)
    named = replace(
        server.sessions.of_client, lambda client, session_id: kept.get(session_id) or named(client, session_id)
    )
    replace(server.tokens.refuse_over, lambda _session: None)


@fault("token.key-without-use", caught_by=("TOKEN.PUBLISHED-KEYS",))
def key_without_use(server: Reference) -> None:
    """A published key does not say what it is for."""

    def useless(published: dict[str, Any]) -> dict[str, Any]:
        return {"keys": [{name: value for name, value in key.items() if name != "use"} for key in published["keys"]]}

    alter(server.keys.jwks, useless)


@fault("token.private-key-published", caught_by=("TOKEN.PUBLIC-KEYS-ONLY",))
def private_key_published(server: Reference) -> None:
    """The key set is made from the whole key pair, private exponent and all."""
    exponent = number(server.keys._private.private_numbers().d)  # noqa: SLF001  # nothing else may reach it
    alter(server.keys.jwks, lambda published: {"keys": [key | {"d": exponent} for key in published["keys"]]})


@fault("token.issuer-by-the-way", caught_by=("TOKEN.ISSUER.FIXED",))
def issuer_by_the_way(server: Reference) -> None:
    """The issuer is the host that the request came by, as a proxy would tell it."""
    original = server.tokens.claims

    def told(session: Session, exchange: Exchange) -> dict[str, Any]:
        host = exchange.header("x-forwarded-host")
        return original(session, exchange) | ({"iss": f"https://{host}"} if host else {})

    replace(original, told)
