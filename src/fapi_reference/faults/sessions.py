"""Deviations of sessions."""

from fapi_reference.faults import fault, replace
from fapi_reference.reference import Reference


@fault("session.end-ends-nothing", caught_by=("SESSION.ENDED",))
def end_ends_nothing(server: Reference) -> None:
    """Ending a session answers as if it worked and leaves the session as it is."""
    replace(server.sessions.end, lambda _client, _session: None)
