"""A session is verified anew: by the first factor, by the second, by both; and what is refused on the way."""

from collections.abc import Callable

from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect import equals, factor, refused, succeeded
from fapi_conformance.expect.look import at, outcome, say
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.recipes.refusals import ANY_REFUSAL
from fapi_conformance.requirements import reverification
from fapi_conformance.target.member import Member
from fapi_conformance.target.refusals import accepted
from fapi_conformance.target.second_factors import next_code, with_phone
from fapi_conformance.target.target import Target

FIRST, SECOND, BOTH = "first_factor", "second_factor", "multi_factor"
ANYTHING_BUT = "no wrong one"


def started(member: Member, level: str = FIRST) -> Answer:
    return accepted(
        member.actor, member.actor.sessions.verify.start(member.session_id, level=level), "a reverification"
    )


def done(answer: Answer, of: Member) -> None:
    """Complete, and about this very session."""
    succeeded(answer)
    equals(answer, status="complete", session__id=of.session_id)


def declined(answer: Answer) -> None:
    """Refused, in whatever words."""
    if answer.status not in ANY_REFUSAL:
        raise Deviation(expected="a refusal", got=outcome(answer), where="status")


def sent(member: Member) -> None:
    """A reverification is started, and its email code on the way."""
    try:
        email = factor(started(member), "email_code")
    except AssertionError as problem:
        raise NotTestable("the session is not to be verified by an email code") from problem
    prepared = member.actor.sessions.verify.prepare_first_factor(
        member.session_id, strategy="email_code", email_address_id=email.get("email_address_id", ...)
    )
    accepted(member.actor, prepared, "the reverification with its code prepared")


def by_turns(secured: Member) -> None:
    """A reverification by both factors is started, and the first one is due."""
    answer = started(secured, BOTH)
    is_not_complete(answer)
    if at(answer.resource, "status") != "needs_first_factor":  # the order is inferred (AUTH-345)
        raise NotTestable("the second factor comes first here")


def is_not_complete(answer: Answer) -> None:
    if at(answer.resource, "status") == "complete":
        raise Deviation(expected="a factor that is due", got=say("complete"), where="$.response.status")


@proves(reverification.STARTED, reverification.PASSWORD)
def test_by_password(member: Member) -> None:
    verify = member.actor.sessions.verify
    with step(reverification.STARTED):
        answer = succeeded(verify.start(member.session_id, level=FIRST))
        equals(answer, level=FIRST, session__id=member.session_id)
        is_not_complete(answer)
    with step(reverification.PASSWORD):
        proven = verify.attempt_first_factor(member.session_id, strategy="password", password=member.password)
        done(proven, member)


@proves(reverification.EMAIL_CODE)
def test_by_email_code(member: Member, target: Target) -> None:
    verify = member.actor.sessions.verify
    sent(member)

    code = target.code_sent(member.email)
    done(verify.attempt_first_factor(member.session_id, strategy="email_code", code=code), member)


@proves(reverification.WRONG_CODE, reverification.AFTER_A_SLIP)
def test_a_wrong_email_code(member: Member, target: Target) -> None:
    verify, session_id = member.actor.sessions.verify, member.session_id
    sent(member)

    wrong = verify.attempt_first_factor(
        session_id, strategy="email_code", code=target.wrong_code, intent=Intent.INVALID
    )

    with step(reverification.WRONG_CODE):
        declined(wrong)
    with step(reverification.AFTER_A_SLIP):
        code = target.code_sent(member.email)
        done(verify.attempt_first_factor(session_id, strategy="email_code", code=code), member)


@proves(reverification.WRONG_PASSWORD, reverification.WRONG_PASSWORD_CODE, reverification.AFTER_A_SLIP)
def test_a_wrong_password(member: Member, target: Target) -> None:
    verify, session_id = member.actor.sessions.verify, member.session_id
    started(member)

    wrong = verify.attempt_first_factor(
        session_id, strategy="password", password=target.password(), intent=Intent.INVALID
    )
    with step(reverification.WRONG_PASSWORD):
        declined(wrong)
    with step(reverification.WRONG_PASSWORD_CODE):
        refused(wrong, 422, "form_password_incorrect")
    with step(reverification.AFTER_A_SLIP):
        done(verify.attempt_first_factor(session_id, strategy="password", password=member.password), member)


