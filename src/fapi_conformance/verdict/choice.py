"""Which requirements a run is about. Ids as they are printed anywhere can be given back."""

import difflib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from fapi_conformance.verdict.requirement import Requirement

Catalogue = Mapping[str, Requirement]


class UnknownName(ValueError):
    """One line: what was given, and what was perhaps meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What was asked for. Nothing asked: everything is chosen.

    ``wanted`` are ids of requirements, with the twins of those ``asked`` for; None without a wish for any.
    ``operations`` are ids of operations; ``named``: requirements were asked for beside them, so that both have to fit.
    """

    wanted: frozenset[str] | None = None
    asked: frozenset[str] = frozenset()
    operations: frozenset[str] = frozenset()
    named: bool = False

    @property
    def everything(self) -> bool:
        return self.wanted is None

    def covers(self, cited: Collection[str], operation: str | None) -> bool:
        """Whether a test is chosen that proves these requirements, and that was made for one operation or for none."""
        if self.wanted is None:
            return True
        fits = not self.wanted.isdisjoint(cited)
        if operation is not None and self.operations:
            return operation in self.operations and (fits or not self.named)
        return fits


def choose(
    catalogue: Catalogue,
    *,
    requirements: Sequence[str] = (),
    areas: Sequence[str] = (),
    operations: Sequence[str] = (),
    claims: Sequence[str] = (),
) -> Choice:
    """The requirements of these ids, areas and claimed profiles, or those about these operations, and their twins.

    Raises UnknownName. The operations themselves are not checked here.
    """
    known_areas = {requirement.area for requirement in catalogue.values()}
    ids = {known(given, catalogue, kind="requirement") for given in requirements}
    chosen_areas = {known(given, known_areas, kind="area") for given in areas}
    ids |= {one.id for one in catalogue.values() if one.area in chosen_areas or set(one.profiles) & set(claims)}
    named = bool(ids)
    if not named:
        if not operations:
            return Choice()
        ids = {one.id for one in catalogue.values() if set(one.operations) & set(operations)}
    return Choice(
        wanted=with_twins(catalogue, ids), asked=frozenset(ids), operations=frozenset(operations), named=named
    )


def pasted(given: str) -> tuple[str, str]:
    """A requirement and what a finding adds to it: ``OPERATION.SUCCEEDS[getUser]`` as reports print it."""
    requirement, bracket, key = given.strip().partition("[")
    return requirement, key.removesuffix("]") if bracket else ""


def with_twins(catalogue: Catalogue, ids: Iterable[str]) -> frozenset[str]:
    """These, and all that they prove nothing without."""
    found: set[str] = set()
    waiting = list(ids)
    while waiting:
        id_ = waiting.pop()
        if id_ not in found:
            found.add(id_)
            waiting += catalogue[id_].twins
    return frozenset(found)


def known(given: str, names: Collection[str], *, kind: str) -> str:
    """The name that was meant, letter case forgiven; UnknownName with near matches where there is none."""
    folded = {name.casefold(): name for name in names}
    if (meant := folded.get(given.casefold())) is not None:
        return meant
    raise UnknownName(f"unknown {kind} {given!r}{_perhaps(given.casefold(), folded)}")


def _perhaps(given: str, folded: Mapping[str, str]) -> str:
    near = difflib.get_close_matches(given, folded, n=3, cutoff=0.5)
    near += [name for name in _holding(given, folded) if name not in near]
    return f"; perhaps {', '.join(folded[name] for name in near[:4])}" if near else ""


def _holding(given: str, names: Iterable[str]) -> Iterator[str]:
    return (name for name in names if given and given in name)
