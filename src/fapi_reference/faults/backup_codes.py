"""Deviations of backup codes."""

from typing import Any

from fapi_reference.faults import alter, fault, replace
from fapi_reference.problems import Problem, refuse
from fapi_reference.records.factors import BackupCodes
from fapi_reference.records.people import User
from fapi_reference.reference import Reference


@fault("mfa.no-backup-codes-at-first", caught_by=("MFA.BACKUP.WITH-TOTP",))
def no_backup_codes_at_first(server: Reference) -> None:
    """Setting an app up gives no backup codes."""
    replace(server.second_factors.first_backup_codes, lambda _user: None)


@fault("mfa.equal-backup-codes", caught_by=("MFA.BACKUP.CREATED",))
def equal_backup_codes(server: Reference) -> None:
    """All codes of a set are the same."""
    replace(server.backup_codes.draw, lambda: "abcd2345")


@fault("mfa.backup-codes-by-another-name", caught_by=("MFA.BACKUP.CREATED",))
def by_another_name(server: Reference) -> None:
    """A set comes without a single code."""
    alter(server.views.backup_codes, lambda shown: shown | {"codes": []})


@fault("mfa.backup-code-refused", caught_by=("MFA.BACKUP.SIGN-IN",))
def refused(server: Reference) -> None:
    """Backup codes are made and never taken."""

    def check(_user: User, _code: str) -> None:
        raise refuse("form_code_incorrect", "code")

    replace(server.backup_codes.check, check)


@fault("mfa.backup-code-reused", caught_by=("MFA.BACKUP.ONCE",))
def reused(server: Reference) -> None:
    """A backup code is not crossed out."""
    replace(server.backup_codes.use_up, lambda _kept, _right: None)


@fault("mfa.backup-set-used-up", caught_by=("MFA.BACKUP.ONCE",))
def set_used_up(server: Reference) -> None:
    """One code uses the whole set up."""

    def use_up(kept: BackupCodes, _right: bytes) -> None:
        kept.hashes.clear()

    replace(server.backup_codes.use_up, use_up)


@fault("mfa.any-backup-code", caught_by=("MFA.BACKUP.WRONG",))
def any_code(server: Reference) -> None:
    """Any text is taken for a backup code."""
    replace(server.backup_codes.check, lambda _user, _code: None)


@fault("mfa.backup-code-refused-otherwise", caught_by=("MFA.BACKUP.REFUSAL",))
def refused_otherwise(server: Reference) -> None:
    """A wrong backup code is refused as if there were none at all."""

    def check(user: User, code: str) -> None:
        try:
            original(user, code)
        except Problem:
            raise refuse("no_second_factors") from None

    original = replace(server.backup_codes.check, check)


@fault("mfa.backup-codes-added", caught_by=("MFA.BACKUP.REPLACED",))
def added(server: Reference) -> None:
    """New codes come beside the old ones, which go on working."""

    def keep(user: User, codes: list[str]) -> BackupCodes:
        before = user.backup_codes.hashes if user.backup_codes else []
        kept = original(user, codes)
        kept.hashes.extend(before)
        return kept

    original = replace(server.backup_codes.keep, keep)


@fault("mfa.backup-codes-on-the-user", caught_by=("MFA.BACKUP.SHOWN-ONCE",))
def on_the_user(server: Reference) -> None:
    """The user shows their backup codes."""
    told: dict[str, list[str]] = {}

    def keep(user: User, codes: list[str]) -> BackupCodes:
        told[user.id] = codes
        return original(user, codes)

    original = replace(server.backup_codes.keep, keep)
    show = server.views.user

    def telling(user: User) -> dict[str, Any]:
        return show(user) | {"backup_codes": told.get(user.id)}

    replace(show, telling)


@fault("mfa.backup-codes-alone", caught_by=("MFA.BACKUP.NEEDS-FACTOR",))
def alone(server: Reference) -> None:
    """Backup codes are made for whoever asks."""
    replace(server.second_factors.need_enrolled, lambda _user: None)
