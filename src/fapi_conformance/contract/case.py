"""The judgement of one exchange while it is being made."""

from dataclasses import dataclass, field

from fapi_conformance.contract.operations import Operation
from fapi_conformance.contract.schema_errors import Problem
from fapi_conformance.contract.violation import Judgement, Key, Violation

SHAPES = frozenset(
    {"EXCHANGE.BODY", "EXCHANGE.OBJECT", "EXCHANGE.MILLISECONDS", "EXCHANGE.ERROR-FORM", "EXCHANGE.JSON"}
)
"""What promises the form of a body."""


@dataclass(slots=True)
class Case:
    operation: Operation
    examined: set[str] = field(default_factory=set)
    violations: list[Violation] = field(default_factory=list)

    def add(self, requirement: str, key: Key, location: str, expected: str, got: str) -> None:
        self.violations.append(
            Violation(
                requirement=requirement,
                key=key,
                operation=self.operation.label,
                location=location,
                expected=expected,
                got=got,
            )
        )

    def problem(self, requirement: str, problem: Problem) -> None:
        self.add(requirement, problem.key, problem.location, problem.expected, problem.got)

    @property
    def misshapen(self) -> bool:
        return any(violation.requirement in SHAPES for violation in self.violations)

    def judgement(self) -> Judgement:
        """A requirement that is broken was examined, whatever else."""
        broken = {violation.requirement for violation in self.violations}
        return Judgement(tuple(self.violations), frozenset(self.examined | broken))
