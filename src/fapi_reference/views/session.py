"""Sessions (AUTH-159 to AUTH-164)."""

from fapi_reference.exchange import Exchange
from fapi_reference.records.people import User
from fapi_reference.records.sessions import Session
from fapi_reference.services.user_agents import told
from fapi_reference.views.base import View
from fapi_reference.views.joining import JoiningViews


class SessionViews(JoiningViews):
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
            "tasks": [{"key": key} for key in self.server.sessions.tasks(session)] or None,
            "factor_verification_age": self.server.sessions.factor_ages(session),
            "created_at": session.created_at,
            "updated_at": session.updated_at,
            **({"user": self.session_user(user)} if user else {}),
            "public_user_data": self.public_user_data(user) if user else None,
            "last_active_token": self.last_active_token(session, exchange),
        }

    def last_active_token(self, session: Session, exchange: Exchange) -> View | None:
        """A usable token for a live session, none for any other (AUTH-141, AUTH-210), nor for another client's."""
        own = exchange.client is not None and exchange.client.id == session.client_id
        if not own or not self.server.sessions.is_live(session):
            return None
        return self.token(self.server.tokens.last(session, exchange))

    def token(self, jwt: str) -> View:
        return {"object": "token", "jwt": jwt}

    def sessions(self, sessions: list[Session], exchange: Exchange) -> list[View]:
        return [self.session(session, exchange) for session in sessions]

    def active_sessions(self, sessions: list[Session]) -> list[View]:
        return [self.active_session(session) for session in sessions]

    def active_session(self, session: Session) -> View:
        """Where somebody is signed in, without who it is and without a token (AUTH-178, USER-109)."""
        return {
            "object": "session",
            "id": session.id,
            "status": self.server.sessions.status(session),
            "expire_at": session.expire_at,
            "abandon_at": session.abandon_at,
            "last_active_at": session.last_active_at,
            "last_active_organization_id": session.last_active_organization_id,
            "actor": None,
            "created_at": session.created_at,
            "updated_at": session.updated_at,
            "user": None,
            "public_user_data": None,
            "last_active_token": None,
            "latest_activity": self.activity(session),
        }

    def activity(self, session: Session) -> View:
        """What nobody told is left out: these members are texts and never null (USER-103)."""
        seen = told(session.device.user_agent)
        texts = {
            "device_type": seen.device_type,
            "browser_name": seen.browser_name,
            "browser_version": seen.browser_version,
            "ip_address": session.device.ip_address,
        }
        return {
            "object": "session_activity",
            "id": session.activity_id,
            "is_mobile": seen.is_mobile,
            **{name: text for name, text in texts.items() if text is not None},
        }
