"""What the judge says of one exchange: which requirements it was evidence for, and which of them it breaks."""

from dataclasses import dataclass

Key = tuple[str, ...]
"""What makes many meetings one deviation: (component, keyword, member)."""

SUITE_REQUEST = "SUITE.REQUEST"
"""Stands in the place of a requirement where a request that the suite meant to be valid is not: an error of ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """One deviation in one exchange.

    ``operation`` is a label (``GET /v1/me``); ``location`` a JSON pointer into the body, or ``status``, or a header's
    name. ``expected`` and ``got`` are short, and show no text of an answer that could be a secret.
    """

    requirement: str
    key: Key
    operation: str | None
    location: str
    expected: str
    got: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """``examined``: ids of the requirements that the exchange was evidence for, whether kept or broken."""

    violations: tuple[Violation, ...] = ()
    examined: frozenset[str] = frozenset()


NOTHING = Judgement()
