"""The operations by area, as thin typed calls: keyword parameters are the form, in the API's own snake_case names.

``intent`` is never a parameter of the API here; ``OMIT`` leaves a parameter out, None sends it empty.
"""

from collections.abc import Mapping

from fapi_conformance.client.account import MeArea
from fapi_conformance.client.area import Acts as _Acts
from fapi_conformance.client.area import Area as _Area
from fapi_conformance.client.callback import CallbackArea
from fapi_conformance.client.companies import EnterpriseConnectionsArea, SamlArea
from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.client.form import FormValue
from fapi_conformance.client.mailed import MailedArea
from fapi_conformance.client.oauth import OAuthArea
from fapi_conformance.client.organizations import OrganizationArea, OrganizationsArea
from fapi_conformance.client.programs import AgentsArea, ApiKeysArea, ProxiesArea, SatellitesArea
from fapi_conformance.client.public import PassingArea, PortalArea, WaitlistArea
from fapi_conformance.client.sessions import SessionsArea

_VALID = Intent.VALID
Headers = Mapping[str, str | None]


class EnvironmentArea(_Area):
    def read(self, *, intent: Intent = _VALID) -> Answer:
        return self._actor.act("getEnvironment", intent=intent)

    def touch(self, *, intent: Intent = _VALID) -> Answer:
        return self._actor.act("updateEnvironment", intent=intent)


class HealthArea(_Area):
    def read(self, *, intent: Intent = _VALID) -> Answer:
        return self._actor.act("getHealth", intent=intent)


class KeysArea(_Area):
    def read(self, *, intent: Intent = _VALID) -> Answer:
        return self._actor.act("getJWKS", intent=intent)


class DevBrowserArea(_Area):
    def create(self, *, intent: Intent = _VALID) -> Answer:
        return self._actor.act("createDevBrowser", intent=intent)

    def set_first_party_cookie(self, *, intent: Intent = _VALID) -> Answer:
        return self._actor.act("postDevBrowserInitSetCookie", intent=intent)


class ClientsArea(_Area):
    def read(self, *, intent: Intent = _VALID, **query: FormValue) -> Answer:
        return self._actor.act("getClient", query=query, intent=intent)

    def create(self, *, intent: Intent = _VALID) -> Answer:
        return self._actor.act("postClient", intent=intent)

    def replace(self, *, intent: Intent = _VALID) -> Answer:
        return self._actor.act("putClient", intent=intent)

    def delete(self, *, intent: Intent = _VALID) -> Answer:
        return self._actor.act("deleteClientSessions", intent=intent)


class SignUpsArea(_Area):
    def create(self, *, intent: Intent = _VALID, **form: FormValue) -> Answer:
        return self._actor.act("createSignUps", form=form, intent=intent)

    def read(self, sign_up_id: str, *, intent: Intent = _VALID, **query: FormValue) -> Answer:
        return self._actor.act("getSignUps", {"sign_up_id": sign_up_id}, query, intent=intent)

    def update(self, sign_up_id: str, *, intent: Intent = _VALID, **form: FormValue) -> Answer:
        return self._actor.act("updateSignUps", {"sign_up_id": sign_up_id}, form=form, intent=intent)

    def prepare(self, sign_up_id: str, *, intent: Intent = _VALID, **form: FormValue) -> Answer:
        return self._actor.act("prepareSignUpsVerification", {"sign_up_id": sign_up_id}, form=form, intent=intent)

    def attempt(self, sign_up_id: str, *, intent: Intent = _VALID, **form: FormValue) -> Answer:
        return self._actor.act("attemptSignUpsVerification", {"sign_up_id": sign_up_id}, form=form, intent=intent)


class SignInsArea(_Area):
    def create(self, *, intent: Intent = _VALID, **form: FormValue) -> Answer:
        return self._actor.act("createSignIn", form=form, intent=intent)

    def read(self, sign_in_id: str, *, intent: Intent = _VALID, **query: FormValue) -> Answer:
        return self._actor.act("getSignIn", {"sign_in_id": sign_in_id}, query, intent=intent)

    def prepare_first_factor(self, sign_in_id: str, *, intent: Intent = _VALID, **form: FormValue) -> Answer:
        return self._actor.act("prepareSignInFactorOne", {"sign_in_id": sign_in_id}, form=form, intent=intent)

    def attempt_first_factor(self, sign_in_id: str, *, intent: Intent = _VALID, **form: FormValue) -> Answer:
        return self._actor.act("attemptSignInFactorOne", {"sign_in_id": sign_in_id}, form=form, intent=intent)

    def prepare_second_factor(self, sign_in_id: str, *, intent: Intent = _VALID, **form: FormValue) -> Answer:
        return self._actor.act("prepareSignInFactorTwo", {"sign_in_id": sign_in_id}, form=form, intent=intent)

    def attempt_second_factor(self, sign_in_id: str, *, intent: Intent = _VALID, **form: FormValue) -> Answer:
        return self._actor.act("attemptSignInFactorTwo", {"sign_in_id": sign_in_id}, form=form, intent=intent)

    def reset_password(self, sign_in_id: str, *, intent: Intent = _VALID, **form: FormValue) -> Answer:
        return self._actor.act("resetPassword", {"sign_in_id": sign_in_id}, form=form, intent=intent)


