"""Deviations of ID tokens, and of access tokens that are JWTs: what an application must not believe."""

from typing import Any

from fapi_reference.faults import alter, fault, replace, without
from fapi_reference.records.oauth import AccessToken, OAuthGrant
from fapi_reference.reference import Reference
from fapi_reference.services.oauth_claims import Claims

HOUR = 3600


def claim(server: Reference, **changed: Any) -> None:
    """Let ID tokens say something else; None takes a claim away."""
    alter(
        server.oauth_tokens.id_claims,
        lambda told: {name: value for name, value in {**told, **changed}.items() if value is not None},
    )


@fault("oauth-id-token.withheld", caught_by=("OAUTH-ID-TOKEN.GIVEN",))
def withheld(server: Reference) -> None:
    """Nobody gets an ID token."""
    without(server.views.oauth_tokens, "id_token")


@fault("oauth-id-token.for-who-asks-not", caught_by=("OAUTH-ID-TOKEN.NOT-ASKED",))
def for_who_asks_not(server: Reference) -> None:
    """Everybody gets an ID token, with `openid` and without."""

    def oauth_tokens(access: AccessToken, *more: Any) -> dict[str, Any]:
        shown = original(access, *more)
        grant = server.store.oauth_grants[access.grant_id]
        return {"id_token": server.oauth_tokens.id_token(grant, access.scopes, access, None), **shown}

    original = replace(server.views.oauth_tokens, oauth_tokens)


@fault("oauth-id-token.unsigned", caught_by=("OAUTH-ID-TOKEN.SIGNED",))
def unsigned(server: Reference) -> None:
    """The signature of an ID token is of something else."""

    def id_token(*arguments: Any) -> str:
        made: str = original(*arguments)
        head, claims, signature = made.split(".")
        return ".".join((head, claims, signature[::-1]))

    original = replace(server.oauth_tokens.id_token, id_token)


@fault("oauth-id-token.key-untold", caught_by=("OAUTH-ID-TOKEN.SIGNED",))
def key_untold(server: Reference) -> None:
    """Tokens of applications name a key that is not published."""
    alter(server.oauth_tokens.header, lambda shown: {**shown, "kid": "another"})


@fault("oauth-id-token.another-issuer", caught_by=("OAUTH-ID-TOKEN.ISSUER",))
def another_issuer(server: Reference) -> None:
    """ID tokens name the issuer with a slash at its end."""
    claim(server, iss=f"{server.issuer}/")


@fault("oauth-id-token.for-everybody", caught_by=("OAUTH-ID-TOKEN.AUDIENCE",))
def for_everybody(server: Reference) -> None:
    """ID tokens are made for the instance, and so for any application."""
    replace(server.oauth_tokens.audience, lambda _: server.issuer)


@fault("oauth-id-token.by-address", caught_by=("OAUTH-ID-TOKEN.SUBJECT",))
def by_address(server: Reference) -> None:
    """The subject of ID tokens is the grant, another one for each application and time."""

    def id_claims(grant: OAuthGrant, *more: Any) -> Claims:
        return {**original(grant, *more), "sub": grant.id}

    original = replace(server.oauth_tokens.id_claims, id_claims)


@fault("oauth-id-token.nonce-lost", caught_by=("OAUTH-ID-TOKEN.NONCE",))
def nonce_lost(server: Reference) -> None:
    """The nonce does not come back."""
    claim(server, nonce=None)


@fault("oauth-id-token.milliseconds", caught_by=("OAUTH-ID-TOKEN.TIMES",))
def milliseconds(server: Reference) -> None:
    """ID tokens have their times in milliseconds."""
    alter(
        server.oauth_tokens.id_claims,
        lambda told: {**told, "iat": told["iat"] * 1000, "exp": told["exp"] * 1000},
    )


