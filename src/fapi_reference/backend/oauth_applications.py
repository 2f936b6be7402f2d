"""OAuth applications of the Backend API, and how the instance makes them.

Beyond the published parameters: `jwt_access_tokens` of one application, which real instances have in their dashboard.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from fapi_reference.backend import organizations
from fapi_reference.backend.body import Body
from fapi_reference.problems import refuse
from fapi_reference.records.oauth import OAuthApplication

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

CHANGES = frozenset(
    {"name", "redirect_uris", "callback_url", "scopes", "consent_screen_enabled", "pkce_required", "public"}
    | {"jwt_access_tokens"}
)
LISTING = frozenset({"limit", "offset", "order_by", "name_query"})
SETTINGS = frozenset({"dynamic_oauth_client_registration", "default_scopes", "oauth_jwt_access_tokens"})
DOCUMENTS = "client_id_metadata_documents_"
"""Of clients that are named by an address: not served here."""
LONGEST = 1024


def create(server: "Reference", body: dict[str, Any], _id: str) -> Any:
    given = Body(body, CHANGES)
    need_provider(server)
    made = server.oauth_applications.new(given.need("name"))
    apply(server, made, given)
    made.public = bool(given.flag("public"))
    return view(server, made, server.oauth_applications.make(made))


def update(server: "Reference", body: dict[str, Any], application_id: str) -> Any:
    """An application that gets public has no secret any more; one that ceases to be so is given one when it rotates."""
    application, given = found(server, application_id), Body(body, CHANGES)
    apply(server, application, given)
    application.name = given.text("name") or application.name
    public = given.flag("public")
    if public is not None:
        application.public = public
        application.secret_digest = None if public else application.secret_digest
    server.oauth_applications.changed(application)
    return view(server, application)


def apply(server: "Reference", application: OAuthApplication, given: Body) -> None:
    scopes, addresses = given.text("scopes"), given.texts("redirect_uris")
    if callback := given.text("callback_url"):
        addresses = [*addresses, callback]
    if any(not one or len(one) > LONGEST or ":" not in one for one in addresses):
        raise refuse("form_param_format_invalid", "redirect_uris")
    wanted = tuple(dict.fromkeys((scopes or "").split()))
    if not set(wanted) <= set(server.oauth_applications.scopes()):
        raise refuse("form_param_value_invalid", "scopes")
    screen, pkce, jwt = (given.flag(name) for name in ("consent_screen_enabled", "pkce_required", "jwt_access_tokens"))
    if screen is False and application.dynamically_registered:
        raise refuse("form_param_value_invalid", "consent_screen_enabled")  # OAUTH-033
    application.redirect_uris = tuple(dict.fromkeys(addresses)) or application.redirect_uris
    application.scopes = wanted or application.scopes
    application.consent_screen = application.consent_screen if screen is None else screen
    application.pkce_required = application.pkce_required if pkce is None else pkce
    application.jwt_access_tokens = application.jwt_access_tokens if jwt is None else jwt


def listed(server: "Reference", body: dict[str, Any], _id: str) -> Any:
    given = Body(body, LISTING)
    words = (given.text("name_query") or "").lower()
    shown = [view(server, one) for one in server.store.oauth_applications.values() if words in one.name.lower()]
    return organizations.paged(given, shown)


def read(server: "Reference", _body: dict[str, Any], application_id: str) -> Any:
    return view(server, found(server, application_id))


def delete(server: "Reference", _body: dict[str, Any], application_id: str) -> Any:
    server.oauth_applications.delete(found(server, application_id))
    return server.views.deleted("oauth_application", application_id)


def rotate_secret(server: "Reference", _body: dict[str, Any], application_id: str) -> Any:
    application = found(server, application_id)
    if application.public:
        raise refuse("resource_forbidden")
    secret = server.oauth_applications.rotate_secret(application)
    server.oauth_applications.changed(application)
    return view(server, application, secret)


def revoke_token(server: "Reference", body: dict[str, Any], application_id: str) -> Any:
    """Without the client's credentials, and its own tokens all the same."""
    application = found(server, application_id)
    server.oauth_tokens.revoke(application, Body(body, frozenset({"token"})).need("token"))
    return {}


