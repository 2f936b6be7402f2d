"""An organization that somebody chooses with their consent, and what the application is told of it."""

import pytest

from fapi_conformance.devices.oauth_client import OAuthClient
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect.oauth_claims import tells
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import oauth_id_token as id_token
from fapi_conformance.requirements import oauth_userinfo as userinfo
from fapi_conformance.target.member import Member
from fapi_conformance.target.oauth import Granted, Tokens, decide, tokens
from fapi_conformance.target.oauth_grants import Grants, is_jwt
from fapi_conformance.target.organizations import Organization
from fapi_conformance.target.target import Target
from fapi_conformance.tokens import read

SCOPE = "openid user:org:read"


@pytest.fixture
def client(target: Target) -> OAuthClient:
    try:
        return target.oauth_application(scopes=SCOPE.split())
    except Deviation as problem:
        raise NotTestable("no application could be had that may ask for organizations") from problem


@pytest.fixture
def organization(somebody: Member, target: Target) -> Organization:
    try:
        return target.organization(somebody)
    except AssertionError as problem:
        raise NotTestable("no organization could be made for it") from problem


@proves(userinfo.ORGANIZATION, id_token.ORGANIZATION, id_token.ACCESS_TOKEN_ORGANIZATION)
def test_the_chosen_organization(
    target: Target, somebody: Member, organization: Organization, client: OAuthClient
) -> None:
    grants = Grants(target=target, actor=somebody.actor, client=client)
    made = chosen(grants, organization.id)

    with step(userinfo.ORGANIZATION):
        wanted = {"org_id": organization.id, "org_name": organization.name}
        slug = {"org_slug": organization.slug} if organization.slug else {}
        tells(grants.userinfo(made.access).json, {**wanted, **slug})
    with step(id_token.ORGANIZATION):
        if made.id_token is None:
            raise NotTestable("the application got no ID token")
        tells(dict(read(made.id_token).claims), {"org_id": organization.id})
    with step(id_token.ACCESS_TOKEN_ORGANIZATION):
        if not is_jwt(made.access):
            raise NotTestable("the access tokens of the application are no JWTs")
        tells(dict(read(made.access).claims), {"org_id": organization.id})


def chosen(grants: Grants, organization_id: str) -> Tokens:
    """Tokens that were agreed to for that organization."""
    request = grants.client.request(SCOPE)
    there = decide(grants.actor, request, organization_id=organization_id)
    if there.code is None:
        raise NotTestable("no code could be had for an organization")
    try:
        return tokens(grants.target, Granted(request=request, landing=there, code=there.code))
    except Deviation as problem:
        raise NotTestable("no tokens could be had for an organization") from problem
