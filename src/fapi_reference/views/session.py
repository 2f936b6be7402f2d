"""Sessions (AUTH-159 to AUTH-164)."""

from fapi_reference.exchange import Exchange
from fapi_reference.store import Session, User
from fapi_reference.views.base import View
from fapi_reference.views.user import UserViews


class SessionViews(UserViews):
    def session(self, session: Session, exchange: Exchange) -> View:
        user: User | None = self.server.store.users.get(session.user_id)
        return {
            "object": "session",
            "id": session.id,
            "status": self.server.sessions.status(session),
            "expire_at": session.expire_at,
            "abandon_at": session.abandon_at,
            "last_active_at": session.last_active_at,
            "last_active_organization_id": session.last_active_organization_id,
            "actor": None,
            "factor_verification_age": self.server.sessions.factor_ages(session),
            "created_at": session.created_at,
            "updated_at": session.updated_at,
            **({"user": self.session_user(user)} if user else {}),
            "public_user_data": self.public_user_data(user) if user else None,
            "last_active_token": self.last_active_token(session, exchange),
        }

    def last_active_token(self, session: Session, exchange: Exchange) -> View | None:
        """A usable token for a live session, none for any other (AUTH-141, AUTH-210)."""
        if not self.server.sessions.is_live(session):
            return None
        return self.token(self.server.tokens.last(session, exchange))

    def token(self, jwt: str) -> View:
        return {"object": "token", "jwt": jwt}
