"""The signing key of the instance, made at start, and its public half (AUTH-193, AUTH-205, AUTH-206)."""

import base64
import binascii
from collections.abc import Mapping
from typing import Any

import orjson
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256

ALGORITHM = "RS256"
BITS, EXPONENT = 2048, 65537


def segment(raw: bytes) -> bytes:
    """Base64 for URLs without padding, as JOSE wants it."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=")


def unsegment(text: str) -> bytes:
    """Raises ValueError for what is not base64 for URLs."""
    try:
        return base64.b64decode(text.encode("ascii") + b"=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error as error:
        raise ValueError(str(error)) from None


def number(value: int) -> str:
    return segment(value.to_bytes((value.bit_length() + 7) // 8, "big")).decode()


class Keys:
    def __init__(self, kid: str) -> None:
        self.kid = kid
        self._private = rsa.generate_private_key(EXPONENT, BITS)
        # Kept: looking them up costs more than the rest of a signature's Python side.
        self._padding, self._hash = padding.PKCS1v15(), SHA256()

    def sign(self, header: Mapping[str, Any], claims: Mapping[str, Any]) -> str:
        message = segment(orjson.dumps(header)) + b"." + segment(orjson.dumps(claims))
        return (message + b"." + segment(self._private.sign(message, self._padding, self._hash))).decode()

    def read(self, token: str) -> dict[str, Any] | None:
        """The claims of a token that this key has signed; None for anything else, whatever it says of itself."""
        head, _, signature = token.rpartition(".")
        first, _, second = head.partition(".")
        try:
            self._private.public_key().verify(unsegment(signature), head.encode(), self._padding, self._hash)
            header, claims = orjson.loads(unsegment(first)), orjson.loads(unsegment(second))
        except (InvalidSignature, ValueError):
            return None
        return claims if isinstance(claims, dict) and header.get("alg") == ALGORITHM else None

    def jwks(self) -> dict[str, Any]:
        """Only public members, ever."""
        public = self._private.public_key().public_numbers()
        return {
            "keys": [
                {
                    "use": "sig",
                    "kty": "RSA",
                    "kid": self.kid,
                    "alg": ALGORITHM,
                    "n": number(public.n),
                    "e": number(public.e),
                }
            ]
        }
