"""Who a member is going to be: unguessable, and made to fit what the environment asks of a sign-up."""

import os
import re
import secrets
import string
from collections.abc import Mapping
from dataclasses import dataclass, fields
from itertools import count

from fapi_conformance.client.form import FormValue
from fapi_conformance.target.environment import IDENTIFIERS, Environment

TEST_MARK = "+clerk_test"  # no mail is sent to such an address, and its code is public (AUTH-227)
TEST_CODE = "424242"
TEST_NUMBER = re.compile(r"\+1[0-9]{3}55501[0-9]{2}")
_SAFE_SPECIALS = "+$-_"  # allowed by every instance that was recorded (GAP-025)
_PASSWORD_LENGTH = 24
_NUMBERS = 789 * 100
_NUMBERS_APART = 1009  # prime: workers, whose process ids are near, are that far from each other
_taken = count()


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What a sign-up is filled with; None is not given."""

    email_address: str | None
    password: str | None
    first_name: str | None
    last_name: str | None
    username: str | None = None
    phone_number: str | None = None
    web3_wallet: str | None = None
    legal_accepted: bool | None = None

    def identifier(self, environment: Environment) -> str:
        """What this person signs in by: the first that there is of those that the instance takes."""
        own = {kind: value for kind in IDENTIFIERS if (value := getattr(self, kind)) is not None}
        taken = [value for kind, value in own.items() if environment.identifies_by(kind) is not False]
        return str(next(iter([*taken, *own.values()]), ""))

    def form(self) -> dict[str, FormValue]:
        """Every field that has a value, by its parameter name."""
        return {one.name: value for one in fields(self) if (value := getattr(self, one.name)) is not None}


def person(environment: Environment, *, address: str, wants: Mapping[str, str | None]) -> Person:
    """Somebody new. ``wants`` fixes fields by name; a field that the environment says is off is left out."""

    def field(name: str, made: str) -> str | None:
        if name in wants:
            return wants[name]
        return None if environment.attribute(name).enabled is False else made

    def only_if_required(name: str, made: str, *, anyway: bool = False) -> str | None:
        return wants.get(name, made if anyway or environment.attribute(name).required else None)

    email = field("email_address", address)
    # Everybody is known by something, also where an instance asks for nothing in particular.
    brought = [one for one in ("phone_number", "username") if environment.attribute(one).required]
    known = (["email_address"] if email is not None else []) + brought
    without = not any(environment.identifies_by(one) is not False for one in known)
    by_number = without and _serves(environment, "phone_number")
    return Person(
        email_address=email,
        password=field("password", new_password(environment)),
        first_name=field("first_name", new_name()),
        last_name=field("last_name", new_name()),
        username=only_if_required(
            "username", new_username(), anyway=without and not by_number and _serves(environment, "username")
        ),
        phone_number=only_if_required("phone_number", new_phone_number(), anyway=by_number),
        web3_wallet=wants.get("web3_wallet"),
        legal_accepted=True if environment.legal_consent else None,
    )


def _serves(environment: Environment, kind: str) -> bool:
    """Whether people can be known by it."""
    return environment.attribute(kind).enabled is True and environment.identifies_by(kind) is not False


def new_address(*, test: bool = True, domain: str = "example.com") -> str:
    return f"fc{secrets.token_hex(10)}{TEST_MARK if test else ''}@{domain}"


def new_domain() -> str:
    """The name of a domain that nobody has."""
    return f"fc{secrets.token_hex(10)}.com"


def new_phone_number() -> str:
    """A test number (AUTH-228): +1, any area code, 555 0100 to 0199.

    There are so few that random ones would soon meet: each process takes one after the other, from a place of its own.
    """
    place = (os.getpid() * _NUMBERS_APART + next(_taken)) % _NUMBERS
    area, last = divmod(place, 100)
    return f"+1{201 + area}55501{last:02}"


def new_username() -> str:
    return f"u{secrets.token_hex(10)}"


def is_test(to: str) -> bool:
    """Whether that address or number is one that test mode keeps for tests."""
    return TEST_MARK in to or TEST_NUMBER.fullmatch(to) is not None


def kind_of(identifier: str) -> str:
    """What somebody is known by, as it looks."""
    if "@" in identifier:
        return "email_address"
    return "phone_number" if identifier.startswith("+") else "username"


def new_name() -> str:
    """Twelve random letters, the first a capital: nothing that a rule for names could refuse."""
    return "".join(secrets.choice(string.ascii_lowercase) for _ in range(12)).capitalize()


def new_password(environment: Environment) -> str:
    """Random, with every class of character, inside the lengths and the special characters that the rules allow."""
    rules = environment.password_rules
    length = min(max(rules.min_length, _PASSWORD_LENGTH), rules.max_length)
    allowed = rules.special_characters
    special = next((one for one in _SAFE_SPECIALS if one in allowed), allowed[0] if allowed else _SAFE_SPECIALS[0])
    letters = string.ascii_letters + string.digits
    rest = [secrets.choice(letters) for _ in range(max(length - 4, 0))]
    classes = [secrets.choice(string.ascii_lowercase), secrets.choice(string.ascii_uppercase)]
    return "".join([*classes, *rest, special, secrets.choice(string.digits)])


def short_password(environment: Environment) -> str:
    """One letter shorter than the rules allow, and otherwise as they want it: every class of character is in it."""
    whole, shortest = new_password(environment), environment.password_rules.min_length
    return whole[: shortest - 3] + whole[-2:]
