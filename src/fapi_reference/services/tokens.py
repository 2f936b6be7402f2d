"""Session tokens and client tokens (facts, section 11)."""

from typing import TYPE_CHECKING, Any

from fapi_reference.clock import SECOND
from fapi_reference.exchange import Exchange
from fapi_reference.ids import random_text
from fapi_reference.problems import refuse
from fapi_reference.records.sessions import Client, IssuedToken, Session
from fapi_reference.services.keys import ALGORITHM
from fapi_reference.transport.versions import TOKEN_VERSION_2_SINCE

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

SESSION_CATEGORY = "cl_B7d4PD111AAA"
"""The published mark of session tokens among the instance's other tokens (AUTH-194)."""
SHOWN_AGAIN = 10 * SECOND
"""A piggybacked token may be this old: it still lives most of its time, and an RSA signature is saved."""


class Tokens:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    def refuse_over(self, session: Session) -> None:
        """No token for a session that is over (AUTH-210)."""
        if not self.server.sessions.is_live(session):
            raise refuse("authentication_invalid")

    def issue(self, session: Session, exchange: Exchange, organization_id: str | None = None) -> str:
        """A fresh session token, which also becomes the session's last active one.

        For the session's active organization, or another one; empty is none.
        """
        claims = self.claims(session, exchange) | self.organization_claims(session, exchange, organization_id)
        jwt = self.server.keys.sign(self.header(), claims)
        matter = self._subject_matter(session, exchange, organization_id)
        session.last_token = IssuedToken(jwt=jwt, says=matter, issued_at=self.server.clock.now())
        return jwt

    def last(self, session: Session, exchange: Exchange) -> str:
        """The token that a session carries in a client: usable without another call (AUTH-141)."""
        last = session.last_token
        if (
            last is not None
            and self.server.clock.now() - last.issued_at < self.shown_again()
            and last.says == self._subject_matter(session, exchange)
            and not self.outdated(session, last)
        ):
            return last.jwt
        return self.issue(session, exchange)

    def outdated(self, session: Session, token: IssuedToken) -> bool:
        """Server SDKs send a browser away whose token is older than its `__client_uat` says (AUTH-155)."""
        client = self.server.store.clients.get(session.client_id)
        return client is not None and token.issued_at // SECOND < self.server.clients.signed_in_since(client)

    def shown_again(self) -> int:
        return min(SHOWN_AGAIN, self.server.settings.sessions.token_seconds * SECOND // 6)

    def header(self) -> dict[str, Any]:
        return {"alg": ALGORITHM, "cat": SESSION_CATEGORY, "kid": self.server.keys.kid, "typ": "JWT"}

    def claims(self, session: Session, exchange: Exchange) -> dict[str, Any]:
        """The claims of every version, then those of the version that the caller asked for (AUTH-197 to AUTH-202)."""
        return self.common_claims(session, exchange) | (
            self.version_2_claims(session) if exchange.version >= TOKEN_VERSION_2_SINCE else {}
        )

    def organization_claims(self, session: Session, exchange: Exchange, organization_id: str | None) -> dict[str, Any]:
        """In the words of one version alone (AUTH-202)."""
        membership = self.server.active_organizations.membership(session, organization_id)
        if membership is None:
            return {}
        if exchange.version >= TOKEN_VERSION_2_SINCE:
            return self.server.active_organizations.version_2_claims(membership)
        return self.server.active_organizations.version_1_claims(membership)

    def common_claims(self, session: Session, exchange: Exchange) -> dict[str, Any]:
        now = self.server.clock.seconds()
        claims = {
            "exp": now + self.server.settings.sessions.token_seconds,
            "iat": now,
            "iss": self.server.issuer,
            "nbf": now - self.server.settings.sessions.token_skew_seconds,
            "sid": session.id,
            "sub": session.user_id,
        }
        party = self.authorized_party(exchange)
        return claims | ({"azp": party} if party else {})

    def version_2_claims(self, session: Session) -> dict[str, Any]:
        return {
            "fva": self.server.sessions.factor_ages(session),
            "jti": random_text(20).lower(),
            "sts": self.server.sessions.status(session),
            "v": 2,
        }

    def authorized_party(self, exchange: Exchange) -> str | None:
        """The origin that asked, or the one asked for; none, or an opaque one, gives no claim (AUTH-114)."""
        return exchange.party or (exchange.origin if exchange.origin != "null" else None)

    def _subject_matter(
        self, session: Session, exchange: Exchange, organization_id: str | None = None
    ) -> tuple[object, ...]:
        """All that a token says besides times: two with the same matter can stand for each other."""
        return (
            exchange.version >= TOKEN_VERSION_2_SINCE,
            self.authorized_party(exchange),
            self.server.sessions.status(session),
            *self.server.sessions.factor_ages(session),
            *self.server.active_organizations.matter(session, organization_id),
        )

    def for_client(self, client: Client) -> str:
        """What a client shows to be recognised; opaque to callers (AUTH-072)."""
        return self.server.keys.sign(
            {"alg": ALGORITHM, "kid": self.server.keys.kid, "typ": "JWT"},
            {"id": client.id, "rotating_token": random_text(32)},
        )
