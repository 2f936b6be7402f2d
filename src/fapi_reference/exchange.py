"""One request and its answer on their way through the server. Every hook, handler and view gets this object."""

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any

from fapi_reference.problems import refuse

if TYPE_CHECKING:
    from fapi_reference.routes import Operation, Resource
    from fapi_reference.store import Client, DevBrowser, Session, User

FORM = "application/x-www-form-urlencoded"


class Mode(Enum):
    """How a caller is recognised (facts, section 5)."""

    NATIVE = "native"
    DEVELOPMENT = "development browser"
    COOKIE = "production browser"


@dataclass(slots=True)
class Exchange:
    """The request as it came, what the hooks made of it, and the answer so far."""

    method: str
    path: str
    query: dict[str, list[str]]
    headers: dict[str, list[str]]
    body: bytes = b""
    oversized: bool = False
    trace_id: str = ""

    resource: "Resource | None" = None
    operation: "Operation | None" = None
    ids: dict[str, str] = field(default_factory=dict)
    form: "Form" = field(default_factory=lambda: Form({}))
    version: str = ""
    origin: str | None = None

    mode: Mode | None = None
    presented: str = ""
    """The client token that came with the request, known or not."""
    dev_browser: "DevBrowser | None" = None
    client: "Client | None" = None
    client_dismissed: bool = False
    """The client was deleted by this request: a production browser's cookie is withdrawn (GAP-013)."""
    session: "Session | None" = None
    user: "User | None" = None

    status: int = 200
    content_type: str = "application/json"
    content: bytes = b""
    answer_headers: list[tuple[str, str]] = field(default_factory=list)
    finished: bool = False
    """A hook has given the answer: no further hook and no handler is asked."""

    def header(self, name: str) -> str | None:
        values = self.headers.get(name)
        return values[0] if values else None

    def first(self, name: str) -> str | None:
        """The first value of a query parameter."""
        values = self.query.get(name)
        return values[0] if values else None

    def finish(self, status: int, text: str = "") -> None:
        self.status, self.content_type, self.content, self.finished = (
            status,
            "text/plain; charset=utf-8",
            text.encode(),
            True,
        )

    def caller(self) -> "Client":
        if self.client is None:
            raise refuse("signed_out")
        return self.client


class Form:
    """The parameters of a body. Absent, empty and filled are three different things (AUTH-008)."""

    __slots__ = ("values",)

    def __init__(self, values: dict[str, list[str]]) -> None:
        self.values = values

    def __contains__(self, name: str) -> bool:
        return name in self.values

    def get(self, name: str) -> str | None:
        """The text of a parameter; None when it is absent or empty."""
        values = self.values.get(name)
        return (values[0] or None) if values else None

    def present(self, name: str) -> str | None:
        """The text of a parameter, which may be empty; None only when it is absent."""
        values = self.values.get(name)
        return values[0] if values else None

    def need(self, name: str) -> str:
        """A required parameter: absent and empty are refused apart (GEN-020)."""
        value = self.present(name)
        if value is None:
            raise refuse("form_param_missing", name)
        if not value:
            raise refuse("form_param_nil", name)
        return value

    def flag(self, name: str) -> bool | None:
        """A boolean, spelled `true` or `false` (AUTH-009)."""
        value = self.get(name)
        if value is None:
            return None
        if value not in {"true", "false"}:
            raise refuse("form_param_type_invalid", name)
        return value == "true"

    def as_dict(self) -> dict[str, Any]:
        return dict(self.values)
