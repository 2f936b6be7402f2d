"""The whole story of an application: it registers, somebody agrees, and it lives by that until it gives it back."""

from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.devices.oauth_client import OAuthClient
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect.look import at
from fapi_conformance.expect.oauth import said, token_came, withheld
from fapi_conformance.expect.oauth_claims import for_application, of_person
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import oauth_credentials as known_by
from fapi_conformance.requirements import oauth_id_token as id_token
from fapi_conformance.requirements import oauth_introspection as introspection
from fapi_conformance.requirements import oauth_refresh as refresh
from fapi_conformance.requirements import oauth_revocation as revocation
from fapi_conformance.requirements import oauth_token as token
from fapi_conformance.requirements import oauth_userinfo as userinfo
from fapi_conformance.target.capabilities import Capability
from fapi_conformance.target.member import Member
from fapi_conformance.target.oauth import NO_SECRET, registered
from fapi_conformance.target.oauth_grants import ALL, SCOPES, Grants
from fapi_conformance.target.target import Target
from fapi_conformance.tokens import read, verify


@proves(
    token.CODE,
    id_token.SIGNED,
    id_token.NONCE,
    userinfo.TELLS,
    introspection.ACTIVE,
    refresh.REFRESH,
    revocation.REFRESH,
)
def test_an_application_from_its_beginning(target: Target, somebody: Member) -> None:
    grants = Grants(target=target, actor=somebody.actor, client=newly_registered(target, public=False))
    code = grants.code(ALL)

    answer = grants.exchange(code, intent=Intent.VALID)
    with step(token.CODE):
        token_came(answer)
    if not at(answer.json, "access_token"):
        return
    with step(id_token.SIGNED):
        verify(read(at(answer.json, "id_token")), grants.itself.keys.read().json)
    with step(id_token.NONCE):
        if read(at(answer.json, "id_token")).claims.get("nonce") != code.request.nonce:
            raise Deviation(expected="the nonce of the request", got="another", where="nonce")
    with step(userinfo.TELLS):
        of_person(grants.userinfo(answer.json["access_token"]), somebody.user_id)
    with step(introspection.ACTIVE):
        if not grants.is_told(answer.json["access_token"]):
            raise Deviation(expected="true", got="another", where="$.active")
    newest = refreshed(grants, somebody, answer)
    with step(revocation.REFRESH):
        if (gone := grants.revoke(newest)).status != 200:
            raise Deviation(expected="200", got=said(gone), where="status")
        withheld(grants.refresh(newest))


@proves(known_by.PUBLIC, id_token.AUDIENCE, userinfo.TELLS, refresh.REFRESH)
def test_a_public_client_from_its_beginning(target: Target, somebody: Member) -> None:
    grants = Grants(target=target, actor=somebody.actor, client=newly_registered(target, public=True))

    answer = grants.exchange(grants.code(ALL), intent=Intent.VALID)
    with step(known_by.PUBLIC):
        token_came(answer)
    if not at(answer.json, "access_token"):
        return
    with step(id_token.AUDIENCE):
        for_application(dict(read(at(answer.json, "id_token")).claims), grants.client.client_id)
    with step(userinfo.TELLS):
        of_person(grants.userinfo(answer.json["access_token"]), somebody.user_id)
    refreshed(grants, somebody, answer)


def newly_registered(target: Target, *, public: bool) -> OAuthClient:
    """By itself where it can, else by means."""
    if target.capabilities[Capability.DYNAMIC_REGISTRATION] is not True:
        return target.oauth_application(public=public, scopes=SCOPES)
    method = {"token_endpoint_auth_method": NO_SECRET} if public else {}
    try:
        return registered(target, scope=ALL, **method)
    except Deviation as problem:
        raise NotTestable("no application could register itself") from problem


def refreshed(grants: Grants, somebody: Member, first: Answer) -> str:
    """The refresh token that is good then."""
    given = at(first.json, "refresh_token")
    with step(refresh.REFRESH):
        if not isinstance(given, str):
            raise NotTestable("the application got no refresh token")
        answer = grants.refresh(given, intent=Intent.VALID)
        token_came(answer)
        of_person(grants.userinfo(answer.json["access_token"]), somebody.user_id)
        given = at(answer.json, "refresh_token") or given
    return str(given)
