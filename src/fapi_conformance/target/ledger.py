"""What the run made and how to take it away again. It listens to actors, so that no test has to remember to tell it."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Exchange, Intent
from fapi_conformance.errors import Deviation, NotTestable, SuiteProblem
from fapi_conformance.target.capabilities import Capability
from fapi_conformance.target.environment import IDENTIFIERS
from fapi_conformance.target.signing_in import sign_in

if TYPE_CHECKING:
    from fapi_conformance.target.target import Target

TIDY_SECONDS = 60.0
_OF_ONE = 3
"""Slashes in the path of an organization."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A user, or an organization, that is still there: for whoever has to delete it by hand."""

    kind: str = "user"
    object_id: str
    identifier: str | None
    because: str


@dataclass(slots=True, kw_only=True)
class _Made:
    user_id: str
    identifier: str | None
    password: str | None
    actor: Actor | None


class Ledger:
    """Users and organizations made by any actor of this process, until they are seen to be deleted."""

    def __init__(self) -> None:
        self._made: dict[str, _Made] = {}
        self._organizations: dict[str, tuple[Actor, str | None]] = {}
        self._provided: list[tuple[str, str]] = []
        self._passwords: dict[str, str] = {}
        self._alone = threading.RLock()

    def __len__(self) -> int:
        return len(self._made) + len(self._organizations)

    def add(self, user_id: str, *, identifier: str | None, password: str | None, actor: Actor | None = None) -> None:
        with self._alone:
            self._made[user_id] = _Made(user_id=user_id, identifier=identifier, password=password, actor=actor)

    def held_by(self, user_id: str, actor: Actor) -> None:
        """The actor that is signed in as this user."""
        with self._alone:
            if user_id in self._made:
                self._made[user_id].actor = actor

    def provided(self, kind: str, object_id: str) -> None:
        """Means made it, and are asked to take it away again."""
        with self._alone:
            self._provided.append((kind, object_id))

    def forget(self, user_id: str) -> None:
        with self._alone:
            self._made.pop(user_id, None)

    def saw(self, actor: object, exchange: Exchange) -> None:
        """Note users and organizations that this answer shows as made or as deleted."""
        request, answer = exchange.request, exchange.answer
        if answer is None or not answer.ok or not isinstance(actor, Actor):
            return
        if request.path.startswith("/v1/client/sign_ups") and isinstance(answer.resource, Mapping):
            self._saw_sign_up(actor, exchange, answer.resource)
        elif request.path == "/v1/me" and request.method == "DELETE" and isinstance(answer.resource, Mapping):
            self.forget(str(answer.resource.get("id")))
        elif request.path.startswith("/v1/organizations"):
            self._saw_organization(actor, exchange)

    def _saw_organization(self, actor: Actor, exchange: Exchange) -> None:
        """Made by whoever was signed in, or deleted by any of its members."""
        request, answer = exchange.request, exchange.answer
        with self._alone:
            if (request.method, request.path) == ("POST", "/v1/organizations"):
                made = answer.resource.get("id") if answer and isinstance(answer.resource, Mapping) else None
                if isinstance(made, str):
                    self._organizations[made] = (actor, dict(request.query).get("_clerk_session_id"))
            elif request.method == "DELETE" and request.path.count("/") == _OF_ONE:
                self._organizations.pop(request.path.rpartition("/")[2], None)

    def _saw_sign_up(self, actor: Actor, exchange: Exchange, attempt: Mapping[str, object]) -> None:
        sign_up_id = str(attempt.get("id"))
        if password := dict(exchange.request.form or ()).get("password"):
            self._passwords[sign_up_id] = password
        user_id = attempt.get("created_user_id")
        if isinstance(user_id, str) and user_id not in self._made:
            password = self._passwords.pop(sign_up_id, None)
            known_by = (attempt.get(kind) for kind in IDENTIFIERS)
            identifier = next((one for one in known_by if isinstance(one, str)), None)
            self.add(user_id, identifier=identifier, password=password, actor=actor)

    def tidy(self, target: "Target", *, seconds: float = TIDY_SECONDS) -> tuple[Left, ...]:
        """Delete everything noted, newest first, within ``seconds``; what is left. Never raises an exception."""
        until = time.monotonic() + seconds
        self._dispose(target, until)
        organizations = tuple(self._without_organizations(target, until))
        return organizations + tuple(
            Left(object_id=made.user_id, identifier=made.identifier, because=because)
            for made in reversed(tuple(self._made.values()))
            if (because := self._delete(made, target) if time.monotonic() < until else "no time was left") is not None
        )

    def _without_organizations(self, target: "Target", until: float) -> Iterator[Left]:
        """Before the people, whose deletion would leave them; by whoever made one, else by means."""
        for organization_id, (actor, session_id) in reversed(tuple(self._organizations.items())):
            because = "no time was left"
            if time.monotonic() < until:
                because = _delete_organization(target, actor, session_id, organization_id)
            if because:
                yield Left(kind="organization", object_id=organization_id, identifier=None, because=because)
            else:
                self._organizations.pop(organization_id, None)

    def _dispose(self, target: "Target", until: float) -> None:
        """What is no person's. It opens nothing to anybody, so that one that stays is not told."""
        while self._provided and time.monotonic() < until:
            with suppress(Exception):
                target.means.dispose(*self._provided.pop())

    def _delete(self, made: _Made, target: "Target") -> str | None:
        """None once it is gone, else why it is not."""
        because = "it may not delete itself, and the run has no means to"
        ways: tuple[Callable[[_Made, Target], bool], ...] = (_by_its_actor, _by_means, _by_new_sign_in)
        for way in ways:
            try:
                if way(made, target):
                    self.forget(made.user_id)
                    return None
            except (SuiteProblem, NotTestable, Deviation) as problem:
                because = " ".join(str(problem).split())
            except Exception as problem:  # noqa: BLE001 - cleaning up must never hide what the run has found
                because = f"{type(problem).__name__}: {problem}"
        return because


