"""Tokens of templates in the reference: short codes, signatures of other keys, what cannot be set down."""

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from fapi_reference.backend import jwt_templates
from fapi_reference.problems import Problem
from fapi_reference.reference import Reference
from fapi_reference.services import signing
from fapi_reference.settings import Settings

METADATA = {"a": {"b": 1}}
VALUES = {"user.id": "user_1", "user.name": None, "user.flag": False, "user.made": 7, "user.public_metadata": METADATA}


@pytest.fixture(scope="module")
def server() -> Reference:
    return Reference(Settings(), "http://127.0.0.1:1")


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("{{user.id}}", "user_1"),
        ("{{ user.made }}", 7),
        ("{{user.name}}", None),
        ("{{user.nobody_knows}}", None),
        ("a{{user.made}}b{{user.name}}", "a7bnull"),
        ("{{user.name || user.flag || user.id}}", "user_1"),
        ("{{user.name || user.flag}}", False),
        ("{{user.name || 'a || b'}}", "a || b"),
        ("{{user.name || 1.5}}", 1.5),
        ("{{user.public_metadata}}", {"a": {"b": 1}}),
        ("{{user.public_metadata.a.b}}", 1),
        ("{{user.public_metadata.a.c}}", None),
        ({"{{user.id}}": ["{{user.id}}", 3]}, {"{{user.id}}": ["user_1", 3]}),
        ("{user.id}", "{user.id}"),
    ],
)
def test_short_codes(server: Reference, given: object, wanted: object) -> None:
    assert server.short_codes.fill(given, VALUES) == wanted


def pem(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> tuple[str, str]:
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    return private, key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


@pytest.mark.parametrize("algorithm", sorted(signing.ALGORITHMS))
def test_signatures_verify(algorithm: str) -> None:
    curves = {"ES256": ec.SECP256R1(), "ES384": ec.SECP384R1(), "ES512": ec.SECP521R1()}
    if algorithm.startswith("HS"):
        private = public = "k" * 64
    elif algorithm.startswith("RS"):
        private, public = pem(rsa.generate_private_key(65537, 2048))
    else:
        private, public = pem(ec.generate_private_key(curves[algorithm]))

    made = signing.sign(algorithm, private, {"alg": algorithm, "typ": "JWT"}, {"n": 1})

    assert jwt.decode(made, public, algorithms=[algorithm]) == {"n": 1}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"claims": {}}, "form_param_missing"),
        ({"name": "a"}, "form_param_missing"),
        ({"name": "a", "claims": {"sub": "me"}}, "jwt_template_reserved_claim"),
        ({"name": "a", "claims": {"sid": "me"}}, "jwt_template_reserved_claim"),
        ({"name": "a", "claims": {}, "lifetime": 29}, "form_param_value_invalid"),
        ({"name": "a", "claims": {}, "allowed_clock_skew": 301}, "form_param_value_invalid"),
        ({"name": "a", "claims": {}, "custom_signing_key": True}, "form_param_missing"),
        (
            {"name": "a", "claims": {}, "custom_signing_key": True, "signing_algorithm": "none", "signing_key": "k"},
            "form_param_value_invalid",
        ),
        (
            {"name": "a", "claims": {}, "custom_signing_key": True, "signing_algorithm": "RS256", "signing_key": "k"},
            "form_param_value_invalid",
        ),
    ],
)
def test_what_cannot_be_set_down(server: Reference, body: dict[str, object], code: str) -> None:
    with pytest.raises(Problem) as refused:
        jwt_templates.create(server, body, "")

    assert refused.value.code == code
