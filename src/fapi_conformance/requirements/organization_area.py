"""How the requirements of one area of organizations are made: what is the same of each is said once."""

from dataclasses import dataclass

from fapi_conformance.verdict.requirement import Level, Requirement

MUST, SHOULD = Level.MUST, Level.SHOULD


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """``name`` is the first part of its ids. The others are what holds of a requirement that says nothing else; twins
    are named within the area.
    """

    name: str
    when: tuple[str, ...]
    operations: tuple[str, ...] = ()
    twins: tuple[str, ...] = ()
    means: tuple[str, ...] = ()

    def __call__(
        self,
        case: str,
        level: Level,
        says: str,
        *sources: str,
        operations: tuple[str, ...] | None = None,
        twins: tuple[str, ...] | None = None,
        when: tuple[str, ...] | None = None,
        means: tuple[str, ...] | None = None,
    ) -> Requirement:
        return Requirement(
            id=f"{self.name}.{case}",
            level=level,
            says=says,
            sources=sources,
            profile="organizations",
            operations=self.operations if operations is None else operations,
            when=self.when if when is None else when,
            means=self.means if means is None else means,
            twins=tuple(f"{self.name}.{twin}" for twin in (self.twins if twins is None else twins)),
        )
