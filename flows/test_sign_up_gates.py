"""What stands before a sign-up: the legal terms, the question whether one is a robot, and closed doors."""

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.browser import Browser
from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.client.form import FormValue
from fapi_conformance.client.native import NativeApp
from fapi_conformance.expect import (
    complete,
    equals,
    excludes,
    includes,
    is_complete,
    not_signed_in,
    present,
    refused,
    succeeded,
)
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import sign_up_gates as gates
from fapi_conformance.target.member import Member
from fapi_conformance.target.target import Target

BYPASS = "__clerk_testing_token"
"""The query parameter that official test tools put beside every request (AUTH-218)."""


# legal terms


@proves(gates.LEGAL_MISSING, gates.LEGAL_ACCEPTED)
def test_terms_are_missing_until_they_are_accepted(visitor: Actor, target: Target) -> None:
    attempt = visitor.sign_ups.create(**target.identifier())
    with step(gates.LEGAL_MISSING):
        includes(attempt, "missing_fields", "legal_accepted")
        equals(attempt, status="missing_requirements", legal_accepted_at=None)

    accepted = visitor.sign_ups.update(present(attempt, "id"), legal_accepted=True)
    with step(gates.LEGAL_ACCEPTED):
        excludes(accepted, "missing_fields", "legal_accepted")
        present(accepted, "legal_accepted_at")


@proves(gates.LEGAL_WAITED_FOR)
def test_terms_are_waited_for(visitor: Actor, target: Target) -> None:
    """Everything but the terms; then the terms."""
    newcomer = {name: value for name, value in target.newcomer().items() if name != "legal_accepted"}
    sign_up_id = present(visitor.sign_ups.create(**newcomer, strategy="email_code"), "id")

    code = target.code_sent(newcomer["email_address"])
    verified = visitor.sign_ups.attempt(sign_up_id, strategy="email_code", code=code)
    equals(verified, status="missing_requirements", created_session_id=None)

    complete(visitor.sign_ups.update(sign_up_id, legal_accepted=True))


@proves(gates.LEGAL_REFUSED)
def test_terms_that_are_not_accepted(visitor: Actor, target: Target) -> None:
    answer = visitor.sign_ups.create(**target.identifier(), legal_accepted=False)

    refused(answer, 422, "legal_not_accepted")


@proves(gates.LEGAL_USER)
def test_the_user_who_accepted(member: Member) -> None:
    present(member.actor.me.read(), "legal_accepted_at")


# bot protection


def unprotected(browser: Browser, target: Target, *, captcha: str | None = None, bypass: str | None = None) -> Answer:
    """A sign-up by a browser without the testing token that it would bring along, or with another one."""
    solution: dict[str, FormValue] = {} if captcha is None else {"captcha_token": captcha}
    return browser.act("createSignUps", query={BYPASS: bypass}, form={**target.identifier(), **solution})


@proves(gates.TESTING_TOKEN)
def test_a_testing_token_in_the_place_of_a_captcha(browser: Browser, target: Target) -> None:
    succeeded(browser.sign_ups.create(**target.identifier()))


@proves(gates.CAPTCHA_MISSING)
def test_no_captcha(browser: Browser, target: Target) -> None:
    refused(unprotected(browser, target), 400, "captcha_missing_token")


@proves(gates.CAPTCHA_INVALID)
def test_a_captcha_that_was_not_solved(browser: Browser, target: Target) -> None:
    refused(unprotected(browser, target, captcha="unsolved"), 400, "captcha_invalid")


@proves(gates.CAPTCHA_FORGED)
def test_a_testing_token_that_nobody_made(browser: Browser, target: Target) -> None:
    answer = unprotected(browser, target, bypass="1700000000-c_000000000000000000000000000")

    refused(answer, 400, ("captcha_missing_token", "captcha_invalid"))


@proves(gates.CAPTCHA_NATIVE)
def test_an_app_without_a_captcha(native: NativeApp, target: Target) -> None:
    succeeded(native.sign_ups.create(**target.identifier()))


@proves(gates.CAPTCHA_UNASKED)
def test_a_captcha_that_nobody_asked_for(browser: Browser, target: Target) -> None:
    refused(unprotected(browser, target, captcha="unasked"), 400, "captcha_not_enabled")


# closed doors


def stays_a_stranger(answer: Answer, visitor: Actor) -> None:
    """Refused, or led on without ever becoming a user."""
    assert not is_complete(answer), "the sign-up is complete"
    if answer.ok:
        equals(answer, created_user_id=None, created_session_id=None)
    not_signed_in(visitor.clients.read())


@proves(gates.RESTRICTED, gates.RESTRICTED_CODE)
def test_without_an_invitation(visitor: Actor, target: Target) -> None:
    answer = visitor.sign_ups.create(**target.newcomer())

    with step(gates.RESTRICTED):
        stays_a_stranger(by_code(answer, visitor, target), visitor)
    with step(gates.RESTRICTED_CODE):
        refused(answer, 403, "sign_up_mode_restricted")


@proves(gates.INVITED)
def test_with_an_invitation(visitor: Actor, target: Target) -> None:
    address = target.address()
    ticket = target.invitation(address)["ticket"]

    answer = visitor.sign_ups.create(strategy="ticket", ticket=ticket)

    succeeded(answer)
    equals(answer, email_address=address)


@proves(gates.WAITLIST, gates.WAITLIST_CODE)
def test_past_the_waitlist(visitor: Actor, target: Target) -> None:
    answer = visitor.sign_ups.create(**target.newcomer())

    with step(gates.WAITLIST):
        stays_a_stranger(by_code(answer, visitor, target), visitor)
    with step(gates.WAITLIST_CODE):
        refused(answer, 403, "sign_up_restricted_waitlist")


def by_code(answer: Answer, visitor: Actor, target: Target) -> Answer:
    """A sign-up that was led on, brought as far as a code brings it."""
    if not answer.ok or is_complete(answer) or not target.codes.at_hand("email_address"):
        return answer
    sign_up_id = present(answer, "id")
    if visitor.sign_ups.prepare(sign_up_id, strategy="email_code", intent=Intent.OPEN).ok:
        code = target.code_sent(present(answer, "email_address"))
        visitor.sign_ups.attempt(sign_up_id, strategy="email_code", code=code, intent=Intent.OPEN)
    return visitor.sign_ups.read(sign_up_id)
