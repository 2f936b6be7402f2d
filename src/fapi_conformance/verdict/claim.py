"""What an implementer says of a target: these profiles are kept. The run is then about them, and about nothing else."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fapi_conformance.verdict.profile import ProfileVerdict, Standing
from fapi_conformance.verdict.requirement import Requirement


@dataclass(frozen=True, slots=True)
class Claim:
    """Nothing claimed: every requirement is judged for its own sake."""

    profiles: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.profiles)

    def about(self, requirement: Requirement) -> bool:
        """Whether it counts in this run. What a claimed profile presupposes of another is run, and does not count."""
        return not self.profiles or not set(self.profiles).isdisjoint(requirement.profiles)

    def chosen(self, verdicts: Sequence[ProfileVerdict]) -> tuple[ProfileVerdict, ...]:
        """The verdicts of the claimed profiles, or all."""
        return tuple(one for one in verdicts if not self.profiles or one.profile in self.profiles)

    def shortfalls(self, verdicts: Sequence[ProfileVerdict]) -> Iterator[str]:
        """Why the claim does not hold, a profile each: only a conformant one keeps what was said of it."""
        for one in self.chosen(verdicts) if self.profiles else ():
            if one.standing is not Standing.CONFORMANT:
                yield f"{one.profile} is {one.standing.value}"
