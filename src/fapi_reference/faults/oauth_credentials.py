"""Deviations of what applications are known by: their ids and their secrets."""

from fapi_reference.exchange import Exchange
from fapi_reference.faults import fault, replace
from fapi_reference.oauth_problems import OAuthProblem
from fapi_reference.records.oauth import OAuthApplication
from fapi_reference.reference import Reference
from fapi_reference.services.oauth_clients import Credentials


@fault("oauth-credentials.header-only", caught_by=("OAUTH-TOKEN.CREDENTIALS.EITHER-WAY",))
def header_only(server: Reference) -> None:
    """A secret counts in the header alone."""

    def in_form(exchange: Exchange) -> Credentials | None:
        found = original(exchange)
        return found and Credentials(found.client_id, "")

    original = replace(server.oauth_clients.in_form, in_form)


@fault("oauth-credentials.as-registered", caught_by=("OAUTH-TOKEN.CREDENTIALS.EITHER-WAY",))
def as_registered(server: Reference) -> None:
    """An application that registered for the form is not known by the header, and the other way round."""

    def calling(exchange: Exchange) -> OAuthApplication:
        found = original(exchange)
        sent = "client_secret_basic" if exchange.header("authorization") else "client_secret_post"
        if not found.public and found.authentication_method != sent:
            raise OAuthProblem("invalid_client")
        return found

    original = replace(server.oauth_clients.calling, calling)


@fault("oauth-credentials.any-secret", caught_by=("OAUTH-TOKEN.SECRET.WRONG",))
def any_secret(server: Reference) -> None:
    """Some secret has to be there, and nobody looks which."""
    original = replace(
        server.oauth_clients.is_it, lambda application, secret: bool(secret) or original(application, secret)
    )


@fault("oauth-credentials.anybody-s-secret", caught_by=("OAUTH-TOKEN.SECRET.WRONG",))
def anybody_s_secret(server: Reference) -> None:
    """A secret counts if any application has it."""

    def is_it(application: OAuthApplication, secret: str) -> bool:
        others = [one for one in server.store.oauth_applications.values() if not one.public]
        return original(application, secret) or any(original(one, secret) for one in others)

    original = replace(server.oauth_clients.is_it, is_it)


@fault(
    "oauth-credentials.no-secret",
    caught_by=("OAUTH-TOKEN.SECRET.MISSING", "OAUTH-REFRESH.UNAUTHENTICATED", "OAUTH-REVOCATION.UNAUTHENTICATED"),
)
def no_secret(server: Reference) -> None:
    """Secrets are looked at only where one is shown."""
    original = replace(
        server.oauth_clients.is_it, lambda application, secret: not secret or original(application, secret)
    )


@fault("oauth-credentials.client-of-the-code", caught_by=("OAUTH-TOKEN.CLIENT.UNKNOWN",))
def client_of_the_code(server: Reference) -> None:
    """Where a client is unknown, the one that the code was given to is meant."""

    def calling(exchange: Exchange) -> OAuthApplication:
        given, found = server.oauth_clients.credentials(exchange), exchange.form.get("code") or ""
        grant = server.store.authorization_codes.get(found)
        meant = server.oauth_applications.find(grant[1].client_id) if grant else None
        if given and meant and server.oauth_applications.find(given.client_id) is None:
            return meant
        return original(exchange)

    original = replace(server.oauth_clients.calling, calling)


@fault("oauth-credentials.header-wins", caught_by=("OAUTH-TOKEN.SECRET.TWO-WAYS",))
def header_wins(server: Reference) -> None:
    """What the form says of the application is overlooked where the header says something."""

    def credentials(exchange: Exchange) -> Credentials | None:
        return server.oauth_clients.basic(exchange.header("authorization")) or original(exchange)

    original = replace(server.oauth_clients.credentials, credentials)


@fault("oauth-credentials.unchallenged", caught_by=("OAUTH-TOKEN.CREDENTIALS.CHALLENGED",))
def unchallenged(server: Reference) -> None:
    """Who fails by HTTP Basic is not told so in the words of HTTP."""

    def calling(exchange: Exchange) -> OAuthApplication:
        try:
            return original(exchange)
        except OAuthProblem as problem:
            told: dict[str, str] = {}
            problem.headers = told
            raise

    original = replace(server.oauth_clients.calling, calling)
