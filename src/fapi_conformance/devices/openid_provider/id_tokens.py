"""ID tokens of the provider, true ones and lies (OpenID Connect Core, section 2)."""

import json
import time
from functools import cached_property
from typing import Any

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from fapi_conformance.devices.openid_provider.visit import Conduct, Person, Signature

SECONDS = 3600
KEY_ID = "conformance-1"


class Keys:
    """What the provider signs with, and what it publishes of it."""

    @cached_property
    def own(self) -> rsa.RSAPrivateKey:
        return _new()

    @cached_property
    def foreign(self) -> rsa.RSAPrivateKey:
        return _new()

    def published(self) -> dict[str, Any]:
        """A JSON web key set (RFC 7517)."""
        public = RSAAlgorithm.to_jwk(self.own.public_key(), as_dict=True)
        named = {"kid": KEY_ID, "use": "sig", "alg": "RS256"}
        return {"keys": [{**{name: public[name] for name in ("kty", "n", "e")}, **named}]}


def id_token(
    keys: Keys,
    *,
    person: Person,
    conduct: Conduct,
    issuer: str,
    audience: str,
    scopes: frozenset[str],
    nonce: str | None,
) -> str:
    """As a client of the provider gets it; ``conduct`` says what is not true in it."""
    now = int(time.time())
    since = now - 2 * SECONDS if conduct.expired else now
    claims = {
        **person.claims(scopes),
        "iss": conduct.issuer or issuer,
        "aud": conduct.audience or audience,
        "iat": since,
        "exp": since + SECONDS,
    }
    if conduct.subject is not None:
        claims["sub"] = conduct.subject
    said = conduct.nonce if conduct.nonce is not None else nonce
    if said is not None:
        claims["nonce"] = said
    return _signed(keys, claims, conduct.signature)


def _signed(keys: Keys, claims: dict[str, Any], signature: Signature) -> str:
    headers = {"kid": KEY_ID}
    match signature:
        case Signature.NONE:
            return jwt.encode(claims, "", algorithm="none", headers=headers)
        case Signature.SECRET:
            return _with_secret(keys, claims, headers)
        case Signature.FOREIGN:
            return jwt.encode(claims, keys.foreign, algorithm="RS256", headers=headers)
        case _:
            return jwt.encode(claims, keys.own, algorithm="RS256", headers=headers)


def _with_secret(keys: Keys, claims: dict[str, Any], headers: dict[str, str]) -> str:
    """By hand: libraries refuse to make what only a forger makes."""
    import hmac
    from base64 import urlsafe_b64encode

    def part(content: bytes) -> bytes:
        return urlsafe_b64encode(content).rstrip(b"=")

    public = keys.own.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    head = {"alg": "HS256", "typ": "JWT", **headers}
    signed = part(json.dumps(head).encode()) + b"." + part(json.dumps(claims).encode())
    return (signed + b"." + part(hmac.digest(public, signed, "sha256"))).decode()


def _new() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)
