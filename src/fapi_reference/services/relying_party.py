"""What makes this server a client of OpenID providers: discovery, the way there, tokens for a code, and who it is.

| step | what it is held against | otherwise |
|---|---|---|
| discovery | the document names the issuer that was asked | misconfigured_oauth_provider |
| code | the verifier of its own request (PKCE) | oauth_token_exchange_error |
| ID token | the provider's keys, issuer, audience, times, the nonce of its own request | oauth_token_exchange_error |
| userinfo | the subject of the ID token | oauth_fetch_user_error |
"""

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

from fapi_reference.problems import refuse
from fapi_reference.records.application import OpenIDProvider
from fapi_reference.records.metadata import Metadata
from fapi_reference.records.verification import ExternalIdentity
from fapi_reference.services.outbound import Reply, Unreachable

if TYPE_CHECKING:
    from fapi_reference.reference import Reference
    from fapi_reference.services.authorizations import AuthorizationRequest

Claims = dict[str, Any]
SIGNATURES = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
"""Signatures of a key that only the provider has: never a shared secret, never none."""
LEEWAY = 60
FORM = "application/x-www-form-urlencoded;charset=UTF-8"
SCOPES = ("openid", "profile", "email")
TEXT_LIMIT = 1_024


class RelyingParty:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    # what the provider says of itself

    async def metadata(self, provider: OpenIDProvider) -> Metadata:
        """OpenID Connect Discovery, section 4; kept once it was good."""
        if provider.metadata is None:
            try:
                reply = await self.server.outbound.get(discovery(provider.issuer))
            except Unreachable:
                raise refuse("misconfigured_oauth_provider") from None
            told = reply.json if isinstance(reply.json, dict) else {}
            endpoints = (told.get(name) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"))
            if reply.status != 200 or not self.is_issuer(provider, told) or not all(map(is_address, endpoints)):
                raise refuse("misconfigured_oauth_provider")
            provider.metadata = told
        return provider.metadata

    def is_issuer(self, provider: OpenIDProvider, told: Metadata) -> bool:
        return told.get("issuer") == provider.issuer

    async def keys(self, provider: OpenIDProvider, *, anew: bool = False) -> Metadata:
        if provider.keys is None or anew:
            told = await self.metadata(provider)
            try:
                reply = await self.server.outbound.get(told["jwks_uri"])
            except Unreachable:
                raise refuse("oauth_token_exchange_error") from None
            if reply.status != 200 or not isinstance(reply.member("keys"), list):
                raise refuse("oauth_token_exchange_error")
            provider.keys = reply.json
        return provider.keys or {}

    # the way there

    def authorization_url(self, request: "AuthorizationRequest", provider: OpenIDProvider, told: Metadata) -> str:
        """USER-323, SEC-190: nothing in it opens anything to who reads it."""
        from authlib.oauth2.rfc6749.parameters import prepare_grant_uri

        url: str = prepare_grant_uri(
            told["authorization_endpoint"],
            client_id=provider.client_id,
            response_type="code",
            redirect_uri=self.server.connections.callback(),
            scope=list(request.scopes),
            state=request.state,
            nonce=request.nonce,
            **self.challenge(request.code_verifier),
            **request.hints,
        )
        return url

    def challenge(self, verifier: str) -> dict[str, str]:
        from authlib.oauth2.rfc7636 import create_s256_code_challenge

        return {"code_challenge": create_s256_code_challenge(verifier), "code_challenge_method": "S256"}

    # the way back

    async def identify(self, provider: OpenIDProvider, request: "AuthorizationRequest", code: str) -> ExternalIdentity:
        """Who came back with this code."""
        tokens = await self.redeem(
            provider, {"code": code, "redirect_uri": self.server.connections.callback(), **self.verifier(request)}
        )
        return await self.identity(provider, tokens, request.nonce, request.scopes)

    def verifier(self, request: "AuthorizationRequest") -> dict[str, str]:
        return {"code_verifier": request.code_verifier}

    async def redeem(self, provider: OpenIDProvider, fields: dict[str, str]) -> Claims:
        """Tokens for a code."""
        told = await self.metadata(provider)
        try:
            reply = await self.post(provider, told["token_endpoint"], {"grant_type": "authorization_code", **fields})
        except Unreachable:
            raise refuse("oauth_token_exchange_error") from None
        kind, access = reply.member("token_type"), reply.member("access_token")
        bearer = isinstance(kind, str) and kind.lower() == "bearer"
        if reply.status != 200 or not bearer or not isinstance(access, str) or not is_header(access):
            raise refuse("oauth_token_exchange_error")
        tokens: Claims = reply.json
        return tokens

    async def identity(
        self, provider: OpenIDProvider, tokens: Claims, nonce: str | None, asked: tuple[str, ...]
    ) -> ExternalIdentity:
        token = tokens.get("id_token")
        if not isinstance(token, str):
            raise refuse("oauth_token_exchange_error")
        claims = await self.read(provider, token, nonce=nonce, access_token=tokens["access_token"])
        if claims is None:
            raise refuse("oauth_token_exchange_error")
        told = claims | await self.user_info(provider, tokens["access_token"], str(claims["sub"]))
        granted = tokens.get("scope")
        return self.named(
            provider,
            told,
            scopes=tuple(granted.split()) if isinstance(granted, str) else asked,
            access_token=tokens["access_token"],
            refresh_token=text(tokens.get("refresh_token")),
        )

    def named(self, provider: OpenIDProvider, told: Claims, **more: Any) -> ExternalIdentity:
        """What of it is fit to be kept: names of a length, and an address that is one."""
        address = text(told.get("email"))
        usable = self.server.identifiers.well_formed("email_address", address)
        return ExternalIdentity(
            strategy=provider.strategy,
            subject=str(told["sub"]),
            email_address=self.server.identifiers.normal("email_address", address) if usable else "",
            email_verified=usable and told.get("email_verified") in (True, "true"),  # some say it as a text
            first_name=text(told.get("given_name")),
            last_name=text(told.get("family_name")),
            username=text(told.get("preferred_username")),
            image_url=text(told.get("picture")),
            **more,
        )

    # tokens

    async def read(
        self, provider: OpenIDProvider, token: str, *, nonce: str | None, access_token: str | None = None
    ) -> Claims | None:
        """The claims of an ID token that is the provider's and meant for us, now; else None. A key that is not known
        may be new.
        """
        for anew in (False, True):
            keys = await self.keys(provider, anew=anew)
            claims = self.checked(provider, token, keys, nonce, access_token)
            if claims is not None or not self.of_another_key(token, keys):
                return claims
        return None

    def checked(
        self, provider: OpenIDProvider, token: str, keys: Metadata, nonce: str | None, access_token: str | None
    ) -> Claims | None:
        """OpenID Connect Core, section 3.1.3.7."""
        from authlib.oidc.core import CodeIDToken
        from joserfc.errors import JoseError

        try:
            header, claims = self.opened(token, keys)
            options, params = self.expected(provider), self.bound(provider, nonce, access_token)
            CodeIDToken(claims, header, options, params).validate(leeway=self.leeway())
        except (JoseError, ValueError, TypeError, KeyError, AttributeError):
            return None
        return claims if isinstance(claims.get("sub"), str) and claims["sub"] else None

    def opened(self, token: str, keys: Metadata) -> tuple[dict[str, Any], Claims]:
        from joserfc import jwt
        from joserfc.jwk import KeySet

        read = jwt.decode(token, KeySet.import_key_set(keys), algorithms=list(SIGNATURES))  # type: ignore[arg-type]
        return read.header, read.claims

    def expected(self, provider: OpenIDProvider) -> dict[str, Any]:
        return {
            "iss": {"essential": True, "value": provider.issuer},
            "aud": {"essential": True, "value": provider.client_id},
        }

    def bound(self, provider: OpenIDProvider, nonce: str | None, access_token: str | None) -> dict[str, Any]:
        """What else the token has to go with, as far as it or the request says so."""
        return {"nonce": nonce, "client_id": provider.client_id, "access_token": access_token}

    def leeway(self) -> int:
        """Seconds by which clocks may differ."""
        return LEEWAY

    def of_another_key(self, token: str, keys: Metadata) -> bool:
        """Whether it names a key that is not among these."""
        from joserfc.errors import JoseError
        from joserfc.jws import extract_compact

        try:
            named = extract_compact(token.encode()).headers().get("kid")
        except (JoseError, ValueError, TypeError):
            return False
        return named is not None and named not in {one.get("kid") for one in keys["keys"] if isinstance(one, dict)}

    async def user_info(self, provider: OpenIDProvider, access_token: str, subject: str) -> Claims:
        """About the same person, or it counts for nothing (OpenID Connect Core, section 5.3.2)."""
        endpoint = (await self.metadata(provider)).get("userinfo_endpoint")
        if not isinstance(endpoint, str) or not is_address(endpoint):
            return {}
        try:
            reply = await self.server.outbound.get(endpoint, {"authorization": f"Bearer {access_token}"})
        except Unreachable:
            raise refuse("oauth_fetch_user_error") from None
        if reply.status != 200 or not isinstance(reply.json, dict) or not self.same_person(reply.json, subject):
            raise refuse("oauth_fetch_user_error")
        return reply.json

    def same_person(self, told: Claims, subject: str) -> bool:
        return told.get("sub") == subject

    async def revoke(self, provider: OpenIDProvider, token: str) -> bool:
        """RFC 7009; False where the provider does not do that."""
        endpoint = (await self.metadata(provider)).get("revocation_endpoint")
        if not isinstance(endpoint, str) or not is_address(endpoint):
            return False
        try:
            reply = await self.post(provider, endpoint, {"token": token})
        except Unreachable:
            return False
        return reply.status == 200

    async def post(self, provider: OpenIDProvider, url: str, fields: dict[str, str]) -> Reply:
        """As the client that the provider knows (RFC 6749, section 2.3)."""
        from authlib.oauth2.auth import ClientAuth

        told = await self.metadata(provider)
        methods = told.get("token_endpoint_auth_methods_supported")
        basic = not isinstance(methods, list) or "client_secret_basic" in methods
        method = "client_secret_basic" if basic else "client_secret_post"
        as_us = ClientAuth(provider.client_id, provider.client_secret, method)
        to, headers, body = as_us.prepare("POST", url, {"content-type": FORM}, urlencode(fields))
        return await self.server.outbound.send("POST", to, dict(headers), body.encode())


def discovery(issuer: str) -> str:
    return f"{issuer.rstrip('/')}/.well-known/openid-configuration"


def is_address(url: Any) -> bool:
    if not isinstance(url, str) or not url.isascii() or any(one <= " " for one in url):
        return False
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def is_header(value: str) -> bool:
    return value.isascii() and value.isprintable() and " " not in value


def text(value: Any) -> str:
    return value if isinstance(value, str) and len(value) <= TEXT_LIMIT and "\0" not in value else ""
