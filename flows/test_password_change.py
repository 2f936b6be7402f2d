"""A member changes the password: by the current one, with and without signing others out, and what is refused."""

import pytest

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.client.form import OMIT, FormValue
from fapi_conformance.errors import NotTestable
from fapi_conformance.expect import equals, member, not_signed_in, refused, session_ids, succeeded
from fapi_conformance.expect.in_time import in_time
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.recipes.refusals import ANY_REFUSAL
from fapi_conformance.requirements import password
from fapi_conformance.target.member import Member
from fapi_conformance.target.target import Target

WRONG = ("form_password_incorrect", "form_password_validation_failed")
WRONG_AT_SIGN_IN = ("form_password_incorrect", "form_password_or_identifier_incorrect")
NAMES = ("password", "password_digest", "password_hasher", "new_password")


def by_password(actor: Actor, of: Member, secret: str | None) -> Answer:
    return actor.sign_ins.create(strategy="password", identifier=of.identifier, password=secret)


def stays(target: Target, of: Member) -> None:
    """The password is the one that it was."""
    succeeded(by_password(target.visitor("by the old password"), of, of.password))


def set_as(of: Member, name: str, value: str) -> Answer:
    form: dict[str, FormValue] = {name: value}
    return of.actor.me.update(intent=Intent.OPEN, **form)


@pytest.fixture
def keeper(member: Member) -> Member:
    if member.password is None:
        raise NotTestable("the member has no password")
    return member


@proves(password.CHANGED, password.NEW_WORKS, password.OLD_REFUSED, password.DATED, password.KEEPS_SESSIONS)
def test_another_password(keeper: Member, target: Target) -> None:
    elsewhere = target.elsewhere(keeper)
    before = keeper.actor.me.read().resource
    new = target.password()

    answer = keeper.actor.me.change_password(current_password=keeper.password, new_password=new)

    with step(password.CHANGED):
        equals(succeeded(answer), id=keeper.user_id, password_enabled=True)
    with step(password.NEW_WORKS):
        succeeded(by_password(target.visitor("by the new password"), keeper, new))
    with step(password.OLD_REFUSED):
        refused(by_password(target.visitor("by the old password"), keeper, keeper.password), 422, WRONG_AT_SIGN_IN)
    with step(password.DATED):
        was, is_ = before.get("password_last_updated_at"), member(answer, "password_last_updated_at")
        assert isinstance(is_, int), f"dated {is_!r}"
        assert not isinstance(was, int) or is_ >= was, "the date went back"
    with step(password.KEEPS_SESSIONS):
        equals(elsewhere.actor.me.read(), id=keeper.user_id)


@proves(password.SIGNS_OUT, password.STAYS)
def test_others_are_signed_out(keeper: Member, target: Target) -> None:
    elsewhere = target.elsewhere(keeper)

    answer = keeper.actor.me.change_password(
        current_password=keeper.password, new_password=target.password(), sign_out_of_other_sessions=True
    )

    with step(password.SIGNS_OUT):
        succeeded(answer)
        in_time(lambda: not_signed_in(elsewhere.actor.clients.read()), target.settles)
    with step(password.STAYS):
        assert keeper.session_id in session_ids(keeper.actor.clients.read().resource), "whoever asked is signed out"


@proves(password.WRONG_CURRENT, password.WRONG_CURRENT_GUARDED, password.WRONG_CURRENT_CODE)
def test_by_a_wrong_one(keeper: Member, target: Target) -> None:
    answer = keeper.actor.me.change_password(
        current_password=target.password(), new_password=target.password(), intent=Intent.INVALID
    )

    with step(password.WRONG_CURRENT):
        refused(answer, 422)
        stays(target, keeper)
    with step(password.WRONG_CURRENT_GUARDED):
        refused(answer, ANY_REFUSAL)
        stays(target, keeper)
    with step(password.WRONG_CURRENT_CODE):
        refused(answer, 422, WRONG)


@proves(password.NO_CURRENT)
def test_without_the_current_one(keeper: Member, target: Target) -> None:
    for left in (OMIT, ""):
        answer = keeper.actor.me.change_password(
            new_password=target.password(), current_password=left, intent=Intent.INVALID
        )

        refused(answer, ANY_REFUSAL)
    stays(target, keeper)


@proves(password.FRESH_INSTEAD)
def test_in_a_fresh_session(keeper: Member, target: Target) -> None:
    """As the official profile page does it, which asks for no password where sessions are verified anew."""
    new = target.password()

    succeeded(keeper.actor.me.change_password(new_password=new))

    succeeded(by_password(target.visitor("by the new password"), keeper, new))


@proves(password.NO_ATTRIBUTE, password.NO_ATTRIBUTE_CODE)
def test_as_if_it_were_an_attribute(keeper: Member, target: Target) -> None:
    new = target.password()

    answers = [set_as(keeper, name, new) for name in NAMES]

    with step(password.NO_ATTRIBUTE):
        refused(by_password(target.visitor("by the given password"), keeper, new), ANY_REFUSAL)
        stays(target, keeper)
    with step(password.NO_ATTRIBUTE_CODE):
        refused(answers[0], 403, "updating_user_password_deprecated")


@proves(password.FIRST, password.NOTHING_TO_REMOVE)
def test_the_first_one(target: Target) -> None:
    bare = target.member(password=None)
    if equals(bare.actor.me.read(), id=bare.user_id).resource.get("password_enabled") is not False:
        raise NotTestable("the member has a password although none was given")
    with step(password.NOTHING_TO_REMOVE):
        answer = bare.actor.me.remove_password(current_password=target.password(), intent=Intent.INVALID)
        refused(answer, 400, "no_password_set")
    with step(password.FIRST):
        new = target.password()
        equals(succeeded(bare.actor.me.change_password(new_password=new)), password_enabled=True)
        succeeded(by_password(target.visitor("by the first password"), bare, new))


@proves(password.REMOVED, password.REMOVED_REFUSED, password.REMOVED_DATED)
def test_no_password_any_more(keeper: Member, target: Target) -> None:
    answer = keeper.actor.me.remove_password(current_password=keeper.password)

    with step(password.REMOVED):
        equals(succeeded(answer), id=keeper.user_id, password_enabled=False)
        equals(keeper.actor.me.read(), password_enabled=False)
    with step(password.REMOVED_REFUSED):
        refused(by_password(target.visitor("by the removed password"), keeper, keeper.password), ANY_REFUSAL)
    with step(password.REMOVED_DATED):
        left = answer.resource.get("password_last_updated_at")
        assert left is None, f"it is still dated {left!r}"


@proves(password.REMOVE_WRONG, password.REMOVE_WRONG_GUARDED)
def test_removing_it_by_a_wrong_one(keeper: Member, target: Target) -> None:
    answer = keeper.actor.me.remove_password(current_password=target.password(), intent=Intent.INVALID)

    with step(password.REMOVE_WRONG):
        refused(answer, 422)
        equals(keeper.actor.me.read(), password_enabled=True)
    with step(password.REMOVE_WRONG_GUARDED):
        refused(answer, ANY_REFUSAL)
        equals(keeper.actor.me.read(), password_enabled=True)


@proves(password.REQUIRED)
def test_one_that_everybody_needs(keeper: Member) -> None:
    answer = keeper.actor.me.remove_password(current_password=keeper.password, intent=Intent.INVALID)

    refused(answer, 400, "password_required")
    equals(keeper.actor.me.read(), password_enabled=True)
