"""Deviations of password resets and of lockout."""

from fapi_reference.faults import fault, replace
from fapi_reference.problems import Problem
from fapi_reference.records.attempts import SignIn
from fapi_reference.records.people import User
from fapi_reference.records.sessions import Client
from fapi_reference.reference import Reference

FIVE_TRIES = "protection.lockout_attempts = 5\n"


@fault("recovery.unoffered", caught_by=("RECOVERY.OFFERED",))
def unoffered(server: Reference) -> None:
    """Nobody is told that a password can be reset."""
    replace(server.factors.resets, lambda *_: [])


@fault("recovery.signs-in-at-once", caught_by=("RECOVERY.NEW-PASSWORD-DUE", "RECOVERY.PHONE.NEW-PASSWORD-DUE"))
def signs_in_at_once(server: Reference) -> None:
    """A reset code signs in, with no new password."""

    def proven(client: Client, attempt: SignIn, strategy: str) -> None:
        original(client, attempt, "email_code" if strategy.startswith("reset_password") else strategy)

    original = replace(server.sign_ins.proven, proven)


@fault("recovery.set-in-vain", caught_by=("RECOVERY.NEW-WORKS", "RECOVERY.OLD-REFUSED", "RECOVERY.PHONE.SET"))
def set_in_vain(server: Reference) -> None:
    """A new password is taken and not kept."""
    replace(server.users.set_password, lambda _user, _password: None)


@fault("recovery.never-done", caught_by=("RECOVERY.SET",))
def never_done(server: Reference) -> None:
    """A new password is set, and the sign-in waits for another."""

    def proven(client: Client, attempt: SignIn, strategy: str) -> None:
        if attempt.status != "needs_new_password":
            original(client, attempt, strategy)

    original = replace(server.sign_ins.proven, proven)


@fault("recovery.any-code", caught_by=("RECOVERY.WRONG-CODE",))
def any_code(server: Reference) -> None:
    """Every reset code is right."""
    matches = server.codes.matches
    replace(matches, lambda one, code: one.strategy.startswith("reset_password") or matches(one, code))


@fault("recovery.status-unasked", caught_by=("RECOVERY.WITHOUT-CODE", "RECOVERY.OTHER-CODE", "RECOVERY.TWICE"))
def status_unasked(server: Reference) -> None:
    """A password can be set in a sign-in wherever that stands."""
    replace(server.sign_ins.need_status, lambda _attempt, *_statuses: None)


@fault("recovery.weak", caught_by=("RECOVERY.WEAK",))
def weak(server: Reference) -> None:
    """The rules for passwords do not hold for a reset."""
    replace(server.password_resets.check, lambda _user, _password: None)


@fault("recovery.others-stay", caught_by=("RECOVERY.SIGNS-OUT",))
def others_stay(server: Reference) -> None:
    """The other sessions go on although they were to end."""
    replace(server.password_resets.sign_out, lambda _user: None)


@fault("recovery.others-go", caught_by=("RECOVERY.KEEPS-SESSIONS",))
def others_go(server: Reference) -> None:
    """A reset ends the other sessions, whatever was asked."""

    def reset(client: Client, attempt: SignIn, password: str, *, sign_out: bool) -> None:  # noqa: ARG001
        original(client, attempt, password, sign_out=True)

    original = replace(server.password_resets.reset, reset)


@fault("lockout.never", caught_by=("LOCKOUT.LOCKED",), settings=FIVE_TRIES)
def never(server: Reference) -> None:
    """The environment says that wrong passwords lock a user, and a right one is always good."""
    replace(server.lockout.refuse_locked, lambda _user: None)


@fault("lockout.by-client", caught_by=("LOCKOUT.ANY-CLIENT",), settings=FIVE_TRIES)
def by_client(server: Reference) -> None:
    """Only the client that tried is locked out."""
    tried: set[str] = set()
    asking: list[str] = [""]

    def prove_at_once(client: Client, attempt: SignIn, password: str) -> None:
        asking[0] = client.id
        try:
            at_once(client, attempt, password)
        except Problem:
            tried.add(client.id)
            raise

    def refuse_locked(user: User) -> None:
        if asking[0] in tried:
            refuse_all(user)

    at_once = replace(server.sign_ins.prove_at_once, prove_at_once)
    refuse_all = replace(server.lockout.refuse_locked, refuse_locked)


@fault("lockout.for-ever", caught_by=("LOCKOUT.OVER",), settings=FIVE_TRIES)
def for_ever(server: Reference) -> None:
    """A locked user stays locked, whatever the environment says."""
    replace(server.lockout.locked, lambda user: user.locked_for_good or user.locked_at is not None)


@fault("lockout.unforgotten", caught_by=("LOCKOUT.FORGOTTEN",), settings=FIVE_TRIES)
def unforgotten(server: Reference) -> None:
    """Wrong passwords count for ever, also those before a right one."""
    replace(server.lockout.succeeded, lambda _user: None)
