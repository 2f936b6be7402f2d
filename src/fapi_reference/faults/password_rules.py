"""Deviations in what a new password has to be: each rule is kept at sign-up and forgotten when one is changed."""

from fapi_reference.faults import fault, replace
from fapi_reference.faults.sign_up_password import BREACHES, CLASSES, LONGEST
from fapi_reference.problems import Problem
from fapi_reference.records.people import User
from fapi_reference.reference import Reference


def deaf_to(server: Reference, rule: str) -> None:
    problems = server.password_changes.problems

    def others(user: User, wanted: str) -> list[Problem]:
        return [problem for problem in problems(user, wanted) if problem.code != rule]

    replace(problems, others)


@fault("password.new-too-short", caught_by=("PASSWORD.NEW.TOO-SHORT",))
def too_short(server: Reference) -> None:
    """A change takes any password however short."""
    deaf_to(server, "form_password_length_too_short")


@fault("password.new-too-long", caught_by=("PASSWORD.NEW.TOO-LONG",), settings=LONGEST)
def too_long(server: Reference) -> None:
    """A change takes a password above the announced maximum."""
    deaf_to(server, "form_password_length_too_long")


@fault("password.new-without-uppercase", caught_by=("PASSWORD.NEW.NO-UPPERCASE",), settings=CLASSES)
def without_uppercase(server: Reference) -> None:
    """A change asks for no capital."""
    deaf_to(server, "form_password_no_uppercase")


@fault("password.new-without-lowercase", caught_by=("PASSWORD.NEW.NO-LOWERCASE",), settings=CLASSES)
def without_lowercase(server: Reference) -> None:
    """A change asks for no small letter."""
    deaf_to(server, "form_password_no_lowercase")


@fault("password.new-without-number", caught_by=("PASSWORD.NEW.NO-NUMBER",), settings=CLASSES)
def without_number(server: Reference) -> None:
    """A change asks for no digit."""
    deaf_to(server, "form_password_no_number")


@fault("password.new-without-special", caught_by=("PASSWORD.NEW.NO-SPECIAL",), settings=CLASSES)
def without_special(server: Reference) -> None:
    """A change asks for no special character."""
    deaf_to(server, "form_password_no_special_char")


@fault("password.new-breached", caught_by=("PASSWORD.NEW.PWNED",), settings=BREACHES)
def breached(server: Reference) -> None:
    """A change looks up no breaches."""
    deaf_to(server, "form_password_pwned")


@fault("password.new-is-address", caught_by=("PASSWORD.NEW.IDENTIFIER",))
def is_address(server: Reference) -> None:
    """A change takes the user's address for a password."""
    deaf_to(server, "form_password_matches_identifier")


@fault("password.new-is-old", caught_by=("PASSWORD.NEW.SAME",))
def is_old(server: Reference) -> None:
    """A change takes the current password for a new one."""
    deaf_to(server, "form_new_password_matches_current")
