"""What faults of the ceremonies are made of: every check by name, so that one of them can be left out."""

import hashlib
from collections.abc import Callable
from typing import Any

from fapi_reference.problems import refuse
from fapi_reference.records.factors import Credential
from fapi_reference.records.verification import Ceremony
from fapi_reference.reference import Reference
from fapi_reference.services.ceremonies import UNUSABLE

Told = dict[str, Any]


def registered_without(server: Reference, *checks: str) -> Callable[[Told, Ceremony], Credential]:
    """Stands in for the check of a registration: `type`, `challenge`, `origin`, `party`, `present`, `verified`,
    `algorithm`.
    """
    from webauthn.helpers import base64url_to_bytes, decode_credential_public_key, parse_attestation_object

    def registered(told: Told, ceremony: Ceremony) -> Credential:
        problem = refuse(UNUSABLE, "public_key_credential")
        with server.ceremonies.refusing(problem):
            data = parse_attestation_object(base64url_to_bytes(told["response"]["attestationObject"])).auth_data
            made = data.attested_credential_data
            if made is None:
                raise problem
            kept = _common(told, ceremony, "webauthn.create", data)
            kept["algorithm"] = decode_credential_public_key(made.credential_public_key).alg in {-7, -8, -257}
            _all_but(kept, checks)
        return Credential(id=made.credential_id, public_key=made.credential_public_key, sign_count=data.sign_count)

    return registered


def asserted_without(server: Reference, *checks: str) -> Callable[[Told, Credential, Ceremony], int]:
    """Stands in for the check of a proof: as above, with `signature` and `counter` in place of `algorithm`."""
    from webauthn.helpers import base64url_to_bytes, parse_authenticator_data

    def asserted(told: Told, credential: Credential, ceremony: Ceremony) -> int:
        with server.ceremonies.refusing(refuse("passkey_authentication_failure")):
            data = parse_authenticator_data(base64url_to_bytes(told["response"]["authenticatorData"]))
            kept = _common(told, ceremony, "webauthn.get", data)
            kept["counter"] = data.sign_count == 0 or data.sign_count > credential.sign_count
            kept["signature"] = _signed(told, credential)
            _all_but(kept, checks)
        return data.sign_count

    return asserted


def _common(told: Told, ceremony: Ceremony, kind: str, data: Any) -> dict[str, bool]:
    from webauthn.helpers import base64url_to_bytes, parse_client_data_json

    client = parse_client_data_json(base64url_to_bytes(told["response"]["clientDataJSON"]))
    return {
        "type": client.type == kind,
        "challenge": client.challenge == ceremony.challenge,
        "origin": client.origin in ceremony.origins,
        "party": data.rp_id_hash == hashlib.sha256(ceremony.rp_id.encode()).digest(),
        "present": data.flags.up,
        "verified": data.flags.uv,
    }


def _signed(told: Told, credential: Credential) -> bool:
    from cryptography.exceptions import InvalidSignature
    from webauthn.helpers import (
        base64url_to_bytes,
        decode_credential_public_key,
        decoded_public_key_to_cryptography,
        verify_signature,
    )

    response = {name: base64url_to_bytes(value) for name, value in told["response"].items() if value}
    key = decode_credential_public_key(credential.public_key)
    try:
        verify_signature(
            public_key=decoded_public_key_to_cryptography(key),
            signature_alg=key.alg,
            signature=response["signature"],
            data=response["authenticatorData"] + hashlib.sha256(response["clientDataJSON"]).digest(),
        )
    except InvalidSignature:
        return False
    return True


def _all_but(kept: dict[str, bool], checks: tuple[str, ...]) -> None:
    if not all(holds for name, holds in kept.items() if name not in checks):
        raise ValueError("a check that was not left out")
