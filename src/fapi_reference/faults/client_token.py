"""Client tokens that are believed although they should not be."""

import base64
import hmac
import json
import urllib.request
from collections.abc import Callable, Mapping
from typing import Any

import orjson
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from fapi_reference.faults import fault, replace
from fapi_reference.ids import new_id
from fapi_reference.records.sessions import Client
from fapi_reference.reference import Reference
from fapi_reference.services.keys import unsegment

Believes = Callable[[dict[str, Any], str, bytes], bool]
"""Header, what is signed, signature: whether that is good enough."""


@fault("client-token.old-ones-stay-good", caught_by=("CLIENT-TOKEN.FIXATION",))
def old_ones_stay_good(server: Reference) -> None:
    """A sign-in gives a client a new token, and whoever has the old one is signed in as well."""
    rotate = server.clients.rotate

    def keeping(client: Client) -> None:
        old = client.token
        rotate(client)
        if old:
            server.store.client_tokens[old] = client

    replace(rotate, keeping)


@fault("client-token.adopted", caught_by=("CLIENT-TOKEN.NOT-ADOPTED",))
def adopted(server: Reference) -> None:
    """A token that is not known is taken for that of a new client, which keeps it."""
    known, rotate = server.callers.by_token, server.clients.rotate
    strangers: set[str] = set()

    def known_or_new(token: str) -> Client | None:
        if not token or known(token):
            return known(token)
        now = server.clock.now()
        client = Client(id=new_id("client"), created_at=now, updated_at=now, token=token)
        server.store.clients[client.id] = server.store.client_tokens[token] = client
        strangers.add(client.id)
        return client

    replace(known, known_or_new)
    replace(rotate, lambda client: None if client.id in strangers else rotate(client))


def believing(server: Reference, believes: Believes) -> None:
    """Find the client that a token names, if the token looks good enough."""
    known = server.callers.by_token

    def found(token: str) -> Client | None:
        parts = token.split(".")
        if known(token) or len(parts) != 3:
            return known(token)
        try:
            header, claims = orjson.loads(unsegment(parts[0])), orjson.loads(unsegment(parts[1]))
            good = believes(header, f"{parts[0]}.{parts[1]}", unsegment(parts[2]))
        except (ValueError, InvalidSignature, OSError):
            return None
        return server.store.clients.get(claims.get("id", "")) if good else None

    replace(known, found)


@fault("client-token.nobody-signed", caught_by=("CLIENT-TOKEN.UNSIGNED",))
def nobody_signed(server: Reference) -> None:
    """The algorithm `none` is one of those that are allowed, in any letter case."""
    believing(server, lambda header, _signed, _signature: str(header.get("alg")).lower() == "none")


@fault("client-token.signature-unread", caught_by=("CLIENT-TOKEN.TAMPERED",))
def signature_unread(server: Reference) -> None:
    """A token is decoded, and its signature never looked at."""
    believing(server, lambda header, _signed, signature: header.get("alg") == "RS256" and bool(signature))


@fault("client-token.algorithm-of-the-header", caught_by=("CLIENT-TOKEN.SYMMETRIC",))
def algorithm_of_the_header(server: Reference) -> None:
    """The header says how a token is verified: by HMAC, with the public key as it is kept."""
    pem = _published(server).public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)

    def by_hmac(header: dict[str, Any], signed: str, signature: bytes) -> bool:
        return header.get("alg") == "HS256" and hmac.compare_digest(
            hmac.digest(pem, signed.encode(), "sha256"), signature
        )

    believing(server, by_hmac)


@fault("client-token.key-of-the-header", caught_by=("CLIENT-TOKEN.FOREIGN-KEY",))
def key_of_the_header(server: Reference) -> None:
    """A token is verified by the key that it brings along."""
    believing(server, lambda header, signed, signature: _verifies(header.get("jwk"), signed, signature))


@fault("client-token.key-is-fetched", caught_by=("CLIENT-TOKEN.FOREIGN-KEY",))
def key_is_fetched(server: Reference) -> None:
    """Keys are fetched from where the header of a token points to, and then not used."""

    def fetched(header: dict[str, Any], _signed: str, _signature: bytes) -> bool:
        if str(header.get("jku", "")).startswith("http://127.0.0.1:"):
            with urllib.request.urlopen(header["jku"], timeout=2) as answer:  # noqa: S310 - the deviation itself
                answer.read()
        return False

    believing(server, fetched)


@fault("client-token.unknown-key-unchecked", caught_by=("CLIENT-TOKEN.FOREIGN-KEY",))
def unknown_key_unchecked(server: Reference) -> None:
    """A token whose header names a key that there is not cannot be verified, and is let through."""
    kid = server.keys.kid
    believing(server, lambda header, _signed, signature: header.get("kid", kid) != kid and bool(signature))


@fault("client-token.any-of-ours", caught_by=("CLIENT-TOKEN.OTHER-CLASS",))
def any_of_ours(server: Reference) -> None:
    """Whatever the instance has signed stands for the client whose session it names."""
    known = server.callers.by_token

    def found(token: str) -> Client | None:
        claims = server.keys.read(token) or {}
        session = server.store.sessions.get(str(claims.get("sid")))
        return known(token) or (server.store.clients.get(session.client_id) if session else None)

    replace(known, found)


@fault("client-token.template-is-good-enough", caught_by=("CLIENT-TOKEN.OTHER-CLASS",))
def template_is_good_enough(server: Reference) -> None:
    """Whatever the instance has signed stands for the client that it names."""
    known = server.callers.by_token
    replace(
        known, lambda token: known(token) or server.store.clients.get((server.keys.read(token) or {}).get("id", ""))
    )


@fault("client-token.read-before-verified", caught_by=("CLIENT-TOKEN.MALFORMED",))
def read_before_verified(server: Reference) -> None:
    """What a token says is read before anything is looked at, and by a reader that does not expect the worst."""
    known = server.callers.by_token

    def found(token: str) -> Client | None:
        if token.count(".") == 2:
            json.loads(base64.urlsafe_b64decode(token.split(".")[1] + "=="))
        return known(token)

    replace(known, found)


def _published(server: Reference) -> rsa.RSAPublicKey:
    key = server.keys.jwks()["keys"][0]
    return rsa.RSAPublicNumbers(_number(key["e"]), _number(key["n"])).public_key()


def _verifies(jwk: Mapping[str, str] | None, signed: str, signature: bytes) -> bool:
    if not jwk:
        return False
    key = rsa.RSAPublicNumbers(_number(jwk["e"]), _number(jwk["n"])).public_key()
    key.verify(signature, signed.encode(), padding.PKCS1v15(), SHA256())
    return True


def _number(text: str) -> int:
    return int.from_bytes(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
