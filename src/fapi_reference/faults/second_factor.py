"""Deviations of sign-ins that need a second factor."""

from typing import Any

from fapi_reference.faults import alter, fault, replace
from fapi_reference.problems import Problem, refuse
from fapi_reference.records.attempts import SignIn
from fapi_reference.records.people import User
from fapi_reference.records.sessions import Client
from fapi_reference.records.verification import Verification
from fapi_reference.reference import Reference
from fapi_reference.services.sign_ins import SECOND


@fault("mfa.not-asked-for", caught_by=("MFA.SIGN-IN.NEEDED", "MFA.SIGN-IN.NEEDED-AFTER-CODE", "MFA.PHONE.OFFERED"))
def not_asked_for(server: Reference) -> None:
    """One factor is enough, whatever the user has set up."""
    replace(server.sign_ins.following, lambda _client, _user, _strategy: "prove")


@fault("mfa.code-spares-it", caught_by=("MFA.SIGN-IN.NEEDED-AFTER-CODE",))
def code_spares_it(server: Reference) -> None:
    """Whoever signs in by a code is not asked for the second factor."""

    def following(client: Client, user: User, strategy: str) -> str:
        return original(client, user, strategy) if strategy == "password" else "prove"

    original = replace(server.sign_ins.following, following)


@fault("mfa.reset-spares-it", caught_by=("MFA.SIGN-IN.NEEDED-AFTER-RESET",))
def reset_spares_it(server: Reference) -> None:
    """Whoever sets a new password is not asked for the second factor."""

    def following(client: Client, user: User, strategy: str) -> str:
        return "prove" if strategy.startswith("reset_password") else original(client, user, strategy)

    original = replace(server.sign_ins.following, following)


@fault("mfa.session-too-early", caught_by=("MFA.SIGN-IN.NEEDED",))
def session_too_early(server: Reference) -> None:
    """The session is there while the second factor is still asked for."""

    def proven(client: Client, attempt: SignIn, strategy: str) -> None:
        original(client, attempt, strategy)
        user = server.sign_ins.user(attempt)
        if attempt.status == "needs_second_factor" and user:
            server.sessions.start(client, user, strategy)

    original = replace(server.sign_ins.proven, proven)


@fault("mfa.factors-untold", caught_by=("MFA.SIGN-IN.OFFERED",))
def factors_untold(server: Reference) -> None:
    """A sign-in does not say which second factors there are."""
    alter(server.views.sign_in, lambda shown: shown | {"supported_second_factors": None})


@fault("mfa.verification-untold", caught_by=("MFA.SIGN-IN.VERIFICATIONS",))
def verification_untold(server: Reference) -> None:
    """A completed sign-in does not show its second verification."""
    alter(
        server.views.sign_in,
        lambda shown: shown | ({"second_factor_verification": None} if shown["status"] == "complete" else {}),
    )


@fault("mfa.factor-age-untold", caught_by=("MFA.SIGN-IN.FACTOR-AGES",))
def factor_age_untold(server: Reference) -> None:
    """A session never says when its second factor was proven."""
    original = replace(server.sessions.factor_ages, lambda session: [original(session)[0], -1])


@fault("mfa.any-code", caught_by=("MFA.SIGN-IN.TOTP-WRONG", "MFA.SIGN-IN.TOTP-WINDOW"))
def any_code(server: Reference) -> None:
    """Any code of an authenticator app completes a sign-in."""
    verified = Verification(kind="verification_totp", strategy="totp", status="verified", attempts=1)
    replace(server.second_factors.by_app, lambda _user, _code: verified)


@fault("mfa.wrong-code-unnamed", caught_by=("MFA.SIGN-IN.TOTP-WRONG",))
def wrong_code_unnamed(server: Reference) -> None:
    """A wrong code of an app is refused as a wrong verification, and not by its code."""

    def by_app(user: User, code: str) -> Verification:
        try:
            return original(user, code)
        except Problem:
            raise refuse("verification_failed") from None

    original = replace(server.second_factors.by_app, by_app)


