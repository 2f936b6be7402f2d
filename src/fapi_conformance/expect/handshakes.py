"""What a handshake handed out: where the browser goes, and the cookies that the application is to set."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qsl, urlsplit

from fapi_conformance.client.cookies import SetCookie, parse
from fapi_conformance.client.exchange import Answer
from fapi_conformance.errors import Deviation
from fapi_conformance.expect.landings import OF_THE_SERVICE
from fapi_conformance.expect.look import outcome, say
from fapi_conformance.target.refusals import not_by_settings
from fapi_conformance.tokens import SessionToken, read

PAYLOAD, NONCE = "__clerk_handshake", "__clerk_handshake_nonce"
REDIRECTS = (302, 303, 307)


@dataclass(frozen=True, slots=True, kw_only=True)
class Handshake:
    """``query`` and ``cookies`` hold what stands in the address and what is set, by name."""

    place: SplitResult
    query: tuple[tuple[str, str], ...]
    cookies: tuple[SetCookie, ...]

    @property
    def back(self) -> tuple[str, str, str, tuple[tuple[str, str], ...]]:
        """Where it leads, without what is the service's own (GAP-042); the query in no order that says anything."""
        others = tuple(pair for pair in self.query if not pair[0].startswith(OF_THE_SERVICE))
        return self.place.scheme, self.place.netloc, self.place.path or "/", tuple(sorted(others))

    def in_query(self, name: str) -> str | None:
        return next((value for key, value in self.query if key == name and value), None)

    def in_cookie(self, name: str) -> str | None:
        return next((one.value for one in self.cookies if one.name == name and one.value), None)

    @property
    def payload(self) -> SessionToken:
        """Wherever it stands; without one, a deviation."""
        found = self.in_query(PAYLOAD) or self.in_cookie(PAYLOAD)
        if found is None:
            named = sorted({name for name, _ in self.query} | {one.name for one in self.cookies})
            raise Deviation(expected=PAYLOAD, got=f"only {say(named)}", where="Location, Set-Cookie")
        return read(found)

    @property
    def directives(self) -> tuple[SetCookie, ...]:
        """The cookies that the payload sets; none without one."""
        if self.in_query(PAYLOAD) is None and self.in_cookie(PAYLOAD) is None:
            return ()
        lines = self.payload.claims.get("handshake")
        if not isinstance(lines, list):
            raise Deviation(expected="a list", got=type(lines).__name__, where="claim handshake")
        return tuple(_cookies(lines))

    def takes_away(self, name: str) -> bool:
        return any(one.name == name and one.lives <= 0 for one in self.directives)

    def sets(self, name: str) -> str | None:
        """The value that the payload gives to a cookie; None where it takes it away or is silent."""
        told = [one for one in self.directives if one.name == name]
        return told[-1].value or None if told else None


def _cookies(lines: list[object]) -> Iterator[SetCookie]:
    for line in lines:
        cookie = parse(line) if isinstance(line, str) else None
        if cookie is None:
            raise Deviation(expected="a Set-Cookie line", got=type(line).__name__, where="claim handshake[]")
        yield cookie


def handshake(answer: Answer) -> Handshake:
    """It is the redirect of a handshake (AUTH-145)."""
    location = answer.header("location")
    not_by_settings(answer)
    if answer.status != 307 or not location:
        raise Deviation(expected="307 with a Location", got=outcome(answer), where="status")
    return went(answer)


def went(answer: Answer) -> Handshake:
    """Where any redirect leads."""
    place = urlsplit(answer.header("location") or "")
    lines = [value for name, value in answer.headers if name == "set-cookie"]
    return Handshake(
        place=place,
        query=tuple(parse_qsl(place.query, keep_blank_values=True)),
        cookies=tuple(one for one in map(parse, lines) if one),
    )


def no_session(answer: Answer) -> None:
    """It hands out no session: it is refused, or its payload sets none (SEC-107)."""
    if 400 <= answer.status < 500:
        return
    if token := handshake(answer).sets("__session"):
        raise Deviation(expected="no session", got=f"a token of {len(token)} characters", where="cookie __session")
