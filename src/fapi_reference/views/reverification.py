"""A session being verified anew (AUTH-342)."""

from fapi_reference.exchange import Exchange
from fapi_reference.records.sessions import Session
from fapi_reference.views.base import View
from fapi_reference.views.session import SessionViews


class ReverificationViews(SessionViews):
    def reverification(self, session: Session, exchange: Exchange) -> View:
        """What can be proven is told while it is due, as in a sign-in (AUTH-236)."""
        current = self.server.reverifications.current(session)
        user = self.server.users.of(session)
        first, second = current.status == "needs_first_factor", current.status == "needs_second_factor"
        return {
            "object": "session_reverification",
            "id": current.id,
            "level": current.level,
            "status": current.status,
            "supported_first_factors": self.server.reverifications.first_factors(user) if first else None,
            "supported_second_factors": self.server.reverifications.second_factors(user) if second else None,
            "first_factor_verification": self.verification(current.first_factor),
            "second_factor_verification": self.verification(current.second_factor),
            "session": self.session(session, exchange),
        }
