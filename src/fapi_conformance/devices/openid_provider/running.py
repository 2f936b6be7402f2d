"""The provider's process, as whoever owns the run starts it; and what others have to know to speak to it."""

import secrets
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from fapi_conformance.devices.openid_provider.__main__ import KEY
from fapi_conformance.target.child import Child


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """``address`` is where it listens, ``issuer`` its address as the target knows it: the same but for a tunnel.

    ``client_id`` and ``client_secret`` are the target's at this provider, ``key`` is the suite's own.
    """

    address: str
    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    key: str = field(repr=False)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


class Process:
    """``stop`` ends it; so does the end of this process, however it comes about."""

    def __init__(self, child: Child, running: Running) -> None:
        self._child = child
        self.running = running

    @classmethod
    def start(cls, *, port: int = 0, issuer: str = "", client_id: str = "", client_secret: str = "") -> Self:
        """On any free port, for a client of unguessable credentials, if nothing else is given. Raises BadInput."""
        key = secrets.token_urlsafe(24)
        command = ("-m", "fapi_conformance.devices.openid_provider", "--port", str(port), "--issuer", issuer)
        child = Child.start("the OpenID provider", command, tells=("address", "issuer"), environment={KEY: key})
        running = Running(
            **child.told,
            client_id=client_id or f"conformance-{secrets.token_hex(8)}",
            client_secret=client_secret or secrets.token_urlsafe(24),
            key=key,
        )
        return cls(child, running)

    def as_json(self) -> dict[str, Any]:
        return self.running.as_json()

    def stop(self) -> None:
        """End it and wait for that; may be called twice."""
        self._child.stop()
