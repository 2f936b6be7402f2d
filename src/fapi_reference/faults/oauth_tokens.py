"""Deviations of the token endpoint: codes that are good for more than one exchange, by one application, in time."""

from time import monotonic
from typing import Any

from starlette.responses import Response

from fapi_reference.clock import DAY, MINUTE
from fapi_reference.exchange import Exchange, Form
from fapi_reference.faults import alter, fault, replace
from fapi_reference.oauth_problems import OAuthProblem
from fapi_reference.records.oauth import AuthorizationCode, OAuthApplication, OAuthGrant
from fapi_reference.reference import Reference
from fapi_reference.views.base import View

Found = tuple[AuthorizationCode, OAuthGrant]
TOKEN = "/oauth/token"  # a path, and no token
A_MOMENT = 0.4


@fault("oauth-token.kind-of-its-own", caught_by=("OAUTH-TOKEN.CODE",))
def kind_of_its_own(server: Reference) -> None:
    """Access tokens are said to be of another type than Bearer."""
    alter(server.views.oauth_tokens, lambda shown: shown | {"token_type": "oauth_token"})


@fault("oauth-token.whole-application", caught_by=("OAUTH-TOKEN.SCOPE",))
def whole_application(server: Reference) -> None:
    """Tokens are good for all that an application may ask for, whatever it has asked for."""

    def hand_out(application: OAuthApplication, grant: OAuthGrant, _: Any, **more: Any) -> View:
        grant.scopes = application.scopes
        return original(application, grant, application.scopes, **more)

    original = replace(server.oauth_grants.hand_out, hand_out)


@fault("oauth-token.milliseconds", caught_by=("OAUTH-TOKEN.EXPIRES-IN",))
def milliseconds(server: Reference) -> None:
    """How long a token lasts is told in milliseconds."""
    alter(server.views.oauth_tokens, lambda shown: shown | {"expires_in": shown["expires_in"] * 1000})


@fault("oauth-token.online-only", caught_by=("OAUTH-TOKEN.OFFLINE",))
def online_only(server: Reference) -> None:
    """Nobody gets a refresh token."""
    replace(server.oauth_grants.first_refresh_token, lambda _: None)


@fault("oauth-token.stored", caught_by=("OAUTH-TOKEN.NO-STORE",))
def stored(server: Reference) -> None:
    """Tokens may be kept by whoever passes them on."""
    operation = server.routes.resources[TOKEN].verbs["POST"]
    original = operation.handler

    def handle(given: Reference, exchange: Exchange) -> Response:
        answer: Response = original(given, exchange)
        del answer.headers["cache-control"]
        return answer

    object.__setattr__(operation, "handler", handle)


@fault("oauth-token.errors-as-everywhere", caught_by=("OAUTH-TOKEN.ERROR",))
def errors_as_everywhere(server: Reference) -> None:
    """Applications are refused as browsers are: with a list of errors."""
    told = {"message": "is wrong", "long_message": "Something is wrong.", "code": "authorization_invalid"}
    alter(server.views.oauth_error, lambda _: {"errors": [told]})


@fault("oauth-token.one-error", caught_by=("OAUTH-TOKEN.ERROR.NAMES",))
def one_error(server: Reference) -> None:
    """Whatever is wrong is an invalid request."""
    alter(server.views.oauth_error, lambda shown: shown | {"error": "invalid_request"})


# grants


@fault("oauth-token.code-by-default", caught_by=("OAUTH-TOKEN.GRANT-TYPE.MISSING",))
def code_by_default(server: Reference) -> None:
    """Who names no grant type means a code."""
    assume(server, lambda form: "grant_type" not in form)


@fault("oauth-token.any-grant", caught_by=("OAUTH-TOKEN.GRANT-TYPE.OTHER",))
def any_grant(server: Reference) -> None:
    """A grant type that nobody knows means a code."""
    assume(server, lambda form: form.get("grant_type") not in (None, "authorization_code", "refresh_token"))


@fault("oauth-token.passwords", caught_by=("OAUTH-TOKEN.GRANT-TYPE.OTHER",))
def passwords(server: Reference) -> None:
    """Applications get tokens by the password of a person that they were granted something by before."""
    operation = server.routes.resources[TOKEN].verbs["POST"]
    original = operation.handler

    def handle(given: Reference, exchange: Exchange) -> Any:
        if exchange.form.get("grant_type") != "password":
            return original(given, exchange)
        application = given.oauth_clients.calling(exchange)
        for grant in given.store.oauth_grants.values():
            if given.oauth_grants.belongs(grant, application):
                return given.oauth_grants.hand_out(application, grant, grant.scopes)
        raise OAuthProblem("invalid_grant")

    object.__setattr__(operation, "handler", handle)


