"""Keys as passkeys have them: made for one of the algorithms that are asked for, told in COSE (RFC 9053, RFC 8230)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

    Private = EllipticCurvePrivateKey | Ed25519PrivateKey | RSAPrivateKey

ES256, EDDSA, RS256, ES512 = -7, -8, -257, -36
KNOWN = (ES256, EDDSA, ES512, RS256)
"""In the order in which the device likes them: RSA keys take long to make."""
RSA_BITS = 2048


@dataclass(frozen=True, slots=True)
class Key:
    algorithm: int
    private: "Private"

    def __repr__(self) -> str:
        return f"<Key {self.algorithm}>"

    def sign(self, data: bytes) -> bytes:
        from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePrivateKey
        from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
        from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
        from cryptography.hazmat.primitives.hashes import SHA256, SHA512

        if isinstance(self.private, EllipticCurvePrivateKey):
            return self.private.sign(data, ECDSA(SHA512() if self.algorithm == ES512 else SHA256()))
        if isinstance(self.private, RSAPrivateKey):
            return self.private.sign(data, PKCS1v15(), SHA256())
        return self.private.sign(data)

    def cose(self) -> bytes:
        """The public half."""
        from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
        from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

        if isinstance(self.private, EllipticCurvePrivateKey):
            point = self.private.public_key().public_numbers()
            curve, width = (3, 66) if self.algorithm == ES512 else (1, 32)
            x, y = (number.to_bytes(width, "big") for number in (point.x, point.y))
            return dumped({1: 2, 3: self.algorithm, -1: curve, -2: x, -3: y})
        if isinstance(self.private, RSAPrivateKey):
            numbers = self.private.public_key().public_numbers()
            n, e = numbers.n.to_bytes(RSA_BITS // 8, "big"), numbers.e.to_bytes(3, "big")
            return dumped({1: 3, 3: self.algorithm, -1: n, -2: e})
        return dumped({1: 1, 3: self.algorithm, -1: 6, -2: self.private.public_key().public_bytes_raw()})


def new_key(algorithms: Sequence[Any]) -> Key | None:
    """For the first of ours that is asked for; None where there is none."""
    wanted = next((one for one in KNOWN if one in algorithms), None)
    return None if wanted is None else key_for(wanted)


def key_for(algorithm: int) -> Key:
    from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, SECP521R1, generate_private_key
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key as generate_rsa

    if algorithm == ES256:
        return Key(algorithm, generate_private_key(SECP256R1()))
    if algorithm == ES512:
        return Key(algorithm, generate_private_key(SECP521R1()))
    if algorithm == EDDSA:
        return Key(algorithm, Ed25519PrivateKey.generate())
    return Key(algorithm, generate_rsa(public_exponent=65537, key_size=RSA_BITS))


def dumped(value: object) -> bytes:
    """CBOR in the one form that WebAuthn lets authenticators write (RFC 8949, section 4.2; CTAP2 canonical)."""
    if isinstance(value, int):
        return _head(0, value) if value >= 0 else _head(1, -1 - value)
    if isinstance(value, bytes):
        return _head(2, len(value)) + value
    if isinstance(value, str):
        return _head(3, len(value.encode())) + value.encode()
    if isinstance(value, Mapping):
        pairs = [(dumped(name), dumped(one)) for name, one in value.items()]
        in_order = sorted(pairs, key=lambda pair: (pair[0][0] >> 5, len(pair[0]), pair[0]))
        return _head(5, len(pairs)) + b"".join(name + one for name, one in in_order)
    raise TypeError(f"authenticators write no {type(value).__name__}")


def _head(kind: int, number: int) -> bytes:
    if number < 24:
        return bytes([kind << 5 | number])
    for marker, width in ((24, 1), (25, 2), (26, 4), (27, 8)):
        if number < 1 << 8 * width:
            return bytes([kind << 5 | marker]) + number.to_bytes(width, "big")
    raise ValueError("a number of more than eight bytes")
