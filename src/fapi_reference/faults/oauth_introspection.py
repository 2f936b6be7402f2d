"""Deviations of introspection and revocation: told to anybody, of what is dead; and what does not die."""

from typing import Any

from starlette.responses import JSONResponse

from fapi_reference.exchange import Exchange
from fapi_reference.faults import alter, fault, replace
from fapi_reference.oauth_problems import OAuthProblem
from fapi_reference.problems import refuse
from fapi_reference.records.oauth import OAuthApplication, OAuthGrant
from fapi_reference.reference import Reference
from fapi_reference.services.oauth_claims import Claims

INTROSPECTION, REVOCATION = "/oauth/token_info", "/oauth/token/revoke"


@fault("oauth-introspection.nothing-lives", caught_by=("OAUTH-INTROSPECTION.ACTIVE",))
def nothing_lives(server: Reference) -> None:
    """A refresh token is not known there."""
    replace(server.oauth_tokens.refreshing, lambda _: None)


@fault("oauth-introspection.of-another", caught_by=("OAUTH-INTROSPECTION.ACTIVE",))
def of_another(server: Reference) -> None:
    """The subject of a token is told to be its application."""
    alter(server.views.token_info, lambda shown: {**shown, "sub": shown["client_id"]})


@fault("oauth-introspection.for-anybody", caught_by=("OAUTH-INTROSPECTION.UNAUTHENTICATED",))
def for_anybody(server: Reference) -> None:
    """Whoever has a token may ask about it."""
    operation = server.routes.resources[INTROSPECTION].verbs["POST"]

    def handle(given: Reference, exchange: Exchange) -> Any:
        shown = exchange.form.need("token")
        found = given.oauth_tokens.access(shown) or given.oauth_tokens.refreshing(shown)
        owner = given.oauth_applications.find(found[1].client_id) if found else None
        if owner is None:
            return given.views.inactive_token_info()
        return given.oauth_tokens.info(owner, shown, exchange.form.get("scope"))

    object.__setattr__(operation, "handler", handle)


@fault("oauth-introspection.not-refused", caught_by=("OAUTH-INTROSPECTION.UNAUTHENTICATED.STATUS",))
def not_refused(server: Reference) -> None:
    """Who is not known is told that the token is not active."""
    operation = server.routes.resources[INTROSPECTION].verbs["POST"]
    original = operation.handler

    def handle(given: Reference, exchange: Exchange) -> Any:
        try:
            return original(given, exchange)
        except OAuthProblem:
            return JSONResponse(given.views.inactive_token_info())

    object.__setattr__(operation, "handler", handle)


@fault("oauth-introspection.not-found", caught_by=("OAUTH-INTROSPECTION.UNKNOWN",))
def not_found(server: Reference) -> None:
    """A token that nobody gave out is not found."""

    def inactive() -> Claims:
        raise refuse("resource_not_found")

    replace(server.views.inactive_token_info, inactive)


@fault("oauth-introspection.tells-of-the-dead", caught_by=("OAUTH-INTROSPECTION.SILENT",))
def tells_of_the_dead(server: Reference) -> None:
    """Whose a token was is told also when it is dead."""

    def info(application: OAuthApplication, shown: str, wanted: str | None) -> Claims:
        told = original(application, shown, wanted)
        store = server.store
        token = store.refresh_tokens.get(shown) or store.access_tokens.get(shown)
        grant = store.oauth_grants.get(token.grant_id) if token else None
        if told["active"] or grant is None or token is None:
            return told
        return {**server.views.token_info(grant, grant.scopes, token.issued_at), "active": False}

    original = replace(server.oauth_tokens.info, info)


@fault("oauth-introspection.any-scope", caught_by=("OAUTH-INTROSPECTION.SCOPE",))
def any_scope(server: Reference) -> None:
    """For which scope a token is asked about changes nothing."""
    original = replace(server.oauth_tokens.info, lambda application, shown, _wanted: original(application, shown, None))


@fault("oauth-introspection.session-tokens", caught_by=("OAUTH-INTROSPECTION.OTHER-TOKENS",))
def session_tokens(server: Reference) -> None:
    """Whatever the instance has signed is an active token."""

    def info(application: OAuthApplication, shown: str, wanted: str | None) -> Claims:
        told = original(application, shown, wanted)
        signed = shown.count(".") == 2
        return {"active": True} if signed and shown not in server.store.access_tokens else told

    original = replace(server.oauth_tokens.info, info)


# revocation


