"""The two ceremonies of WebAuthn: what a browser is asked for, and whether what it brings is what was asked for.

The checks themselves are those of a library, which is loaded when the first ceremony begins.
"""

import json
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from fapi_reference.problems import Problem, refuse
from fapi_reference.records.factors import Credential, Passkey
from fapi_reference.records.people import User
from fapi_reference.records.verification import Ceremony, Verification

if TYPE_CHECKING:
    from fapi_reference.exchange import Exchange
    from fapi_reference.reference import Reference

CHALLENGE_BYTES = 32
"""Twice the least that WebAuthn asks for (Level 3, section 13.4.3)."""
PATIENCE = 60_000
"""Milliseconds that the browser gives its user."""
UNUSABLE = "passkey_invalid_public_key_credential"


class Ceremonies:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    # where it takes place

    def rp_id(self, exchange: "Exchange") -> str:
        """Whose keys they are: the application's domain, else the host of the page, else our own for a native app."""
        instance = self.server.settings.instance
        fixed = self.server.settings.passkeys.rp_id or instance.domain
        return fixed or _host(exchange.origin or "") or _host(self.server.issuer)

    def origins(self, exchange: "Exchange", rp_id: str) -> tuple[str, ...]:
        """The pages that may answer: the one that asks. A native app answers in the name of its domain."""
        here = exchange.origin if exchange.origin and _host(exchange.origin) else f"https://{rp_id}"
        return (here, *self.server.settings.passkeys.origins)

    def related_origins(self) -> tuple[str, ...]:
        """What browsers are told of pages elsewhere that may use the keys (WebAuthn Level 3, section 5.11)."""
        settings = self.server.settings
        return settings.passkeys.origins if settings.attributes.passkey.enabled else ()

    # what is asked for

    def challenge(self) -> bytes:
        return secrets.token_bytes(CHALLENGE_BYTES)

    def to_register(self, user: User, exchange: "Exchange") -> Verification:
        """A key that its device can find by itself, made by somebody whom the device has verified (USER-302)."""
        from webauthn import generate_registration_options, options_to_json
        from webauthn.helpers.structs import (
            AuthenticatorSelectionCriteria,
            ResidentKeyRequirement,
            UserVerificationRequirement,
        )

        rp_id, challenge = self.rp_id(exchange), self.challenge()
        name = self.server.users.public_identifier(user)
        options = generate_registration_options(
            rp_id=rp_id,
            rp_name=self.server.settings.instance.application_name,
            user_id=user.id.encode(),
            user_name=name,
            user_display_name=" ".join(part for part in (user.first_name, user.last_name) if part) or name,
            challenge=challenge,
            timeout=PATIENCE,
            exclude_credentials=_described(self.server.passkeys.usable(user)),
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
            ),
        )
        return self.begun(exchange, rp_id, challenge, options_to_json(options))

    def to_sign_in(self, exchange: "Exchange", passkeys: Sequence[Passkey] = ()) -> Verification:
        """One of these keys; without any, whichever the device has for this place: nobody is named (SEC-181)."""
        from webauthn import generate_authentication_options, options_to_json
        from webauthn.helpers.structs import UserVerificationRequirement

        rp_id, challenge = self.rp_id(exchange), self.challenge()
        options = generate_authentication_options(
            rp_id=rp_id,
            challenge=challenge,
            timeout=PATIENCE,
            allow_credentials=_described(passkeys),
            user_verification=UserVerificationRequirement.REQUIRED,
        )
        return self.begun(exchange, rp_id, challenge, options_to_json(options))

    def begun(self, exchange: "Exchange", rp_id: str, challenge: bytes, options: str) -> Verification:
        now = self.server.clock.now()
        origins = self.origins(exchange, rp_id)
        return Verification(
            kind="verification_passkey",
            strategy="passkey",
            expire_at=now + self.server.codes.lifetime(),
            sent_at=now,
            ceremony=Ceremony(challenge=challenge, rp_id=rp_id, origins=origins, options=options),
        )

    # what is brought

    def read(self, text: str) -> dict[str, Any]:
        """The credential as the browser serialised it, as far as it is one at all (USER-304)."""
        try:
            told = json.loads(text)
        except (ValueError, RecursionError):
            told = None
        if not isinstance(told, dict) or not isinstance(told.get("response"), dict):
            raise refuse(UNUSABLE, "public_key_credential")
        return told

    def registered(self, told: dict[str, Any], ceremony: Ceremony) -> Credential:
        """The key that was made in this ceremony (WebAuthn Level 3, section 7.1)."""
        from webauthn import verify_registration_response

        with self.refusing(refuse(UNUSABLE, "public_key_credential")):
            self.refuse_framed(told)
            made = verify_registration_response(
                credential=told,
                expected_challenge=ceremony.challenge,
                expected_rp_id=ceremony.rp_id,
                expected_origin=list(ceremony.origins),
                require_user_verification=True,
            )
        return Credential(id=made.credential_id, public_key=made.credential_public_key, sign_count=made.sign_count)

    def asserted(self, told: dict[str, Any], credential: Credential, ceremony: Ceremony) -> int:
        """What the key's counter says, if it signed this ceremony (WebAuthn Level 3, section 7.2)."""
        from webauthn import verify_authentication_response

        with self.refusing(refuse("passkey_authentication_failure")):
            self.refuse_framed(told)
            shown = verify_authentication_response(
                credential=told,
                expected_challenge=ceremony.challenge,
                expected_rp_id=ceremony.rp_id,
                expected_origin=list(ceremony.origins),
                credential_public_key=credential.public_key,
                credential_current_sign_count=credential.sign_count,
                require_user_verification=True,
            )
        return shown.new_sign_count

    def refuse_framed(self, told: dict[str, Any]) -> None:
        """No page of another site has our people's keys used in a frame; the library leaves that to us (SEC-176)."""
        from webauthn.helpers import base64url_to_bytes, parse_client_data_json

        if parse_client_data_json(base64url_to_bytes(told["response"]["clientDataJSON"])).cross_origin:
            raise ValueError("made in a frame")

    def challenged(self, told: dict[str, Any]) -> bytes | None:
        """The challenge that was answered, whatever else may be wrong."""
        from webauthn.helpers import base64url_to_bytes, parse_client_data_json

        try:
            return parse_client_data_json(base64url_to_bytes(told["response"]["clientDataJSON"])).challenge
        except Exception:  # noqa: BLE001  # that it cannot be read is told by the check of the whole
            return None

    @contextmanager
    def refusing(self, problem: Problem) -> Iterator[None]:
        """Bytes from outside end in many kinds of exception, also inside the library; all mean the same."""
        try:
            yield
        except Exception:  # noqa: BLE001
            raise problem from None


def _described(passkeys: Sequence[Passkey]) -> list[Any]:
    from webauthn.helpers.structs import PublicKeyCredentialDescriptor

    return [PublicKeyCredentialDescriptor(id=one.credential.id) for one in passkeys if one.credential]


def _host(origin: str) -> str:
    try:
        return urlsplit(origin).hostname or ""
    except ValueError:
        return ""
