"""Deviations of what a password proves, and of what is enough to set another one."""

from typing import Any

from fapi_reference.exchange import Form
from fapi_reference.faults import fault, replace
from fapi_reference.records.attempts import SignIn
from fapi_reference.records.people import User
from fapi_reference.records.sessions import Client
from fapi_reference.reference import Reference

READ = 8
"""As many letters as the oldest hashes looked at."""
NEAR_LOCK = "[protection]\nlockout_attempts = 5\n"
EVERY_RULE = (
    "[password]\nmax_length = 48\nrequire_special_char = true\nrequire_numbers = true\n"
    "require_uppercase = true\nrequire_lowercase = true\n"
)


@fault("password.first-letters", caught_by=("SIGN-IN.PASSWORD.EXACT",))
def first_letters(server: Reference) -> None:
    """Of a password only the first letters are compared."""
    hashing, matches = server.passwords.hash, server.passwords.matches
    replace(hashing, lambda password: hashing(password[:READ]))
    replace(matches, lambda stored, given: matches(stored, given[:READ]))


@fault("recovery.after-a-failure", caught_by=("RECOVERY.AFTER-WRONG-PASSWORD",))
def after_a_failure(server: Reference) -> None:
    """Whoever gave a wrong password may set a new one."""
    reset = server.password_resets.reset

    def lenient(client: Client, attempt: SignIn, password: str, **options: Any) -> None:
        user = server.sign_ins.user(attempt)
        if user and user.failures and attempt.status == "needs_first_factor":
            server.users.set_password(user, password)
            return
        reset(client, attempt, password, **options)

    replace(reset, lenient)


@fault("recovery.to-whoever-asks", caught_by=("RECOVERY.FREE-TEXT",))
def to_whoever_asks(server: Reference) -> None:
    """A code goes to the address that the request names."""
    chosen = server.factors.chosen

    def named(attempt: SignIn, strategy: str, form: Form) -> str:
        return form.get("email_address") or chosen(attempt, strategy, form)

    replace(chosen, named)


@fault("recovery.to-the-unproven", caught_by=("RECOVERY.UNVERIFIED",))
def to_the_unproven(server: Reference) -> None:
    """A reset code is sent to any address of the account, proven or not."""
    chosen = server.factors.chosen

    def any_own(attempt: SignIn, strategy: str, form: Form) -> str:
        user: User | None = server.sign_ins.user(attempt)
        own = [one for one in user.email_addresses if one.id == form.get("email_address_id")] if user else []
        return own[0].value if own else chosen(attempt, strategy, form)

    replace(chosen, any_own)


@fault("recovery.weaker-rules", caught_by=("RECOVERY.RULES",), settings=EVERY_RULE)
def weaker_rules(server: Reference) -> None:
    """A new password has to be long enough, and that is all."""
    check = server.password_resets.check

    def lenient(user: User, password: str) -> None:
        if len(password) < server.passwords.shortest:
            check(user, password)

    replace(check, lenient)


@fault("lockout.forgiven-by-a-code", caught_by=("LOCKOUT.PREPARED-ANEW",), settings=NEAR_LOCK)
def forgiven_by_a_code(server: Reference) -> None:
    """Asking for another code makes the wrong ones before it count no more."""
    prepare = server.sign_ins.prepare

    def forgiving(attempt: SignIn, strategy: str, form: Form) -> None:
        if user := server.sign_ins.user(attempt):
            server.lockout.succeeded(user)
        prepare(attempt, strategy, form)

    replace(prepare, forgiving)
