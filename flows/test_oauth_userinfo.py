"""Userinfo: who somebody is, as far as they agreed, to who shows an access token that lives."""

import random
import secrets
from collections.abc import Iterator

from fapi_conformance.client.exchange import Answer, Intent, Json
from fapi_conformance.devices.forging import all_unsigned, altered, by_another_key, symmetric, taken_apart, tampered
from fapi_conformance.devices.oauth_client import OAuthClient
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect import member as member_of
from fapi_conformance.expect import refused
from fapi_conformance.expect.in_time import in_time
from fapi_conformance.expect.look import at, say
from fapi_conformance.expect.oauth_claims import of_person, tells, tells_no_more
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import oauth_id_token as id_token
from fapi_conformance.requirements import oauth_userinfo as userinfo
from fapi_conformance.target.member import Member
from fapi_conformance.target.oauth_grants import ALL, Grants, is_jwt, lasting, made_up
from fapi_conformance.target.target import Target

REFUSED = (400, 401, 403)
CODE = "oauth_fetch_user_error"


@proves(userinfo.TELLS, userinfo.EMAIL, userinfo.PROFILE_CLAIMS, userinfo.SCOPED)
def test_what_was_agreed_to(grants: Grants, somebody: Member) -> None:
    made = grants.tokens(ALL)
    with step(userinfo.TELLS):
        of_person(grants.userinfo(made.access), somebody.user_id)
        of_person(grants.itself.oauth.userinfo_by_post(made.access), somebody.user_id)
    told = grants.userinfo(made.access).json
    with step(userinfo.EMAIL):
        if not somebody.email:
            raise NotTestable("they have no address")
        tells(told, {"email": somebody.email, "email_verified": is_verified(somebody)})
    with step(userinfo.PROFILE_CLAIMS):
        named = {
            "given_name": somebody.first_name,
            "family_name": somebody.last_name,
            "preferred_username": somebody.username,
        }
        if not (known := {name: value for name, value in named.items() if value}):
            raise NotTestable("they have no names")
        tells(told, known)
    with step(userinfo.SCOPED):
        for scope in ("openid", "email", "profile"):
            tells_no_more(of_person(grants.userinfo(grants.tokens(scope).access), somebody.user_id).json, {scope})


def is_verified(somebody: Member) -> bool:
    """What people are told of their own address."""
    listed = member_of(somebody.actor.me.read(), "email_addresses")
    own = [one for one in listed if at(one, "email_address") == somebody.email]
    return bool(own) and at(own[0], "verification.status") == "verified"


@proves(userinfo.PUBLIC_METADATA, userinfo.PRIVATE_METADATA, userinfo.SCOPED_PRIVATE)
def test_metadata(target: Target) -> None:
    public, unsafe, private = ({kind: secrets.token_hex(8)} for kind in ("plan", "colour", "rating"))
    made = target.provided_member(public_metadata=public, unsafe_metadata=unsafe, private_metadata=private)
    somebody = target.having_chosen(made)
    grants = Grants(target=target, actor=somebody.actor, client=reading_metadata(target))

    with step(userinfo.PUBLIC_METADATA):
        told = of_person(grants.userinfo(grants.tokens("public_metadata").access), somebody.user_id)
        tells(told.json, {"public_metadata": public, "unsafe_metadata": unsafe})
    with step(userinfo.PRIVATE_METADATA):
        told = of_person(grants.userinfo(grants.tokens("private_metadata").access), somebody.user_id)
        tells(told.json, {"private_metadata": private})
    with step(userinfo.SCOPED_PRIVATE):
        told = of_person(grants.userinfo(grants.tokens("openid profile public_metadata").access), somebody.user_id)
        tells_no_more(told.json, {"openid", "profile", "public_metadata"})
        assert private["rating"] not in told.content.decode(errors="replace"), "private metadata is told"


def reading_metadata(target: Target) -> OAuthClient:
    try:
        return target.oauth_application(scopes=["openid", "profile", "public_metadata", "private_metadata"])
    except Deviation as problem:
        raise NotTestable("no application could be had that may ask for metadata") from problem


@proves(
    userinfo.NO_TOKEN,
    userinfo.BAD_TOKEN,
    userinfo.CODE,
    userinfo.CHALLENGED,
    userinfo.IN_QUERY,
    id_token.NO_ACCESS_TOKEN,
)
def test_what_opens_nothing(grants: Grants, somebody: Member, chance: random.Random) -> None:
    made, itself, answers = grants.refreshable(ALL), grants.itself, list[Answer]()
    with step(userinfo.NO_TOKEN):
        for asking in (itself.oauth.userinfo, itself.oauth.userinfo_by_post):
            answers.append(opens_nothing(asking(None, intent=Intent.INVALID)))
    with step(userinfo.BAD_TOKEN):
        answers.extend(closed(grants, one) for one in forged(grants, made.access, chance))
    with step(userinfo.CODE):
        for answer in answers:
            refused(answer, 401, CODE)
    with step(userinfo.CHALLENGED):
        for answer in answers:
            challenge = answer.header("www-authenticate") or ""
            if not challenge.lower().startswith("bearer"):
                raise Deviation(expected="Bearer", got=say(challenge), where="WWW-Authenticate")
    with step(userinfo.IN_QUERY):
        opens_nothing(itself.oauth.userinfo(None, intent=Intent.INVALID, access_token=made.access))
    with step(id_token.NO_ACCESS_TOKEN):
        session_token = at(somebody.actor.sessions.token(somebody.session_id).resource, "jwt")
        for other in (made.id_token, made.refresh, session_token):
            if isinstance(other, str):
                closed(grants, other)


def closed(grants: Grants, token: str) -> Answer:
    return opens_nothing(grants.userinfo(token, intent=Intent.INVALID))


def opens_nothing(answer: Answer) -> Answer:
    refused(answer, REFUSED)
    if isinstance(told := at(answer.json, "sub"), str):
        raise Deviation(expected="nobody", got=say(told), where="$.sub")
    return answer


def forged(grants: Grants, token: str, chance: random.Random) -> Iterator[str]:
    """What could be made of a token without the key of the instance."""
    yield made_up()
    yield altered(token, chance)
    if not is_jwt(token):
        return
    yield from all_unsigned(token)
    published: Json = grants.itself.keys.read().json
    _, claims, _ = taken_apart(token) or ({}, {}, "")
    yield from tampered(token, {"sub": "user_somebodyelse", "exp": claims.get("exp", 0) + 1})
    yield from by_another_key(token, "https://forger.invalid/keys.json")
    yield from symmetric(token, published["keys"][0])


@proves(userinfo.EXPIRED)
def test_a_token_that_has_expired(grants: Grants) -> None:
    made = grants.tokens()
    grants.age("an access token", made.access, lasting(made))

    closed(grants, made.access)


@proves(userinfo.DELETED_USER)
def test_somebody_who_left(grants: Grants, somebody: Member) -> None:
    made = grants.tokens()
    if not somebody.actor.me.delete(intent=Intent.OPEN).ok:
        raise NotTestable("people do not delete themselves here")

    in_time(lambda: closed(grants, made.access), grants.target.settles)
