"""What a person reads of it: both sides in one table, then the faults that tell them apart."""

from collections.abc import Collection, Iterator, Sequence
from importlib.metadata import version

from selftest.peer.kept import Kept
from selftest.peer.noticing import Clean
from selftest.peer.seeing import Seen


def table(kept: Kept, operations: int, known: Collection[str]) -> Iterator[str]:
    """``known`` are the faults that there are now: what a file says of others is left out."""
    tried = [id_ for id_ in kept.peer if id_ in kept.ours and id_ in known]
    by_peer = [id_ for id_ in tried if kept.peer[id_]]
    by_ours = [id_ for id_ in tried if kept.ours[id_].noticed]
    named = [id_ for id_ in by_ours if kept.ours[id_].named]
    peers, own = kept.clean_peer[""], kept.clean_ours
    yield f"{'':36} {'schemathesis ' + version('schemathesis'):>22} {'fapi-conformance':>18}"
    for says, told in (
        ("operations reached with a success", [f"{_most(seen)} of {operations}" for seen in (peers, own)]),
        ("cases a second, start included", [_rate(seen) for seen in (peers, own)]),
        ("cases of a whole run", [_cases(seen) for seen in (peers, own)]),
        ("seconds of a whole run", [_seconds(seen) for seen in (peers, own)]),
        ("accusations of the clean reference", [_accused(seen) for seen in (peers, own)]),
        ("faults noticed", [f"{len(some)} of {len(tried)}" for some in (by_peer, by_ours)]),
        ("… by the requirement that it breaks", ["-", f"{len(named)} of {len(tried)}"]),
        ("seconds spent for a fault", [_spent_by_peer(kept), _spent_by_ours(kept, tried)]),
    ):
        yield f"{says:36} {told[0]:>22} {told[1]:>18}"
    yield ""
    accused = Clean.of(peers).accusations
    for check in sorted({check for check, _ in accused}):
        yield f"of the clean reference, by the peer: {check} on {sum(one == check for one, _ in accused)} operations"
    for id_ in tried:
        if id_ not in by_ours:
            yield f"not noticed by ours: {id_}" + (", but by the peer" if id_ in by_peer else "")
        elif id_ in by_peer:
            yield f"noticed by both: {id_}, by the peer with {_said(kept, id_)}"
        if kept.peer[id_] is None:
            yield f"the peer gave no results: {id_}"


def _said(kept: Kept, fault: str) -> str:
    new = next((run.new for run in kept.peer_runs if run.faults == (fault,)), ())
    return ", ".join(f"{check} on {operation}" for check, operation in new[:2]) or "nothing that was kept"


def _most(seen: Sequence[Seen]) -> int:
    return max((len(one.reached) for one in seen), default=0)


def _rate(seen: Sequence[Seen]) -> str:
    return f"{sum(one.cases for one in seen) / (sum(one.seconds for one in seen) or 1):.0f}"


def _cases(seen: Sequence[Seen]) -> str:
    return f"{sum(one.cases for one in seen) // max(len(seen), 1)}"


def _seconds(seen: Sequence[Seen]) -> str:
    return f"{sum(one.seconds for one in seen) / max(len(seen), 1):.0f}"


def _accused(seen: Sequence[Seen]) -> str:
    return str(len(frozenset[tuple[str, str]]().union(*(one.accusations for one in seen))))


def _spent_by_peer(kept: Kept) -> str:
    """With the clean runs under settings that only some faults want."""
    clean = [one for settings, seen in kept.clean_peer.items() if settings for one in seen]
    seconds = sum(one.seconds for one in kept.peer_runs) + sum(one.seconds for one in clean)
    return f"{seconds / max(len(kept.peer), 1):.1f}"


def _spent_by_ours(kept: Kept, tried: Collection[str]) -> str:
    return f"{sum(kept.ours[id_].seconds for id_ in tried) / max(len(tried), 1):.1f}"
