"""Users whom the application has banned: signed out everywhere, and let in nowhere (AUTH-253, AUTH-418)."""

from typing import TYPE_CHECKING

from fapi_reference.problems import refuse
from fapi_reference.records.people import User
from fapi_reference.records.sessions import Client

if TYPE_CHECKING:
    from fapi_reference.reference import Reference


class Bans:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    def ban(self, user: User) -> None:
        user.banned = True
        for session in self.server.sessions.live_of_user(user):
            self.server.sessions.revoke(session)
        self.server.users.changed(user)

    def unban(self, user: User) -> None:
        """They may sign in again; their old sessions stay what they are."""
        user.banned = False
        self.server.users.changed(user)

    def refuse(self, user: User) -> None:
        if user.banned:
            raise refuse("user_banned")

    def refuse_token(self, client: Client, session_id: str) -> None:
        """Whoever asks for a token is told why there is none, also where their session is not listed any more."""
        session = self.server.store.sessions.get(session_id)
        if session and session.client_id == client.id:
            self.refuse(self.server.users.of(session))
