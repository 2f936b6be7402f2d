"""Deviations in what a password has to be: each rule, announced and not kept."""

from collections.abc import Iterator

from fapi_reference.faults import fault, replace
from fapi_reference.reference import Reference

CLASSES = """[password]
require_uppercase = true
require_lowercase = true
require_numbers = true
require_special_char = true
"""
LONGEST = "[password]\nmax_length = 48\n"
BREACHES = "[password]\nrefuse_breached = true\n"


def deaf_to(server: Reference, rule: str) -> None:
    """The rule with this code is kept no longer."""

    def broken_rules(password: str, identifiers: list[str]) -> Iterator[str]:
        return (code for code in original(password, identifiers) if code != rule)

    original = replace(server.passwords.broken_rules, broken_rules)


@fault("sign-up.long-password", caught_by=("SIGN-UP.PASSWORD.TOO-LONG",), settings=LONGEST)
def long_password(server: Reference) -> None:
    """The maximum length of passwords is announced and not kept."""
    deaf_to(server, "form_password_length_too_long")


@fault("sign-up.password-without-uppercase", caught_by=("SIGN-UP.PASSWORD.NO-UPPERCASE",), settings=CLASSES)
def without_uppercase(server: Reference) -> None:
    """A required capital is not asked for."""
    deaf_to(server, "form_password_no_uppercase")


@fault("sign-up.password-without-lowercase", caught_by=("SIGN-UP.PASSWORD.NO-LOWERCASE",), settings=CLASSES)
def without_lowercase(server: Reference) -> None:
    """A required small letter is not asked for."""
    deaf_to(server, "form_password_no_lowercase")


@fault("sign-up.password-without-number", caught_by=("SIGN-UP.PASSWORD.NO-NUMBER",), settings=CLASSES)
def without_number(server: Reference) -> None:
    """A required digit is not asked for."""
    deaf_to(server, "form_password_no_number")


@fault("sign-up.password-without-special", caught_by=("SIGN-UP.PASSWORD.NO-SPECIAL",), settings=CLASSES)
def without_special(server: Reference) -> None:
    """A required special character is not asked for."""
    deaf_to(server, "form_password_no_special_char")


@fault("sign-up.breached-password", caught_by=("SIGN-UP.PASSWORD.PWNED",), settings=BREACHES)
def breached_password(server: Reference) -> None:
    """Breaches are said to be looked up and are not."""
    deaf_to(server, "form_password_pwned")


@fault("sign-up.password-is-address", caught_by=("SIGN-UP.PASSWORD.IDENTIFIER",))
def password_is_address(server: Reference) -> None:
    """The password may be the address beside it."""
    deaf_to(server, "form_password_matches_identifier")
