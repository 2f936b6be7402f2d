"""Everything that can go wrong, told apart by whose fault it is.

Exception
├── Deviation (an AssertionError)   the target does not keep what a requirement says
├── NotTestable                     the run lacks a means, or a precondition did not hold
└── SuiteProblem                    never the target's behaviour
    ├── TransportFailure            no answer could be read: refused, closed, too slow, too large
    └── BadInput                    an option, file or target that cannot be used: one line, exit status 4
"""

from fapi_conformance.client.exchange import Exchange


class Deviation(AssertionError):
    """The target does not keep what a requirement says: what was expected, what came, where, in which exchange."""

    def __init__(self, *, expected: str, got: str, where: str = "", exchange: Exchange | None = None) -> None:
        place = f"{where} = " if where else ""
        super().__init__(f"expected  {place}{expected}\ngot       {place}{got}")
        self.expected = expected
        self.got = got
        self.where = where
        self.exchange = exchange


class NotTestable(Exception):
    """The run cannot tell: why, and what would let it."""

    def __init__(self, because: str, *, remedy: str = "") -> None:
        super().__init__(f"{because} ({remedy})" if remedy else because)
        self.because = because
        self.remedy = remedy


class SuiteProblem(Exception):
    """A failure that says nothing about the target."""


class TransportFailure(SuiteProblem):
    """No answer could be read. ``str()`` is one line of cause."""

    def __init__(self, cause: str, *, exchange: Exchange | None = None) -> None:
        super().__init__(cause)
        self.cause = cause
        self.exchange = exchange


class BadInput(SuiteProblem):
    """An option, a file or a target that cannot be used. ``str()`` is one line; the run ends with exit status 4."""
