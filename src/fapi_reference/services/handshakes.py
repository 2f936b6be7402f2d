"""The handshake: an application's server learns who is signed in by sending the browser here (facts, section 9).

What it learns is a list of `Set-Cookie` lines, in a token that the instance signs; or a nonce to pick them up by.
"""

from typing import TYPE_CHECKING
from urllib.parse import SplitResult, parse_qsl, urlencode, urlunsplit

from fapi_reference.clock import MINUTE
from fapi_reference.ids import random_text
from fapi_reference.problems import refuse
from fapi_reference.records.sessions import Handshake, Session
from fapi_reference.services.cookies import Line

if TYPE_CHECKING:
    from fapi_reference.exchange import Exchange
    from fapi_reference.reference import Reference

FORMATS = {"token": "__clerk_handshake", "nonce": "__clerk_handshake_nonce"}
"""What stands in the query of a development browser, or is the cookie of a production one (AUTH-147)."""
NONCE_LIVES = MINUTE


class Handshakes:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    def session(self, exchange: "Exchange") -> Session | None:
        """Who is signed in on the client that comes by. Nobody banned is (AUTH-418)."""
        session = self.server.clients.active_session(exchange.client) if exchange.client else None
        if session:
            self.server.bans.refuse(self.server.users.of(session))
        return session

    def directives(self, exchange: "Exchange", session: Session | None, *, suffixed: bool) -> list[str]:
        """Cookies of the application: a fresh session token, or its end; and since when somebody is signed in."""
        token = self.server.tokens.issue(session, exchange) if session else None
        since = self.server.clients.signed_in_since(exchange.client) if exchange.client else 0
        lines = [
            *self.lines("__session", token, suffixed=suffixed),
            *self.lines("__client_uat", str(since), suffixed=suffixed),
        ]
        if exchange.dev_browser:  # always with its twin: scripts content with the one name never write the other
            lines += self.lines("__clerk_db_jwt", exchange.dev_browser.id, suffixed=True)
        return lines

    def lines(self, name: str, value: str | None, *, suffixed: bool) -> list[str]:
        """AUTH-149; the suffixed twin goes to applications that asked for it (AUTH-075)."""
        names = [name, f"{name}_{self.server.cookie_suffix}"] if suffixed else [name]
        settings = self.server.settings.cookies
        return [str(Line(one, value, secure=settings.secure, domain=settings.domain)) for one in names]

    def farewell(self, name: str) -> list[str]:
        """The cookie that carries the payload goes with it: applications read it as long as it is there, and a nonce
        that is used up would sign its bearer out.
        """
        return self.lines(name, None, suffixed=False)

    def sealed(self, directives: list[str]) -> str:
        """Of the category of session tokens, as verifiers want it (AUTH-148)."""
        return self.server.keys.sign(self.server.tokens.header(), {"handshake": directives})

    def deposit(self, directives: list[str]) -> str:
        nonce = random_text()
        until = self.server.clock.now() + NONCE_LIVES
        self.server.store.handshakes[nonce] = Handshake(directives=tuple(directives), until=until)
        return nonce

    def pick_up(self, nonce: str) -> list[str]:
        """Once, and soon (AUTH-150)."""
        found = self.server.store.handshakes.pop(nonce, None)
        if found is None or self.server.clock.now() >= found.until:
            raise refuse("resource_not_found")
        return list(found.directives)

    def with_payload(self, target: SplitResult, name: str, payload: str) -> str:
        """The address with the payload in its query, in place of one from an earlier round."""
        others = [pair for pair in parse_qsl(target.query, keep_blank_values=True) if pair[0] not in FORMATS.values()]
        return urlunsplit(target._replace(query=urlencode([*others, (name, payload)])))