def _may_delete_self(target: "Target") -> bool:
    return target.capabilities[Capability.DELETE_SELF] is not False


def _by_its_actor(made: _Made, target: "Target") -> bool:
    """By the actor that made it, and only in a session that is this very user's."""
    if made.actor is None or not _may_delete_self(target):
        return False
    session_id = _session_of(made)
    return session_id is not None and _delete_self(made.actor, session_id)


def _by_means(made: _Made, target: "Target") -> bool:
    if "user" not in target.kinds:
        return False
    target.means.dispose("user", made.user_id)
    return True


def _by_new_sign_in(made: _Made, target: "Target") -> bool:
    if made.identifier is None or not _may_delete_self(target):
        return False
    actor = target.visitor("tidy")
    try:
        session_id = sign_in(actor, identifier=made.identifier, password=made.password, codes=target.codes)
    except Deviation:  # a test may have changed the password; the address still takes its code
        session_id = sign_in(actor, identifier=made.identifier, password=None, codes=target.codes)
    return _delete_self(actor, session_id)


def _delete_organization(target: "Target", actor: Actor, session_id: str | None, organization_id: str) -> str:
    """Empty once it is gone, else why it is not."""
    path = {"organization_id": organization_id}
    named = {"_clerk_session_id": session_id} if session_id else {}
    try:
        if (
            target.capabilities[Capability.ORGANIZATION_ADMIN_DELETE] is not False
            and actor.act("deleteOrganization", path, named, intent=Intent.OPEN).ok
        ):
            return ""
        target.means.dispose("organization", organization_id)
    except NotTestable:
        return "whoever made it may not delete it, and the run has no means to"
    except Exception as problem:  # noqa: BLE001 - cleaning up must never hide what the run has found
        return f"{type(problem).__name__}: {' '.join(str(problem).split())}"
    return ""


def _session_of(made: _Made) -> str | None:
    client = made.actor.seen_client if made.actor else None
    sessions = client.get("sessions") if isinstance(client, Mapping) else None
    for session in sessions if isinstance(sessions, list) else []:
        user = session.get("user") if isinstance(session, Mapping) else None
        if isinstance(user, Mapping) and user.get("id") == made.user_id and isinstance(session.get("id"), str):
            return str(session["id"])
    return None


def _delete_self(actor: Actor, session_id: str) -> bool:
    return actor.call("DELETE", "/v1/me", query=[("_clerk_session_id", session_id)], intent=Intent.OPEN).ok
