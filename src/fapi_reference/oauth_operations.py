"""The rows of the OAuth provider in the table of operations."""

from fapi_reference.handlers import oauth_authorize, oauth_tokens
from fapi_reference.routes import Access, Operation, Routes
from fapi_reference.services.oauth_requests import PARAMETERS

REVOCATION = frozenset({"token", "token_type_hint"})


def add_to(routes: Routes) -> None:
    add, op = routes.add, Operation

    add("GET", "/oauth/authorize", op(handler=oauth_authorize.authorize, access=Access.PASSING))
    posted = op(handler=oauth_authorize.authorize_by_post, access=Access.PASSING, repeated=frozenset(PARAMETERS))
    add("POST", "/oauth/authorize", posted)
    consent = "/v1/me/oauth/consent/{client_id}"
    add("GET", consent, op(handler=oauth_authorize.read_consent, access=Access.SESSION))
    add("POST", consent, op(handler=oauth_authorize.submit_consent, access=Access.SESSION))

    add(
        "POST",
        "/oauth/register",
        op(handler=oauth_tokens.register, access=Access.OPEN, json=True, malformed="invalid_client_metadata"),
    )
    add("POST", "/oauth/token", op(handler=oauth_tokens.token, access=Access.OPEN, malformed="invalid_request"))
    add("GET", "/oauth/userinfo", op(handler=oauth_tokens.user_info, access=Access.OPEN))
    add("POST", "/oauth/userinfo", op(handler=oauth_tokens.user_info, access=Access.OPEN))
    add("POST", "/oauth/token_info", op(handler=oauth_tokens.token_info, access=Access.OPEN))
    add(
        "POST",
        "/oauth/token/revoke",
        op(handler=oauth_tokens.revoke, access=Access.OPEN, known=REVOCATION, malformed="invalid_request"),
    )
