"""Sessions: their life, and which one a request acts for (facts, sections 10 and 21).

| from | event | to |
|---|---|---|
| none | sign-in or sign-up complete | active |
| active | touch | active, last active |
| active | end | ended, still listed |
| active | remove, sign-out of the client, user deleted | removed, not listed |
| any live | revoke | revoked, not listed by its client |
| active | expire_at passed | expired |
| any live | abandon_at passed | abandoned |
"""

from typing import TYPE_CHECKING

from fapi_reference.clock import DAY, MINUTE, SECOND
from fapi_reference.exchange import Exchange
from fapi_reference.ids import new_id
from fapi_reference.problems import refuse
from fapi_reference.records.people import User
from fapi_reference.records.sessions import Client, Session

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

LIVE = frozenset({"active", "pending"})
NEVER = -1
CHOOSE_ORGANIZATION, SET_UP_SECOND_FACTOR = "choose-organization", "setup-mfa"


class Sessions:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    def start(self, client: Client, user: User, strategy: str | None, *, second_factor: bool = False) -> Session:
        """A proven user gets a session, which is the client's active one at once (AUTH-136, AUTH-161)."""
        now, settings = self.server.clock.now(), self.server.settings.sessions
        session = Session(
            id=new_id("sess"),
            client_id=client.id,
            user_id=user.id,
            created_at=now,
            updated_at=now,
            last_active_at=now,
            expire_at=now + settings.lifetime_seconds * SECOND,
            abandon_at=now + settings.abandon_after_seconds * SECOND,
            first_factor_at=now,
            second_factor_at=now if second_factor else None,
        )
        self.seen(client, session)
        self.server.store.sessions[session.id] = session
        client.sessions.append(session)
        client.last_active_session_id = session.id
        client.last_authentication_strategy = strategy
        client.known_users.add(user.id)
        user.last_sign_in_at = now
        user.last_active_at = now - now % DAY
        self.server.clients.changed(client)
        self.server.clients.rotate_on_sign_in(client)
        return session

    def status(self, session: Session) -> str:
        """What the session is now: time alone makes a live one expire or be abandoned, and tasks make it wait."""
        if session.status in LIVE:
            now = self.server.clock.now()
            if now >= session.abandon_at:
                return "abandoned"
            if now >= session.expire_at:
                return "expired"
            return "pending" if self.tasks(session) else session.status
        return session.status

    def tasks(self, session: Session) -> list[str]:
        """What the user has to do before the session is good for anything else (AUTH-180, AUTH-181)."""
        user = self.server.store.users.get(session.user_id)
        due = (
            (CHOOSE_ORGANIZATION, user is not None and self.server.active_organizations.must_choose(session)),
            (SET_UP_SECOND_FACTOR, user is not None and self.server.second_factors.required(user)),
        )
        return [task for task, is_due in due if is_due]

    def is_live(self, session: Session) -> bool:
        return self.status(session) in LIVE

    def of_client(self, client: Client, session_id: str) -> Session:
        """A session that the client lists. Others do not exist for it; without any of its own it is signed out."""
        session = next((item for item in client.sessions if item.id == session_id), None)
        if session:
            return session
        raise refuse("resource_not_found" if self.server.clients.live_sessions(client) else "signed_out")

    def selected(self, exchange: Exchange) -> Session:
        """The session a user operation acts for: the named one, else the client's last active (AUTH-017, AUTH-018)."""
        client = exchange.caller()
        active = self.server.clients.active_session(client)
        if active is None:
            raise refuse("signed_out")
        wanted = exchange.first("_clerk_session_id")
        if not wanted:
            return active
        named = next((item for item in self.server.clients.live_sessions(client) if item.id == wanted), None)
        if named is None:
            raise refuse("action_for_session_not_authorized")
        return named

    def user_session(self, client: Client, user_id: str) -> Session | None:
        """The live session of this user on the client, if there is one (AUTH-252)."""
        return next((item for item in self.server.clients.live_sessions(client) if item.user_id == user_id), None)

    def need_live(self, session: Session) -> None:
        if not self.is_live(session):
            raise refuse("invalid_action_for_session")

    def touch(self, client: Client, session: Session) -> None:
        """AUTH-166, AUTH-171."""
        now = self.server.clock.now()
        session.last_active_at = session.updated_at = now
        self.seen(client, session)
        client.last_active_session_id = session.id
        user = self.server.users.of(session)
        user.last_active_at = now - now % DAY
        self.server.clients.changed(client)

    def end(self, client: Client, session: Session) -> None:
        """An ended session stays listed and is good for nothing any more (AUTH-173, AUTH-174)."""
        session.status = "ended"
        session.updated_at = self.server.clock.now()
        self.server.clients.changed(client)

    def remove(self, client: Client, session: Session) -> None:
        session.status = "removed"
        session.updated_at = self.server.clock.now()
        client.sessions = [item for item in client.sessions if item is not session]
        if client.last_active_session_id == session.id:
            client.last_active_session_id = None
        self.server.store.sessions.pop(session.id, None)
        self.server.clients.changed(client)

    def remove_all(self, client: Client) -> None:
        for session in list(client.sessions):
            self.remove(client, session)

    def remove_of_user(self, user: User) -> None:
        """On every client: a deleted user is signed in nowhere (USER-032)."""
        for session in [item for item in self.server.store.sessions.values() if item.user_id == user.id]:
            client = self.server.store.clients.get(session.client_id)
            if client:
                self.remove(client, session)

    # of a person, on every client

    def of_user(self, user: User) -> list[Session]:
        return [session for session in self.server.store.sessions.values() if session.user_id == user.id]

    def live_of_user(self, user: User) -> list[Session]:
        return [session for session in self.of_user(user) if self.is_live(session)]

    def of_user_named(self, user: User, session_id: str) -> Session:
        """Another person's session is as unknown as one that never was (USER-107)."""
        session = self.server.store.sessions.get(session_id)
        if session is None or session.user_id != user.id:
            raise refuse("resource_not_found")
        return session

    def revoke(self, session: Session) -> None:
        """Dead at once, wherever it is; its client lists it no more (USER-106, AUTH-174)."""
        session.status = "revoked"
        session.updated_at = self.server.clock.now()
        client = self.server.store.clients.get(session.client_id)
        if client:
            client.sessions = [item for item in client.sessions if item is not session]
            self.server.clients.changed(client)

    def seen(self, client: Client, session: Session) -> None:
        """The session is in use, on the device that its client is calling from (USER-103)."""
        session.activity_id, session.device = new_id("sess_activity"), client.device

    def factor_ages(self, session: Session) -> list[int]:
        """Minutes since each factor was proven; -1 for one that never was (AUTH-163)."""
        now = self.server.clock.now()
        proven = (session.first_factor_at, self.second_factor_at(session))
        return [NEVER if moment is None else (now - moment) // MINUTE for moment in proven]

    def second_factor_at(self, session: Session) -> int | None:
        """When the second factor was proven; never, for somebody who has none any more (AUTH-163, REV-006)."""
        user = self.server.store.users.get(session.user_id)
        has_one = user is not None and self.server.second_factors.enrolled(user)
        return session.second_factor_at if has_one else None
