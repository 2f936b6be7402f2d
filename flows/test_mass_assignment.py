"""Somebody sends more than they are asked for: members that are the server's, or the application's, to set."""

import secrets
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.client.form import FormValue
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect import complete, present, succeeded
from fapi_conformance.expect.look import ABSENT, at, outcome, say
from fapi_conformance.plugin.journey import proves
from fapi_conformance.recipes import RECIPES, World
from fapi_conformance.recipes.refusals import MIDDLEWARE
from fapi_conformance.recipes.state import MOVES_BY_ITSELF, differences, settled
from fapi_conformance.requirements import assignment
from fapi_conformance.target.capabilities import Capability
from fapi_conformance.target.identifications import EMAIL, PHONE, Kind
from fapi_conformance.target.member import Member
from fapi_conformance.target.target import Target

HASH = "$2a$10$" + "x" * 53
CHANGED = ("UpdatePhoneNumber", "patchPasskey")
KINDS = {EMAIL: Capability.EMAIL_VERIFICATION, PHONE: Capability.PHONE_VERIFICATION}
"""Where nothing has to prove one, it may well be said to be proven."""


def of_a_user() -> dict[str, FormValue]:
    """Each with a value that no user has by chance."""
    mark = secrets.token_hex(8)
    return {
        "id": f"user_{mark}",
        "object": "organization",
        "user_id": f"user_{mark}",
        "verified": True,
        "status": "verified",
        "verification[status]": "verified",
        "public_metadata": {"role": mark},
        "public_metadata[role]": mark,
        "public_metadata.role": mark,
        "publicMetadata": {"role": mark},
        "private_metadata": {"role": mark},
        "privateMetadata": {"role": mark},
        "banned": True,
        "locked": True,
        "external_id": mark,
        "externalId": mark,
        "create_organization_enabled": False,
        "delete_self_enabled": False,
        "totp_enabled": True,
        "two_factor_enabled": True,
        "backup_code_enabled": True,
        "created_at": 1,
        "legal_accepted_at": 1,
        "password_digest": HASH,
        "password_hasher": "bcrypt",
    }


def of_a_sign_up(mark: str) -> dict[str, FormValue]:
    return {
        "public_metadata": {"role": mark},
        "private_metadata": {"role": mark},
        "role": mark,
        "status": "complete",
        "created_user_id": f"user_{mark}",
        "created_session_id": f"sess_{mark}",
        "verifications": {"email_address": {"status": "verified"}},
        "verifications[email_address][status]": "verified",
        "email_address_verified": True,
        "skip_password_checks": True,
        "skip_password_requirement": True,
        "external_id": mark,
    }


def of_an_identification() -> dict[str, FormValue]:
    mark = secrets.token_hex(8)
    return {
        "verified": True,
        "verification": {"status": "verified"},
        "verification[status]": "verified",
        "status": "verified",
        "id": f"idn_{mark}",
        "user_id": f"user_{mark}",
        "primary": True,
        "linked_to": [f"idn_{mark}"],
    }


def one_by_one(names: Mapping[str, FormValue]) -> Iterator[dict[str, FormValue]]:
    """Each alone, then all: where one is refused, the others are not looked at."""
    yield from ({name: value} for name, value in names.items())
    yield dict(names)


def heard(answer: Answer) -> bool:
    """Whether it was let through, and so perhaps ignored. A server error is neither (and told where it is judged)."""
    if answer.ok:
        return True
    if answer.status >= 500 or answer.status in MIDDLEWARE:
        raise NotTestable(f"neither refused nor let through: {outcome(answer)}")
    return False


def same(before: Any, after: Any, sent: Mapping[str, FormValue], *, but: tuple[str, ...] = ()) -> None:
    unlike = {**MOVES_BY_ITSELF, **dict.fromkeys(but, "")}
    changed = list(differences(settled(before, without=unlike), settled(after, without=unlike)))
    if changed:
        raise Deviation(expected=f"as before {', '.join(sent)} was sent", got="changed", where=", ".join(changed[:5]))


@proves(assignment.USER)
def test_a_user_who_sends_more(member: Member, target: Target) -> None:
    before = succeeded(member.actor.me.read()).resource

    for sent in one_by_one(of_a_user()):
        heard(member.actor.me.update(**sent, intent=Intent.INVALID))
        same(before, succeeded(member.actor.me.read()).resource, sent)

    own: dict[str, FormValue] = {"unsafe_metadata": {"note": target.name()}}
    heard(member.actor.me.update(**own, **of_a_user(), intent=Intent.INVALID))
    same(before, succeeded(member.actor.me.read()).resource, own, but=("unsafe_metadata",))
    target.elsewhere(member)  # with the password that it had