@fault("mfa.second-before-first", caught_by=("MFA.SIGN-IN.ONLY-WHEN-DUE",))
def second_before_first(server: Reference) -> None:
    """The second factor alone completes a sign-in."""

    def need_status(attempt: SignIn, *statuses: str) -> None:
        if statuses == SECOND and attempt.status == "needs_first_factor":
            attempt.status = "needs_second_factor"
        original(attempt, *statuses)

    original = replace(server.sign_ins.need_status, need_status)


@fault("mfa.absent-factor-taken", caught_by=("MFA.SIGN-IN.WITHOUT-FACTOR",))
def absent_factor_taken(server: Reference) -> None:
    """A factor that the user does not have answers with the sign-in as it is."""

    def prove(client: Client, attempt: SignIn, strategy: str, code: str) -> None:
        try:
            original(client, attempt, strategy, code)
        except Problem as problem:
            if problem.code != "no_second_factors":
                raise

    original = replace(server.sign_ins.prove_second, prove)


@fault("mfa.no-default", caught_by=("MFA.SIGN-IN.SEVERAL",))
def no_default(server: Reference) -> None:
    """No second factor is told as the default."""
    alter(server.second_factors.by_phone, lambda shown: shown | {"default": False})


@fault("mfa.failures-uncounted", caught_by=("MFA.LOCKOUT",), settings="protection.lockout_attempts = 5\n")
def failures_uncounted(server: Reference) -> None:
    """Wrong second factors are not counted: one can try for ever."""

    def uncounted(user: User, *given: Any) -> Verification:
        failures = user.failures
        try:
            return original(user, *given)
        finally:
            user.failures, user.locked_at = failures, None

    original = replace(server.second_factors.prove, uncounted)


@fault("mfa.phone-without-id", caught_by=("MFA.PHONE.OFFERED",))
def phone_without_id(server: Reference) -> None:
    """A second factor by phone does not say which number it is."""

    def anonymous(shown: dict[str, Any]) -> dict[str, Any]:
        factors = shown["supported_second_factors"] or []
        bare = [{name: value for name, value in one.items() if name != "phone_number_id"} for one in factors]
        return shown | {"supported_second_factors": bare or None}

    alter(server.views.sign_in, anonymous)


@fault("mfa.phone-never-offered", caught_by=("MFA.PHONE.OFFERED",))
def phone_never_offered(server: Reference) -> None:
    """A number that is reserved for the second factor is none."""
    replace(server.second_factors.phone_numbers, lambda _user: [])


@fault("mfa.phone-verification-untold", caught_by=("MFA.PHONE.PREPARED",))
def phone_verification_untold(server: Reference) -> None:
    """What was prepared does not show in the sign-in."""
    alter(server.views.sign_in, lambda shown: shown | {"second_factor_verification": None})


@fault("mfa.phone-code-refused", caught_by=("MFA.PHONE.SIGN-IN",))
def phone_code_refused(server: Reference) -> None:
    """The second factor by phone is asked for as the first: there it is missing."""
    original = replace(
        server.second_factors.prove,
        lambda user, strategy, code, prepared: original(
            user, strategy, code, None if strategy == "phone_code" else prepared
        ),
    )


@fault("mfa.any-phone-code", caught_by=("MFA.PHONE.WRONG", "MFA.PHONE.EXPIRED"))
def any_phone_code(server: Reference) -> None:
    """Any code does, once one was sent."""

    def by_code(strategy: str, code: str, prepared: Verification | None) -> Verification:
        if prepared is None:
            return original(strategy, code, prepared)
        prepared.status = "verified"
        return prepared

    original = replace(server.second_factors.by_code, by_code)


@fault("mfa.phone-unprepared", caught_by=("MFA.PHONE.UNPREPARED",))
def phone_unprepared(server: Reference) -> None:
    """The public code of test numbers is taken also where none was sent."""

    def by_code(strategy: str, code: str, prepared: Verification | None) -> Verification:
        sent = prepared or Verification(
            kind="verification_otp", strategy=strategy, code="424242", attempts=0, target="", expire_at=None
        )
        return original(strategy, code, sent)

    original = replace(server.second_factors.by_code, by_code)
