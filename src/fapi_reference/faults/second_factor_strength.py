"""Deviations that make a second factor worth less than it looks."""

from secrets import randbelow

from fapi_reference.faults import fault, replace
from fapi_reference.problems import Problem
from fapi_reference.records.attempts import SignIn
from fapi_reference.records.people import User
from fapi_reference.records.sessions import Client
from fapi_reference.records.verification import Verification
from fapi_reference.reference import Reference
from fapi_reference.services.authenticators import PERIOD

FIVE_MINUTES_BOTH_WAYS = range(-10, 11)
NEAR_LOCK = "[protection]\nlockout_attempts = 5\n"


@fault("mfa.window-of-five-minutes", caught_by=("MFA.TOTP.NEAR-WINDOW",))
def window_of_five_minutes(server: Reference) -> None:
    """Codes of five minutes ago and of the next five minutes are taken."""
    steps = server.authenticators.steps
    replace(steps, lambda: [steps()[1] + away * PERIOD * 1_000 for away in FIVE_MINUTES_BOTH_WAYS])


@fault("mfa.pending-app-taken", caught_by=("MFA.SIGN-IN.NO-SUCH-APP",))
def pending_app_taken(server: Reference) -> None:
    """The code of an app completes a sign-in although nobody ever showed that the app has its secret."""
    prove = server.sign_ins.prove_second

    def lenient(client: Client, attempt: SignIn, strategy: str, code: str) -> None:
        user = server.sign_ins.user(attempt)
        mine = user.authenticator if user else None
        if user is None or mine is None or mine.verified or strategy != "totp":
            prove(client, attempt, strategy, code)
            return
        server.authenticators.check(mine, code)
        server.sign_ins.step(attempt, "prove")
        server.sign_ins.complete(client, attempt, user, strategy, second_factor=True)

    replace(prove, lenient)


@fault("mfa.telephone-is-enough", caught_by=("MFA.SIGN-IN.NEEDED-AFTER-PHONE-CODE",))
def telephone_is_enough(server: Reference) -> None:
    """Whoever has the telephone needs no second factor."""
    following = server.sign_ins.following

    def spared(client: Client, user: User, strategy: str) -> str:
        return "prove" if strategy == "phone_code" else following(client, user, strategy)

    replace(following, spared)


@fault("mfa.short-paper", caught_by=("MFA.BACKUP.QUALITY",))
def short_paper(server: Reference) -> None:
    """Backup codes have five digits."""
    replace(server.backup_codes.draw, lambda: f"{randbelow(10**5):05}")


@fault("mfa.app-guessed", caught_by=("MFA.LOCKOUT.TOTP",), settings=NEAR_LOCK)
def app_guessed(server: Reference) -> None:
    """Wrong codes of an authenticator app are not counted."""
    prove = server.second_factors.prove

    def uncounted(user: User, strategy: str, code: str, prepared: Verification | None) -> Verification:
        before = user.failures, user.locked_at
        try:
            return prove(user, strategy, code, prepared)
        except Problem:
            if strategy == "totp":
                user.failures, user.locked_at = before
            raise

    replace(prove, uncounted)