class HandshakeArea(_Area):
    def go(self, *, intent: Intent = _VALID, headers: Headers | None = None, **query: FormValue) -> Answer:
        """What a browser does that an application sends here: no origin, and the parameters in the query."""
        passing = {"origin": None, **(headers or {})}
        return self._actor.act("handshakeClient", query=query, headers=passing, intent=intent)


class WellKnownArea(_Area):
    def asset_links(self, *, intent: Intent = _VALID) -> Answer:
        return self._actor.act("getAndroidAssetLinks", intent=intent)

    def site_association(self, *, intent: Intent = _VALID) -> Answer:
        return self._actor.act("getAppleAppSiteAssociation", intent=intent)

    def related_origins(self, *, intent: Intent = _VALID) -> Answer:
        return self._actor.act("getWebAuthnRelatedOrigins", intent=intent)

    def openid_configuration(self, *, intent: Intent = _VALID, headers: Headers | None = None) -> Answer:
        return self._actor.act("getOpenIDConfiguration", intent=intent, headers=headers)

    def authorization_server(self, *, intent: Intent = _VALID, headers: Headers | None = None) -> Answer:
        return self._actor.act("getOAuth2AuthorizationServerMetadata", intent=intent, headers=headers)


class Areas:
    """What every actor can do, by area."""

    @property
    def environment(self: _Acts) -> EnvironmentArea:
        return EnvironmentArea(self)

    @property
    def health(self: _Acts) -> HealthArea:
        return HealthArea(self)

    @property
    def keys(self: _Acts) -> KeysArea:
        return KeysArea(self)

    @property
    def dev_browser(self: _Acts) -> DevBrowserArea:
        return DevBrowserArea(self)

    @property
    def portal(self: _Acts) -> PortalArea:
        return PortalArea(self)

    @property
    def waitlist(self: _Acts) -> WaitlistArea:
        return WaitlistArea(self)

    @property
    def passing(self: _Acts) -> PassingArea:
        return PassingArea(self)

    @property
    def clients(self: _Acts) -> ClientsArea:
        return ClientsArea(self)

    @property
    def sign_ups(self: _Acts) -> SignUpsArea:
        return SignUpsArea(self)

    @property
    def sign_ins(self: _Acts) -> SignInsArea:
        return SignInsArea(self)

    @property
    def handshake(self: _Acts) -> HandshakeArea:
        return HandshakeArea(self)

    @property
    def well_known(self: _Acts) -> WellKnownArea:
        return WellKnownArea(self)

    @property
    def callbacks(self: _Acts) -> CallbackArea:
        return CallbackArea(self)

    @property
    def oauth(self: _Acts) -> OAuthArea:
        return OAuthArea(self)

    @property
    def saml(self: _Acts) -> SamlArea:
        return SamlArea(self)

    @property
    def enterprise_connections(self: _Acts) -> EnterpriseConnectionsArea:
        return EnterpriseConnectionsArea(self)

    @property
    def api_keys(self: _Acts) -> ApiKeysArea:
        return ApiKeysArea(self)

    @property
    def satellites(self: _Acts) -> SatellitesArea:
        return SatellitesArea(self)

    @property
    def proxies(self: _Acts) -> ProxiesArea:
        return ProxiesArea(self)

    @property
    def agents(self: _Acts) -> AgentsArea:
        return AgentsArea(self)

    @property
    def mailed(self: _Acts) -> MailedArea:
        return MailedArea(self)

    @property
    def sessions(self: _Acts) -> SessionsArea:
        return SessionsArea(self)

    @property
    def me(self: _Acts) -> MeArea:
        return MeArea(self)

    @property
    def organizations(self: _Acts) -> OrganizationsArea:
        return OrganizationsArea(self)

    def organization(self: _Acts, organization_id: str) -> OrganizationArea:
        return OrganizationArea(self, organization_id)