@proves(assignment.SIGN_UP)
def test_a_sign_up_that_sends_more(visitor: Actor, target: Target) -> None:
    """Sent with everything that is asked for, then each by itself, before anything is proven; and once it is over."""
    form, mark = target.newcomer(), secrets.token_hex(8)
    answer = visitor.sign_ups.create(**form, **of_a_sign_up(mark), intent=Intent.INVALID)
    if not heard(answer):
        answer = succeeded(visitor.sign_ups.create(**form))
    unproven(answer)
    sign_up_id = str(present(answer, "id"))

    for sent in one_by_one(of_a_sign_up(mark)):
        heard(visitor.sign_ups.update(sign_up_id, **sent, intent=Intent.INVALID))
        unproven(visitor.sign_ups.read(sign_up_id))

    succeeded(visitor.sign_ups.prepare(sign_up_id, strategy="email_code"))
    code = target.inbox(str(form["email_address"])).code()
    complete(visitor.sign_ups.attempt(sign_up_id, strategy="email_code", code=code))
    user = succeeded(visitor.me.read()).resource
    for name in ("public_metadata", "private_metadata", "external_id"):
        found = at(user, name)
        if mark in str(found):  # what else is there, the application has set (as soon as it hears of a user)
            raise Deviation(expected="nothing of what was sent", got=say(found), where=f"$.response.{name}")


def unproven(answer: Answer) -> None:
    """The sign-up still waits for its code, and nobody is signed in."""
    shown = succeeded(answer).resource
    for where, wanted in (("status", ("missing_requirements",)), ("created_user_id", (None, ABSENT))):
        if at(shown, where) not in wanted:
            raise Deviation(expected=say(wanted[0]), got=say(at(shown, where)), where=f"$.response.{where}")
    if at(shown, "verifications.email_address.status") == "verified":
        raise Deviation(expected="unverified", got="verified", where="$.response.verifications.email_address.status")


@proves(assignment.IDENTIFICATION)
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_an_identification_with_more(member: Member, target: Target, kind: Kind) -> None:
    if target.capabilities[KINDS[kind]] is not True:
        raise NotTestable(f"people here do not add a {kind.name} and prove it")
    area = kind.area(member.actor)
    before = succeeded(member.actor.me.read()).resource

    for sent in one_by_one(of_an_identification()):
        answer = area.create(**{kind.name: kind.new(target)}, **sent, intent=Intent.INVALID)
        if "form_identifier_exists" in answer.codes or not heard(answer):
            continue
        item_id = unproven_item(answer, sent)
        succeeded(area.delete(item_id))
    same(before, succeeded(member.actor.me.read()).resource, of_an_identification())


@proves(assignment.IDENTIFICATION)
@pytest.mark.parametrize("operation", CHANGED)
def test_a_change_with_more(world: World, operation: str) -> None:
    """What is changed is what the operation changes: the value stays, and so does what is proven of it."""
    call = RECIPES[operation](world)
    known = succeeded(call.send()).resource
    more = {**of_an_identification(), "phone_number": "+12015550199", "public_key": "x"}
    del more["verified"], more["verification"]  # what it is already, where it is one that is proven

    for sent in one_by_one({**more, "verification[status]": "unverified"}):
        answer = call.with_form({**(call.form or {}), **sent}).send(intent=Intent.INVALID)
        if heard(answer):
            same(known, answer.resource, sent, but=("backup_codes", "last_used_at"))


def unproven_item(answer: Answer, sent: Mapping[str, FormValue]) -> str:
    item = answer.resource
    if at(item, "verification.status") == "verified":
        raise Deviation(expected="nothing proven", got="verified", where="$.response.verification.status")
    if at(item, "id") == sent.get("id", ""):
        raise Deviation(expected="an id of the server's", got="the one that was sent", where="$.response.id")
    return str(present(answer, "id"))


@proves(assignment.ENVIRONMENT)
@pytest.mark.parametrize("who", ["visitor", "member"])
def test_the_environment_is_not_for_visitors(visitor: Actor, member: Member, who: str) -> None:
    actor = visitor if who == "visitor" else member.actor
    before = succeeded(actor.environment.read()).resource
    sent: dict[str, FormValue] = {
        "test_mode": False,
        "auth_config[test_mode]": False,
        "auth_config": {"single_session_mode": True, "test_mode": False},
        "display_config[application_name]": f"taken-{secrets.token_hex(4)}",
        "user_settings[sign_up][captcha_enabled]": True,
        "user_settings[attack_protection][user_lockout][enabled]": False,
        "maintenance_mode": True,
    }

    for one in one_by_one(sent):
        actor.act("updateEnvironment", form=one, intent=Intent.INVALID)
        same(before, succeeded(actor.environment.read()).resource, one)
