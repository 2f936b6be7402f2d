"""The instance as an OAuth provider: what browsers are sent to, what an application asks by itself, what people decide.

Browsers that an application sends here bring their session and nothing that scripts add. An application brings no
session at all; it is known by its own credentials.
"""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote_plus

from fapi_conformance.client.area import Area
from fapi_conformance.client.exchange import Answer, Intent, Json
from fapi_conformance.client.form import FormValue, Parameters
from fapi_conformance.client.upload import document

_VALID = Intent.VALID
Headers = Mapping[str, str | None]
NAVIGATION: Headers = {"origin": None}
SCRIPTED = ("__clerk_api_version", "_clerk_js_version", "_clerk_session_id")
"""What only the scripts of an application say of themselves."""
BY_ITSELF = (*SCRIPTED, "__clerk_db_jwt", "_is_native")
"""What only browsers and apps of the instance say of themselves."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """Of an application, as HTTP Basic has them: each part is encoded as in a form first (RFC 6749, section 2.3.1)."""

    client_id: str
    secret: str = field(repr=False)

    def header(self) -> str:
        both = f"{quote_plus(self.client_id)}:{quote_plus(self.secret)}".encode()
        return f"Basic {base64.b64encode(both).decode()}"


class OAuthArea(Area):
    def authorize(self, *, intent: Intent = _VALID, **query: FormValue) -> Answer:
        """An application has sent the browser here."""
        return self.authorize_by(query, intent=intent)

    def authorize_by(self, query: Parameters, *, intent: Intent = _VALID) -> Answer:
        """The same with parameters in this order, repeated ones repeated."""
        asked = [*query.items()] if isinstance(query, Mapping) else [*query]
        given = [*((name, None) for name in SCRIPTED), *asked]
        return self._actor.act("requestOAuthAuthorize", query=given, headers=NAVIGATION, intent=intent)

    def authorize_by_post(self, *, intent: Intent = _VALID, **form: FormValue) -> Answer:
        """The application's page has posted a form here."""
        query = [(name, None) for name in SCRIPTED]
        return self._actor.act("requestOAuthAuthorizePOST", query=query, form=form, headers=NAVIGATION, intent=intent)

    def register(self, metadata: Json, *, intent: Intent = _VALID) -> Answer:
        return self._by_itself("registerOAuthClient", json=metadata, intent=intent)

    def token(self, form: Parameters, *, credentials: Credentials | None = None, intent: Intent = _VALID) -> Answer:
        return self._by_itself("getOAuthToken", form, credentials=credentials, intent=intent)

    def userinfo(self, token: str | None, *, intent: Intent = _VALID, **query: FormValue) -> Answer:
        return self._by_itself("getOAuthUserInfo", token=token, intent=intent, query=query)

    def userinfo_by_post(self, token: str | None, *, intent: Intent = _VALID, **query: FormValue) -> Answer:
        return self._by_itself("getOAuthUserInfoPOST", token=token, intent=intent, query=query)

    def token_info(
        self, *, credentials: Credentials | None = None, intent: Intent = _VALID, **form: FormValue
    ) -> Answer:
        return self._by_itself("getOAuthTokenInfo", form, credentials=credentials, intent=intent)

    def revoke(self, *, credentials: Credentials | None = None, intent: Intent = _VALID, **form: FormValue) -> Answer:
        return self._by_itself("revokeOAuthToken", form, credentials=credentials, intent=intent)

    def _by_itself(
        self,
        operation: str,
        form: Parameters | None = None,
        *,
        credentials: Credentials | None = None,
        token: str | None = None,
        json: Json = None,
        query: Mapping[str, FormValue] | None = None,
        intent: Intent = _VALID,
    ) -> Answer:
        known_by = credentials.header() if credentials else f"Bearer {token}" if token is not None else None
        body = None if json is None else document(json)
        return self._actor.act(
            operation,
            query=[*((name, None) for name in BY_ITSELF), *(query or {}).items()],
            form=form,
            headers={**NAVIGATION, "cookie": None, "clerk-api-version": None, "authorization": known_by},
            intent=intent,
            content=body.content if body else None,
            content_type=body.content_type if body else None,
        )


class ConsentArea(Area):
    """What the signed-in person is asked to agree to, and what they decide."""

    def read(self, client_id: str, /, *, intent: Intent = _VALID, **query: FormValue) -> Answer:
        return self._actor.act("getOAuthConsent", {"client_id": client_id}, query, intent=intent)

    def submit(
        self, client_id: str, /, *, intent: Intent = _VALID, headers: Headers | None = None, **form: FormValue
    ) -> Answer:
        """The form of the consent page, with the application's request in it (OAUTH-024)."""
        path = {"client_id": client_id}
        return self._actor.act("submitOAuthConsent", path, form=form, headers=headers, intent=intent)