def assume(server: Reference, is_code: Any) -> None:
    operation = server.routes.resources[TOKEN].verbs["POST"]
    original = operation.handler

    def handle(given: Reference, exchange: Exchange) -> Any:
        if is_code(exchange.form):
            exchange.form.values["grant_type"] = ["authorization_code"]
        return original(given, exchange)

    object.__setattr__(operation, "handler", handle)


# codes


@fault("oauth-token.latest-code", caught_by=("OAUTH-TOKEN.CODE.MISSING",))
def latest_code(server: Reference) -> None:
    """An application that brings no code exchanges the one that it was given last."""

    def exchange(application: OAuthApplication, form: Form) -> View:
        if not form.get("code"):
            form.values["code"] = [latest(server, application)]
        return original(application, form)

    original = replace(server.oauth_grants.exchange, exchange)


@fault("oauth-token.any-code", caught_by=("OAUTH-TOKEN.CODE.UNKNOWN",))
def any_code(server: Reference) -> None:
    """A code that nobody gave out is taken for the one that the application was given last."""

    def code(application: OAuthApplication, given: str) -> Found:
        known = given in server.store.authorization_codes
        return original(application, given if known else latest(server, application))

    original = replace(server.oauth_grants.code, code)


def latest(server: Reference, application: OAuthApplication) -> str:
    own = [
        code.code
        for code, grant in server.store.authorization_codes.values()
        if server.oauth_grants.belongs(grant, application) and not code.used
    ]
    return own[-1] if own else ""


@fault("oauth-token.code-good-for-ever", caught_by=("OAUTH-TOKEN.CODE.USED",))
def code_good_for_ever(server: Reference) -> None:
    """A code can be exchanged again and again."""
    replace(server.oauth_grants.use, lambda _: None)


@fault("oauth-token.slow-to-use", caught_by=("OAUTH-TOKEN.CODE.AT-ONCE",))
def slow_to_use(server: Reference) -> None:
    """That a code was exchanged is known a moment later."""
    used: dict[str, float] = {}

    def use(code: AuthorizationCode) -> None:
        used.setdefault(code.code, monotonic())
        original(code)

    def code(application: OAuthApplication, given: str) -> Found:
        if monotonic() - used.get(given, 0.0) < A_MOMENT:
            server.store.authorization_codes[given][0].used = False
        return looked_up(application, given)

    original = replace(server.oauth_grants.use, use)
    looked_up = replace(server.oauth_grants.code, code)


@fault("oauth-token.replay-forgiven", caught_by=("OAUTH-TOKEN.CODE.USED.REVOKES",))
def replay_forgiven(server: Reference) -> None:
    """That a code was shown twice changes nothing for the tokens of the first exchange."""
    replace(server.oauth_grants.replayed, lambda _: None)


@fault("oauth-token.codes-of-anybody", caught_by=("OAUTH-TOKEN.CODE.OF-ANOTHER-CLIENT",))
def codes_of_anybody(server: Reference) -> None:
    """A code is exchanged by whichever application brings it."""

    def code(application: OAuthApplication, given: str) -> Found:
        found = server.store.authorization_codes.get(given)
        owner = server.oauth_applications.find(found[1].client_id) if found else None
        return original(owner or application, given)

    original = replace(server.oauth_grants.code, code)


@fault("oauth-token.late-codes", caught_by=("OAUTH-TOKEN.CODE.EXPIRED",))
def late_codes(server: Reference) -> None:
    """A code is good for a day."""

    def begin(*arguments: Any) -> str:
        given = original(*arguments)
        code, _ = server.store.authorization_codes[given]
        code.expires_at += DAY
        return given

    original = replace(server.oauth_grants.begin, begin)


@fault("oauth-token.hasty-codes", caught_by=("OAUTH-TOKEN.CODE.LASTS",))
def hasty_codes(server: Reference) -> None:
    """A code is good for a minute."""

    def begin(*arguments: Any) -> str:
        given = original(*arguments)
        code, _ = server.store.authorization_codes[given]
        code.expires_at = code.issued_at + MINUTE
        return given

    original = replace(server.oauth_grants.begin, begin)


@fault("oauth-token.any-registered-address", caught_by=("OAUTH-TOKEN.REDIRECT-URI.OTHER",))
def any_registered_address(server: Reference) -> None:
    """A code is exchanged with any address that is said, be it the one that it was sent to or not."""

    def need_address(code: AuthorizationCode, form: Form) -> None:
        if form.get("redirect_uri") is None:
            original(code, form)

    original = replace(server.oauth_grants.need_address, need_address)


@fault("oauth-token.address-unsaid", caught_by=("OAUTH-TOKEN.REDIRECT-URI.MISSING",))
def address_unsaid(server: Reference) -> None:
    """The address that a code was sent to is looked at only if it is said."""

    def need_address(code: AuthorizationCode, form: Form) -> None:
        if form.get("redirect_uri") is not None:
            original(code, form)

    original = replace(server.oauth_grants.need_address, need_address)
