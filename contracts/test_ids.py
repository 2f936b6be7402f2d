"""Ids of one kind, side by side."""

from itertools import pairwise, takewhile

from fapi_conformance.errors import Deviation
from fapi_conformance.plugin.journey import proves
from fapi_conformance.requirements import isolation
from fapi_conformance.target.refusals import accepted
from fapi_conformance.target.target import Target

MANY = 5
ROOM = 11
"""Characters of sixty-two different ones that hold 64 bits."""
APART = 6
"""Places at which two of eleven random ones differ but for once in millions."""


@proves(isolation.UNGUESSABLE)
def test_ids_cannot_be_guessed(target: Target) -> None:
    visitor = target.visitor()
    ids = [
        str(accepted(visitor, visitor.sign_ins.create(), "a sign-in that is begun").resource["id"]) for _ in range(MANY)
    ]
    common = sum(1 for _ in takewhile(lambda letters: len(set(letters)) == 1, zip(*ids, strict=False)))

    rests = [one[common:] for one in ids]
    if min(map(len, rests)) < ROOM:
        raise Deviation(expected=f"{ROOM} characters of their own", got=f"{rests[0]!r}, {rests[1]!r}", where="id")
    for one, other in pairwise(rests):
        if sum(mine != theirs for mine, theirs in zip(one, other, strict=False)) < APART:
            raise Deviation(expected="ids that differ all over", got=f"{one!r} after {other!r}", where="id")
