"""People on their way to an application: authorize, and consent (facts of the account area, sections 14.1 and 14.2)."""

from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from fapi_reference.exchange import Exchange, Mode
from fapi_reference.problems import refuse
from fapi_reference.records.oauth import OAuthApplication
from fapi_reference.services.oauth_requests import Given
from fapi_reference.services.registrable_domains import registrable_domain

if TYPE_CHECKING:
    from fapi_reference.reference import Reference


def authorize(server: "Reference", exchange: Exchange) -> Response:
    server.satellites.need_primary(exchange)
    return server.oauth_authorizations.authorize(exchange, asked(exchange))


def authorize_by_post(server: "Reference", exchange: Exchange) -> Response:
    server.satellites.need_primary(exchange)
    return server.oauth_authorizations.authorize(exchange, exchange.form.values)


def asked(exchange: Exchange) -> Given:
    query = exchange.request.query_params
    return {name: query.getlist(name) for name in query}


def read_consent(server: "Reference", exchange: Exchange) -> Any:
    """OAUTH-020, OAUTH-022, OAUTH-023."""
    application = with_consent_screen(server, exchange)
    wanted = (exchange.first("scope") or "").split()
    scopes = [one for one in application.scopes if not wanted or one in wanted]
    address = exchange.first("redirect_uri")
    registered = address is not None and server.oauth_requests.registered(application, address)
    domain = registrable_domain(address or "") if registered else None
    return server.views.bare(server.views.consent_info(application, scopes, domain))


def submit_consent(server: "Reference", exchange: Exchange) -> Response:
    """OAUTH-024: only `true` agrees to anything."""
    need_origin(exchange)
    application = with_consent_screen(server, exchange)
    consented = exchange.form.need("consented")
    given = dict(exchange.form.values)
    if given.setdefault("client_id", [application.client_id]) != [application.client_id]:
        raise refuse("form_param_value_invalid", "client_id")
    session = exchange.session
    if session is None or server.sessions.status(session) != "active":
        raise refuse("signed_out")
    return server.oauth_authorizations.decided(exchange, session, given, consented=agrees(consented))


def agrees(consented: str) -> bool:
    return consented == "true"


def need_origin(exchange: Exchange) -> None:
    """A form that another site posts in somebody's name decides nothing (OAUTH-025, SEC-206)."""
    if exchange.mode is not Mode.NATIVE and exchange.origin in (None, "null"):
        raise refuse("origin_invalid")


def with_consent_screen(server: "Reference", exchange: Exchange) -> OAuthApplication:
    application = server.oauth_applications.find(exchange.ids["client_id"])
    if application is None:
        raise refuse("resource_not_found", "client_id")
    if not application.consent_screen:
        raise refuse("feature_requires_oauth2_consent_screen_enabled")
    return application
