"""What a requirement is: one testable statement about a target, declared once as data and cited by tests.

Nothing here knows HTTP or pytest. The catalogue itself lives in ``fapi_conformance.requirements``.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

SECURITY = "security"
"""The profile of every requirement that restates a check of the security catalogue, beside its own."""
_CHECK = re.compile(r"SEC-\d{3}")


class Level(StrEnum):
    """How severe a deviation is. Only a broken MUST fails a certification."""

    MUST = "MUST"
    SHOULD = "SHOULD"
    MAY = "MAY"


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One statement that an implementation keeps or breaks.

    ``id``          ``AREA.TOPIC[.CASE]``, upper case, never reused.
    ``says``        the statement, one sentence, about the target (never about the test).
    ``sources``     where it comes from: an operation and status of the published schema (``createSignIn 422``) and
                    the id of the recorded fact (``AUTH-243``), or a section of an RFC.
    ``profile``     the group of features that an implementer claims as a whole.
    ``operations``  operation ids that it covers; empty: it is about every exchange.
    ``when``        the capabilities that it presupposes; a target without one of them makes it not applicable.
    ``means``       what a run needs beyond the API itself; a run without makes it not testable.
    ``risks``       what its test does that a target may only suffer with leave; a run without makes it not testable.
    ``twins``       ids of the positive requirements without which it proves nothing: a refusal counts only where the
                    same request, made right, is accepted.
    ``everywhere``  judged on every exchange of every test, not only in the tests that cite it.
    """

    id: str
    level: Level
    says: str
    sources: tuple[str, ...]
    profile: str
    operations: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    means: tuple[str, ...] = ()
    risks: tuple[str, ...] = ()
    twins: tuple[str, ...] = ()
    everywhere: bool = False

    @property
    def area(self) -> str:
        """The first part of the id in lower case: ``SIGN-IN.PASSWORD.WRONG`` belongs to ``sign-in``."""
        return self.id.split(".", 1)[0].lower()

    @property
    def checks(self) -> tuple[str, ...]:
        """The checks of the security catalogue that it restates, ``SEC-001``: a source may name several."""
        return tuple(dict.fromkeys(check for source in self.sources for check in _CHECK.findall(source)))

    @property
    def profiles(self) -> tuple[str, ...]:
        """Its own, and ``security`` if it restates a check. Its level is its own in both."""
        return (self.profile, SECURITY) if self.checks and self.profile != SECURITY else (self.profile,)
