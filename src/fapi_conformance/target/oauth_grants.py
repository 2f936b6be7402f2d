"""One person and one application: the codes that one gives to the other, and what the other does with them by itself.

What cannot be had is no deviation here: that is judged where it is the question.
"""

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.client.form import FormValue
from fapi_conformance.client.oauth import Credentials
from fapi_conformance.devices.oauth_client import OAuthClient
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.target.oauth import Granted, Tokens, granted, tokens

if TYPE_CHECKING:
    from fapi_conformance.target.target import Target

SCOPES = ("openid", "profile", "email", "offline_access")
"""What the run's own applications may ask for, where a test wants no more."""
ALL = " ".join(SCOPES)
MODEST = "openid email offline_access"
"""Less than they may."""
AN_ACCESS, A_REFRESH = "access_token", "refresh_token"
"""Kinds, as hints name them."""
LATER = 120
"""Seconds beyond the end of what is aged."""
A_DAY = 24 * 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Grants:
    target: "Target"
    actor: Actor
    client: OAuthClient

    def by(self, client: OAuthClient) -> "Grants":
        """Of the same person, to another application."""
        return Grants(target=self.target, actor=self.actor, client=client)

    def code(self, scope: str = MODEST, /, **more: FormValue) -> Granted:
        """That the person has agreed to. Raises :class:`NotTestable` where none can be had."""
        try:
            return granted(self.actor, self.client, scope, **more)
        except Deviation as problem:
            raise NotTestable("no code could be had for it") from problem

    def tokens(self, scope: str = MODEST, /, **more: FormValue) -> Tokens:
        """What such a code is exchanged for. Raises as above."""
        code = self.code(scope, **more)
        try:
            return tokens(self.target, code)
        except Deviation as problem:
            raise NotTestable("no tokens could be had for it") from problem

    def refreshable(self, scope: str = MODEST, /, **more: FormValue) -> Tokens:
        """The same with a refresh token among them. Raises as above."""
        made = self.tokens(scope, **more)
        if made.refresh is None:
            raise NotTestable("the application got no refresh token")
        return made

    def exchange(self, code: Granted, /, *, intent: Intent = Intent.INVALID, **changed: FormValue) -> Answer:
        """Bring a code as its application does, but for what is changed."""
        return self.ask(code.form(**changed), intent=intent)

    def refresh(self, refresh_token: str | None, /, *, intent: Intent = Intent.INVALID, **changed: FormValue) -> Answer:
        named = {"client_id": self.client.client_id} if self.client.public else {}
        form: dict[str, FormValue] = {"grant_type": "refresh_token", "refresh_token": refresh_token, **named}
        return self.ask({**form, **changed}, intent=intent)

    def ask(self, form: dict[str, FormValue], *, intent: Intent = Intent.INVALID) -> Answer:
        """The token endpoint, with the credentials of the application."""
        return self.ask_as(self.client.credentials, form, intent=intent)

    def ask_as(
        self, credentials: Credentials | None, form: dict[str, FormValue], *, intent: Intent = Intent.INVALID
    ) -> Answer:
        return self.itself.oauth.token(form, credentials=credentials, intent=intent)

    def info(self, token: str, *, intent: Intent = Intent.VALID, **more: FormValue) -> Answer:
        """What the application is told of a token."""
        return self.itself.oauth.token_info(credentials=self.client.credentials, intent=intent, token=token, **more)

    def is_told(self, token: str) -> bool:
        """Whether the application is told that this token is alive."""
        told = self.info(token).json
        return isinstance(told, dict) and told.get("active") is True

    def revoke(self, token: str, *, intent: Intent = Intent.VALID, **more: FormValue) -> Answer:
        return self.itself.oauth.revoke(credentials=self.client.credentials, intent=intent, token=token, **more)

    def userinfo(self, token: str | None, *, intent: Intent = Intent.VALID) -> Answer:
        return self.itself.oauth.userinfo(token, intent=intent)

    @property
    def itself(self) -> Actor:
        """The application, which is no client of the instance."""
        return self.target.reader("application")

    def age(self, what: str, secret: str, seconds: int) -> None:
        """Let time pass for a code or a token, which is its own id. Raises :class:`NotTestable`, naming no secret."""
        if "age" not in self.target.kinds:
            self.target.means.age("", seconds)  # says what would help
        try:
            self.target.means.age(secret, seconds)
        except NotTestable as problem:
            raise NotTestable(f"the means could not age {what}") from problem


def is_jwt(token: str) -> bool:
    return token.startswith("eyJ") and token.count(".") == 2


def made_up() -> str:
    """A code or token that nobody gave out."""
    return secrets.token_urlsafe(30)


def lasting(made: Tokens) -> int:
    """Seconds after which its access token has expired for certain."""
    told = made.answer.json.get("expires_in")
    return (told if isinstance(told, int) and told > 0 else A_DAY) + LATER
