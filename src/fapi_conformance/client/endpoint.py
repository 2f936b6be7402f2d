"""What all actors of one target have in common: where it is, how it is spoken to, who is told what was done."""

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from ipaddress import ip_address
from typing import Protocol
from urllib.parse import urlsplit

from fapi_conformance.client.exchange import Answer, Exchange
from fapi_conformance.client.limits import Limits
from fapi_conformance.client.transport import Wire

API_VERSION = "2025-04-10"
BROWSER_CLIENT_VERSION = "5.98.0"  # the official browser client whose requests were measured, as `_clerk_js_version`


def _user_agent() -> str:
    try:
        return f"fapi-conformance/{version('fapi-conformance')}"
    except PackageNotFoundError:  # run from a source tree
        return "fapi-conformance/0"


USER_AGENT = _user_agent()


class Pacing(Protocol):
    """Manners towards the target's rate limits."""

    def before(self, method: str, path: str) -> None:
        """Return when a request of that operation may go."""

    def refused(self, answer: Answer) -> float:
        """Take note of a 429; the seconds until :meth:`before` will let the next request through."""


class Witness(Protocol):
    """Someone who has to know which actor got which answer, in order to clean up after it."""

    def saw(self, actor: object, exchange: Exchange) -> None: ...


class Unhurried:
    """No pace at all: a 429 is repeated at once."""

    def before(self, method: str, path: str) -> None:
        pass

    def refused(self, answer: Answer) -> float:  # noqa: ARG002
        return 0.0


@dataclass(slots=True, kw_only=True)
class Endpoint:
    """A target as actors see it.

    ``base_url``       without trailing slash; may have a path prefix, which recorded paths do not show.
    ``origin``         what browsers send as ``Origin``; None sends none.
    ``development``    whether browsers identify themselves by a dev-browser token instead of a cookie; None: the
                       first browser finds out, by asking for one.
    ``testing_token``  called for each browser request; what it returns goes into the query (AUTH-218).
    ``unanswered``     seconds spent in vain since the last answer.
    ``purpose``        the requirement in whose name requests are made; it stands in the ``User-Agent``.
    """

    base_url: str
    origin: str | None = None
    development: bool | None = False
    api_version: str = API_VERSION
    testing_token: Callable[[], str | None] | None = None
    pacing: Pacing = field(default_factory=Unhurried)
    witness: Witness | None = None
    purpose: str = ""
    limits: Limits = field(default_factory=Limits)
    unanswered: float = field(default=0.0, init=False)
    wire: Wire = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.base_url = self.base_url.rstrip("/")
        self.wire = Wire(self.base_url, limits=self.limits)

    @property
    def user_agent(self) -> str:
        return f"{USER_AGENT} (+requirement {self.purpose})" if self.purpose else USER_AGENT

    @property
    def loopback(self) -> bool:
        """Whether the target runs on this machine."""
        return is_loopback(self.wire.url.host)


def on_this_machine(url: str) -> bool:
    """Whether an address, which may be none at all, leads to this machine."""
    try:
        return is_loopback(urlsplit(url).hostname or "")
    except ValueError:
        return False


def is_loopback(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
