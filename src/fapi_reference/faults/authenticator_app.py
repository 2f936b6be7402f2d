"""Deviations of authenticator apps."""

from dataclasses import replace as changed
from typing import Any

from fapi_reference.exchange import Exchange
from fapi_reference.faults import alter, fault, replace
from fapi_reference.problems import refuse
from fapi_reference.records.factors import Authenticator
from fapi_reference.records.people import User
from fapi_reference.records.verification import Verification
from fapi_reference.reference import Reference
from fapi_reference.services.authenticators import PERIOD

HALF_AN_HOUR_BOTH_WAYS = range(-130, 131)


@fault("mfa.uri-of-another-secret", caught_by=("MFA.TOTP.CREATED",))
def uri_of_another_secret(server: Reference) -> None:
    """The picture that the app reads has not the secret that is told as text."""
    original = replace(server.authenticators.uri, lambda user, secret: original(user, secret[::-1]))


@fault("mfa.secret-as-hex", caught_by=("MFA.TOTP.CREATED",))
def secret_as_hex(server: Reference) -> None:
    """The secret is told in hexadecimal digits."""
    alter(
        server.views.authenticator,
        lambda shown: shown | {"secret": shown["secret"] and server.authenticators.read(shown["secret"]).hex()},
    )


@fault("mfa.enabled-by-creation", caught_by=("MFA.TOTP.CREATED",))
def enabled_by_creation(server: Reference) -> None:
    """A secret counts before anybody showed that their app has it."""

    def create(user: User) -> Authenticator:
        made = original(user)
        made.verified = True
        return made

    original = replace(server.authenticators.create, create)


@fault("mfa.weak-secret", caught_by=("MFA.TOTP.QUALITY",))
def weak_secret(server: Reference) -> None:
    """Secrets have five bytes."""
    original = replace(server.authenticators.new_secret, lambda: original()[:5])


@fault("mfa.right-code-refused", caught_by=("MFA.TOTP.VERIFIED",))
def right_code_refused(server: Reference) -> None:
    """The codes count minutes, where every app counts half minutes."""
    original = replace(server.authenticators.code, lambda secret, at: original(secret, at // 2))


@fault("mfa.two-factors-untold", caught_by=("MFA.TOTP.VERIFIED",))
def two_factors_untold(server: Reference) -> None:
    """A user with an authenticator app looks like one without."""
    alter(server.views.user, lambda shown: shown | {"two_factor_enabled": False})


@fault("mfa.since-when-untold", caught_by=("MFA.TOTP.ENABLED-AT",))
def since_when_untold(server: Reference) -> None:
    """A user does not say since when they have two factors."""
    alter(server.views.user, lambda shown: shown | {"mfa_enabled_at": None})


@fault("mfa.any-first-code", caught_by=("MFA.TOTP.WRONG",))
def any_first_code(server: Reference) -> None:
    """Setting an app up takes any code."""

    def verify(user: User, _code: str) -> Authenticator:
        mine = server.authenticators.of(user)
        mine.verified = True
        return mine

    replace(server.authenticators.verify, verify)


@fault("mfa.missing-code-ignored", caught_by=("MFA.TOTP.WITHOUT-CODE",))
def missing_code_ignored(server: Reference) -> None:
    """A verification without a code answers as if nothing was asked."""
    verbs = server.routes.resources["/v1/me/totp/attempt_verification"].verbs
    handler = verbs["POST"].handler

    def lenient(given: Reference, exchange: Exchange) -> Any:
        if "code" in exchange.form or exchange.user is None:
            return handler(given, exchange)
        mine = given.authenticators.of(exchange.user)
        return given.views.envelope(given.views.authenticator(exchange.user, mine), exchange)

    verbs["POST"] = changed(verbs["POST"], handler=lenient)


@fault("mfa.secret-told-again", caught_by=("MFA.TOTP.SECRET-ONCE", "MFA.TOTP.ALREADY-ENABLED"))
def secret_told_again(server: Reference) -> None:
    """Creating a TOTP where there is one answers the one that there is, secret and all."""
    original = replace(server.authenticators.create, lambda user: user.authenticator or original(user))


@fault("mfa.secret-on-the-user", caught_by=("MFA.TOTP.SECRET-ONCE",))
def secret_on_the_user(server: Reference) -> None:
    """The user shows the secret of their app."""
    user = server.views.user

    def telling(shown: User) -> dict[str, Any]:
        mine = shown.authenticator
        return user(shown) | ({"totp_secret": server.authenticators.spelled(mine.secret)} if mine else {})

    replace(user, telling)


@fault("mfa.secret-repeated", caught_by=("MFA.TOTP.NOT-REPEATED",))
def secret_repeated(server: Reference) -> None:
    """Every answer about a TOTP has its secret."""
    original = replace(server.views.authenticator, lambda user, mine, **_: original(user, mine, created=True))


@fault("mfa.delete-forgets-nothing", caught_by=("MFA.TOTP.DELETED", "MFA.TOTP.PENDING-IS-NO-FACTOR"))
def delete_forgets_nothing(server: Reference) -> None:
    """Deleting a TOTP says so and leaves it."""
    replace(server.second_factors.remove_authenticator, server.authenticators.of)


@fault("mfa.disabled-unnoticed", caught_by=("MFA.TOTP.DISABLED", "MFA.BACKUP.DROPPED"))
def disabled_unnoticed(server: Reference) -> None:
    """That the last second factor has gone is not noted."""

    def remove(user: User) -> Authenticator:
        mine = server.authenticators.of(user)
        server.authenticators.drop(user)
        return mine

    replace(server.second_factors.remove_authenticator, remove)


@fault("mfa.nothing-deleted", caught_by=("MFA.TOTP.NONE",))
def nothing_deleted(server: Reference) -> None:
    """Deleting a TOTP where there is none is a success."""

    def remove(user: User) -> Authenticator:
        return original(user) if user.authenticator else server.authenticators.create(user)

    original = replace(server.second_factors.remove_authenticator, remove)


@fault("mfa.pending-asked-for", caught_by=("MFA.TOTP.PENDING-IS-NO-FACTOR", "MFA.TOTP.CREATED"))
def pending_asked_for(server: Reference) -> None:
    """An app that was never verified is asked for when its user signs in."""
    replace(server.second_factors.authenticator, lambda user: user.authenticator)


@fault("mfa.window-of-an-hour", caught_by=("MFA.SIGN-IN.TOTP-WINDOW", "MFA.TOTP.WINDOW"))
def window_of_an_hour(server: Reference) -> None:
    """Codes of an hour ago and of the next hour are taken."""
    original = replace(
        server.authenticators.steps,
        lambda: [original()[1] + away * PERIOD * 1_000 for away in HALF_AN_HOUR_BOTH_WAYS],
    )


@fault("mfa.replay", caught_by=("MFA.SIGN-IN.TOTP-REPLAYED", "REVERIFICATION.TOTP-REPLAYED"))
def replay(server: Reference) -> None:
    """It is not remembered which code was taken."""

    def check(mine: Authenticator, code: str) -> None:
        original(mine, code)
        mine.accepted_at = None

    original = replace(server.authenticators.check, check)


@fault("mfa.prepare-demanded", caught_by=("MFA.SIGN-IN.TOTP",))
def prepare_demanded(server: Reference) -> None:
    """An authenticator app has to be prepared like a code that is sent."""

    def by_app(_user: User, _code: str) -> Verification:
        raise refuse("verification_missing")

    replace(server.second_factors.by_app, by_app)
