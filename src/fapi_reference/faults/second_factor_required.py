"""Deviations of an instance that wants a second factor of everybody."""

from fapi_reference.faults import alter, fault, replace
from fapi_reference.reference import Reference

REQUIRED = "sign_in.second_factor_required = true\n"


@fault("mfa.nobody-is-asked", caught_by=("MFA.REQUIRED.PENDING",), settings=REQUIRED)
def nobody_is_asked(server: Reference) -> None:
    """Sessions are active whether or not their user has a second factor."""
    replace(server.second_factors.required, lambda _user: False)


@fault("mfa.task-untold", caught_by=("MFA.REQUIRED.TASKS",), settings=REQUIRED)
def task_untold(server: Reference) -> None:
    """A pending session does not say what it waits for."""
    alter(server.views.session, lambda shown: shown | {"tasks": []})


@fault("mfa.pending-without-token", caught_by=("MFA.REQUIRED.TOKEN",), settings=REQUIRED)
def pending_without_token(server: Reference) -> None:
    """The tokens of a pending session say that it is active."""
    alter(server.tokens.version_2_claims, lambda claims: claims | {"sts": "active"})


@fault("mfa.pending-for-ever", caught_by=("MFA.REQUIRED.DONE",), settings=REQUIRED)
def pending_for_ever(server: Reference) -> None:
    """Setting up a second factor does not end the waiting."""
    replace(server.sessions.tasks, lambda _session: ["setup-mfa"])


@fault("mfa.last-one-deleted", caught_by=("MFA.REQUIRED.LAST-KEPT",), settings=REQUIRED)
def last_one_deleted(server: Reference) -> None:
    """The last second factor goes like any other."""
    replace(server.second_factors.refuse_last, lambda _user, _losing: None)
