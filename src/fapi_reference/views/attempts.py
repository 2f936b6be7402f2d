"""Sign-ins and sign-ups (AUTH-233, AUTH-236, AUTH-285 to AUTH-295)."""

from fapi_reference.records.attempts import SignIn, SignUp
from fapi_reference.records.verification import Verification
from fapi_reference.services.requirements import PROVABLE
from fapi_reference.settings.model import IDENTIFIERS
from fapi_reference.views.base import View
from fapi_reference.views.session import SessionViews

OFFERS_FIRST = frozenset({"needs_first_factor", "needs_client_trust"})
NEXT_ACTION = {"verified": "", "unverified": "needs_attempt"}


class AttemptViews(SessionViews):
    def sign_in(self, attempt: SignIn) -> View:
        offered = attempt.status in OFFERS_FIRST
        return {
            "object": "sign_in_attempt",
            "id": attempt.id,
            "status": self.sign_in_status(attempt),
            "supported_identifiers": self.supported_identifiers(),
            "supported_first_factors": self.server.factors.offered(attempt) if offered else None,
            "supported_second_factors": self.server.sign_ins.second_factors(attempt) or None,
            "first_factor_verification": self.verification(attempt.first_factor),
            "second_factor_verification": self.verification(attempt.second_factor),
            "identifier": attempt.identifier,
            "user_data": None,
            "created_session_id": attempt.created_session_id,
            "abandon_at": attempt.abandon_at,
        }

    def sign_in_status(self, attempt: SignIn) -> str:
        return "abandoned" if self.server.sign_ins.abandoned(attempt) else attempt.status

    def supported_identifiers(self) -> list[str]:
        attributes = self.server.settings.attributes
        return [name for name in IDENTIFIERS if attributes.named(name).used_for_first_factor]

    def sign_up(self, attempt: SignUp) -> View:
        values, requirements = attempt.values, self.server.requirements
        return {
            "object": "sign_up_attempt",
            "id": attempt.id,
            "status": "abandoned" if self.server.sign_ups.abandoned(attempt) else attempt.status,
            "required_fields": requirements.required(),
            "optional_fields": requirements.optional(),
            "missing_fields": requirements.missing(attempt),
            "unverified_fields": requirements.unverified(attempt),
            "verifications": {
                **{name: self.sign_up_verification(attempt.verifications.get(name)) for name in PROVABLE},
                "external_account": self.verification(attempt.verifications.get("external_account")),
            },
            "username": values.get("username"),
            "email_address": values.get("email_address"),
            "phone_number": values.get("phone_number"),
            "web3_wallet": values.get("web3_wallet"),
            "password_enabled": attempt.password is not None,
            "first_name": values.get("first_name"),
            "last_name": values.get("last_name"),
            "locale": None,
            "unsafe_metadata": attempt.unsafe_metadata,
            "public_metadata": {},
            "custom_action": False,
            "external_id": None,
            "created_session_id": attempt.created_session_id,
            "created_user_id": attempt.created_user_id,
            "abandon_at": attempt.abandon_at,
            "legal_accepted_at": attempt.legal_accepted_at,
        }

    def sign_up_verification(self, verification: Verification | None) -> View | None:
        """The strategies stay listed when it is verified; only then nothing is left to do (AUTH-295, AUTH-380)."""
        view = self.verification(verification)
        if view is None or verification is None:
            return None
        action = NEXT_ACTION.get(view["status"], "needs_prepare")
        return view | {"next_action": action, "supported_strategies": [verification.strategy]}
