"""Email addresses, phone numbers, wallets, usernames: how they look, and when two are the same (GAP-052 to GAP-058)."""

import re
from typing import TYPE_CHECKING

import phonenumbers

from fapi_reference.problems import Problem, refuse

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

EMAIL = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}"
)
PHONE = re.compile(r"\+[1-9][0-9]{6,14}")
PHONE_LIMIT = 32
USERNAME = re.compile(r"[A-Za-z0-9_-]+")
USERNAME_LENGTHS = range(4, 65)
WALLET = "web3_wallet"
ADDRESS = re.compile(r"0x[0-9a-fA-F]{40}")
"""Of the Ethereum family; the letter case is a checksum and tells no two apart (USER-261, GAP-058)."""
EMAIL_LIMIT = 254
NAME_LIMIT = 256

TEST_EMAIL = re.compile(r"[^@]*\+clerk_test(?:\+[^@]*)?@.*", re.IGNORECASE)
TEST_PHONE = re.compile(r"\+1[0-9]{3}55501[0-9]{2}")
TEST_CODE = "424242"


class Identifiers:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    def normal(self, kind: str, value: str) -> str:
        """The form under which an identifier is stored and looked up: letter case tells nobody apart, nor do
        the separators of a number (GAP-052, GAP-057).
        """
        return e164(value) or value if kind == "phone_number" else value.lower()

    def kind(self, identifier: str) -> str:
        """What somebody means who only types an identifier."""
        if ADDRESS.fullmatch(identifier) and self.server.settings.attributes.web3_wallet.enabled:
            return WALLET
        if "@" in identifier:
            return "email_address"
        if identifier.startswith("+"):
            return "phone_number"
        return "username"

    def is_test(self, value: str) -> bool:
        """Test addresses get no mail and are proven by one fixed code, where test mode is on (AUTH-227, AUTH-228)."""
        return self.server.settings.instance.test_mode and bool(
            TEST_EMAIL.fullmatch(value) or TEST_PHONE.fullmatch(self.normal("phone_number", value))
        )

    def well_formed(self, kind: str, value: str) -> bool:
        if kind == "email_address":
            return len(value) <= EMAIL_LIMIT and EMAIL.fullmatch(value) is not None and ".." not in value
        if kind == "phone_number":
            return e164(value) is not None
        if kind == WALLET:
            return ADDRESS.fullmatch(value) is not None
        return self.username_problem(value, "identifier") is None

    def problem(self, kind: str, value: str) -> Problem | None:
        """Why a new value cannot be used as this identifier, apart from being taken (AUTH-301)."""
        if kind == "username":
            return self.username_problem(value, kind)
        return None if self.well_formed(kind, value) else refuse("form_param_format_invalid", kind)

    def username_problem(self, value: str, param: str) -> Problem | None:
        """USER-012, GAP-055."""
        if PHONE.fullmatch(value):
            return refuse("form_username_cannot_be_phone_number", param)
        if len(value) not in USERNAME_LENGTHS:
            return refuse("form_username_invalid_length", param)
        if not USERNAME.fullmatch(value):
            return refuse("form_username_invalid_character", param)
        if value.isdigit():
            return refuse("form_username_needs_non_number_char", param)
        return None

    def taken(self, kind: str, value: str, *, by_other_than: str | None = None) -> bool:
        holder = self.server.store.identifiers.get((kind, self.normal(kind, value)))
        return holder is not None and holder != by_other_than

    def masked(self, kind: str, value: str) -> str:
        """An identifier that the caller did not type is not told in full (AUTH-058)."""
        if kind == "email_address":
            name, _, host = value.partition("@")
            return f"{name[:1]}{'*' * max(len(name) - 1, 3)}@{host}"
        if kind == WALLET:
            return f"{value[:4]}...{value[-4:]}"
        return f"+{'*' * max(len(value) - 3, 1)}{value[-2:]}"


def e164(text: str) -> str | None:
    """The number as `+` and digits; None where no such number can exist.

    Possible and not valid is asked: nobody was ever given the numbers that test mode reserves.
    """
    if len(text) > PHONE_LIMIT or not text.startswith("+"):
        return None
    try:
        number = phonenumbers.parse(text)
    except phonenumbers.NumberParseException:
        return None
    plain = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    # An extension, or letters on the keys, are more than a number says.
    own = number.extension is None and not any(letter.isalpha() for letter in text)
    return plain if own and phonenumbers.is_possible_number(number) and PHONE.fullmatch(plain) else None
