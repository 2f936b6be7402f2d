"""How the requirements of one area are made: what is the same of each is said once."""

from dataclasses import dataclass

from fapi_conformance.verdict.requirement import Level, Requirement

MUST, SHOULD = Level.MUST, Level.SHOULD


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """``name`` is the first part of its ids. The others are what holds of a requirement that says nothing else; twins
    are named within the area, those of other areas stand in ``beside`` by their whole ids, for all that have a twin;
    a requirement that has others beside says so itself.
    """

    name: str
    profile: str
    when: tuple[str, ...] = ()
    operations: tuple[str, ...] = ()
    twins: tuple[str, ...] = ()
    means: tuple[str, ...] = ()
    risks: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()

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
        beside: tuple[str, ...] | None = None,
    ) -> Requirement:
        within = self.twins if twins is None else twins
        others = beside if beside is not None else self.beside if within or twins is None else ()
        return Requirement(
            id=f"{self.name}.{case}",
            level=level,
            says=says,
            sources=sources,
            profile=self.profile,
            operations=self.operations if operations is None else operations,
            when=self.when if when is None else when,
            means=self.means if means is None else means,
            risks=self.risks,
            twins=(*(f"{self.name}.{twin}" for twin in within), *others),
        )
