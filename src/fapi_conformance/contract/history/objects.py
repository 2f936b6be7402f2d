"""An id is one object's: always of one kind, made at one time, and changed at times that do not go back."""

from collections.abc import Iterator
from dataclasses import dataclass

from fapi_conformance.client.exchange import Exchange, Json
from fapi_conformance.contract.invariants.broken import Broken
from fapi_conformance.contract.operations import Operation

KEPT = 20_000
"""Ids remembered; the oldest go first."""
ONE_THING = {"enterprise_account": "saml_account"}
"""Two names of one account: whether it has one id or two under them is told nowhere (SAML-007)."""


@dataclass(slots=True)
class _Seen:
    kind: str
    created_at: int | None
    updated_at: int | None
    ended: float
    """When the answer that showed it had come, in seconds since 1970."""


class Objects:
    def __init__(self) -> None:
        self._seen: dict[str, _Seen] = {}

    def __call__(self, exchange: Exchange, operation: Operation) -> Iterator[tuple[str, list[Broken] | None]]:  # noqa: ARG002
        answer = exchange.answer
        if answer is None or not answer.ok:
            return
        broken: dict[str, list[Broken]] = {}
        for one in filter(_has_identity, answer.objects):
            for requirement, found in self._compare(one, exchange):
                broken.setdefault(requirement, []).extend(found)
        yield from broken.items()

    def _compare(self, one: dict[str, Json], exchange: Exchange) -> Iterator[tuple[str, list[Broken]]]:
        now = _Seen(
            kind=ONE_THING.get(str(one["object"]), str(one["object"])),
            created_at=_time(one, "created_at"),
            updated_at=_time(one, "updated_at"),
            ended=exchange.started + exchange.took,
        )
        before = self._seen.pop(one["id"], None)
        self._seen[one["id"]] = now
        if len(self._seen) > KEPT:
            del self._seen[next(iter(self._seen))]
        if before is None:
            return
        same = before.kind == now.kind
        yield "HISTORY.KIND", [] if same else [Broken(before.kind, "object", "object", before.kind, now.kind)]
        if not same or exchange.started < before.ended:  # two at once: neither came before the other
            return
        if before.created_at is None or now.created_at is None or now.created_at < before.created_at:
            return  # made older on purpose (the means to age things), and all its times with it
        moved = now.created_at > before.created_at
        yield "HISTORY.CREATED", [_later(now.kind, "created_at", before.created_at, now.created_at)] if moved else []
        if before.updated_at is not None and now.updated_at is not None and not moved:
            back = now.updated_at < before.updated_at
            yield "HISTORY.UPDATED", [_later(now.kind, "updated_at", before.updated_at, now.updated_at)] if back else []


def _later(kind: str, member: str, before: int, now: int) -> Broken:
    wanted = f"{before}, as before" if member == "created_at" else f"{before} or later"
    return Broken(kind, member, member, wanted, str(now))


def _time(one: dict[str, Json], member: str) -> int | None:
    found = one.get(member)
    return found if isinstance(found, int) and not isinstance(found, bool) else None


def _has_identity(value: dict[str, Json]) -> bool:
    """It has an id and a kind; what is told as deleted is only a name."""
    return isinstance(value.get("id"), str) and isinstance(value.get("object"), str) and "deleted" not in value
