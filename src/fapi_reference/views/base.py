"""What every view has: the server whose state it shows."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

View = dict[str, Any]


class ServerViews:
    def __init__(self, server: "Reference") -> None:
        self.server = server
