"""How long an exchange may take and how much it may bring: what keeps a hostile server from holding a run."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """``seconds`` bounds a whole exchange, connecting included, however lively the other side keeps it;
    ``connect_seconds`` bounds the connection alone; ``body_bytes`` bounds the body, before and after decoding.
    """

    seconds: float = 15.0
    connect_seconds: float = 5.0
    body_bytes: int = 8 * 1024 * 1024
