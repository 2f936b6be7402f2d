"""An application of others, and somebody who agrees to it: asked, decided, exchanged, looked at, taken back."""

from functools import lru_cache

from fapi_conformance.client.browser import Browser
from fapi_conformance.client.form import OMIT, FormValue
from fapi_conformance.client.oauth import NAVIGATION, SCRIPTED, Credentials
from fapi_conformance.client.upload import document
from fapi_conformance.devices.oauth_client import OAuthClient, Request
from fapi_conformance.errors import NotTestable
from fapi_conformance.recipes.call import Call
from fapi_conformance.recipes.catalogue import recipe
from fapi_conformance.recipes.world import World
from fapi_conformance.target.capabilities import Capability
from fapi_conformance.target.member import Member
from fapi_conformance.target.oauth import Granted, Tokens, agreed, granted, new_redirect_uri, tokens
from fapi_conformance.target.oauth_grants import ALL, SCOPES, is_jwt
from fapi_conformance.target.target import Target

SCOPE = "profile email"


@lru_cache(maxsize=1)
def application(target: Target) -> OAuthClient:
    """One for all recipes of a process: what people have to do with it is their own."""
    return target.oauth_application(scopes=SCOPES)


def browsing(world: World) -> Member:
    """The member, by browser: an application sends nobody else."""
    world.needs(Capability.OAUTH_PROVIDER, "to have applications")
    if not isinstance(world.member.actor, Browser):
        raise NotTestable("applications send browsers, which this instance does not let in")
    return world.target.having_chosen(world.member)


def request(world: World, scope: str = SCOPE) -> Request:
    return application(world.target).request(scope)


def given(world: World) -> Granted:
    return granted(browsing(world).actor, application(world.target), ALL)


def held(world: World) -> Tokens:
    return tokens(world.target, given(world))


def said(parameters: Request) -> dict[str, FormValue]:
    return {name: value for name, value in parameters.parameters.items() if value is not OMIT}


def by_application(world: World, operation_id: str, **form: FormValue) -> Call:
    """With the credentials of the application, by itself."""
    shown = application(world.target).credentials
    headers = {**NAVIGATION, **_shown(shown)}
    actor = world.target.reader("application")
    return Call(actor=actor, operation_id=operation_id, form=form, headers=headers)


def _shown(credentials: Credentials | None) -> dict[str, str]:
    return {} if credentials is None else {"authorization": credentials.header()}


@recipe("requestOAuthAuthorize")
def authorize(world: World) -> Call:
    """By somebody who has agreed."""
    actor = browsing(world).actor
    agreed(actor, application(world.target), scope=SCOPE)
    query = {**dict.fromkeys(SCRIPTED), **said(request(world))}
    return Call(actor=actor, operation_id="requestOAuthAuthorize", query=query, headers=NAVIGATION)


@recipe("requestOAuthAuthorizePOST")
def authorize_by_post(world: World) -> Call:
    actor = browsing(world).actor
    agreed(actor, application(world.target), scope=SCOPE)
    query = dict.fromkeys(SCRIPTED)
    form = said(request(world))
    return Call(actor=actor, operation_id="requestOAuthAuthorizePOST", query=query, form=form, headers=NAVIGATION)


@recipe("getOAuthConsent", signed_in=True)
def read_consent(world: World) -> Call:
    world.needs(Capability.OAUTH_PROVIDER, "to have applications")
    client = application(world.target)
    query = {"scope": SCOPE, "redirect_uri": client.redirect_uri}
    path = {"client_id": client.client_id}
    return Call(actor=world.member.actor, operation_id="getOAuthConsent", path=path, query=query)


@recipe("submitOAuthConsent")
def submit_consent(world: World) -> Call:
    """That who is signed out decides nothing is a story of its own: they may be led to where one signs in."""
    actor = browsing(world).actor
    client = application(world.target)
    form = {**said(request(world)), "consented": True}
    return Call(actor=actor, operation_id="submitOAuthConsent", path={"client_id": client.client_id}, form=form)


@recipe("registerOAuthClient")
def register(world: World) -> Call:
    world.needs(Capability.DYNAMIC_REGISTRATION, "to become an application")
    body = document({"redirect_uris": [new_redirect_uri()], "client_name": world.target.name()})
    actor = world.target.reader("application")
    return Call(actor=actor, operation_id="registerOAuthClient", upload=body, headers=NAVIGATION)


@recipe("getOAuthToken", spends=True)
def token(world: World) -> Call:
    return by_application(world, "getOAuthToken", **given(world).form())


@recipe("getOAuthUserInfo")
def user_info(world: World) -> Call:
    return _user_info(world, "getOAuthUserInfo")


@recipe("getOAuthUserInfoPOST")
def user_info_by_post(world: World) -> Call:
    return _user_info(world, "getOAuthUserInfoPOST")


def _user_info(world: World, operation_id: str) -> Call:
    headers = {**NAVIGATION, "authorization": f"Bearer {held(world).access}"}
    return Call(actor=world.target.reader("application"), operation_id=operation_id, headers=headers)


@recipe("getOAuthTokenInfo")
def token_info(world: World) -> Call:
    return by_application(world, "getOAuthTokenInfo", token=held(world).access)


@recipe("revokeOAuthToken", spends=True)
def revoke(world: World) -> Call:
    """A JWT cannot be taken back (OAUTH-091)."""
    got = held(world)
    shown = got.refresh or got.access
    if is_jwt(shown):
        raise NotTestable("the application got nothing that can be taken back")
    return by_application(world, "revokeOAuthToken", token=shown)