@fault("oauth-revocation.nothing-happens", caught_by=("OAUTH-REVOCATION.REFRESH", "OAUTH-REVOCATION.OPAQUE"))
def nothing_happens(server: Reference) -> None:
    """A token lives on after it was revoked."""
    replace(server.oauth_tokens.revoke, lambda *_: None)


@fault("oauth-revocation.tells-more", caught_by=("OAUTH-REVOCATION.EMPTY",))
def tells_more(server: Reference) -> None:
    """That a token was revoked is answered with a document."""
    operation = server.routes.resources[REVOCATION].verbs["POST"]
    original = operation.handler

    def handle(given: Reference, exchange: Exchange) -> Any:
        original(given, exchange)
        return JSONResponse({"revoked": True})

    object.__setattr__(operation, "handler", handle)


@fault("oauth-revocation.access-tokens-live", caught_by=("OAUTH-REVOCATION.WHOLE-GRANT",))
def access_tokens_live(server: Reference) -> None:
    """With a refresh token nothing else is revoked."""

    def revoke(application: OAuthApplication, shown: str) -> None:
        token = server.store.refresh_tokens.get(shown)
        if token is None:
            original(application, shown)
        elif server.oauth_tokens.may_revoke(application, server.store.oauth_grants[token.grant_id]):
            token.expires_at = token.issued_at

    original = replace(server.oauth_tokens.revoke, revoke)


@fault("oauth-revocation.opaque-lives", caught_by=("OAUTH-REVOCATION.OPAQUE",))
def opaque_lives(server: Reference) -> None:
    """An opaque access token that was revoked opens what it opened."""
    replace(server.oauth_tokens.is_live, lambda token: server.clock.now() < token.expires_at)


@fault("oauth-revocation.jwt-accepted", caught_by=("OAUTH-REVOCATION.JWT",))
def jwt_accepted(server: Reference) -> None:
    """An access token that cannot be revoked is said to be."""
    replace(server.oauth_tokens.is_jwt, lambda _: False)


@fault("oauth-revocation.nothing-named", caught_by=("OAUTH-REVOCATION.MISSING",))
def nothing_named(server: Reference) -> None:
    """Who names no token has revoked it."""
    operation = server.routes.resources[REVOCATION].verbs["POST"]
    original = operation.handler

    def handle(given: Reference, exchange: Exchange) -> Any:
        if not exchange.form.get("token"):
            exchange.form.values["token"] = ["nothing"]
        return original(given, exchange)

    object.__setattr__(operation, "handler", handle)


@fault("oauth-revocation.by-anybody", caught_by=("OAUTH-REVOCATION.UNAUTHENTICATED",))
def by_anybody(server: Reference) -> None:
    """Whoever has a token may revoke it."""
    operation = server.routes.resources[REVOCATION].verbs["POST"]
    original = operation.handler

    def handle(given: Reference, exchange: Exchange) -> Any:
        try:
            return original(given, exchange)
        except OAuthProblem:
            token = given.store.refresh_tokens.get(exchange.form.get("token") or "")
            if token is None:
                raise
            given.oauth_grants.revoke(given.store.oauth_grants[token.grant_id])
            raise

    object.__setattr__(operation, "handler", handle)


@fault("oauth-revocation.of-anybody", caught_by=("OAUTH-REVOCATION.OF-ANOTHER-CLIENT",))
def of_anybody(server: Reference) -> None:
    """Any application revokes the tokens of any other."""

    def may_revoke(_application: OAuthApplication, _grant: OAuthGrant) -> bool:
        return True

    replace(server.oauth_tokens.may_revoke, may_revoke)


@fault("oauth-revocation.unknown-refused", caught_by=("OAUTH-REVOCATION.UNKNOWN",))
def unknown_refused(server: Reference) -> None:
    """A token that nobody gave out cannot be revoked."""

    def revoke(application: OAuthApplication, shown: str) -> None:
        if shown not in server.store.refresh_tokens and shown not in server.store.access_tokens:
            raise OAuthProblem("invalid_grant")
        original(application, shown)

    original = replace(server.oauth_tokens.revoke, revoke)


@fault("oauth-revocation.hint-believed", caught_by=("OAUTH-REVOCATION.WRONG-HINT",))
def hint_believed(server: Reference) -> None:
    """A token is looked for only where the hint says that it is."""
    operation = server.routes.resources[REVOCATION].verbs["POST"]
    original = operation.handler

    def handle(given: Reference, exchange: Exchange) -> Any:
        hint, shown = exchange.form.get("token_type_hint"), exchange.form.get("token") or ""
        if hint == "access_token" and shown in given.store.refresh_tokens:
            exchange.form.values["token"] = ["nothing"]
        return original(given, exchange)

    object.__setattr__(operation, "handler", handle)
