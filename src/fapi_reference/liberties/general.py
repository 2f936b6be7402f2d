"""Liberties of answers as such: members, order, refusals, headers, tokens."""

import random
from itertools import count
from typing import TYPE_CHECKING, Any

from fapi_reference.exchange import Exchange, Json
from fapi_reference.faults.surgery import View, alter, replace, without
from fapi_reference.liberties.registry import liberty
from fapi_reference.oauth_problems import OAuthProblem
from fapi_reference.problems import Item, Problem, refuse
from fapi_reference.transport import headers

if TYPE_CHECKING:
    from fapi_reference.reference import Reference


@liberty("session-without-user", fact="AUTH-159")
def session_without_user(server: "Reference") -> None:
    """A session that is asked for itself is shown without its user, and no session comes with a token. Those of a
    client have their users: official clients know nobody else.
    """
    without(server.views.session, "last_active_token")
    answer = server.transport.answer

    def alone(exchange: Exchange, status: int, body: Any) -> None:
        shown = body.get("response") if isinstance(body, dict) else None
        if isinstance(shown, dict) and shown.get("object") == "session":
            body |= {"response": {name: value for name, value in shown.items() if name != "user"}}
        answer(exchange, status, body)

    replace(answer, alone)


@liberty("lists-in-any-order", fact="behaviour-auth, third warning")
def lists_in_any_order(server: "Reference") -> None:
    """The lists of an attempt come in another order each time."""

    def shuffled(shown: View) -> View:
        return {
            name: random.sample(value, len(value)) if isinstance(value, list) else value
            for name, value in shown.items()
        }

    alter(server.views.sign_up, shuffled)
    alter(server.views.sign_in, shuffled)


@liberty("members-undeclared", fact="GEN-009")
def members_undeclared(server: "Reference") -> None:
    """Resources have members that no published document declares."""
    newer = {"locale": None, "since_tomorrow": {"of": ["any", "shape"]}}
    for view in (server.views.sign_in, server.views.sign_up, server.views.session, server.views.user):
        alter(view, lambda shown: shown | newer)
    alter(server.views.environment, lambda shown: shown | {"tomorrow": True})


@liberty("values-unknown", fact="AUTH-056, AUTH-259")
def values_unknown(server: "Reference") -> None:
    """A sign-in lists an identifier and a factor that no published list has."""

    def newer(shown: View) -> View:
        factors = shown["supported_first_factors"]
        offered = [*factors, {"strategy": "oauth_custom_acme"}] if factors else factors
        return shown | {
            "supported_identifiers": [*shown["supported_identifiers"], "password"],
            "supported_first_factors": offered,
        }

    alter(server.views.sign_in, newer)


@liberty("verification-without-object", fact="AUTH-055")
def verification_without_object(server: "Reference") -> None:
    """Verifications do not say that they are one."""

    def older(value: Any) -> Any:
        if isinstance(value, list):
            return [older(one) for one in value]
        if not isinstance(value, dict):
            return value
        kept = {name: older(one) for name, one in value.items()}
        if str(kept.get("object", "")).startswith("verification_"):
            del kept["object"]
        return kept

    answer = server.transport.answer
    replace(answer, lambda exchange, status, body: answer(exchange, status, older(body)))


@liberty("touch-without-client", fact="AUTH-169")
def touch_without_client(server: "Reference") -> None:
    """Touch answers the session with no client beside it."""
    answer = server.transport.answer

    def alone(exchange: Exchange, status: int, body: Any) -> None:
        bare = status == 200 and exchange.path.endswith("/touch")
        answer(exchange, status, body | {"client": None} if bare else body)

    replace(answer, alone)


@liberty("errors-in-company", fact="AUTH-036, AUTH-042")
def errors_in_company(server: "Reference") -> None:
    """A refusal of an input names another problem before the one that counts, and carries no client."""

    def others(problem: Problem, exchange: Exchange) -> View:
        if isinstance(problem, OAuthProblem):  # has one error, and a form of its own
            return server.views.oauth_error(problem)
        items = [server.views.error(item) for item in problem.items]
        if problem.status == 422:
            items.insert(0, server.views.error(Item("account_lockout_warning", "There are few tries left.")))
        return {"errors": items, "clerk_trace_id": exchange.trace_id}

    replace(server.views.errors, others)


@liberty("headers-of-an-edge", fact="AUTH-405, AUTH-420")
def headers_of_an_edge(server: "Reference") -> None:
    """An edge sets cookies of its own and names the charset of JSON."""

    def passed_on(_server: "Reference", exchange: Exchange) -> None:
        exchange.response.set_cookie("__cf_bm", "edge", secure=True, httponly=True, samesite="none")
        if isinstance(exchange.response, Json):
            exchange.response.headers["content-type"] = "application/json; charset=utf-8"

    server.transport.endings["edge"] = passed_on


@liberty("bearer-handed-out", fact="AUTH-082, GAP-020")
def bearer_handed_out(server: "Reference") -> None:
    """The client token of a native app is handed out as a bearer token."""

    def deliver(given: "Reference", exchange: Exchange) -> None:
        headers.deliver_token(given, exchange)
        if token := exchange.response.headers.get("Authorization"):
            exchange.response.headers["Authorization"] = f"Bearer {token}"

    server.transport.endings["token"] = deliver


@liberty("other-refusals", fact="AUTH-106, AUTH-176, AUTH-417")
def other_refusals(server: "Reference") -> None:
    """A session that is over does not exist any more, nor does an attempt that was replaced."""
    plain_refuse = server.transport.refuse
    gone = {"authentication_invalid", "invalid_action_for_session", "resource_forbidden"}

    def otherwise(exchange: Exchange, problem: Problem) -> None:
        plain_refuse(exchange, refuse("resource_not_found") if problem.code in gone and exchange.ids else problem)

    replace(plain_refuse, otherwise)


@liberty("another-key", fact="AUTH-205")
def another_key(server: "Reference") -> None:
    """The published set has a key of a kind that session tokens do not use, before the one that they do."""
    curve = {
        "kty": "EC",
        "crv": "P-256",
        "use": "sig",
        "alg": "ES256",
        "kid": "another",
        "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
        "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
    }
    alter(server.keys.jwks, lambda shown: {"keys": [curve, *shown["keys"]]})


@liberty("environment-of-an-older-server", fact="AUTH-115, GAP-031")
def older_environment(server: "Reference") -> None:
    """The environment has nothing of commerce, API keys, protection or maintenance."""
    later = {"commerce_settings", "api_keys_settings", "protect_config", "maintenance_mode", "partitioned_cookies"}
    alter(server.views.environment, lambda shown: {name: value for name, value in shown.items() if name not in later})


@liberty("tokens-of-another-length", fact="AUTH-191, AUTH-456")
def longer_tokens(server: "Reference") -> None:
    """The instance gives its session tokens two minutes."""
    alter(server.tokens.common_claims, lambda claims: claims | {"exp": claims["iat"] + 120})


@liberty("limited", fact="AUTH-359")
def limited(server: "Reference") -> None:
    """Now and then there were too many requests."""
    turns = count(1)

    def meter(_server: "Reference", exchange: Exchange) -> None:
        if next(turns) % 50 == 0:
            exchange.response = Json(
                {"errors": [{"code": "too_many_requests", "message": "", "long_message": ""}]}, 429
            )
            exchange.response.headers["Retry-After"] = "0"
            exchange.finished = True

    server.transport.hooks = {"trace": server.transport.hooks["trace"], "meter": meter, **server.transport.hooks}
