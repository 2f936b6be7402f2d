"""The actors and the model side by side: acts are played here, and after each the target is looked at."""

from collections.abc import Callable, Mapping

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer, Exchange, Intent
from fapi_conformance.client.form import FormValue
from fapi_conformance.client.routes import ROUTES
from fapi_conformance.expect.in_time import in_time
from fapi_conformance.expect.look import at, outcome, say
from fapi_conformance.machine.acts import Act, Names
from fapi_conformance.machine.disagreement import Disagreement, Ended, Judging
from fapi_conformance.machine.looking import look
from fapi_conformance.machine.story import Line
from fapi_conformance.model.tables import SIGN_IN, SIGN_UP, following
from fapi_conformance.model.world import Attempt, Client, Person, Session, World
from fapi_conformance.requirements import machine
from fapi_conformance.target.capabilities import Capability
from fapi_conformance.target.refusals import accepted
from fapi_conformance.target.target import Target
from fapi_conformance.verdict.requirement import Requirement

PEOPLE = ("Ada", "Ben")
COMPANY = (*PEOPLE, "Cleo", "Dan")
LAPTOP, DESKTOP, PHONE = CLIENTS = ("laptop", "desktop", "phone")
ALL_CLIENTS = (*CLIENTS, "tablet")

IN_ORGANIZATIONS = (
    Capability.ORGANIZATIONS,
    Capability.ORGANIZATION_CREATION,
    Capability.ORGANIZATION_COMPANY,
    Capability.PERSONAL_ACCOUNTS,
)
"""Without these people have no organizations together, or are asked for one before anything else."""


def has_organizations(target: Target) -> bool:
    return all(target.capabilities[one] is True for one in IN_ORGANIZATIONS)


