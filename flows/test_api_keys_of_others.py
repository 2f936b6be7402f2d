"""Keys open an application to programs: nobody sees or makes those of somebody else, or of others' organizations."""

from collections.abc import Callable, Iterator, Mapping

import pytest

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer, Intent, Json
from fapi_conformance.devices.forging import tampered, unsigned
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect import present
from fapi_conformance.expect.api_keys import in_list, keys_of, not_in_list
from fapi_conformance.expect.look import outcome
from fapi_conformance.plugin.journey import proves
from fapi_conformance.recipes.denied import shows_nothing
from fapi_conformance.recipes.programs import new_name
from fapi_conformance.requirements import api_key as required
from fapi_conformance.target.member import Member
from fapi_conformance.target.organizations import Organization, permits
from fapi_conformance.target.refusals import accepted
from fapi_conformance.target.target import Target

MANAGE_KEYS = "org:sys_api_keys:manage"


@pytest.fixture
def owner(new_member: Callable[..., Member], target: Target) -> Member:
    return target.having_chosen(new_member(actor=target.new_browser()))


@pytest.fixture
def stranger(new_member: Callable[..., Member], target: Target) -> Member:
    return target.having_chosen(new_member(actor=target.new_browser()))


@pytest.fixture
def company(owner: Member, target: Target) -> Organization:
    try:
        return permits(target.organization(owner), MANAGE_KEYS)
    except AssertionError as problem:
        raise NotTestable("no organization could be made for it") from problem


def made(owner: Member, subject: str) -> Mapping[str, Json]:
    answer = owner.actor.api_keys.create(name=new_name(), subject=subject)
    return dict(accepted(owner.actor, answer, "a new API key").json)


def hidden(answer: Answer, reader: Actor, one: Mapping[str, Json]) -> None:
    """Nothing of that key is in it; an empty list hides as much as a refusal does."""
    shows_nothing(answer, reader, (str(one["id"]), str(one["name"])))


def not_made(answer: Answer, owner: Member, subject: str, name: str) -> None:
    """No key of that name is the subject's afterwards, whatever was answered."""
    if any(one.get("name") == name for one in keys_of(owner.actor, subject, include_invalid="true")):
        raise Deviation(expected="no new key", got=f"{outcome(answer)}, and a new key", where="$.data[].name")
    if 200 <= answer.status < 300:
        raise Deviation(expected="a refusal", got=outcome(answer), where="status")


@proves(required.FOREIGN_LIST)
def test_the_list_of_somebody_else(owner: Member, stranger: Member) -> None:
    one = made(owner, owner.user_id)

    answer = stranger.actor.api_keys.list(subject=owner.user_id, include_invalid="true", intent=Intent.INVALID)

    hidden(answer, stranger.actor, one)


@proves(required.FOREIGN_CREATE)
def test_a_key_of_somebody_else(owner: Member, stranger: Member) -> None:
    name = new_name()

    answer = stranger.actor.api_keys.create(name=name, subject=owner.user_id, intent=Intent.INVALID)

    not_made(answer, owner, owner.user_id, name)


@proves(required.SIGNED_OUT)
def test_nobody_is_signed_in(owner: Member, target: Target) -> None:
    one, name = made(owner, owner.user_id), new_name()

    for nobody in (target.new_browser("a browser that nobody is signed in on"), target.reader()):
        hidden(nobody.api_keys.list(subject=owner.user_id, intent=Intent.INVALID), nobody, one)
        answer = nobody.api_keys.create(name=name, subject=owner.user_id, intent=Intent.INVALID)
        not_made(answer, owner, owner.user_id, name)


@proves(required.FORGED)
def test_a_session_token_that_was_tampered_with(owner: Member, stranger: Member) -> None:
    one, name = made(owner, owner.user_id), new_name()

    for forged in forgeries(stranger, owner):
        shown = {"authorization": f"Bearer {forged}"}
        read = stranger.actor.api_keys.list(subject=owner.user_id, headers=shown, intent=Intent.INVALID)
        hidden(read, stranger.actor, one)
        answer = stranger.actor.api_keys.create(name=name, subject=owner.user_id, headers=shown, intent=Intent.INVALID)
        not_made(answer, owner, owner.user_id, name)


def forgeries(stranger: Member, owner: Member) -> Iterator[str]:
    """The stranger's token with the owner in it under its own signature, and the owner's claims that nobody signed."""
    own, others = (str(present(one.actor.sessions.token(one.session_id), "jwt")) for one in (stranger, owner))
    yield from tampered(own, {"sub": owner.user_id, "sid": owner.session_id})
    if bare := unsigned(others):
        yield bare


@proves(required.ORGANIZATION)
def test_a_key_of_an_organization(owner: Member, company: Organization) -> None:
    one = made(owner, company.id)

    in_list(keys_of(owner.actor, company.id), one["id"])
    not_in_list(keys_of(owner.actor, owner.user_id), one["id"])


@proves(required.ORGANIZATION_FOREIGN)
def test_the_keys_of_an_organization_of_others(owner: Member, company: Organization, stranger: Member) -> None:
    one, name = made(owner, company.id), new_name()

    hidden(stranger.actor.api_keys.list(subject=company.id, intent=Intent.INVALID), stranger.actor, one)
    answer = stranger.actor.api_keys.create(name=name, subject=company.id, intent=Intent.INVALID)
    not_made(answer, owner, company.id, name)
