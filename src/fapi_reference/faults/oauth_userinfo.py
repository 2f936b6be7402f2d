"""Deviations of userinfo: more than somebody agreed to, or to somebody who has no token."""

from typing import Any

import jwt

from fapi_reference.exchange import Exchange
from fapi_reference.faults import alter, fault, replace
from fapi_reference.problems import Problem, refuse
from fapi_reference.records.oauth import AccessToken, OAuthGrant
from fapi_reference.records.people import User
from fapi_reference.reference import Reference
from fapi_reference.services.oauth_claims import Claims

USERINFO = "/oauth/userinfo"
Found = tuple[AccessToken, OAuthGrant]
Scopes = tuple[str, ...]


@fault("oauth-userinfo.two-subjects", caught_by=("OAUTH-USERINFO.TELLS",))
def two_subjects(server: Reference) -> None:
    """Somebody is called otherwise as a subject than as a user."""
    alter(server.views.user_info, lambda shown: {**shown, "sub": f"sub_{shown['user_id'][5:]}"})


@fault("oauth-userinfo.get-only", caught_by=("OAUTH-USERINFO.TELLS",))
def get_only(server: Reference) -> None:
    """A POST is answered as if nobody had shown a token."""
    operation = server.routes.resources[USERINFO].verbs["POST"]

    def handle(_given: Reference, _exchange: Exchange) -> Any:
        raise refuse("authentication_invalid")

    object.__setattr__(operation, "handler", handle)


@fault("oauth-userinfo.no-address", caught_by=("OAUTH-USERINFO.EMAIL",))
def no_address(server: Reference) -> None:
    """Whether an address is verified is not looked at."""
    alter(server.oauth_claims.email, lambda told: {**told, "email_verified": False})


@fault("oauth-userinfo.names-swapped", caught_by=("OAUTH-USERINFO.PROFILE",))
def names_swapped(server: Reference) -> None:
    """The first name is told as the family's."""
    alter(
        server.oauth_claims.profile,
        lambda told: {**told, "given_name": told["family_name"], "family_name": told["given_name"]},
    )


@fault("oauth-userinfo.no-metadata", caught_by=("OAUTH-USERINFO.PUBLIC-METADATA",))
def no_metadata(server: Reference) -> None:
    """What people have written about themselves is left out."""
    alter(server.oauth_claims.metadata, lambda told: {name: {} for name in told} | private_of(told))


def private_of(told: Claims) -> Claims:
    return {name: value for name, value in told.items() if name == "private_metadata"}


@fault("oauth-userinfo.no-private-metadata", caught_by=("OAUTH-USERINFO.PRIVATE-METADATA",))
def no_private_metadata(server: Reference) -> None:
    """Private metadata is told to nobody, be it granted or not."""
    alter(
        server.oauth_claims.metadata,
        lambda told: {name: value for name, value in told.items() if name != "private_metadata"},
    )


@fault("oauth-userinfo.private-metadata-too", caught_by=("OAUTH-USERINFO.SCOPED.PRIVATE-METADATA",))
def private_metadata_too(server: Reference) -> None:
    """Who may see the public metadata sees the private metadata too."""

    def metadata(user: User, scopes: Scopes) -> Claims:
        told = original(user, scopes)
        return {**told, "private_metadata": user.private_metadata} if "public_metadata" in scopes else told

    original = replace(server.oauth_claims.metadata, metadata)


@fault("oauth-userinfo.no-organization", caught_by=("OAUTH-USERINFO.ORGANIZATION",))
def no_organization(server: Reference) -> None:
    """For which organization somebody agreed is not told."""
    replace(server.oauth_claims.organization, lambda *_: {})


@fault("oauth-userinfo.everything", caught_by=("OAUTH-USERINFO.SCOPED",))
def everything(server: Reference) -> None:
    """Name and address are told to whoever has a token, for whatever scope."""
    original = replace(server.oauth_claims.identity, lambda user, scopes: original(user, (*scopes, "email", "profile")))


@fault("oauth-userinfo.latest-token", caught_by=("OAUTH-USERINFO.NO-TOKEN",))
def latest_token(server: Reference) -> None:
    """Who shows no token is told of the person that was asked about last."""
    original = replace(server.oauth_tokens.access, lambda shown: original(shown or next(reversed(live(server)), "")))


