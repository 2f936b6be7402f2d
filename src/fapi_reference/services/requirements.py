"""What a sign-up has to supply, and what is still open (AUTH-290 to AUTH-292)."""

from typing import TYPE_CHECKING

from fapi_reference.records.attempts import SignUp
from fapi_reference.settings.model import ATTRIBUTES

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

PROVABLE = ("email_address", "phone_number", "web3_wallet")


class Requirements:
    """Required and optional fields follow from the settings alone; the open ones from what was supplied."""

    def __init__(self, server: "Reference") -> None:
        self.server = server

    def required(self) -> list[str]:
        attributes = self.server.settings.attributes
        names = [name for name in ATTRIBUTES if attributes.named(name).required]
        return [*names, *(["legal_accepted"] if self.server.settings.sign_up.legal_consent else [])]

    def optional(self) -> list[str]:
        attributes = self.server.settings.attributes
        own = [name for name in ATTRIBUTES if attributes.named(name).enabled and not attributes.named(name).required]
        return [*own, *self.server.connections.authenticating()]

    def missing(self, attempt: SignUp) -> list[str]:
        """Whose address a company vouches for comes by way of it, whatever else they bring (AUTH-379)."""
        address = attempt.values.get("email_address", "")
        company = bool(self.server.enterprise_connections.of_address(address)) and not self.by_company(attempt)
        own = [name for name in self.required() if not self.supplied(attempt, name)]
        return [*own, *(["enterprise_sso"] if company else [])]

    def by_company(self, attempt: SignUp) -> bool:
        identity = self.server.arrivals.proven(attempt)
        return identity is not None and bool(identity.connection_id)

    def unverified(self, attempt: SignUp) -> list[str]:
        """Every supplied identifier that needs proof and has none, the optional ones too."""
        return [name for name in PROVABLE if name in attempt.values and not self.proven(attempt, name)]

    def proven(self, attempt: SignUp, name: str) -> bool:
        if not self.server.settings.attributes.named(name).verify_at_sign_up:
            return True
        verification = attempt.verifications.get(name)
        return (
            verification is not None
            and verification.status == "verified"
            and verification.target == attempt.values.get(name)
        )

    def supplied(self, attempt: SignUp, name: str) -> bool:
        if name == "password":
            # Whoever comes by a provider has no need of one.
            return attempt.password is not None or self.server.arrivals.proven(attempt) is not None
        if name == "legal_accepted":
            return attempt.legal_accepted_at is not None
        return name in attempt.values
