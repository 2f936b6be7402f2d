"""The keys of an identity provider, and the certificate by which it is known."""

import base64
import datetime as dt
from dataclasses import dataclass, field
from typing import Self

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

_YEAR = dt.timedelta(days=365)


@dataclass(frozen=True, slots=True)
class SigningKey:
    """``certificate`` is in base64, as it stands in XML."""

    private: rsa.RSAPrivateKey = field(repr=False)
    certificate: str

    @classmethod
    def new(cls, name: str = "FAPI conformance") -> Self:
        private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        now = dt.datetime.now(dt.UTC)
        certificate = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(subject)
            .public_key(private.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - dt.timedelta(days=1))
            .not_valid_after(now + _YEAR)
            .sign(private, hashes.SHA256())
        )
        return cls(private, base64.b64encode(certificate.public_bytes(serialization.Encoding.DER)).decode())

    @property
    def pem(self) -> str:
        """The certificate as people paste it into a form."""
        lines = [self.certificate[at : at + 64] for at in range(0, len(self.certificate), 64)]
        return "\n".join(["-----BEGIN CERTIFICATE-----", *lines, "-----END CERTIFICATE-----"])
