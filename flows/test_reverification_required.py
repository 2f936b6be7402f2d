"""What wants a session that was verified of late: refused in an old one, done in one that was verified anew."""

from collections.abc import Callable
from functools import partial

import pytest

from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.client.form import FormValue
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect import equals, refused, succeeded
from fapi_conformance.expect.look import at, outcome
from fapi_conformance.plugin.journey import proves
from fapi_conformance.requirements import reverification, reverification_kept
from fapi_conformance.target.capabilities import Capability
from fapi_conformance.target.identifications import EMAIL, PHONE, Kind, added, proven
from fapi_conformance.target.member import Member
from fapi_conformance.target.passkeys import arranging, begun
from fapi_conformance.target.refusals import STEP_UP, accepted, not_by_settings
from fapi_conformance.target.second_factors import next_code
from fapi_conformance.target.target import Target

MINUTES = 20
Act = Callable[..., Answer]
"""Does something sensitive, as the intent says."""


def grow_old(member: Member, target: Target) -> None:
    target.means.age(member.session_id, MINUTES * 60)


def verify_anew(member: Member, target: Target) -> None:
    """By password, and by the second factor where the member has one: the strongest may be wanted (REV-003)."""
    both = member.authenticator is not None
    if not both and target.capabilities[Capability.SECOND_FACTOR_REQUIRED] is True:
        raise NotTestable("everybody here has a second factor, and this one is no authenticator app")
    actor, session_id = member.actor, member.session_id
    verify = actor.sessions.verify
    level = "multi_factor" if both else "first_factor"
    accepted(actor, verify.start(session_id, level=level), "a reverification")
    answer = verify.attempt_first_factor(session_id, strategy="password", password=member.password)
    accepted(actor, answer, "the session verified anew by password")
    if member.authenticator is not None:
        answer = verify.attempt_second_factor(session_id, strategy="totp", code=next_code(target, member.authenticator))
        accepted(actor, answer, "the session verified anew by the authenticator app")


def wants_it(member: Member, target: Target, act: Act) -> Answer:
    """Refused while the factors are old, done afterwards."""
    grow_old(member, target)
    answer = act(intent=Intent.INVALID)
    not_by_settings(answer, but=STEP_UP)
    refused(answer, 403, STEP_UP)
    verify_anew(member, target)
    return done(act())


def done(answer: Answer) -> Answer:
    """Here even the wish for a fresh session is a refusal like any other."""
    not_by_settings(answer, but=STEP_UP)
    if answer.status != 200:
        raise Deviation(expected="200", got=outcome(answer), where="status")
    return answer


def adding(member: Member, target: Target, kind: Kind) -> Act:
    form: dict[str, FormValue] = {kind.name: kind.new(target)}

    def add(*, intent: Intent = Intent.VALID) -> Answer:
        return kind.area(member.actor).create(intent=intent, **form)

    return add


def count(member: Member, kind: Kind) -> int:
    listed = at(succeeded(member.actor.me.read()).resource, kind.listed)
    return len(listed) if isinstance(listed, list) else 0


def added_once(member: Member, target: Target, kind: Kind) -> None:
    """The refused try has left nothing behind: the same address or number is new when it is added at last."""
    before = count(member, kind)
    wants_it(member, target, adding(member, target, kind))
    assert count(member, kind) == before + 1, f"{count(member, kind)} of them, and there were {before}"


@proves(reverification.ADD_ADDRESS)
def test_adding_an_address(member: Member, target: Target) -> None:
    added_once(member, target, EMAIL)


@proves(reverification.ADD_NUMBER)
def test_adding_a_number(member: Member, target: Target) -> None:
    added_once(member, target, PHONE)


@proves(reverification.DELETE_ADDRESS)
def test_deleting_an_address(member: Member, target: Target) -> None:
    item = added(target, member.actor, EMAIL)

    wants_it(member, target, partial(item.area.delete, item.id))


@proves(reverification.DELETE_NUMBER)
def test_deleting_a_number(member: Member, target: Target) -> None:
    item = added(target, member.actor, PHONE)

    wants_it(member, target, partial(item.area.delete, item.id))


@proves(reverification.CHANGE_PASSWORD)
def test_changing_the_password(member: Member, target: Target) -> None:
    change = partial(member.actor.me.change_password, current_password=member.password)

    wants_it(member, target, partial(change, new_password=target.password()))


@proves(reverification.REMOVE_PASSWORD)
def test_removing_the_password(member: Member, target: Target) -> None:
    answer = wants_it(member, target, partial(member.actor.me.remove_password, current_password=member.password))

    equals(answer, password_enabled=False)


@proves(reverification.RENAME)
def test_changing_the_username(member: Member, target: Target) -> None:
    name = target.name().lower()

    answer = wants_it(member, target, partial(member.actor.me.update, username=name))

    equals(answer, username=name)


@proves(reverification.ADD_APP)
def test_taking_an_app_into_use(newcomer: Member, target: Target) -> None:
    wants_it(newcomer, target, newcomer.actor.me.totp.create)


@proves(reverification.ADD_PASSKEY)
def test_adding_a_passkey(member: Member, target: Target) -> None:
    wants_it(member, target, member.actor.me.passkeys.create)


@proves(reverification.DELETE_PASSKEY)
def test_deleting_a_passkey(member: Member, target: Target) -> None:
    with arranging():
        one = begun(member.actor)

    wants_it(member, target, partial(member.actor.me.passkeys.delete, one.id))


@proves(reverification_kept.DELETE_APP)
def test_giving_up_an_app(member: Member, target: Target) -> None:
    secured = target.secured(member)

    answer = wants_it(secured, target, secured.actor.me.totp.delete)

    equals(answer, deleted=True)


@proves(reverification_kept.NEW_PAPER)
def test_making_backup_codes(member: Member, target: Target) -> None:
    secured = target.secured(member)

    wants_it(secured, target, secured.actor.me.backup_codes.create)


@proves(reverification_kept.LEAD)
def test_another_primary_address(member: Member, target: Target) -> None:
    item = proven(target, member.actor, EMAIL)

    answer = wants_it(member, target, partial(member.actor.me.update, primary_email_address_id=item.id))

    equals(answer, primary_email_address_id=item.id)


@proves(reverification.REVOKE)
def test_revoking_another_session(member: Member, target: Target) -> None:
    elsewhere = target.elsewhere(member)

    answer = wants_it(member, target, partial(member.actor.me.sessions.revoke, elsewhere.session_id))

    equals(answer, id=elsewhere.session_id)


@proves(reverification.DELETE_SELF)
def test_deleting_the_account(member: Member, target: Target) -> None:
    wants_it(member, target, member.actor.me.delete)


@proves(reverification.FRESH)
def test_a_new_session_is_fresh(member: Member, target: Target) -> None:
    done(adding(member, target, EMAIL)())


@proves(reverification.HARMLESS)
def test_a_name_is_no_matter(member: Member, target: Target) -> None:
    grow_old(member, target)

    done(member.actor.me.update(first_name=target.name()))


@proves(reverification.OFF)
def test_an_instance_without_it(member: Member, target: Target) -> None:
    grow_old(member, target)

    answer = adding(member, target, EMAIL)()

    if STEP_UP in answer.codes:
        pytest.fail(f"the environment says that there is no reverification, and it is asked for: {answer.status}")
    if not answer.ok:
        raise NotTestable("the address is refused for another reason")