def live(server: Reference) -> dict[str, AccessToken]:
    return server.store.access_tokens


@fault("oauth-userinfo.unverified", caught_by=("OAUTH-USERINFO.BAD-TOKEN",))
def unverified(server: Reference) -> None:
    """Of an access token that is a JWT nobody looks at the signature."""

    def access(shown: str) -> Found | None:
        try:
            told = jwt.decode(shown, options={"verify_signature": False})
        except jwt.PyJWTError:
            return original(shown)
        known = [one for one in live(server).values() if one.id == told.get("jti")]
        return original(known[0].token if known else shown)

    original = replace(server.oauth_tokens.access, access)


@fault("oauth-userinfo.last-letter", caught_by=("OAUTH-USERINFO.BAD-TOKEN",))
def beginning(server: Reference) -> None:
    """An access token is known by its beginning."""

    def access(shown: str) -> Found | None:
        known = [one for one in live(server) if len(shown) > 40 and one[:-12] == shown[:-12]]
        return original(known[0] if known else shown)

    original = replace(server.oauth_tokens.access, access)


@fault("oauth-userinfo.late", caught_by=("OAUTH-USERINFO.EXPIRED", "OAUTH-INTROSPECTION.EXPIRED"))
def late(server: Reference) -> None:
    """An access token is good for as long as its grant is."""
    replace(server.oauth_tokens.is_live, lambda token: not token.revoked)


@fault("oauth-userinfo.another-refusal", caught_by=("OAUTH-USERINFO.ERROR",))
def another_refusal(server: Reference) -> None:
    """Who may not see somebody is refused as who may not do something."""
    answering(server, lambda _: refuse("resource_forbidden"))


@fault("oauth-userinfo.unchallenged", caught_by=("OAUTH-USERINFO.CHALLENGED",))
def unchallenged(server: Reference) -> None:
    """Who comes without a token is not told in the words of HTTP how to come."""
    answering(server, lambda problem: Problem(problem.status, *problem.items))


def answering(server: Reference, change: Any) -> None:
    for operation in server.routes.resources[USERINFO].verbs.values():
        original = operation.handler

        def handle(given: Reference, exchange: Exchange, original: Any = original) -> Any:
            try:
                return original(given, exchange)
            except Problem as problem:
                raise change(problem) from None

        object.__setattr__(operation, "handler", handle)


@fault("oauth-userinfo.in-query", caught_by=("OAUTH-USERINFO.IN-QUERY",))
def in_query(server: Reference) -> None:
    """An access token may stand in the address."""
    for operation in server.routes.resources[USERINFO].verbs.values():
        original = operation.handler

        def handle(given: Reference, exchange: Exchange, original: Any = original) -> Any:
            found = given.oauth_tokens.access(exchange.first("access_token") or "")
            if found is not None:
                access, grant = found
                return given.views.user_info(given.store.users[grant.user_id], grant, access.scopes)
            return original(given, exchange)

        object.__setattr__(operation, "handler", handle)


@fault("oauth-userinfo.of-nobody", caught_by=("OAUTH-USERINFO.DELETED-USER",))
def of_nobody(server: Reference) -> None:
    """People are told of who are no more."""
    kept: dict[str, User] = {}

    def forget_user(user: User) -> None:
        kept[user.id] = user

    def access(shown: str) -> Found | None:
        token = live(server).get(shown)
        grant = server.store.oauth_grants.get(token.grant_id) if token else None
        if grant and grant.user_id in kept:
            server.store.users[grant.user_id] = kept[grant.user_id]
        return original(shown)

    replace(server.oauth_grants.forget_user, forget_user)
    original = replace(server.oauth_tokens.access, access)


@fault("oauth-userinfo.by-id-token", caught_by=("OAUTH-USERINFO.OTHER-TOKENS",))
def by_id_token(server: Reference) -> None:
    """An ID token opens what an access token does."""

    def access(shown: str) -> Found | None:
        try:
            told = jwt.decode(shown, options={"verify_signature": False})
        except jwt.PyJWTError:
            return original(shown)
        own = [
            one.token
            for one in live(server).values()
            if told.get("aud") and server.store.oauth_grants[one.grant_id].user_id == told.get("sub")
        ]
        return original(own[-1] if own else shown)

    original = replace(server.oauth_tokens.access, access)