class Stage:
    """``judging`` compares; ``lines`` is the story so far. ``thorough``: every client is looked at after every act.

    ``identifying``: people also have further addresses, numbers and wallets; ``organizing``: they are in organizations,
    and some more of them. Only some courses of a search go there, so that the others come as far as before.
    """

    def __init__(
        self,
        target: Target,
        judging: Judging,
        *,
        clients: tuple[str, ...] = ALL_CLIENTS,
        people: tuple[str, ...] = COMPANY,
        thorough: bool = False,
        identifying: bool = True,
        organizing: bool = True,
    ) -> None:
        self.target = target
        self.judging = judging
        self.thorough = thorough
        self.identifying = identifying
        self.organizing = organizing and has_organizations(target)
        self.world = World(clients)
        self._acting: set[str] = set()
        self.lines: list[Line] = []
        self.actors: dict[str, Actor] = {}
        for name in clients:
            self.renew(name)
        for name in people:
            form = target.newcomer()
            self.world.people[name] = Person(
                name=name, email=str(form["email_address"]), password=str(form.get("password") or "")
            )
        self._stop = target.recorder.listen(self._heard)

    def close(self) -> None:
        self._stop()

    # who is there

    def renew(self, client: str) -> Actor:
        """An actor that nobody knows yet: a fresh browser, or an app installed anew."""
        native = client == PHONE and self.can(Capability.NATIVE)
        self.actors[client] = self.target.new_native(client) if native else self.target.visitor(client)
        return self.actors[client]

    def can(self, capability: Capability) -> bool:
        return self.target.capabilities[capability] is True

    def on(self, client: Client) -> Actor:
        client.contact = True
        self._acting.add(client.name)
        return self.actors[client.name]

    def by(
        self, session: Session, operation: str, /, path: Mapping[str, str] | None = None, **form: FormValue
    ) -> Answer:
        """What a person does by one of their sessions, whichever is the last active one."""
        method = ROUTES[operation].method
        actor = self.on(session.client)
        query = {"_clerk_session_id": session.id}
        return actor.act(operation, path, query=query, form=form if method in ("POST", "PATCH") else None)

    # playing

    def play(self, act: Act, names: Names) -> None:
        """Do it, and look at clients afterwards. Raises :class:`Disagreement` with the story so far."""
        line = Line(act.name, names, act.says.format(*names))
        known = self.world.made
        self.lines.append(line)
        self._acting.clear()
        try:
            act.perform(self, *names)
            clients = self._looked_at()
            in_time(lambda: look(self, clients), self.target.settles)
        except Disagreement as found:
            found.lines = tuple(self.lines)
            raise
        finally:
            line.made = tuple(self.world.made - known)

    def _looked_at(self) -> list[Client]:
        """Those that acted, and one of the others in turn: what happens to others is seen soon enough."""
        clients = list(self.world.clients.values())
        turn = clients[len(self.lines) % len(clients)]
        return [one for one in clients if self.thorough or one is turn or one.name in self._acting]

    def _heard(self, exchange: Exchange) -> None:
        if self.lines:
            answer = exchange.answer
            self.lines[-1].came.append(outcome(answer) if answer else str(exchange.failure))

    # judging

    def agree(self, requirement: Requirement, holds: bool, expected: str, got: object, where: str = "") -> None:
        self.judging.agree(requirement, holds, expected=expected, got=say(got), where=where)

    def taken(self, requirement: Requirement, actor: Actor, answer: Answer, expected: str) -> Answer:
        """It has to be 200; a refusal by settings of the instance makes all of this not testable."""
        if "session_reverification_required" in answer.codes:  # what needs it is the instance's to say (AUTH-350)
            raise Ended
        if not answer.ok:
            accepted_or_settings(actor, answer)
        self.judging.agree(requirement, answer.ok, expected=f"200, {expected}", got=outcome(answer), where="status")
        return answer

    def refused(self, requirement: Requirement, answer: Answer, expected: str) -> Answer:
        """Any refusal will do: which one is told by the requirements of single calls."""
        holds = not answer.ok and answer.status < 500
        self.judging.agree(requirement, holds, expected=f"a refusal: {expected}", got=outcome(answer), where="status")
        return answer

    def end(self) -> None:
        """From here on the model knows too little."""
        raise Ended

    # attempts

    def advance(self, attempt: Attempt, event: str, answer: Answer, *, by: Requirement = machine.ACCEPTED) -> None:
        """The answer shows the attempt in the state to which the event leads; a complete one begins its session."""
        allowed = following(SIGN_IN if attempt.kind == "sign_in" else SIGN_UP, attempt.state, event)
        self.taken(by, self.actors[attempt.client.name], answer, f"the {attempt.name} {' or '.join(allowed)}")
        status = at(answer.resource, "status")
        self.agree(by, status in allowed, " or ".join(allowed), status, "$.response.status")
        attempt.state = str(status)
        if status == "complete":
            self.complete(attempt, answer, by)

    def complete(self, attempt: Attempt, answer: Answer, by: Requirement) -> Session:
        session_id = at(answer.resource, "created_session_id")
        known = [one.name for one in self.world.sessions.values() if one.id == session_id]
        holds = isinstance(session_id, str) and not known
        self.agree(by, holds, "the id of a new session", known or session_id, "$.response.created_session_id")
        if attempt.kind == "sign_up":
            user_id = at(answer.resource, "created_user_id")
            self.agree(by, isinstance(user_id, str), "the id of a new user", user_id, "$.response.created_user_id")
            attempt.person.user_id = str(user_id)
        return self.world.start(attempt.client, attempt.person, str(session_id))


def accepted_or_settings(actor: Actor, answer: Answer) -> None:
    """Raises :class:`NotTestable` where the refusal is one by settings; any other is for the judge."""
    try:
        accepted(actor, answer, "")
    except AssertionError:
        return


def pairs(test: Callable[[Stage, Client, Person], bool]) -> Callable[[Stage], list[Names]]:
    """Choices: every client with every person for which the test holds."""

    def choices(stage: Stage) -> list[Names]:
        world = stage.world
        return [
            (client.name, person.name)
            for client in world.clients.values()
            for person in world.people.values()
            if test(stage, client, person)
        ]

    return choices


OPEN = Intent.OPEN
"""Of requests that are right in form, whatever the target thinks of them."""
