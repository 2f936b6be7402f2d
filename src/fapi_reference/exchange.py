"""One request and its answer on their way through the server. Every hook, handler and view gets this object."""

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any

import orjson
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from fapi_reference.problems import refuse

if TYPE_CHECKING:
    from fapi_reference.records.people import User
    from fapi_reference.records.sessions import Client, DevBrowser, Session
    from fapi_reference.routes import Operation, Resource

FORM = "application/x-www-form-urlencoded"


class Mode(Enum):
    """How a caller is recognised (facts, section 5)."""

    NATIVE = "native"
    DEVELOPMENT = "development browser"
    COOKIE = "production browser"


class Json(Response):
    """JSON without a charset, as every captured answer has it."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        return orjson.dumps(content)


@dataclass(slots=True)
class Exchange:
    """The request as it came, what the hooks made of it, and the answer so far."""

    request: Request
    method: str
    """What the request is served as: an override may change it."""
    body: bytes = b""
    trace_id: str = ""

    resource: "Resource | None" = None
    operation: "Operation | None" = None
    ids: dict[str, str] = field(default_factory=dict)
    form: "Form" = field(default_factory=lambda: Form({}))
    document: dict[str, Any] = field(default_factory=dict)
    """The body of an operation that takes JSON."""
    version: str = ""
    origin: str | None = None
    party: str | None = None
    """For whom a browser that passes by is to get tokens: it sends no origin."""

    mode: Mode | None = None
    presented: str = ""
    """The client token that came with the request, known or not."""
    dev_browser: "DevBrowser | None" = None
    client: "Client | None" = None
    client_dismissed: bool = False
    """The client was deleted by this request: a production browser's cookie is withdrawn (GAP-013)."""
    session: "Session | None" = None
    user: "User | None" = None

    response: Response = field(default_factory=Response)
    finished: bool = False
    """A hook has given the answer: no further hook and no handler is asked."""

    @property
    def path(self) -> str:
        path: str = self.request.scope["path"]
        return path

    def header(self, name: str) -> str | None:
        """The first header of that name."""
        return self.request.headers.get(name)

    def first(self, name: str) -> str | None:
        """The first value of a query parameter."""
        values = self.request.query_params.getlist(name)
        return values[0] if values else None

    def finish(self, status: int, text: str | None = None) -> None:
        self.response = Response(status_code=status) if text is None else PlainTextResponse(text, status)
        self.finished = True

    def caller(self) -> "Client":
        if self.client is None:
            raise refuse("signed_out")
        return self.client

    def signed_in(self) -> "User":
        if self.user is None:
            raise refuse("signed_out")
        return self.user


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

    def every(self, name: str) -> list[str]:
        """All values of a parameter that may repeat (GEN-014)."""
        return self.values.get(name, [])

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
