"""The provider's addresses: discovery, the page where people decide, tokens, the person, keys; and what the suite asks.

Below ``/conformance`` only whoever started the provider is answered, by the key that it was told.
"""

import asyncio
import secrets
from collections.abc import Mapping
from html import escape
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from starlette.applications import Starlette
from starlette.requests import Request as HttpRequest
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from fapi_conformance.devices.openid_provider.grants import Client, OAuth2Error, Provider, Request
from fapi_conformance.devices.openid_provider.id_tokens import id_token
from fapi_conformance.devices.openid_provider.visit import Conduct, Person, from_form

SCOPES = ("openid", "profile", "email", "calendar", "contacts")
"""The last two are there to be asked for in addition."""


class Addresses:
    """``key`` opens what is for the suite alone."""

    def __init__(self, provider: Provider, key: str) -> None:
        self._provider = provider
        self._key = key

    def application(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self.discovery),
                Route("/jwks", self.jwks),
                Route("/authorize", self.page),
                Route("/authorize", self.decide, methods=["POST"]),
                Route("/token", self.token, methods=["POST"]),
                Route("/revoke", self.revoke, methods=["POST"]),
                Route("/userinfo", self.userinfo, methods=["GET", "POST"]),
                Route("/conformance/clients/{client_id}", self.register, methods=["PUT"]),
                Route("/conformance/visits/{code}", self.visit),
                Route("/conformance/id_tokens", self.make_id_token, methods=["POST"]),
            ]
        )

    async def discovery(self, _: HttpRequest) -> Response:
        """OpenID Connect Discovery, section 3."""
        issuer = self._provider.issuer
        return JSONResponse(
            {
                "issuer": issuer,
                "authorization_endpoint": f"{issuer}/authorize",
                "token_endpoint": f"{issuer}/token",
                "userinfo_endpoint": f"{issuer}/userinfo",
                "revocation_endpoint": f"{issuer}/revoke",
                "jwks_uri": f"{issuer}/jwks",
                "scopes_supported": list(SCOPES),
                "response_types_supported": ["code"],
                "response_modes_supported": ["query"],
                "grant_types_supported": ["authorization_code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
                "code_challenge_methods_supported": ["S256"],
                "claims_supported": ["sub", "email", "email_verified", "name", "given_name", "family_name"],
            }
        )

    async def jwks(self, _: HttpRequest) -> Response:
        return JSONResponse(self._provider.keys.published())

    async def page(self, request: HttpRequest) -> Response:
        """Where a person who sees the page with their eyes decides."""
        try:
            self._provider.get_consent_grant(await _asked(request))
        except OAuth2Error as problem:
            return HTMLResponse(_problem(problem), 400)
        return HTMLResponse(_PAGE)

    async def decide(self, request: HttpRequest) -> Response:
        """The decision of the page, or of a test in its place."""
        asked = await _asked(request, body=False)
        try:
            person, conduct = _decision(await _form(request))
            grant = self._provider.get_consent_grant(asked)
            redirect_uri = grant.validate_authorization_request()
        except OAuth2Error as problem:
            return HTMLResponse(_problem(problem), 400)
        except (KeyError, ValueError, TypeError) as problem:
            return HTMLResponse(escape(f"no decision: {problem}"), 400)
        if conduct.error is not None:
            state = {"state": asked.asked["state"]} if "state" in asked.asked else {}
            return _going(redirect_uri, {"error": conduct.error, "error_description": "As the visit wants it", **state})
        asked.user = (person, conduct)
        _, _, headers = grant.create_authorization_response(redirect_uri, asked.user)
        return Response(status_code=302, headers=dict(headers))

    async def token(self, request: HttpRequest) -> Response:
        asked = await _asked(request)
        if (visit := self._provider.visits.get(asked.form.get("code", ""))) and visit.conduct.delay:
            await asyncio.sleep(visit.conduct.delay)
        status, body, headers = self._provider.create_token_response(asked)
        return JSONResponse(body, status, headers=dict(headers))

    async def revoke(self, request: HttpRequest) -> Response:
        status, body, headers = self._provider.create_endpoint_response("revocation", await _asked(request))
        return JSONResponse(body, status, headers=dict(headers))

    async def userinfo(self, request: HttpRequest) -> Response:
        """OpenID Connect Core, section 5.3."""
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        visit = self._provider.visit_of(token) if kind.lower() == "bearer" and token else None
        if visit is None or token != visit.tokens.get("access_token"):
            return JSONResponse({"error": "invalid_token"}, 401, headers={"www-authenticate": "Bearer"})
        visit.looks += 1
        if visit.conduct.hides_person:
            return JSONResponse({"error": "server_error"}, 500)
        return JSONResponse(visit.person.claims(frozenset(visit.scope.split())))

    # for the suite

    async def register(self, request: HttpRequest) -> Response:
        if not self._is_ours(request):
            return Response(status_code=404)
        told = await request.json()
        client_id = request.path_params["client_id"]
        known = self._provider.clients.get(client_id)
        uris = tuple({*told["redirect_uris"], *(known.redirect_uris if known else ())})
        self._provider.clients[client_id] = Client(client_id=client_id, secret=told["secret"], redirect_uris=uris)
        return Response(status_code=204)

    async def visit(self, request: HttpRequest) -> Response:
        visit = self._provider.visits.get(request.path_params["code"])
        if visit is None or not self._is_ours(request):
            return Response(status_code=404)
        return JSONResponse(visit.told())

    async def make_id_token(self, request: HttpRequest) -> Response:
        """One that an app got from the provider by itself, without a visit by redirect."""
        if not self._is_ours(request):
            return Response(status_code=404)
        told = await request.json()
        person, conduct = from_form(told)
        made = id_token(
            self._provider.keys,
            person=person,
            conduct=conduct,
            issuer=self._provider.issuer,
            audience=told["audience"],
            scopes=frozenset(SCOPES),
            nonce=told.get("nonce"),
        )
        return JSONResponse({"id_token": made})

    def _is_ours(self, request: HttpRequest) -> bool:
        return secrets.compare_digest(request.headers.get("authorization", ""), f"Bearer {self._key}")


async def _asked(request: HttpRequest, *, body: bool = True) -> Request:
    form = await _form(request) if body else {}
    return Request(request.method, str(request.url), dict(request.query_params), form, request.headers)


async def _form(request: HttpRequest) -> dict[str, str]:
    return dict(parse_qsl((await request.body()).decode(), keep_blank_values=True))


def _decision(form: Mapping[str, str]) -> tuple[Person, Conduct]:
    if "person" in form:
        return from_form(form)
    if form.get("decision") == "deny":
        return Person(subject="nobody"), Conduct(error="access_denied")
    email, verified = form["email"], form.get("email_verified") == "on"
    return Person(subject=form.get("subject") or email, email=email, email_verified=verified), Conduct()


def _going(uri: str, parameters: dict[str, str]) -> Response:
    parts = urlsplit(uri)
    query = "&".join(one for one in (parts.query, urlencode(parameters)) if one)
    return Response(status_code=302, headers={"location": urlunsplit(parts._replace(query=query))})


def _problem(problem: OAuth2Error) -> str:
    return f"<!doctype html><title>No</title><p>{escape(f'{problem.error}: {problem.get_error_description()}')}"


_PAGE = """<!doctype html><title>Who are you?</title><form method="post">
<p><label>Subject <input name="subject"></label> <label>Email <input name="email" type="email"></label>
<label><input name="email_verified" type="checkbox" checked> verified</label></p>
<p><button name="decision" value="allow">Allow</button> <button name="decision" value="deny">Deny</button></p></form>"""
