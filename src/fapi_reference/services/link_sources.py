"""What a link can belong to: a sign-in, a sign-up, an email address of a user; and what its opening does there."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from fapi_reference.problems import refuse
from fapi_reference.records.verification import Verification

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

STRATEGY = "email_link"


class Source(Protocol):
    """``client_id``: who waits for the link to be opened."""

    @property
    def kind(self) -> str: ...

    @property
    def id(self) -> str: ...

    @property
    def client_id(self) -> str: ...

    def verification(self, server: "Reference") -> Verification | None:
        """What is waiting for a link now; None where nothing is any more."""

    def finish(self, server: "Reference") -> str | None:
        """What the opened link has proven; the session that came of it."""


@dataclass(frozen=True, slots=True)
class OfSignIn:
    id: str
    client_id: str
    kind: str = "sign_in"

    def verification(self, server: "Reference") -> Verification | None:
        attempt = server.store.sign_ins.get(self.id)
        if attempt is None or attempt.replaced or server.sign_ins.abandoned(attempt):
            return None
        return _link(attempt.first_factor)

    def finish(self, server: "Reference") -> str | None:
        attempt = server.store.sign_ins[self.id]
        client, user = server.store.clients.get(self.client_id), server.sign_ins.user(attempt)
        if client is None or user is None or user.banned:
            raise refuse("client_state_invalid")
        server.lockout.refuse_locked(user)
        server.sign_ins.need_status(attempt, "needs_first_factor")
        server.sign_ins.proven(client, attempt, STRATEGY)
        return attempt.created_session_id


@dataclass(frozen=True, slots=True)
class OfSignUp:
    id: str
    client_id: str
    kind: str = "sign_up"

    def verification(self, server: "Reference") -> Verification | None:
        attempt = server.store.sign_ups.get(self.id)
        if attempt is None or attempt.replaced or server.sign_ups.abandoned(attempt):
            return None
        return _link(attempt.verifications.get("email_address"))

    def finish(self, server: "Reference") -> str | None:
        attempt, client = server.store.sign_ups[self.id], server.store.clients.get(self.client_id)
        if client is None:
            raise refuse("client_state_invalid")
        server.sign_ups.advance(client, attempt, STRATEGY)
        return attempt.created_session_id


@dataclass(frozen=True, slots=True)
class OfEmailAddress:
    """No session comes of it: whoever adds an address has one."""

    id: str
    client_id: str
    kind: str = "email_address"

    def verification(self, server: "Reference") -> Verification | None:
        item = server.store.identifications.get(self.id)
        return _link(item.verification) if item else None

    def finish(self, server: "Reference") -> str | None:
        item = server.store.identifications[self.id]
        holder = next((one for one in server.store.users.values() if item in one.email_addresses), None)
        if holder is None:
            raise refuse("client_state_invalid")
        server.identifications.refuse_claimed(holder, item)
        server.identifications.touched(item)
        server.identifications.proven(holder, item)
        return None


class LinkSources:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    def find(self, kind: str, source_id: str) -> Source | None:
        """What a token names, if there still is such a thing."""
        store = self.server.store
        if kind == "sign_in" and (sign_in := store.sign_ins.get(source_id)):
            return OfSignIn(source_id, sign_in.client_id)
        if kind == "sign_up" and (sign_up := store.sign_ups.get(source_id)):
            return OfSignUp(source_id, sign_up.client_id)
        if kind == "email_address" and (item := store.identifications.get(source_id)):
            return OfEmailAddress(source_id, (item.verification and item.verification.client_id) or "")
        return None


def _link(verification: Verification | None) -> Verification | None:
    return verification if verification and verification.strategy == STRATEGY else None
