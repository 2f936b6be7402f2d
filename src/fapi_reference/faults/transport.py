"""Deviations of the transport."""

from fapi_reference.faults import fault
from fapi_reference.reference import Reference


@fault("transport.override-ignored", caught_by=("TRANSPORT.METHOD-OVERRIDE",))
def override_ignored(server: Reference) -> None:
    """The query parameter `_method` is not looked at."""
    server.transport.hooks["override"] = lambda _server, _exchange: None
