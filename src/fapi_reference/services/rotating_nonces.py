"""How an app that sent its user to a browser gets the new token of its client (AUTH-090, OAUTH-106)."""

from typing import TYPE_CHECKING

from fapi_reference.clock import MINUTE
from fapi_reference.ids import random_text
from fapi_reference.records.sessions import Client, RotatingNonce

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

LIVES = 5 * MINUTE


class RotatingNonces:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    def issue(self, client: Client) -> str:
        """The token changes here and now if somebody signed in: whoever began the visit and does not get back what is
        told to the app has nothing of it.
        """
        before = client.token
        self.server.clients.rotate_if_due(client)
        nonce, until = random_text(), self.server.clock.now() + LIVES
        self.server.store.rotating_nonces[nonce] = RotatingNonce(client_id=client.id, before=before, until=until)
        return nonce

    def redeem(self, nonce: str, presented: str) -> Client | None:
        """Once, and only for the app that had the token before."""
        found = self.server.store.rotating_nonces.get(nonce)
        if found is None or presented != found.before or self.server.clock.now() >= found.until:
            return None
        self.spend(nonce)
        return self.server.store.clients.get(found.client_id)

    def spend(self, nonce: str) -> None:
        self.server.store.rotating_nonces.pop(nonce, None)
