"""The client (AUTH-126)."""

from fapi_reference.exchange import Exchange
from fapi_reference.records.sessions import Client
from fapi_reference.views.attempts import AttemptViews
from fapi_reference.views.base import View


class ClientViews(AttemptViews):
    def client(self, client: Client, exchange: Exchange) -> View:
        sign_in = self.server.clients.current_sign_in(client)
        sign_up = self.server.clients.current_sign_up(client)
        active = self.server.clients.active_session(client)
        return {
            "object": "client",
            "id": client.id,
            "sessions": [self.session(session, exchange) for session in self.server.clients.listed(client)],
            "sign_in": self.sign_in(sign_in) if sign_in else None,
            "sign_up": self.sign_up(sign_up) if sign_up else None,
            "last_active_session_id": active.id if active else None,
            "last_authentication_strategy": client.last_authentication_strategy,
            "cookie_expires_at": client.cookie_expires_at,
            "captcha_bypass": False,
            "created_at": client.created_at,
            "updated_at": client.updated_at,
        }
