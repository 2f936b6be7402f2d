"""An authenticator app, which has read the picture once and shows codes from then on (RFC 6238).

A server may take a code once only (RFC 6238, section 5.2), and need take no step but the present one. So the app knows
what it has shown, and shows the code of another step next: it never waits for one to come.
"""

import time
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from hashlib import sha1, sha256, sha512
from urllib.parse import parse_qs, unquote, urlsplit

import pyotp

from fapi_conformance.client.exchange import Answer
from fapi_conformance.errors import NotTestable

DIGESTS = {"SHA1": sha1, "SHA256": sha256, "SHA512": sha512}
SECONDS_THAT_COUNT = 5
"""A difference between the clocks that is smaller may be the way of the answer, and matters to no server."""
ALMOST_OVER = 1.0
"""Seconds before the end of a step in which a person lets it pass: the code would be stale on arrival."""


class Authenticator:
    """``totp_id`` is the resource that it was set up by; empty where the secret came by other means.

    ``ahead`` is how many seconds the target's clock is ahead of ours.
    """

    def __init__(
        self, uri: str, *, totp_id: str = "", ahead: float = 0.0, clock: Callable[[], float] = time.time
    ) -> None:
        self._shows = _read(uri)
        self._name = unquote(urlsplit(uri).path.lstrip("/")).rpartition(":")[2].strip()
        self._ahead = ahead
        self._clock = clock
        self._shown: int | None = None
        self.totp_id = totp_id

    def __repr__(self) -> str:
        return f"<Authenticator {self.totp_id or 'of a given secret'}>"  # never the secret

    @classmethod
    def set_up(cls, answer: Answer) -> "Authenticator":
        """Reads what creating a TOTP answered."""
        resource = answer.resource if isinstance(answer.resource, dict) else {}
        return cls(str(resource.get("uri")), totp_id=str(resource.get("id")), ahead=_ahead(answer))

    @property
    def secret(self) -> str:
        return str(self._shows.secret)

    @property
    def issuer(self) -> str:
        return str(self._shows.issuer or "")

    @property
    def account(self) -> str:
        """Whom the app names beside the code; empty where the URI does not say."""
        return self._name

    @property
    def period(self) -> int:
        """Seconds that each code counts."""
        return int(self._shows.interval)

    @property
    def digits(self) -> int:
        return int(self._shows.digits)

    def code(self) -> str:
        """The code of the present step, which is then shown. Raises NotTestable where it was shown before."""
        if not self.ready:
            raise NotTestable(
                "the code that the authenticator app shows was used already",
                remedy="wait for the next one, or bring means with the power to age objects",
            )
        self._let_pass()
        self._shown = self._step()
        return self.at(0)

    def before(self) -> str:
        """The code that it showed before the present one, which is then shown."""
        self._let_pass()
        self._shown = self._step() - 1
        return self.at(-1)

    @property
    def ready(self) -> bool:
        """Whether it shows a code that was not shown yet."""
        return self._shown is None or self._step() > self._shown

    def at(self, steps: int) -> str:
        """The code so many steps from now, or ago; it does not count as shown."""
        code: str = self._shows.at((self._step() + steps) * self.period)
        return code

    def wrong(self) -> str:
        """A code that no step of the next and the last hour has."""
        near = {self.at(steps) for steps in range(-121, 122)}
        return next(code for number in range(10**self.digits) if (code := f"{number:0{self.digits}}") not in near)

    def forget(self) -> None:
        """What was shown lies so far back that no server remembers it: time has passed for the target alone."""
        self._shown = None

    def _step(self) -> int:
        return int(self._now() // self.period)

    def _now(self) -> float:
        return self._clock() + self._ahead

    def _let_pass(self) -> None:
        left = self.period - self._now() % self.period
        if left < ALMOST_OVER:
            time.sleep(left)


class _Shown(pyotp.TOTP):
    """As apps do it: a secret of any length, and what the URI does not say as everywhere (USER-402)."""

    min_secret_length_bits = 8


def _read(uri: str) -> _Shown:
    parts = urlsplit(uri)
    if (parts.scheme, parts.netloc) != ("otpauth", "totp"):
        raise AssertionError(f"no authenticator app can read a uri that begins with {uri[:20]!r}")
    says = {name: values[0] for name, values in parse_qs(parts.query).items()}
    issuer = unquote(parts.path.lstrip("/")).rpartition(":")[0]
    try:
        return _Shown(
            says["secret"],
            digits=int(says.get("digits", 6)),
            digest=DIGESTS[says.get("algorithm", "SHA1").upper()],
            interval=int(says.get("period", 30)),
            issuer=says.get("issuer") or issuer,
        )
    except (KeyError, ValueError) as problem:
        raise AssertionError(f"no authenticator app can read the uri: {problem}") from problem


def _ahead(answer: Answer) -> float:
    """From the Date of an answer, where it has one."""
    try:
        told = parsedate_to_datetime(answer.header("date") or "").timestamp()
    except ValueError:
        return 0.0
    difference = told - time.time()
    return difference if abs(difference) > SECONDS_THAT_COUNT else 0.0