def verify(server: "Reference", body: dict[str, Any], _id: str) -> Any:
    """For servers of the application: what an access token is good for. A JWT they can read themselves."""
    given = Body(body, frozenset({"access_token", "secret"}))
    token = server.store.access_tokens.get(given.text("access_token") or given.need("secret"))
    grant = server.store.oauth_grants.get(token.grant_id) if token else None
    if token is None or grant is None:
        raise refuse("resource_not_found")
    return {
        "object": "clerk_idp_oauth_access_token",
        "id": token.id,
        "client_id": grant.client_id,
        "subject": grant.user_id,
        "scopes": list(token.scopes),
        "revoked": token.revoked,
        "revocation_reason": None,
        "expired": server.clock.now() >= token.expires_at,
        "expiration": token.expires_at,
        "created_at": token.issued_at,
        "updated_at": token.issued_at,
    }


def need_provider(server: "Reference") -> None:
    if not server.settings.oauth.enabled:
        raise refuse("feature_not_enabled")


def found(server: "Reference", application_id: str) -> OAuthApplication:
    application = server.store.oauth_applications.get(application_id)
    if application is None:
        raise refuse("resource_not_found")
    return application


def view(server: "Reference", application: OAuthApplication, secret: str | None = None) -> dict[str, Any]:
    """The secret is told when it is made, and never again."""
    at = server.issuer
    return {
        "object": "oauth_application",
        "id": application.id,
        "instance_id": server.instance_id,
        "name": application.name,
        "client_id": application.client_id,
        "client_uri": application.client_uri,
        "client_image_url": application.logo_uri,
        "dynamically_registered": application.dynamically_registered,
        "consent_screen_enabled": application.consent_screen,
        "pkce_required": application.pkce_required,
        "public": application.public,
        "jwt_access_tokens": application.jwt_access_tokens,
        "scopes": " ".join(application.scopes),
        "redirect_uris": list(application.redirect_uris),
        "callback_url": next(iter(application.redirect_uris), ""),
        "authorize_url": f"{at}/oauth/authorize",
        "token_fetch_url": f"{at}/oauth/token",
        "user_info_url": f"{at}/oauth/userinfo",
        "discovery_url": f"{at}/.well-known/openid-configuration",
        "token_introspection_url": f"{at}/oauth/token_info",
        "created_at": application.created_at,
        "updated_at": application.updated_at,
        **({"client_secret": secret} if secret else {}),
    }


def read_settings(server: "Reference", _body: dict[str, Any], _id: str) -> Any:
    now = server.oauth_applications
    return {
        "object": "oauth_application_settings",
        "dynamic_oauth_client_registration": now.dynamic_registration,
        "default_scopes": list(now.default_scopes),
        "oauth_jwt_access_tokens": now.jwt_access_tokens,
        f"{DOCUMENTS}advertised": False,
        f"{DOCUMENTS}only_allow_pre_registered_clients": False,
        f"{DOCUMENTS}block_implicitly_allowed_clients": False,
    }


def update_settings(server: "Reference", body: dict[str, Any], _id: str) -> Any:
    given, now = Body(body, SETTINGS), server.oauth_applications
    need_provider(server)
    registration, jwt = given.flag("dynamic_oauth_client_registration"), given.flag("oauth_jwt_access_tokens")
    scopes = given.texts("default_scopes")
    if not set(scopes) <= set(now.scopes()):
        raise refuse("form_param_value_invalid", "default_scopes")
    now.dynamic_registration = now.dynamic_registration if registration is None else registration
    now.jwt_access_tokens = now.jwt_access_tokens if jwt is None else jwt
    now.default_scopes = tuple(dict.fromkeys(scopes)) or now.default_scopes
    return read_settings(server, {}, "")


HANDLERS: dict[str, dict[str, Callable[..., Any]]] = {
    "/v1/instance/oauth_application_settings": {"GET": read_settings, "PATCH": update_settings},
    "/v1/oauth_applications": {"GET": listed, "POST": create},
    "/v1/oauth_applications/access_tokens/verify": {"POST": verify},
    "/v1/oauth_applications/{id}": {"GET": read, "PATCH": update, "DELETE": delete},
    "/v1/oauth_applications/{id}/rotate_secret": {"POST": rotate_secret},
    "/v1/oauth_applications/{id}/revoke_token": {"POST": revoke_token},
}
