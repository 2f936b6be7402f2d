"""What an area of operations is made of: an actor that can call them."""

from collections.abc import Mapping
from typing import Protocol

from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.client.form import Parameters
from fapi_conformance.client.routes import Route


class Acts(Protocol):
    def act(
        self,
        operation: str | Route,
        path: Mapping[str, str] | None = None,
        query: Parameters = (),
        form: Parameters | None = None,
        *,
        intent: Intent = Intent.VALID,
        headers: Mapping[str, str | None] | None = None,
        content: bytes | None = None,
        content_type: str | None = None,
    ) -> Answer: ...


class Area:
    __slots__ = ("_actor",)

    def __init__(self, actor: Acts) -> None:
        self._actor = actor