@fault("oauth-id-token.of-yesterday", caught_by=("OAUTH-ID-TOKEN.TIMES",))
def of_yesterday(server: Reference) -> None:
    """ID tokens have expired when they come."""
    alter(
        server.oauth_tokens.id_claims,
        lambda told: {**told, "iat": told["iat"] - 2 * HOUR, "exp": told["iat"] - HOUR},
    )


@fault("oauth-id-token.an-hour", caught_by=("OAUTH-ID-TOKEN.LIFETIME",))
def an_hour(server: Reference) -> None:
    """ID tokens last an hour."""
    alter(server.oauth_tokens.id_claims, lambda told: {**told, "exp": told["iat"] + HOUR})


@fault("oauth-id-token.another-hash", caught_by=("OAUTH-ID-TOKEN.AT-HASH",))
def another_hash(server: Reference) -> None:
    """What ID tokens say of the access token beside them is not so."""
    claim(server, at_hash="kFD7q3vOq5eJZxEOQKJbLA")


@fault("oauth-id-token.tells-nothing", caught_by=("OAUTH-ID-TOKEN.CLAIMS",))
def tells_nothing(server: Reference) -> None:
    """ID tokens tell nothing of who they are about."""
    claim(server, email=None, email_verified=None, name=None, given_name=None, family_name=None, picture=None)


@fault("oauth-id-token.tells-all", caught_by=("OAUTH-ID-TOKEN.SCOPED",))
def tells_all(server: Reference) -> None:
    """ID tokens tell the address of who they are about, granted or not."""

    def id_claims(grant: OAuthGrant, *more: Any) -> Claims:
        user = server.store.users[grant.user_id]
        return {**original(grant, *more), **server.oauth_claims.email(user)}

    original = replace(server.oauth_tokens.id_claims, id_claims)


@fault("oauth-id-token.no-organization", caught_by=("OAUTH-ID-TOKEN.ORGANIZATION",))
def no_organization(server: Reference) -> None:
    """For which organization somebody agreed is not in the ID token."""
    claim(server, org_id=None)


# access tokens


@fault("oauth-access-token.like-any-other", caught_by=("OAUTH-ACCESS-TOKEN.JWT",))
def like_any_other(server: Reference) -> None:
    """Access tokens are of the type of all JWTs."""
    alter(server.oauth_tokens.header, lambda shown: {**shown, "typ": "JWT"})


@fault("oauth-access-token.another-issuer", caught_by=("OAUTH-ACCESS-TOKEN.ISSUER", "OAUTH-ACCESS-TOKEN.CLAIMS"))
def issuer_of_access_tokens(server: Reference) -> None:
    """Access tokens name the token endpoint as their issuer."""
    alter(server.oauth_tokens.access_claims, lambda told: {**told, "iss": f"{server.issuer}/oauth/token"})


@fault("oauth-access-token.of-no-application", caught_by=("OAUTH-ACCESS-TOKEN.CLAIMS",))
def of_no_application(server: Reference) -> None:
    """Access tokens do not say whose they are."""
    alter(
        server.oauth_tokens.access_claims,
        lambda told: {name: value for name, value in told.items() if name != "client_id"},
    )


@fault("oauth-access-token.no-organization", caught_by=("OAUTH-ACCESS-TOKEN.ORGANIZATION",))
def organization_unsaid(server: Reference) -> None:
    """For which organization somebody agreed is not in the access token."""
    alter(
        server.oauth_tokens.access_claims,
        lambda told: {name: value for name, value in told.items() if name != "org_id"},
    )


@fault("oauth-access-token.bare", caught_by=("OAUTH-ACCESS-TOKEN.OPAQUE",))
def bare(server: Reference) -> None:
    """Opaque access tokens do not say what they are."""

    def access_token(*arguments: Any) -> AccessToken:
        made: AccessToken = original(*arguments)
        if not made.is_jwt:
            made.token = made.token.removeprefix("oat_")
            server.store.access_tokens[made.token] = made
        return made

    original = replace(server.oauth_tokens.access_token, access_token)
