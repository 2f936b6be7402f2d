"""Second factors: what one user can prove beside the first, and whether they did.

Sign-in and the verification of sessions ask here; so do phone numbers, which may be reserved for it.
"""

from typing import TYPE_CHECKING, Any

from fapi_reference.exchange import Form
from fapi_reference.problems import Problem, refuse
from fapi_reference.records.factors import Authenticator
from fapi_reference.records.identities import Identification
from fapi_reference.records.people import User
from fapi_reference.records.verification import Verification
from fapi_reference.services.factors import ID_PARAMETER

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

BY_ATTRIBUTE = {"phone_number": "phone_code", "authenticator_app": "totp", "backup_code": "backup_code"}
"""The attributes that can be second factors, and the strategy of each."""
HELD = frozenset({"totp", "backup_code"})
"""What the user has already: nothing is prepared for it (AUTH-281)."""
Factor = dict[str, Any]


class SecondFactors:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    # what the instance and the user have

    def served(self) -> list[str]:
        """What the environment lists: strategies that can be a second factor here."""
        attributes = self.server.settings.attributes
        return [
            strategy
            for name, strategy in BY_ATTRIBUTE.items()
            if attributes.named(name).enabled and attributes.named(name).used_for_second_factor
        ]

    def need_served(self, strategy: str) -> None:
        if strategy not in self.served():
            raise refuse("feature_not_enabled")

    def authenticator(self, user: User) -> Authenticator | None:
        """The user's app, as far as it is a factor: an unverified one is none (SEC-135)."""
        mine = user.authenticator
        return mine if mine and mine.verified and "totp" in self.served() else None

    def phone_numbers(self, user: User) -> list[Identification]:
        return self.server.second_factor_numbers.of(user) if "phone_code" in self.served() else []

    def has_backup_codes(self, user: User) -> bool:
        return user.backup_codes is not None and "backup_code" in self.served()

    def enrolled(self, user: User) -> bool:
        """Backup codes alone are no second factor (USER-413)."""
        return self.authenticator(user) is not None or bool(self.phone_numbers(user))

    def need_enrolled(self, user: User) -> None:
        """Backup codes stand in for another second factor (USER-411)."""
        if not self.enrolled(user):
            raise refuse("backup_codes_not_available")

    def required(self, user: User) -> bool:
        """The instance wants a second factor, and the user has none yet (AUTH-180)."""
        return self.server.settings.sign_in.second_factor_required and not self.enrolled(user)

    def offered(self, user: User) -> list[Factor]:
        """What the user can choose from, as attempts list it; nothing for who has only backup codes (AUTH-259)."""
        if not self.enrolled(user):
            return []
        factors: list[Factor] = [self.by_phone(item) for item in self.phone_numbers(user)]
        factors += [{"strategy": "totp"}] if self.authenticator(user) else []
        return factors + ([{"strategy": "backup_code"}] if self.has_backup_codes(user) else [])

    def by_phone(self, item: Identification) -> Factor:
        return {
            "strategy": "phone_code",
            "safe_identifier": self.server.identifiers.masked(item.kind, item.value),
            ID_PARAMETER[item.kind]: item.id,
            "default": item.default_second_factor,
        }

    # proving one

    def prepare(self, strategy: str, form: Form, offered: list[Factor], before: Verification | None) -> Verification:
        """Send the code of one of the factors offered: the named one, else the default or first (AUTH-276)."""
        candidates = [factor for factor in offered if factor["strategy"] == strategy]
        if not candidates:
            raise refuse("no_second_factors")
        name = next(key for key in candidates[0] if key in ID_PARAMETER.values())
        default = next((one for one in candidates if one.get("default")), candidates[0])
        wanted = form.get(name) or default[name]
        if wanted not in {one[name] for one in candidates}:
            known = wanted in self.server.store.identifications
            raise refuse("resource_forbidden" if known else "resource_not_found")
        return self.server.codes.send(strategy, self.server.store.identifications[wanted].value, before)

    def prove(self, user: User, strategy: str, code: str, prepared: Verification | None) -> Verification:
        """One try. The verified verification, or a refusal, which counts towards the lockout (SEC-140)."""
        self.server.lockout.refuse_locked(user)
        try:
            if strategy == "totp":
                return self.by_app(user, code)
            if strategy == "backup_code":
                return self.by_backup_code(user, code)
            return self.by_code(strategy, code, prepared)
        except Problem as problem:
            if problem.code == "form_code_incorrect":
                raise self.server.lockout.failed(user, problem) from None
            raise

    def by_app(self, user: User, code: str) -> Verification:
        mine = self.authenticator(user)
        if mine is None:
            raise refuse("no_second_factors")
        self.server.authenticators.check(mine, code)
        return Verification(kind="verification_totp", strategy="totp", status="verified", attempts=1)

    def by_backup_code(self, user: User, code: str) -> Verification:
        if not self.enrolled(user) or not self.has_backup_codes(user):
            raise refuse("no_second_factors")
        self.server.backup_codes.check(user, code)
        return Verification(kind="verification_backup_code", strategy="backup_code", status="verified", attempts=1)

    def by_code(self, strategy: str, code: str, prepared: Verification | None) -> Verification:
        """A prepared code of this very strategy, as for the first factor (AUTH-269)."""
        if prepared is None:
            raise refuse("verification_missing")
        if prepared.strategy != strategy:
            raise refuse("verification_strategy_invalid")
        self.server.codes.check(prepared, code)
        return prepared

    # gaining and losing one

    def settle(self, user: User) -> None:
        """After any change of factors: since when there is one, or when it ended (USER-404, USER-248, USER-413)."""
        now, before, after = self.server.clock.now(), user.mfa_enabled_at is not None, self.enrolled(user)
        if after and not before:
            user.mfa_enabled_at, user.mfa_disabled_at = now, None
        if before and not after:
            user.mfa_enabled_at, user.mfa_disabled_at = None, now
        if not after:
            user.backup_codes = None
        self.server.users.changed(user)

    def first_backup_codes(self, user: User) -> list[str] | None:
        """Whoever turns a second factor on gets backup codes with it, where there are any and they have none."""
        if "backup_code" not in self.served() or self.has_backup_codes(user):
            return None
        return self.server.backup_codes.create(user)[1]

    def refuse_last(self, user: User, losing: Authenticator | Identification) -> None:
        """Where the instance requires a second factor, the last one stays (USER-248, USER-407)."""
        left = [one for one in (self.authenticator(user), *self.phone_numbers(user)) if one and one is not losing]
        if self.server.settings.sign_in.second_factor_required and not left and self.enrolled(user):
            raise refuse("second_factor_deletion_not_allowed")

    def remove_authenticator(self, user: User) -> Authenticator:
        mine = self.server.authenticators.of(user)
        self.refuse_last(user, mine)
        self.server.authenticators.drop(user)
        self.settle(user)
        return mine
