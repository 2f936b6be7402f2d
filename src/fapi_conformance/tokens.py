"""Session tokens as a verifier sees them: read, and verified against a published key set with pyjwt."""

from collections.abc import Mapping
from dataclasses import dataclass

import jwt

from fapi_conformance.client.exchange import Json
from fapi_conformance.errors import Deviation

ALGORITHMS = ("RS256", "RS384", "RS512")
"""What the official verifiers accept, and nothing else (AUTH-193)."""


@dataclass(frozen=True, slots=True)
class SessionToken:
    """A token taken apart, its signature not yet looked at."""

    encoded: str
    header: Mapping[str, Json]
    claims: Mapping[str, Json]


def read(encoded: object) -> SessionToken:
    """Take a JWT apart; what is none is a deviation."""
    if not isinstance(encoded, str):
        raise Deviation(expected="a JWT", got=type(encoded).__name__, where="$.jwt")
    try:
        header = jwt.get_unverified_header(encoded)
        claims = jwt.decode(encoded, options={"verify_signature": False})
    except jwt.PyJWTError as problem:
        raise Deviation(expected="a JWT", got=f"{len(encoded)} characters: {problem}", where="$.jwt") from None
    return SessionToken(encoded, header, claims)


def verify(token: SessionToken, key_set: Json) -> None:
    """The key that the header names is published with the same algorithm, and the signature is made with it (AUTH-206).

    Times are not looked at here.
    """
    keys = key_set.get("keys") if isinstance(key_set, dict) else None
    named = [key for key in keys if isinstance(key, dict) and key.get("kid") == token.header.get("kid")] if keys else []
    if not named:
        published = [key.get("kid") for key in keys or () if isinstance(key, dict)]
        raise Deviation(
            expected=f"one of the published keys {published}", got=repr(token.header.get("kid")), where="kid"
        )
    algorithm = token.header.get("alg")
    if algorithm not in ALGORITHMS or named[0].get("alg") not in (None, algorithm):
        raise Deviation(expected=f"alg of the published key, {named[0].get('alg')}", got=repr(algorithm), where="alg")
    try:
        key = jwt.PyJWK(named[0], algorithm=algorithm).key
        jwt.decode(
            token.encoded,
            key,
            algorithms=[algorithm],
            options={"verify_exp": False, "verify_nbf": False, "verify_iat": False, "verify_aud": False},
        )
    except jwt.PyJWTError as problem:
        raise Deviation(expected="a signature of the published key", got=str(problem), where="signature") from None