@proves(reverification.OWNER)
def test_the_password_of_somebody_else(member: Member, new_member: Callable[..., Member], target: Target) -> None:
    """Both are signed in on this client, and the other one is active."""
    verify, other = member.actor.sessions.verify, new_member()
    target.sign_in(other, member.actor)
    started(member)

    answer = verify.attempt_first_factor(
        member.session_id, strategy="password", password=other.password, intent=Intent.INVALID
    )

    declined(answer)


@proves(reverification.NOT_STARTED, reverification.NOT_STARTED_CODE)
def test_nothing_started(member: Member, target: Target) -> None:
    verify, session_id, code = member.actor.sessions.verify, member.session_id, target.wrong_code
    early = [
        verify.prepare_first_factor(session_id, strategy="email_code", intent=Intent.INVALID),
        verify.attempt_first_factor(
            session_id, strategy="password", password=member.password or ANYTHING_BUT, intent=Intent.INVALID
        ),
        verify.prepare_second_factor(session_id, strategy="phone_code", intent=Intent.INVALID),
        verify.attempt_second_factor(session_id, strategy="phone_code", code=code, intent=Intent.INVALID),
    ]

    with step(reverification.NOT_STARTED):
        for answer in early:
            declined(answer)
    with step(reverification.NOT_STARTED_CODE):
        refused(early[1], 400, "session_reverification_missing")


@proves(reverification.FALLBACK)
def test_without_a_second_factor(newcomer: Member) -> None:
    for level in (SECOND, BOTH):
        answer = newcomer.actor.sessions.verify.start(newcomer.session_id, level=level)

        succeeded(answer)
        equals(answer, status="needs_first_factor", level=FIRST)


@proves(reverification.SECOND_FACTOR, reverification.SECOND_FACTOR_AT_ONCE)
def test_by_the_second_factor(member: Member, target: Target) -> None:
    secured = target.secured(member)
    verify, session_id = secured.actor.sessions.verify, secured.session_id
    assert secured.authenticator is not None
    answer = started(secured, SECOND)
    with step(reverification.SECOND_FACTOR_AT_ONCE):
        equals(answer, status="needs_second_factor")
    with step(reverification.SECOND_FACTOR):
        equals(answer, level=SECOND)
        is_not_complete(answer)
        if at(answer.resource, "status") != "needs_second_factor":
            raise NotTestable("the first factor is wanted as well")
        code = next_code(target, secured.authenticator)
        done(verify.attempt_second_factor(session_id, strategy="totp", code=code), secured)


@proves(reverification.MULTI_FACTOR)
def test_by_both_factors(member: Member, target: Target) -> None:
    secured = target.secured(member)
    verify, session_id = secured.actor.sessions.verify, secured.session_id
    assert secured.authenticator is not None
    by_turns(secured)

    first = verify.attempt_first_factor(session_id, strategy="password", password=secured.password)
    is_not_complete(succeeded(first))

    code = next_code(target, secured.authenticator)
    done(verify.attempt_second_factor(session_id, strategy="totp", code=code), secured)


@proves(reverification.OUT_OF_TURN)
def test_the_second_factor_before_the_first(member: Member, target: Target) -> None:
    secured = target.secured(member)
    verify, session_id = secured.actor.sessions.verify, secured.session_id
    assert secured.authenticator is not None
    by_turns(secured)
    code = next_code(target, secured.authenticator)

    declined(verify.attempt_second_factor(session_id, strategy="totp", code=code, intent=Intent.INVALID))
    is_not_complete(verify.attempt_first_factor(session_id, strategy="password", password=secured.password))


@proves(reverification.BY_PHONE)
def test_by_a_code_to_the_phone(member: Member, target: Target) -> None:
    try:
        number = with_phone(target, member)
    except AssertionError as problem:
        raise NotTestable("no number could be reserved for the second factor") from problem
    verify, session_id = member.actor.sessions.verify, member.session_id
    equals(started(member, SECOND), level=SECOND)

    prepared = verify.prepare_second_factor(session_id, strategy="phone_code", phone_number_id=number.id)
    accepted(member.actor, prepared, "the reverification with its code prepared")

    code = target.code_sent(number.value)
    done(verify.attempt_second_factor(session_id, strategy="phone_code", code=code), member)


@proves(reverification.ENDED)
def test_a_session_that_is_over(member: Member) -> None:
    sessions, session_id = member.actor.sessions, member.session_id
    succeeded(sessions.end(session_id))

    declined(sessions.verify.start(session_id, level=FIRST, intent=Intent.INVALID))
