"""Deviations of the well-known documents."""

from typing import Any

from fapi_reference.exchange import Exchange
from fapi_reference.faults import alter, fault
from fapi_reference.problems import refuse
from fapi_reference.reference import Reference


@fault("well-known.for-callers", caught_by=("WELL-KNOWN.PUBLIC",))
def for_callers(server: Reference) -> None:
    """The document of the authorization server is there for browsers of the application alone."""
    operation = server.routes.resources["/.well-known/oauth-authorization-server"].verbs["GET"]

    def handle(given: Reference, exchange: Exchange) -> Any:
        if not exchange.origin:
            raise refuse("signed_out")
        return given.views.authorization_server()

    object.__setattr__(operation, "handler", handle)


@fault("well-known.issuer-with-slash", caught_by=("WELL-KNOWN.ISSUER",))
def issuer_with_slash(server: Reference) -> None:
    """The documents end the issuer with a slash."""
    alter(server.views.authorization_server, lambda shown: shown | {"issuer": f"{shown['issuer']}/"})


@fault("well-known.host-believed", caught_by=("WELL-KNOWN.ISSUER.FIXED",))
def host_believed(server: Reference) -> None:
    """The endpoints are made of the host that a request says it was sent to."""
    operation = server.routes.resources["/.well-known/openid-configuration"].verbs["GET"]

    def handle(given: Reference, exchange: Exchange) -> Any:
        host = exchange.header("x-forwarded-host")
        shown = given.views.openid_configuration()
        return shown | ({"token_endpoint": f"https://{host}/oauth/token"} if host else {})

    object.__setattr__(operation, "handler", handle)


@fault("well-known.endpoints-moved", caught_by=("WELL-KNOWN.ENDPOINTS",))
def endpoints_moved(server: Reference) -> None:
    """The token endpoint is named at an older place."""
    alter(
        server.views.authorization_server,
        lambda shown: shown | {"token_endpoint": f"{server.issuer}/v1/oauth/token"},
    )


@fault("well-known.plain-challenges", caught_by=("WELL-KNOWN.SUPPORTED",))
def plain_challenges(server: Reference) -> None:
    """Code challenges in plain text are said to be supported."""
    alter(
        server.views.authorization_server,
        lambda shown: shown | {"code_challenge_methods_supported": ["S256", "plain"]},
    )


@fault("well-known.two-tongues", caught_by=("WELL-KNOWN.AGREE",))
def two_tongues(server: Reference) -> None:
    """The OpenID document names fewer scopes than the other one."""
    alter(server.views.openid_configuration, lambda shown: shown | {"scopes_supported": ["openid"]})


@fault("well-known.marked", caught_by=("WELL-KNOWN.BARE",))
def marked(server: Reference) -> None:
    """Whoever reads a public document gets a cookie of a client with it."""
    cors = server.transport.endings["cors"]

    def mark(given: Reference, exchange: Exchange) -> None:
        cors(given, exchange)
        if exchange.path.startswith("/.well-known"):
            exchange.response.set_cookie("__client", "anybody")

    server.transport.endings["cors"] = mark


@fault("well-known.unsigned-offered", caught_by=("WELL-KNOWN.NOTHING-WEAKER",))
def unsigned_offered(server: Reference) -> None:
    """ID tokens that nobody signed are said to be supported."""
    alter(
        server.views.openid_configuration,
        lambda shown: shown | {"id_token_signing_alg_values_supported": ["RS256", "none"]},
    )


@fault("well-known.tokens-in-addresses", caught_by=("WELL-KNOWN.NOTHING-WEAKER",))
def tokens_in_addresses(server: Reference) -> None:
    """The implicit flow is said to be supported."""
    alter(
        server.views.authorization_server,
        lambda shown: shown | {"response_types_supported": ["code", "id_token token"]},
    )


@fault(
    "well-known.keys-in-the-open",
    caught_by=("WELL-KNOWN.ENCRYPTED",),
    settings='[instance]\nissuer = "https://fapi.example"\n',
)
def keys_in_the_open(server: Reference) -> None:
    """The document of an issuer with https names its keys without."""
    bare = server.issuer.replace("https://", "http://", 1)
    alter(server.views.openid_configuration, lambda shown: shown | {"jwks_uri": f"{bare}/.well-known/jwks.json"})


@fault("well-known.more-grants", caught_by=("WELL-KNOWN.EXACTLY",))
def more_grants(server: Reference) -> None:
    """Applications are said to get tokens by passwords."""
    grants = ["authorization_code", "refresh_token", "password"]
    alter(server.views.authorization_server, lambda shown: shown | {"grant_types_supported": grants})


@fault(
    "well-known.organizations-anyhow",
    caught_by=("WELL-KNOWN.WITHOUT-ORGANIZATIONS",),
    settings="[organizations]\nenabled = false\n",
)
def organizations_anyhow(server: Reference) -> None:
    """Organizations can be asked for where there are none."""
    alter(
        server.views.authorization_server,
        lambda shown: shown | {"scopes_supported": [*shown["scopes_supported"], "user:org:read"]},
    )


@fault("well-known.promised-and-missing", caught_by=("WELL-KNOWN.ANSWERS",))
def promised_and_missing(server: Reference) -> None:
    """The documents name an introspection that nobody has built."""
    del server.routes.resources["/oauth/token_info"].verbs["POST"]
