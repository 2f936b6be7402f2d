"""Deviations of sessions that wait until an organization is chosen."""

from fapi_reference.faults import alter, fault, replace
from fapi_reference.reference import Reference

FORCED = "[organizations]\nforce_selection = true\n"


@fault("session-task.active-at-once", caught_by=("SESSION-TASK.PENDING",), settings=FORCED)
def active_at_once(server: Reference) -> None:
    """Everybody has to choose an organization, and sessions do not wait for it."""
    replace(server.active_organizations.must_choose, lambda _session: False)


@fault("session-task.untold", caught_by=("SESSION-TASK.TASKS",), settings=FORCED)
def untold(server: Reference) -> None:
    """A pending session does not say what it waits for."""
    alter(server.views.session, lambda shown: shown | {"tasks": None})


@fault("session-task.without-keys", caught_by=("SESSION-TASK.TASKS",), settings=FORCED)
def without_keys(server: Reference) -> None:
    """A pending session has a task, and does not say which."""
    alter(server.views.session, lambda shown: shown | {"tasks": [{} for _ in shown["tasks"] or ()]})


@fault("session-task.token-says-active", caught_by=("SESSION-TASK.TOKEN",), settings=FORCED)
def token_says_active(server: Reference) -> None:
    """The tokens of a pending session say that it is active."""
    alter(server.tokens.version_2_claims, lambda claims: claims | {"sts": "active"})


@fault("session-task.never-done", caught_by=("SESSION-TASK.DONE",), settings=FORCED)
def never_done(server: Reference) -> None:
    """A session waits on when an organization is chosen."""
    replace(server.active_organizations.must_choose, lambda _session: True)


@fault("session-task.let-go", caught_by=("SESSION-TASK.KEPT",), settings=FORCED)
def let_go(server: Reference) -> None:
    """Everybody has to have an organization, and gives up the one that is active."""
    replace(server.active_organizations.without_one, lambda _session: None)
