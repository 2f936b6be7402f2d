"""Grants: a code for one exchange, and the tokens that come of it (section 14.4).

| code | event | then |
|---|---|---|
| issued | exchange by who asked, with the address and the verifier, in time | tokens; the code is used |
| issued | by somebody else, with another address or verifier, too late | invalid_grant |
| used | exchange again | invalid_grant, and every token of the grant is dead |
"""

import hashlib
import hmac
import re
from typing import TYPE_CHECKING

from fapi_reference.clock import DAY, SECOND
from fapi_reference.exchange import Form
from fapi_reference.ids import new_id, random_text
from fapi_reference.oauth_problems import OAuthProblem
from fapi_reference.records.oauth import AuthorizationCode, OAuthApplication, OAuthGrant, RefreshToken
from fapi_reference.records.people import User
from fapi_reference.records.sessions import Session
from fapi_reference.services.keys import segment
from fapi_reference.services.oauth_requests import OAuthRequest
from fapi_reference.views.base import View

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

SECRET = 40
VERIFIER = re.compile(r"[A-Za-z0-9._~-]{43,128}")
"""RFC 7636, section 4.1."""
OFFLINE = "offline_access"


class OAuthGrants:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    # a code

    def begin(self, request: OAuthRequest, session: Session, organization_id: str | None) -> str:
        now = self.server.clock.now()
        code = AuthorizationCode(
            code=random_text(SECRET),
            redirect_uri=request.answer.redirect_uri,
            redirect_uri_given=request.redirect_uri_given,
            code_challenge=request.code_challenge,
            nonce=request.nonce,
            authenticated_at=session.first_factor_at or session.created_at,
            issued_at=now,
            expires_at=now + self.server.settings.oauth.code_seconds * SECOND,
        )
        grant = OAuthGrant(
            id=new_id("oag"),
            client_id=request.application.client_id,
            user_id=session.user_id,
            scopes=request.scopes,
            organization_id=organization_id,
            created_at=now,
            code=code,
        )
        self.server.store.oauth_grants[grant.id] = grant
        self.server.store.authorization_codes[code.code] = code, grant
        return code.code

    def exchange(self, application: OAuthApplication, form: Form) -> View:
        """OAUTH-042, OAUTH-043."""
        given = form.get("code")
        if not given:
            raise OAuthProblem("invalid_request")
        code, grant = self.code(application, given)
        self.need_address(code, form)
        self.need_verifier(code, form)
        self.use(code)
        return self.hand_out(application, grant, grant.scopes, first=True)

    def code(self, application: OAuthApplication, given: str) -> tuple[AuthorizationCode, OAuthGrant]:
        found = self.server.store.authorization_codes.get(given)
        if found is None or not self.belongs(found[1], application):
            raise OAuthProblem("invalid_grant")
        code, grant = found
        if code.used:
            self.replayed(grant)
            raise OAuthProblem("invalid_grant")
        if self.server.clock.now() >= code.expires_at or self.is_dead(grant):
            raise OAuthProblem("invalid_grant")
        return code, grant

    def belongs(self, grant: OAuthGrant, application: OAuthApplication) -> bool:
        return grant.client_id == application.client_id

    def replayed(self, grant: OAuthGrant) -> None:
        """Somebody else has it too (SEC-212)."""
        self.revoke(grant)

    def need_address(self, code: AuthorizationCode, form: Form) -> None:
        """The one that the code went to; unsaid in the request, it may be unsaid here (RFC 6749, section 4.1.3)."""
        given = form.get("redirect_uri")
        if given is None and not code.redirect_uri_given:
            return
        if given != code.redirect_uri:
            raise OAuthProblem("invalid_grant")

    def need_verifier(self, code: AuthorizationCode, form: Form) -> None:
        """Whoever sent a challenge answers it. A verifier without one: somebody has taken the challenge away
        (SEC-215).
        """
        verifier = form.get("code_verifier")
        if code.code_challenge is None and verifier is None:
            return
        if code.code_challenge is None or verifier is None or not self.answers(code.code_challenge, verifier):
            raise OAuthProblem("invalid_grant")

    def answers(self, challenge: str, verifier: str) -> bool:
        if not VERIFIER.fullmatch(verifier):
            return False
        return hmac.compare_digest(segment(hashlib.sha256(verifier.encode()).digest()), challenge.encode())

    def use(self, code: AuthorizationCode) -> None:
        code.used = True

    # a refresh token

    def refresh(self, application: OAuthApplication, form: Form) -> View:
        """OAUTH-047."""
        given = form.get("refresh_token")
        if not given:
            raise OAuthProblem("invalid_request")
        token, grant = self.refresh_token(application, given)
        scopes = self.narrowed(grant, form.get("scope"))
        return self.hand_out(application, grant, scopes, shown=token)

    def refresh_token(self, application: OAuthApplication, given: str) -> tuple[RefreshToken, OAuthGrant]:
        token = self.server.store.refresh_tokens.get(given)
        grant = self.server.store.oauth_grants.get(token.grant_id) if token else None
        if token is None or grant is None or not self.belongs(grant, application):
            raise OAuthProblem("invalid_grant")
        if token.replaced:
            self.replayed(grant)
        if self.is_dead(grant) or self.server.clock.now() >= token.expires_at:
            raise OAuthProblem("invalid_grant")
        return token, grant

    def narrowed(self, grant: OAuthGrant, text: str | None) -> tuple[str, ...]:
        """Less than was granted, and never more; the refresh token itself keeps all of it."""
        asked = tuple(dict.fromkeys(one for one in (text or "").split(" ") if one))
        if not set(asked) <= set(grant.scopes):
            raise OAuthProblem("invalid_scope")
        return asked or grant.scopes

    # tokens

    def hand_out(
        self,
        application: OAuthApplication,
        grant: OAuthGrant,
        scopes: tuple[str, ...],
        *,
        first: bool = False,
        shown: RefreshToken | None = None,
    ) -> View:
        access = self.server.oauth_tokens.access_token(application, grant, scopes)
        refresh = self.rotated(grant, shown) if shown else self.first_refresh_token(grant)
        nonce = grant.code.nonce if first else None
        id_token = self.server.oauth_tokens.id_token(grant, scopes, access, nonce) if "openid" in scopes else None
        return self.server.views.oauth_tokens(access, refresh, id_token)

    def first_refresh_token(self, grant: OAuthGrant) -> RefreshToken | None:
        """Only who asked to come back while the person is away gets one (OAUTH-046)."""
        return self.new_refresh_token(grant) if OFFLINE in grant.scopes else None

    def rotated(self, grant: OAuthGrant, shown: RefreshToken) -> RefreshToken:
        """A new one in its place (SEC-218)."""
        shown.replaced = True
        return self.new_refresh_token(grant)

    def new_refresh_token(self, grant: OAuthGrant) -> RefreshToken:
        now = self.server.clock.now()
        token = RefreshToken(
            token=random_text(SECRET),
            grant_id=grant.id,
            issued_at=now,
            expires_at=now + self.server.settings.oauth.refresh_token_days * DAY,
        )
        grant.refresh_tokens.append(token)
        self.server.store.refresh_tokens[token.token] = token
        return token

    # the end

    def is_dead(self, grant: OAuthGrant) -> bool:
        """Revoked, or its person or application is gone."""
        return grant.revoked or not self.has_parties(grant)

    def has_parties(self, grant: OAuthGrant) -> bool:
        user = self.server.store.users.get(grant.user_id)
        return user is not None and not user.banned and grant.client_id in self.server.store.oauth_clients

    def revoke(self, grant: OAuthGrant) -> None:
        """Everything that came of it; what a JWT says it goes on saying until it expires (OAUTH-093)."""
        grant.revoked = True
        for token in grant.access_tokens:
            token.revoked = True

    def forget(self, grant: OAuthGrant) -> None:
        store = self.server.store
        self.revoke(grant)
        store.oauth_grants.pop(grant.id, None)
        store.authorization_codes.pop(grant.code.code, None)
        for access in grant.access_tokens:
            store.access_tokens.pop(access.token, None)
        for refresh in grant.refresh_tokens:
            store.refresh_tokens.pop(refresh.token, None)

    def forget_application(self, application: OAuthApplication) -> None:
        for grant in [one for one in self.server.store.oauth_grants.values() if self.belongs(one, application)]:
            self.forget(grant)

    def forget_user(self, user: User) -> None:
        store = self.server.store
        for grant in [one for one in store.oauth_grants.values() if one.user_id == user.id]:
            self.forget(grant)
        for key in [one for one in store.oauth_consents if one[0] == user.id]:
            del store.oauth_consents[key]
