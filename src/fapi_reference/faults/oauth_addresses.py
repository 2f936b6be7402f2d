"""Deviations of the OAuth provider about whose address it sends people to."""

from starlette.responses import Response

from fapi_reference.exchange import Exchange
from fapi_reference.faults import fault, replace
from fapi_reference.oauth_problems import OAuthProblem
from fapi_reference.problems import Problem, refuse
from fapi_reference.records.oauth import OAuthApplication
from fapi_reference.records.sessions import Session
from fapi_reference.reference import Reference
from fapi_reference.services.oauth_requests import Given, first
from fapi_reference.services.redirects import with_parameters


@fault("oauth-address.by-its-beginning", caught_by=("OAUTH-AUTHORIZE.REDIRECT-URI",))
def by_its_beginning(server: Reference) -> None:
    """An address is registered if it begins like one that is."""
    replace(
        server.oauth_requests.registered,
        lambda application, address: any(address.startswith(one) for one in application.redirect_uris),
    )


@fault("oauth-address.in-any-case", caught_by=("OAUTH-AUTHORIZE.REDIRECT-URI",))
def in_any_case(server: Reference) -> None:
    """Addresses are compared without regard to capitals."""
    replace(
        server.oauth_requests.registered,
        lambda application, address: address.lower() in {one.lower() for one in application.redirect_uris},
    )


@fault("oauth-address.refused-oddly", caught_by=("OAUTH-AUTHORIZE.REDIRECT-URI.REFUSED",))
def refused_oddly(server: Reference) -> None:
    """An address that is not registered is refused in the words of OAuth."""

    def redirect_uri(application: OAuthApplication, given: Given) -> str:
        try:
            return original(application, given)
        except Problem:
            raise OAuthProblem("invalid_request") from None

    original = replace(server.oauth_requests.redirect_uri, redirect_uri)


@fault("oauth-address.last-of-several", caught_by=("OAUTH-AUTHORIZE.REDIRECT-URI.TWICE",))
def last_of_several(server: Reference) -> None:
    """Of several addresses the first is looked at, and the last is answered."""

    def redirect_uri(application: OAuthApplication, given: Given) -> str:
        several = given.get("redirect_uri", ())
        if len(several) > 1 and server.oauth_requests.registered(application, several[0]):
            return several[-1]
        return original(application, given)

    original = replace(server.oauth_requests.redirect_uri, redirect_uri)


@fault("oauth-address.first-registered", caught_by=("OAUTH-AUTHORIZE.REDIRECT-URI.WHICH",))
def first_registered(server: Reference) -> None:
    """Without an address in the request the first of several registered ones is answered."""

    def redirect_uri(application: OAuthApplication, given: Given) -> str:
        return original(application, given) if first(given, "redirect_uri") else application.redirect_uris[0]

    original = replace(server.oauth_requests.redirect_uri, redirect_uri)


@fault("oauth-address.always-said", caught_by=("OAUTH-AUTHORIZE.REDIRECT-URI.ONLY",))
def always_said(server: Reference) -> None:
    """The address has to be in the request, also where there is but one."""

    def redirect_uri(application: OAuthApplication, given: Given) -> str:
        if not first(given, "redirect_uri"):
            raise refuse("redirect_uri_mismatch", "redirect_uri")
        return original(application, given)

    original = replace(server.oauth_requests.redirect_uri, redirect_uri)


@fault("oauth-address.of-nobody", caught_by=("OAUTH-AUTHORIZE.CLIENT.UNKNOWN",))
def of_nobody(server: Reference) -> None:
    """An application that there is not is told so at the address that it names."""

    def authorize(exchange: Exchange, given: Given) -> Response:
        address = first(given, "redirect_uri")
        if address and server.oauth_applications.find(first(given, "client_id") or "") is None:
            return server.oauth_authorizations.onwards(with_parameters(address, {"error": "unauthorized_client"}))
        return original(exchange, given)

    original = replace(server.oauth_authorizations.authorize, authorize)


@fault("oauth-address.of-anybody", caught_by=("OAUTH-AUTHORIZE.CLIENT.FOREIGN",))
def of_anybody(server: Reference) -> None:
    """An address is registered if it is any application's."""

    def registered(_application: OAuthApplication, address: str) -> bool:
        return any(address in one.redirect_uris for one in server.store.oauth_applications.values())

    replace(server.oauth_requests.registered, registered)


@fault("oauth-address.of-the-deleted", caught_by=("OAUTH-AUTHORIZE.CLIENT.DELETED",))
def of_the_deleted(server: Reference) -> None:
    """An application that was deleted goes on asking."""

    def delete(application: OAuthApplication) -> None:
        server.store.oauth_applications.pop(application.id, None)

    replace(server.oauth_applications.delete, delete)


@fault("oauth-address.of-the-consent-page", caught_by=("OAUTH-CONSENT.REDIRECT-URI",))
def of_the_consent_page(server: Reference) -> None:
    """Whatever address the form of the consent page names is answered."""

    def decided(exchange: Exchange, session: Session, given: Given, *, consented: bool) -> Response:
        compare = replace(server.oauth_requests.registered, lambda _application, _address: True)
        try:
            return original(exchange, session, given, consented=consented)
        finally:
            replace(server.oauth_requests.registered, compare)

    original = replace(server.oauth_authorizations.decided, decided)
