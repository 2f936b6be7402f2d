"""A sign-up that goes on little by little, beside another, for too long, or that is over."""

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Intent
from fapi_conformance.errors import NotTestable
from fapi_conformance.expect import (
    complete,
    equals,
    is_complete,
    not_signed_in,
    present,
    refused,
    session_ids,
    signed_in,
    succeeded,
)
from fapi_conformance.expect import (
    member as listed,
)
from fapi_conformance.expect.look import ABSENT, at
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import sign_up_course as course
from fapi_conformance.target.member import Member
from fapi_conformance.target.target import Target

REFUSALS = (400, 401, 403, 404, 409, 410, 422)
TWO_DAYS = 2 * 24 * 3600
"""Seconds; attempts live a day (AUTH-289)."""


@proves(course.UPDATE_KEEPS, course.FIELDS_STEADY)
def test_little_by_little(visitor: Actor, target: Target) -> None:
    """An identifier, then a name, then a note: what was given stays."""
    known_by, name, note = target.identifier(), target.name(), {"note": target.name()}
    first = visitor.sign_ups.create(**known_by)
    if is_complete(first):
        raise NotTestable("a sign-up here is complete with an identifier alone, so that none stays open")
    sign_up_id = present(first, "id")

    second = visitor.sign_ups.update(sign_up_id, first_name=name)
    if is_complete(second):
        raise NotTestable("a sign-up here is complete with an identifier and a name")
    third = visitor.sign_ups.update(sign_up_id, unsafe_metadata=note)
    with step(course.UPDATE_KEEPS):
        equals(second, first_name=name, **known_by)
        for later in (third, visitor.sign_ups.read(sign_up_id)):
            equals(later, first_name=name, **known_by)
            if at(later.resource, "unsafe_metadata") is not ABSENT:  # a sign-up need not show it (AUTH-285)
                equals(later, unsafe_metadata=note)
    with step(course.FIELDS_STEADY):
        for fields in ("required_fields", "optional_fields"):
            was, now = set(listed(first, fields)), set(listed(third, fields))
            assert was == now, f"{fields} were {sorted(was)} and are {sorted(now)}"


@proves(course.OLDER)
def test_the_code_of_a_replaced_sign_up(visitor: Actor, target: Target) -> None:
    newcomer = target.newcomer()
    older = present(visitor.sign_ups.create(**newcomer, strategy="email_code"), "id")
    succeeded(visitor.sign_ups.create(**target.newcomer(), strategy="email_code"))

    code = target.code_sent(newcomer["email_address"])
    answer = visitor.sign_ups.attempt(older, strategy="email_code", code=code)

    refused(answer, REFUSALS)
    not_signed_in(visitor.clients.read())


@proves(course.ABANDONED)
def test_a_sign_up_of_two_days_ago(visitor: Actor, target: Target) -> None:
    sign_up_id = present(visitor.sign_ups.create(**target.newcomer()), "id")
    target.means.age(sign_up_id, TWO_DAYS)

    later = visitor.sign_ups.read(sign_up_id)
    again = visitor.sign_ups.prepare(sign_up_id, strategy="email_code")

    if later.ok:
        equals(later, status="abandoned")
    else:
        refused(later, (400, 401, 403, 404))
    refused(again, REFUSALS)


@proves(course.COMPLETED_CLOSED)
def test_a_sign_up_that_is_complete(visitor: Actor, target: Target) -> None:
    newcomer = target.newcomer()
    sign_up_id = present(visitor.sign_ups.create(**newcomer, strategy="email_code"), "id")
    code = target.code_sent(newcomer["email_address"])
    complete(visitor.sign_ups.attempt(sign_up_id, strategy="email_code", code=code))
    sessions, me = set(session_ids(visitor.clients.read().resource)), present(visitor.me.read(), "id")

    visitor.sign_ups.update(sign_up_id, unsafe_metadata={"again": True}, intent=Intent.OPEN)
    visitor.sign_ups.prepare(sign_up_id, strategy="email_code", intent=Intent.OPEN)
    visitor.sign_ups.attempt(sign_up_id, strategy="email_code", code=code, intent=Intent.OPEN)

    now = set(session_ids(visitor.clients.read().resource))
    assert now == sessions, f"the client had {len(sessions)} sessions and has {len(now)}"
    equals(visitor.me.read(), id=me)


@proves(course.BESIDE)
def test_beside_a_session(member: Member, target: Target) -> None:
    """Somebody else signs up on the client of a member, who stays signed in."""
    newcomer = target.newcomer()
    attempt = member.actor.sign_ups.create(**newcomer, strategy="email_code")

    code = target.code_sent(newcomer["email_address"])
    finished = member.actor.sign_ups.attempt(present(attempt, "id"), strategy="email_code", code=code)

    session = complete(finished)
    client = member.actor.clients.read()
    signed_in(client, session)
    signed_in(client, member.session_id)
    equals(client, last_active_session_id=session)


@proves(course.SESSION_EXISTS)
def test_where_one_session_is_all(member: Member, target: Target) -> None:
    answer = member.actor.sign_ups.create(**target.newcomer())

    refused(answer, 400, "session_exists")


@proves(course.NEVER_TWICE)
def test_an_address_has_one_user(visitor: Actor, member: Member, target: Target) -> None:
    """Refused at once, or led on and refused in the end: nobody gets the address a second time."""
    answer = visitor.sign_ups.create(**target.newcomer(email_address=member.email), strategy="email_code")

    if answer.ok:
        code = target.code_sent(member.email)
        answer = visitor.sign_ups.attempt(present(answer, "id"), strategy="email_code", code=code)
    user = at(answer.resource, "created_user_id")
    assert user in (None, ABSENT, member.user_id), "a second user has the address"
    if user != member.user_id:  # whoever proved the address may be let in as the one user who has it
        not_signed_in(visitor.clients.read())
