"""Revocation: an application gives its own tokens back, and nobody else's."""

import pytest

from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.client.oauth import Credentials
from fapi_conformance.devices.oauth_client import OAuthClient
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect import refused
from fapi_conformance.expect.look import at
from fapi_conformance.expect.oauth import erring, is_inactive, said, withheld
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import oauth_revocation as revocation
from fapi_conformance.target.member import Member
from fapi_conformance.target.oauth import Tokens
from fapi_conformance.target.oauth_grants import A_REFRESH, AN_ACCESS, MODEST, Grants, is_jwt, made_up
from fapi_conformance.target.target import Target

DOCUMENTED = (400, 401)
NO_USER = (400, 401, 403)


@pytest.fixture
def opaquely(somebody: Member, target: Target) -> Grants:
    """To an application whose access tokens are no JWTs."""
    try:
        client = target.oauth_application(scopes=MODEST.split(), jwt_access_tokens=False)
    except Deviation as problem:
        raise NotTestable("no application could be had whose access tokens are opaque") from problem
    return Grants(target=target, actor=somebody.actor, client=client)


@proves(revocation.REFRESH, revocation.EMPTY, revocation.UNKNOWN, revocation.WRONG_HINT)
def test_a_refresh_token_is_revoked(grants: Grants) -> None:
    made = grants.refreshable()
    answer = grants.revoke(str(made.refresh), token_type_hint=A_REFRESH)
    with step(revocation.REFRESH):
        done(answer)
        withheld(grants.refresh(made.refresh), DOCUMENTED)
        if grants.is_told(str(made.refresh)):
            raise Deviation(expected="false", got="true", where="$.active")
    with step(revocation.EMPTY):
        if done(answer).content:
            raise Deviation(expected="no content", got=f"{len(answer.content)} bytes", where="body")
    with step(revocation.UNKNOWN):
        done(grants.revoke(str(made.refresh)))
        done(grants.revoke(made_up()))
    with step(revocation.WRONG_HINT):
        other = grants.refreshable()
        done(grants.revoke(str(other.refresh), token_type_hint=AN_ACCESS))
        withheld(grants.refresh(other.refresh))


def done(answer: Answer) -> Answer:
    if answer.status != 200:
        raise Deviation(expected="200", got=said(answer), where="status")
    return answer


@proves(revocation.JWT, revocation.MISSING)
def test_what_cannot_be_revoked(grants: Grants) -> None:
    made = grants.tokens()
    with step(revocation.JWT):
        if not is_jwt(made.access):
            raise NotTestable("the access tokens of the application are no JWTs")
        answer = grants.revoke(made.access, intent=Intent.INVALID)
        erring(withheld(answer, (400,)), "unsupported_token_type")
    with step(revocation.MISSING):
        itself = grants.itself
        bare = itself.oauth.revoke(credentials=grants.client.credentials, intent=Intent.INVALID)
        erring(withheld(bare, (400,)), "invalid_request")


@proves(revocation.UNAUTHENTICATED, revocation.FOREIGN)
def test_tokens_of_others(grants: Grants, other_oauth_client: OAuthClient) -> None:
    with step(revocation.UNAUTHENTICATED):
        made = grants.refreshable()
        named, itself = grants.client.client_id, grants.itself
        bad = (None, *(Credentials(*one) for one in ((named, ""), (named, made_up()), (made_up(), made_up()))))
        for shown in bad:
            answer = itself.oauth.revoke(credentials=shown, token=str(made.refresh), intent=Intent.INVALID)
            refused(answer, 401)
        lives_on(grants, made)
    with step(revocation.FOREIGN):
        made = grants.refreshable()
        grants.by(other_oauth_client).revoke(str(made.refresh), intent=Intent.OPEN)
        lives_on(grants, made)


def lives_on(grants: Grants, made: Tokens) -> None:
    answer = grants.refresh(made.refresh, intent=Intent.OPEN)
    if answer.status != 200:
        raise Deviation(expected="a refresh token that lives on", got=said(answer), where="the refresh grant")


@proves(revocation.OPAQUE, revocation.WHOLE_GRANT)
def test_an_opaque_access_token_is_revoked(opaquely: Grants, somebody: Member) -> None:
    made = opaque(opaquely)
    with step(revocation.OPAQUE):
        if at(opaquely.userinfo(made.access).json, "sub") != somebody.user_id:
            raise NotTestable("the access token opened nothing before")
        done(opaquely.revoke(made.access, token_type_hint=AN_ACCESS))
        refused(opaquely.userinfo(made.access, intent=Intent.INVALID), NO_USER)
        is_inactive(opaquely.info(made.access))
    with step(revocation.WHOLE_GRANT):
        made = opaque(opaquely)
        done(opaquely.revoke(str(made.refresh)))
        is_inactive(opaquely.info(made.access))


def opaque(grants: Grants) -> Tokens:
    made = grants.refreshable()
    if is_jwt(made.access):
        raise NotTestable("the access tokens of the application are JWTs")
    return made
