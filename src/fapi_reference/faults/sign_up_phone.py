"""Deviations of sign-up with phone numbers and usernames."""

from typing import Any

from fapi_reference.exchange import Form
from fapi_reference.faults import fault, replace
from fapi_reference.problems import Problem
from fapi_reference.records.attempts import SignUp
from fapi_reference.records.people import User
from fapi_reference.records.verification import Verification
from fapi_reference.reference import Reference
from fapi_reference.services.codes import KIND_BY_STRATEGY
from fapi_reference.services.supplies import Supply


@fault("sign-up.optional-on-trust", caught_by=("SIGN-UP.PHONE-CODE.UNVERIFIED",))
def optional_on_trust(server: Reference) -> None:
    """A phone number that nobody required need not be proven."""
    original = replace(
        server.requirements.proven, lambda attempt, name: name == "phone_number" or original(attempt, name)
    )


@fault("sign-up.all-sent-at-once", caught_by=("SIGN-UP.PHONE-CODE.PREPARED",))
def all_sent_at_once(server: Reference) -> None:
    """The strategy of one identifier prepares the verification of the other one as well."""

    def prepare_at_once(attempt: SignUp, strategy: str, *args: Any) -> None:
        original(attempt, strategy, *args)
        for other, kind in KIND_BY_STRATEGY.items():
            if other != strategy and kind in attempt.values:
                original(attempt, other)

    original = replace(server.sign_ups.prepare_at_once, prepare_at_once)


@fault(
    "sign-up.number-never-proven",
    caught_by=("SIGN-UP.PHONE-CODE.RIGHT",),
)
def number_never_proven(server: Reference) -> None:
    """The right code is taken and the number stays unverified."""
    original = replace(
        server.requirements.proven, lambda attempt, name: name != "phone_number" and original(attempt, name)
    )


@fault("sign-up.one-is-enough", caught_by=("SIGN-UP.PHONE-CODE.ONE-OF-TWO",))
def one_is_enough(server: Reference) -> None:
    """One verified identifier vouches for the other one."""

    def proven(attempt: SignUp, name: str) -> bool:
        others = (one for one in attempt.verifications if one != name)
        return original(attempt, name) or any(original(attempt, one) for one in others)

    original = replace(server.requirements.proven, proven)


@fault("sign-up.number-left-behind", caught_by=("SIGN-UP.PHONE-CODE.COMPLETE",))
def number_left_behind(server: Reference) -> None:
    """The user who is made has not got the number that was proven."""

    def enrol(attempt: SignUp) -> User:
        user = original(attempt)
        user.phone_numbers.clear()
        return user

    original = replace(server.sign_ups.enrol, enrol)


@fault("sign-up.any-code-by-phone", caught_by=("SIGN-UP.PHONE-CODE.WRONG",))
def any_code_by_phone(server: Reference) -> None:
    """Every code proves a phone number, as long as one was sent."""

    def matches(verification: Verification, code: str) -> bool:
        return verification.strategy == "phone_code" or original(verification, code)

    original = replace(server.codes.matches, matches)


@fault("sign-up.phone-code-outlives-expiry", caught_by=("SIGN-UP.PHONE-CODE.EXPIRED",))
def phone_code_outlives_expiry(server: Reference) -> None:
    """The expiry of a code that went to a number is not looked at."""

    def status(verification: Verification) -> str:
        return verification.status if verification.strategy == "phone_code" else original(verification)

    original = replace(server.codes.status, status)


@fault("sign-up.code-for-either", caught_by=("SIGN-UP.PHONE-CODE.OTHER-STRATEGY",))
def code_for_either(server: Reference) -> None:
    """The code that was sent to one identifier proves the other one too."""

    def try_code(attempt: SignUp, strategy: str, code: str) -> None:
        kind = KIND_BY_STRATEGY[strategy]
        for sent in attempt.verifications.values():
            if kind not in attempt.verifications and server.codes.matches(sent, code):
                attempt.verifications[kind] = server.codes.send(strategy, attempt.values[kind], None)
                break
        original(attempt, strategy, code)

    original = replace(server.sign_ups.try_code, try_code)


@fault("sign-up.taken-number", caught_by=("SIGN-UP.PHONE-TAKEN",))
def taken_number(server: Reference) -> None:
    """Whether a user has the number is asked only when the sign-up would be complete."""
    original = replace(server.supplies.refuses_taken, lambda kind: kind != "phone_number" and original(kind))


@fault("sign-up.any-number", caught_by=("SIGN-UP.MALFORMED-PHONE",))
def any_number(server: Reference) -> None:
    """Text that is no phone number is taken for one."""
    original = replace(
        server.identifiers.problem, lambda kind, value: None if kind == "phone_number" else original(kind, value)
    )


@fault("sign-up.username-left-behind", caught_by=("SIGN-UP.USERNAME.GIVEN",))
def username_left_behind(server: Reference) -> None:
    """The user who is made has not got the username that was given."""

    def read_identifiers(form: Form, supply: Supply) -> None:
        original(form, supply)
        supply.values.pop("username", None)

    original = replace(server.supplies.read_identifiers, read_identifiers)


@fault("sign-up.username-unknown", caught_by=("SIGN-UP.USERNAME.SIGNS-IN",))
def username_unknown(server: Reference) -> None:
    """Nobody is found by their username, though the environment says that people sign in by it."""
    original = replace(server.users.find, lambda kind, value: None if kind == "username" else original(kind, value))


@fault("sign-up.taken-username", caught_by=("SIGN-UP.USERNAME.TAKEN",))
def taken_username(server: Reference) -> None:
    """Whether a user has the username is asked only when the sign-up would be complete."""
    original = replace(server.supplies.refuses_taken, lambda kind: kind != "username" and original(kind))


@fault(
    "sign-up.any-username",
    caught_by=("SIGN-UP.USERNAME.LENGTH", "SIGN-UP.USERNAME.CHARACTER", "SIGN-UP.USERNAME.NUMERIC"),
)
def any_username(server: Reference) -> None:
    """Every text is a username."""

    def username_problem(_value: str, _param: str) -> Problem | None:
        return None

    replace(server.identifiers.username_problem, username_problem)
