"""One request that is ready to be sent: who sends it, to which operation, with what."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Self

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.client.form import FormValue
from fapi_conformance.client.routes import Route

Form = Mapping[str, FormValue]


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """``path`` holds the path parameters; ``form`` is None where the operation takes no body.

    ``markers`` are texts of the person it is about which nobody else may be shown.
    """

    actor: Actor
    operation_id: str
    path: Mapping[str, str] = field(default_factory=dict)
    form: Form | None = None
    markers: tuple[str, ...] = ()

    def send(self, route: Route | None = None, *, intent: Intent = Intent.VALID) -> Answer:
        """Send it as it stands. ``route`` says where the operation is, if actors do not know it by its id."""
        return self.actor.act(route or self.operation_id, self.path, form=self.form, intent=intent)

    def by(self, actor: Actor) -> Self:
        """The same, sent by somebody else."""
        return replace(self, actor=actor)

    def at(self, **path: str) -> Self:
        """The same with other path parameters."""
        return replace(self, path={**self.path, **path})

    def marked(self, *texts: str) -> Self:
        """The same with further texts that nobody else may be shown."""
        return replace(self, markers=(*self.markers, *texts))

    def with_form(self, form: Form | None) -> Self:
        """The same with another form."""
        return replace(self, form=form)
