"""What a visit to a provider can be for: a sign-in, a sign-up, an account that a user links; and what it settles."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from fapi_reference.problems import refuse
from fapi_reference.records.identities import ExternalAccount, Identification
from fapi_reference.records.sessions import Client
from fapi_reference.records.verification import ExternalIdentity, Verification

if TYPE_CHECKING:
    from fapi_reference.reference import Reference


class Purpose(Protocol):
    """``client_id``: whom the visit serves, whatever browser comes back from it."""

    @property
    def client_id(self) -> str: ...

    def verification(self, server: "Reference") -> Verification | None:
        """What waits for a visit now; None where nothing does any more."""

    def settle(self, server: "Reference", identity: ExternalIdentity, verification: Verification) -> bool:
        """The provider has named somebody: whether that completes it."""


@dataclass(frozen=True, slots=True)
class OfSignIn:
    id: str
    client_id: str

    def verification(self, server: "Reference") -> Verification | None:
        attempt = server.store.sign_ins.get(self.id)
        if attempt is None or attempt.replaced or server.sign_ins.abandoned(attempt) or attempt.status == "complete":
            return None
        return attempt.first_factor

    def settle(self, server: "Reference", identity: ExternalIdentity, verification: Verification) -> bool:
        attempt = server.store.sign_ins[self.id]
        server.arrivals.sign_in(_client(server, self.client_id), attempt, identity, verification)
        return attempt.status == "complete"


@dataclass(frozen=True, slots=True)
class OfSignUp:
    id: str
    client_id: str

    def verification(self, server: "Reference") -> Verification | None:
        attempt = server.store.sign_ups.get(self.id)
        if attempt is None or attempt.replaced or server.sign_ups.abandoned(attempt) or attempt.status == "complete":
            return None
        return attempt.verifications.get("external_account")

    def settle(self, server: "Reference", identity: ExternalIdentity, verification: Verification) -> bool:
        attempt = server.store.sign_ups[self.id]
        server.arrivals.sign_up(_client(server, self.client_id), attempt, identity, verification)
        return attempt.status == "complete"


@dataclass(frozen=True, slots=True)
class OfAccount:
    id: str
    user_id: str
    client_id: str

    def verification(self, server: "Reference") -> Verification | None:
        return while_signed_in(server, self.client_id, self.user_id, server.store.external_accounts.get(self.id))

    def settle(self, server: "Reference", identity: ExternalIdentity, verification: Verification) -> bool:
        user, account = server.store.users[self.user_id], server.store.external_accounts[self.id]
        server.external_accounts.connect(user, account, identity)
        verification.status = "verified"
        server.clients.changed(_client(server, self.client_id))
        return True


def while_signed_in(
    server: "Reference", client_id: str, user_id: str, own: ExternalAccount | Identification | None
) -> Verification | None:
    """What is a user's own waits for a visit only as long as they are signed in where it was begun."""
    client = server.store.clients.get(client_id)
    if client is None or own is None or server.sessions.user_session(client, user_id) is None:
        return None
    return own.verification


def _client(server: "Reference", client_id: str) -> Client:
    client = server.store.clients.get(client_id)
    if client is None:
        raise refuse("oauth_callback_invalid")
    return client
