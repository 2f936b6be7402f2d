"""Liberties of what is there for programs and further domains: by what callers are known, and how little is told."""

from typing import TYPE_CHECKING, Any

from starlette.responses import RedirectResponse

from fapi_reference.exchange import Exchange
from fapi_reference.faults.surgery import alter, replace
from fapi_reference.handlers import api_keys, proxies, satellites
from fapi_reference.liberties.registry import liberty
from fapi_reference.problems import Problem, refuse

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

KEYS = "/api_keys"
OF_DOMAINS = ("/v1/client/sync", "/v1/client/link")


def _instead(server: "Reference", method: str, path: str, handle: Any) -> None:
    object.__setattr__(server.routes.resources[path].verbs[method], "handler", handle)


@liberty("api-keys-by-client-alone", fact="security of getApiKeys")
def by_client_alone(server: "Reference") -> None:
    """Who asks for keys is known as everywhere, and a session token beside that is passed over."""
    replace(server.callers.shows_session_token, lambda _exchange: False)


@liberty("api-keys-by-session-token-alone", fact="official client: it shows a session token")
def by_session_token_alone(server: "Reference") -> None:
    """Who asks for keys is known by a session token and by nothing else."""

    def session(exchange: Exchange) -> Any:
        if not exchange.header("authorization"):
            raise refuse("signed_out")
        return original(exchange)

    original = replace(server.callers.session, session)
    replace(
        server.callers.shows_session_token,
        lambda exchange: exchange.path.startswith(KEYS) and exchange.first("_is_native") is None,
    )


@liberty("api-keys-of-others-are-none", fact="getApiKeys 200")
def of_others_are_none(server: "Reference") -> None:
    """The keys of a subject that is not the caller's are an empty list, and no refusal."""

    def listed(reference: "Reference", exchange: Exchange) -> Any:
        try:
            return api_keys.listed(reference, exchange)
        except Problem as problem:
            if problem.status != 404:
                raise
            return {"data": [], "total_count": 0}

    _instead(server, "GET", KEYS, listed)


@liberty("api-keys-undescribed", fact="getApiKeys 200: `description` need not be there")
def undescribed(server: "Reference") -> None:
    """No answer tells what a key is for."""
    alter(server.views.api_key, lambda shown: {name: value for name, value in shown.items() if name != "description"})


@liberty("api-keys-revoked-leave", fact="revokeApiKey 200")
def revoked_leave(server: "Reference") -> None:
    """A revoked key is gone from every list."""
    original = replace(
        server.api_keys.listed,
        lambda *args, **kwargs: [key for key in original(*args, **kwargs) if not key.revoked],
    )


@liberty("satellites-in-production-alone", fact="AUTH-100, AUTH-156")
def in_production_alone(server: "Reference") -> None:
    """Clients of a development instance are the same on every domain, so that nothing has to be linked."""
    if server.settings.instance.environment == "production":
        return

    def not_here(_server: "Reference", _exchange: Exchange) -> Any:
        raise refuse("request_invalid_for_environment")

    for path in OF_DOMAINS:
        _instead(server, "GET", path, not_here)


@liberty("satellite-tokens-forgiven", fact="AUTH-156")
def tokens_forgiven(server: "Reference") -> None:
    """With a token that is good for nothing the browser is sent to the first page, and linked with nobody."""

    def link(reference: "Reference", exchange: Exchange) -> Any:
        try:
            return satellites.link(reference, exchange)
        except Problem:
            return RedirectResponse("https://satellite.example/", 307)

    _instead(server, "GET", OF_DOMAINS[1], link)


@liberty("proxies-unhealthy-in-a-success", fact="AUTH-025")
def unhealthy_in_a_success(server: "Reference") -> None:
    """What is wrong with a proxy is told under 200."""

    def health(reference: "Reference", exchange: Exchange) -> Any:
        try:
            answer = proxies.health(reference, exchange)
        except Problem as problem:
            return {"status": "unhealthy", "message": problem.code}
        return answer if isinstance(answer, dict) else {"status": "unhealthy", "message": "It is another proxy."}

    _instead(server, "GET", "/v1/proxy-health", health)


@liberty("agent-tasks-lead-to-signing-in", fact="AUTH-158")
def lead_to_signing_in(server: "Reference") -> None:
    """A task that cannot be begun leads to where one signs in."""

    def refused(reference: "Reference", exchange: Exchange) -> None:
        if exchange.path == "/v1/agents/tasks" and exchange.response.status_code == 400:
            exchange.response = RedirectResponse(reference.tickets.page("sign_in_url"), 307)

    server.transport.endings = {"refused": refused, **server.transport.endings}
