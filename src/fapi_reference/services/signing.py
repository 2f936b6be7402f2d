"""Signatures of tokens, by the algorithm that a JOSE header names (RFC 7518, section 3)."""

import hmac
from collections.abc import Mapping
from typing import Any

import orjson
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256, SHA384, SHA512
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from fapi_reference.services.keys import segment

_HASHES: Mapping[str, type[SHA256 | SHA384 | SHA512]] = {"256": SHA256, "384": SHA384, "512": SHA512}
_CURVES = {"256": (ec.SECP256R1, 32), "384": (ec.SECP384R1, 48), "512": (ec.SECP521R1, 66)}
ALGORITHMS = frozenset(f"{family}{size}" for family in ("HS", "RS", "ES") for size in _HASHES)


def sign(algorithm: str, key: str, header: Mapping[str, Any], claims: Mapping[str, Any]) -> str:
    message = segment(orjson.dumps(header)) + b"." + segment(orjson.dumps(claims))
    return (message + b"." + segment(_signature(algorithm, key, message))).decode()


def fits(algorithm: str, key: str) -> bool:
    """Whether something can be signed so at all."""
    try:
        _signature(algorithm, key, b"")
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return False
    return True


def _signature(algorithm: str, key: str, message: bytes) -> bytes:
    """Raises ValueError for a key that is none of this algorithm."""
    family, size = algorithm[:2], algorithm[2:]
    if family == "HS":
        return hmac.digest(key.encode(), message, f"sha{size}")
    private = load_pem_private_key(key.encode(), password=None)
    if family == "RS" and isinstance(private, rsa.RSAPrivateKey):
        return private.sign(message, padding.PKCS1v15(), _HASHES[size]())
    curve, length = _CURVES[size]
    if family == "ES" and isinstance(private, ec.EllipticCurvePrivateKey) and isinstance(private.curve, curve):
        r, s = decode_dss_signature(private.sign(message, ec.ECDSA(_HASHES[size]())))
        return r.to_bytes(length, "big") + s.to_bytes(length, "big")
    raise ValueError(f"not a key for {algorithm}")
