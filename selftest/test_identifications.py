"""The reference's rules of addresses, numbers and devices, as far as they are more than one line."""

import json
from itertools import product
from typing import Any

import pytest

from fapi_conformance.requirements.identification import EMAIL_ADDRESS, PHONE_NUMBER
from fapi_conformance.target.capabilities import capabilities
from fapi_conformance.target.environment import Environment
from fapi_reference.problems import Problem
from fapi_reference.records.people import User
from fapi_reference.records.sessions import Client
from fapi_reference.reference import Reference
from fapi_reference.services.identifications import PROOF, REFUSED
from fapi_reference.services.identifiers import e164
from fapi_reference.services.user_agents import told
from fapi_reference.settings import Settings

STATES, EVENTS = ("none", "unverified", "failed", "expired", "verified"), ("prepare", "attempt")
CLIENT = Client(id="client_1", created_at=0, updated_at=0)


@pytest.fixture
def server() -> Reference:
    return Reference(Settings(), "http://127.0.0.1:1")


@pytest.fixture
def user(server: Reference) -> User:
    """Known by one verified address."""
    made = server.users.make()
    prove(server, made, "email_address", "first+clerk_test@example.com")
    return made


def prove(server: Reference, user: User, kind: str, value: str) -> Any:
    item = server.identifications.add(user, kind, value)
    server.identifications.prepare(item, "email_code" if kind == "email_address" else "phone_code", CLIENT)
    server.identifications.attempt(user, item, "424242")
    return item


# numbers


@pytest.mark.parametrize(
    ("given", "plain"),
    [
        ("+12015550100", "+12015550100"),
        ("+1 (201) 555-0100", "+12015550100"),
        ("+44 20 7946 0958", "+442079460958"),
        ("+15555550100", "+15555550100"),
        ("12015550100", None),
        ("0012015550100", None),
        ("+1201555010", None),
        ("+1 201 555 CALL", None),
        ("+12015550100;ext=7", None),
        ("+12015550100 ext. 7", None),
        ("+", None),
        ("", None),
        ("nobody", None),
        ("+" + "1" * 40, None),
    ],
)
def test_a_number_has_one_spelling_or_is_none(given: str, plain: str | None) -> None:
    assert e164(given) == plain


# devices


@pytest.mark.parametrize(
    ("user_agent", "device", "mobile", "browser"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Mobile/15E148 Safari/604.1",
         "iPhone", True, "Safari"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) CriOS/126.0 Mobile/15E148 Safari/604.1",
         "iPhone", True, "Chrome"),
        ("Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/126.0.0.0 Mobile Safari/537.36", "Android", True, "Chrome"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0",
         "Windows", False, "Edge"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 14.5; rv:127.0) Gecko/20100101 Firefox/127.0",
         "Macintosh", False, "Firefox"),
        ("fapi-conformance/0.1", None, False, None),
        ("", None, False, None),
    ],
)  # fmt: skip
def test_a_user_agent_tells_a_device(user_agent: str, device: str | None, mobile: bool, browser: str | None) -> None:
    seen = told(user_agent)

    assert (seen.device_type, seen.is_mobile, seen.browser_name) == (device, mobile, browser)


# verification


def test_every_state_and_event_is_in_one_of_the_two_tables() -> None:
    assert set(PROOF) | set(REFUSED) == set(product(STATES, EVENTS))
    assert not set(PROOF) & set(REFUSED)
    assert set(PROOF.values()) == {"unverified", "verified"}


def test_who_proves_it_first_has_it(server: Reference, user: User) -> None:
    value = "shared+clerk_test@example.com"
    mine = server.identifications.add(user, "email_address", value)
    server.identifications.prepare(mine, "email_code", CLIENT)
    other = server.users.make()
    prove(server, other, "email_address", value)

    with pytest.raises(Problem, match="identification_claimed"):
        server.identifications.attempt(user, mine, "424242")

    assert server.users.find("email_address", value) is other


def test_an_unproven_claim_of_a_deleted_user_frees_nothing(server: Reference, user: User) -> None:
    other = server.users.make()
    value = user.email_addresses[0].value
    claim = server.users.new_identification("email_address", value, None)
    other.email_addresses.append(claim)

    server.users.delete(other)

    assert server.users.find("email_address", value) is user


# numbers as second factors


def test_the_default_moves_on_when_it_is_released(server: Reference, user: User) -> None:
    numbers = server.second_factor_numbers
    first, second = (prove(server, user, "phone_number", f"+1201555010{last}") for last in (1, 2))
    numbers.update(user, first, True, None)
    numbers.update(user, second, True, None)
    assert (first.default_second_factor, second.default_second_factor) == (True, False)

    numbers.update(user, first, False, None)

    assert (first.default_second_factor, second.default_second_factor) == (False, True)
    assert user.primary("phone_number") is first


def test_the_only_identification_is_not_reserved(server: Reference) -> None:
    user = server.users.make()
    number = prove(server, user, "phone_number", "+12015550103")

    with pytest.raises(Problem, match="identification_update_failed"):
        server.second_factor_numbers.update(user, number, True, None)


def test_an_update_is_done_as_a_whole_or_not_at_all(server: Reference, user: User) -> None:
    number = prove(server, user, "phone_number", "+12015550104")

    with pytest.raises(Problem, match="identification_update_failed"):
        server.second_factor_numbers.update(user, number, False, True)

    assert not number.reserved_for_second_factor
    assert not number.default_second_factor


# what is required


def test_both_kinds_have_the_same_requirements_under_ids_of_their_own() -> None:
    emails, numbers = (
        {name: getattr(required, name).id.partition(".")[2] for name in required.__dataclass_fields__}
        for required in (EMAIL_ADDRESS, PHONE_NUMBER)
    )

    assert emails == numbers


@pytest.mark.parametrize(
    ("attribute", "offered"),
    [
        ({"enabled": True, "verifications": ["phone_code"], "used_for_second_factor": True}, (True, True, True)),
        ({"enabled": True, "verifications": ["phone_code"]}, (True, True, None)),
        ({"enabled": True, "verifications": []}, (True, False, False)),
        ({"enabled": True}, (True, None, None)),
        ({"enabled": True, "immutable": True, "verifications": ["phone_code"]}, (False, False, False)),
        ({"enabled": False, "used_for_second_factor": True}, (False, False, False)),
        ({}, (None, None, None)),
    ],
    ids=lambda value: json.dumps(value) if isinstance(value, dict) else None,
)
def test_what_an_environment_says_of_numbers(attribute: dict[str, Any], offered: tuple[bool | None, ...]) -> None:
    said = capabilities(Environment({"user_settings": {"attributes": {"phone_number": attribute}}}))

    assert (said["phone-numbers"], said["phone-verification"], said["phone-second-factor"]) == offered
