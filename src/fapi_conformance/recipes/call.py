"""One request that is ready to be sent: who sends it, to which operation, with what."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Self

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.client.form import OMIT, FormValue
from fapi_conformance.client.routes import Route, route
from fapi_conformance.client.upload import JSON, Upload, document
from fapi_conformance.contract.transports import Way

Form = Mapping[str, FormValue]


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """``path`` and ``query`` hold those parameters; ``form`` is None where the operation takes no body.

    ``upload`` is the body where it is no form.

    ``headers`` are what the operation itself asks for in them.

    ``markers`` are texts of the person it is about which nobody else may be shown.
    """

    actor: Actor
    operation_id: str
    path: Mapping[str, str] = field(default_factory=dict)
    query: Form = field(default_factory=dict)
    form: Form | None = None
    upload: Upload | None = None
    markers: tuple[str, ...] = ()
    headers: Mapping[str, str | None] = field(default_factory=dict)

    @property
    def parameters(self) -> Form:
        """What its body says by name, be it a form or a JSON document; what it leaves out is not among it."""
        if self._is_document and self.upload:
            said = json.loads(self.upload.content)
            return said if isinstance(said, dict) else {}
        return {name: value for name, value in (self.form or {}).items() if value is not OMIT}

    def saying(self, parameters: Form) -> Self:
        """The same with other parameters in a body of the same kind."""
        return replace(self, upload=document(parameters)) if self._is_document else self.with_form(parameters)

    def without_body(self) -> Self:
        """The same with none."""
        return replace(self, form=None, upload=None)

    @property
    def _is_document(self) -> bool:
        return self.upload is not None and self.upload.content_type == JSON

    def send(self, where: Route | None = None, *, intent: Intent = Intent.VALID, way: Way | None = None) -> Answer:
        """Send it as it stands. ``where`` the operation is has to be said if actors do not know it by its id.

        ``way``: how a method travels that is neither GET nor POST; else as this kind of actor does it.
        """
        meant = where or route(self.operation_id)
        sent_method = {None: None, Way.ITSELF: meant.method, Way.OVERRIDE: "POST"}[way]
        query = {**self.query, "_method": meant.method} if way is Way.OVERRIDE else self.query
        return self.actor.act(
            meant,
            self.path,
            query,
            self.form,
            intent=intent,
            sent_method=sent_method,
            content=self.upload.content if self.upload else None,
            content_type=self.upload.content_type if self.upload else None,
            headers=self.headers,
        )

    def by(self, actor: Actor) -> Self:
        """The same, sent by somebody else."""
        return replace(self, actor=actor)

    def at(self, **path: str) -> Self:
        """The same with other path parameters."""
        return replace(self, path={**self.path, **path})

    def marked(self, *texts: str) -> Self:
        """The same with further texts that nobody else may be shown."""
        return replace(self, markers=(*self.markers, *texts))

    def asking(self, query: Form) -> Self:
        """The same with further query parameters, or with other values of them."""
        return replace(self, query={**self.query, **query})

    def with_form(self, form: Form | None) -> Self:
        """The same with another form."""
        return replace(self, form=form)
