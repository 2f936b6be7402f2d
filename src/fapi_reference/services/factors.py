"""First factors: what one user can prove, as the attempt offers it (AUTH-241, AUTH-259 to AUTH-262)."""

from typing import TYPE_CHECKING, Any

from fapi_reference.problems import refuse
from fapi_reference.records.attempts import SignIn
from fapi_reference.records.enterprise import EnterpriseConnection
from fapi_reference.records.identities import Identification
from fapi_reference.records.people import User
from fapi_reference.services.codes import KIND_BY_STRATEGY, RESETS
from fapi_reference.services.wallets import PREPARED, WEB3

if TYPE_CHECKING:
    from fapi_reference.exchange import Form
    from fapi_reference.reference import Reference

ID_PARAMETER = {kind: f"{kind}_id" for kind in ("email_address", "phone_number", "web3_wallet")}
STRATEGY_BY_KIND = {kind: strategy for strategy, kind in KIND_BY_STRATEGY.items()}
RESET_BY_KIND = {kind: strategy for strategy, kind in RESETS.items()}


class Factors:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    def offered(self, attempt: SignIn) -> list[dict[str, Any]]:
        """What this attempt can be proven by: it depends on the user, not only on the instance (AUTH-261)."""
        user = self.server.sign_ins.user(attempt)
        if companies := self.server.enterprise_connections.of_address(attempt.identifier or ""):
            return [self.company(one) for one in companies]
        if user is None and attempt.identifier is None:
            return [{"strategy": "passkey"}]
        if user is None:
            return self.pretended(attempt, self.server.strategies.first_factors())
        return self.of(user, attempt.identifier)

    def of(self, user: User, typed: str | None = None) -> list[dict[str, Any]]:
        """The first factors of a user, who may have typed one of their identifiers."""
        served = self.server.strategies.first_factors()
        factors: list[dict[str, Any]] = []
        if "password" in served and user.password is not None:
            factors.append({"strategy": "password"})
        if "passkey" in served and self.server.passkeys.usable(user):
            factors.append({"strategy": "passkey"})
        factors += [self.code(item, user, typed) for item in self.provable(user, served)]
        if "email_link" in served:
            addresses = filter(self.server.identifications.identifies, user.email_addresses)
            factors += [self.code(item, user, typed, "email_link") for item in addresses]
        wallets = filter(self.server.identifications.identifies, user.web3_wallets)
        signatures = [strategy for strategy in served if strategy in WEB3]
        factors += [self.code(item, user, typed, strategy) for item in wallets for strategy in signatures]
        factors += self.elsewhere(user, served)
        return factors + self.resets(user, typed, served)

    def company(self, connection: EnterpriseConnection) -> dict[str, Any]:
        """Whose addresses a company vouches for come by way of it alone (AUTH-066, AUTH-259)."""
        named = {"enterprise_connection_id": connection.id, "enterprise_connection_name": connection.name}
        return {"strategy": "enterprise_sso", **named}

    def elsewhere(self, user: User, served: list[str]) -> list[dict[str, Any]]:
        """The providers of the accounts elsewhere that this user has (AUTH-261)."""
        strategies = dict.fromkeys(one.strategy for one in self.server.external_accounts.connected(user))
        return [{"strategy": strategy} for strategy in strategies if strategy in served]

    def resets(self, user: User, typed: str | None, served: list[str]) -> list[dict[str, Any]]:
        """One way to a new password, for the kind of identifier that was entered (AUTH-261); only proven addresses and
        numbers of the account itself lead there (SEC-155).
        """
        meant = self.server.identifiers.kind(typed or "")
        kind = meant if meant in RESET_BY_KIND else "email_address"
        items = filter(self.server.identifications.identifies, self.server.identifications.of(user, kind))
        offered = [self.code(item, user, typed, RESET_BY_KIND[kind]) for item in items]
        return [self.preferred(offered, typed)] if offered and RESET_BY_KIND[kind] in served else []

    def provable(self, user: User, served: list[str]) -> list[Identification]:
        """A number that is reserved for the second factor proves no first one (USER-249)."""
        usable = filter(self.server.identifications.identifies, user.identifications())
        return [item for item in usable if STRATEGY_BY_KIND.get(item.kind) in served]

    def code(self, item: Identification, user: User, typed: str | None, strategy: str | None = None) -> dict[str, Any]:
        """Exactly four members; the address is masked unless the caller typed it (AUTH-058, AUTH-260)."""
        known = typed is not None and self.server.identifiers.normal(item.kind, typed) == item.value
        primary = user.primary(item.kind)
        return {
            "strategy": strategy or STRATEGY_BY_KIND[item.kind],
            "safe_identifier": typed if known else self.server.identifiers.masked(item.kind, item.value),
            ID_PARAMETER[item.kind]: item.id,
            "primary": primary is not None and primary.id == item.id,
        }

    def pretended(self, attempt: SignIn, served: list[str]) -> list[dict[str, Any]]:
        """Enumeration protection: nobody looks like somebody (AUTH-256)."""
        factors: list[dict[str, Any]] = [{"strategy": "password"}] if "password" in served else []
        kind = attempt.identifier_kind or ""
        return factors + [
            {
                "strategy": strategy,
                "safe_identifier": attempt.identifier,
                ID_PARAMETER[kind]: attempt.phantom_id,
                "primary": True,
            }
            for strategy, sent_to in PREPARED.items()
            if sent_to == kind and strategy in served
        ]

    def chosen(self, attempt: SignIn, strategy: str, form: "Form") -> str:
        """The address, number or wallet that is meant; without an id, the first factor of the strategy (AUTH-262)."""
        return self.picked(self.offered(attempt), strategy, form, attempt.identifier)

    def picked(self, offered: list[dict[str, Any]], strategy: str, form: "Form", typed: str | None = None) -> str:
        kind = PREPARED[strategy]
        candidates = [factor for factor in offered if factor["strategy"] == strategy]
        wanted = form.get(ID_PARAMETER[kind])
        if wanted is None and candidates:
            wanted = self.preferred(candidates, typed)[ID_PARAMETER[kind]]
        if wanted in {factor[ID_PARAMETER[kind]] for factor in candidates}:
            item = self.server.store.identifications.get(wanted or "")
            return item.value if item else self.server.identifiers.normal(kind, typed or "")
        if not candidates:
            raise refuse("strategy_for_user_invalid")
        raise refuse("resource_forbidden" if wanted in self.server.store.identifications else "resource_not_found")

    def preferred(self, candidates: list[dict[str, Any]], typed: str | None) -> dict[str, Any]:
        """The factor that the caller typed, else the primary or default one."""
        known = [factor for factor in candidates if factor["safe_identifier"] == typed]
        leading = [factor for factor in candidates if factor.get("primary") or factor.get("default")]
        return (known or leading or candidates)[0]

    def trust(self, attempt: SignIn) -> list[dict[str, Any]]:
        """What an unknown device can be vouched for by (AUTH-278)."""
        user = self.server.sign_ins.user(attempt)
        served = self.server.strategies.first_factors()
        return [self.code(item, user, attempt.identifier) for item in self.provable(user, served)] if user else []
