"""A person makes keys for programs of their own, describes and revokes them; the application knows which are good."""

from collections.abc import Callable, Mapping

import pytest

from fapi_conformance.client.exchange import Intent, Json
from fapi_conformance.errors import Deviation
from fapi_conformance.expect.api_keys import (
    CREATED,
    described,
    described_somewhere,
    in_list,
    key,
    keys,
    keys_of,
    not_in_list,
    says,
)
from fapi_conformance.expect.look import at, say
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.recipes.programs import new_name
from fapi_conformance.requirements import api_key as required
from fapi_conformance.target.member import Member
from fapi_conformance.target.refusals import accepted
from fapi_conformance.target.target import Target

HOUR, DAY = 3_600, 24 * 3_600
SLACK = 120_000
"""Milliseconds within which a key may be made."""
WHY = "the laptop was lost"


@pytest.fixture
def owner(new_member: Callable[..., Member], target: Target) -> Member:
    """A person on a browser: what native apps show outside of `/v1` is told nowhere."""
    return target.having_chosen(new_member(actor=target.new_browser()))


def made(owner: Member, **wants: Json) -> Mapping[str, Json]:
    """A new key of that person. That none can be made is told where it is judged."""
    answer = owner.actor.api_keys.create(**{"name": new_name(), "subject": owner.user_id, **wants})
    return dict(accepted(owner.actor, answer, "a new API key").json)


@proves(required.CREATED, required.DESCRIPTION, required.SECRET_PREFIX, required.NO_EXPIRATION)
def test_a_new_key(owner: Member) -> None:
    name = new_name()
    answer = owner.actor.api_keys.create(name=name, subject=owner.user_id, description="of a run")

    with step(required.CREATED):
        told = key(answer, CREATED)
        says(told, name=name, subject=owner.user_id, revoked=False, expired=False)
        assert isinstance(told.get("secret"), str), "it tells no secret"
        assert told["secret"], "its secret is empty"
    with step(required.DESCRIPTION):
        says(key(answer, CREATED), description="of a run")
    with step(required.SECRET_PREFIX):
        begins = str(key(answer, CREATED).get("secret"))[:3]
        assert begins == "ak_", f"it begins with {begins}"
    with step(required.NO_EXPIRATION):
        says(key(answer, CREATED), expiration=None)


@proves(required.PAGE)
def test_a_page_asks(owner: Member, target: Target) -> None:
    """First whether it may ask, as browsers do; then it asks."""
    origin = str(target.endpoint.origin)
    asking = {"access-control-request-method": "POST", "access-control-request-headers": "authorization,content-type"}
    may = owner.actor.call("OPTIONS", "/api_keys", headers={"authorization": None, **asking}, intent=Intent.OPEN)
    answer = owner.actor.api_keys.create(name=new_name(), subject=owner.user_id)
    key(answer, CREATED)

    for one in (may, answer):
        allowed = one.header("access-control-allow-origin")
        if allowed not in {origin, "*"}:  # it sends no cookies, so that a page of anywhere may be meant
            raise Deviation(expected=say(origin), got=say(allowed), where="Access-Control-Allow-Origin")
    named = {one.strip().lower() for one in (may.header("access-control-allow-headers") or "").split(",")}
    if "authorization" not in named or not named & {"content-type", "*"}:  # the star does not stand for a bearer
        raise Deviation(
            expected="Authorization, Content-Type", got=say(sorted(named)), where="Access-Control-Allow-Headers"
        )


@proves(required.EXPIRATION)
def test_a_key_that_expires(owner: Member) -> None:
    told = made(owner, seconds_until_expiration=HOUR)

    begun, ends = told.get("created_at"), told.get("expiration")
    if not isinstance(begun, int | float) or not isinstance(ends, int | float):
        raise Deviation(expected="two times", got=say([begun, ends]), where="$.created_at, $.expiration")
    if abs(ends - begun - HOUR * 1_000) > SLACK:
        raise Deviation(expected=f"{HOUR * 1_000} ms later", got=f"{ends - begun:.0f} ms", where="$.expiration")


@proves(required.LISTED, required.SECRET_ONCE, required.DESCRIBED)
def test_a_key_in_the_list(owner: Member) -> None:
    other, one = made(owner), made(owner, description="as it was")
    answer = owner.actor.api_keys.list(subject=owner.user_id)

    with step(required.LISTED):
        for each in (one, other):
            says(in_list(keys(answer), each["id"]), name=each["name"], subject=owner.user_id)

    changed = owner.actor.api_keys.update(str(one["id"]), description="as it is")
    with step(required.DESCRIBED):
        told = key(changed)
        says(told, id=one["id"], name=one["name"])
        listed = in_list(keys_of(owner.actor, owner.user_id), one["id"])
        described_somewhere([described(told, "as it is"), described(listed, "as it is")])

    revoked = owner.actor.api_keys.revoke(str(one["id"]))
    with step(required.SECRET_ONCE):
        for later in (answer, changed, revoked):
            assert str(one["secret"]) not in later.content.decode(), "the secret is told again"


@proves(required.LIMIT, required.WALK)
def test_pages(owner: Member) -> None:
    ids = {str(made(owner)["id"]) for _ in range(3)}
    pages = [owner.actor.api_keys.list(subject=owner.user_id, limit=2, offset=offset) for offset in (0, 2)]

    with step(required.LIMIT):
        for page in pages:
            if len(keys(page)) > 2 or at(page.json, "total_count") != len(ids):
                got = f"{len(keys(page))} of {say(at(page.json, 'total_count'))}"
                raise Deviation(expected=f"2 at most, of {len(ids)}", got=got, where="$")
    with step(required.WALK):
        walked = [str(one.get("id")) for page in pages for one in keys(page)]
        if sorted(walked) != sorted(ids):
            got = f"{len(walked)}, {len(set(walked))} of them different"
            raise Deviation(expected=f"each of {len(ids)} once", got=got, where="$.data[].id")


@proves(required.REVOKED, required.REASON, required.UNLISTED)
def test_a_revoked_key(owner: Member) -> None:
    one, kept = made(owner), made(owner)
    answer = owner.actor.api_keys.revoke(str(one["id"]), revocation_reason=WHY)

    with step(required.REVOKED):
        says(key(answer), id=one["id"], revoked=True)
    with step(required.REASON):
        says(key(answer), revocation_reason=WHY)
    with step(required.UNLISTED):
        valid = keys_of(owner.actor, owner.user_id)
        in_list(valid, kept["id"])
        not_in_list(valid, one["id"])
        says(in_list(keys_of(owner.actor, owner.user_id, include_invalid="true"), one["id"]), revoked=True)


@proves(required.UNUSABLE)
def test_what_a_key_is_good_for(owner: Member, target: Target) -> None:
    one = made(owner)

    def is_good() -> bool:
        return bool(target.means.provide("api_key_check", secret=one["secret"])["good"])

    assert is_good(), "the application does not know a new key by its secret"
    key(owner.actor.api_keys.revoke(str(one["id"])))
    assert not is_good(), "the application is told that a revoked key is good"


@proves(required.EXPIRED)
def test_a_key_after_its_time(owner: Member, target: Target) -> None:
    one = made(owner, seconds_until_expiration=HOUR)
    target.means.age(str(one["id"]), DAY)

    says(in_list(keys_of(owner.actor, owner.user_id, include_invalid="true"), one["id"]), expired=True)


@proves(required.OFF)
def test_keys_are_off(owner: Member) -> None:
    answer = owner.actor.api_keys.create(name=new_name(), subject=owner.user_id)

    assert 400 <= answer.status < 500, f"it is answered {answer.status}"
