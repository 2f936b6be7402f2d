"""Who has what: people, clients, the attempts and sessions between them, under the names that a story uses."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from fapi_conformance.client.form import FormValue
from fapi_conformance.devices import Authenticator
from fapi_conformance.model.organizations import Organizations
from fapi_conformance.model.tables import SESSION, following

OPEN_STATES = frozenset(
    {"needs_first_factor", "needs_second_factor", "needs_client_trust", "needs_new_password", "missing_requirements"}
)
MISSES = 2
"""Wrong tries of one code: a third exhausts the verification where anything was ever documented (USER-202)."""
FAILURES = 3
"""Wrong proofs of one person: five are the least that an instance can be set to lock after (AUTH-363)."""


@dataclass(slots=True, eq=False)
class Person:
    """``user_id`` while they have an account; ``deleted``: they have had one before. The rest is what they know."""

    name: str
    email: str
    password: str = field(repr=False)
    user_id: str | None = None
    deleted: bool = False
    failures: int = 0
    app: Authenticator | None = None
    """Their second factor, while it is verified."""
    codes: list[str] = field(default_factory=list, repr=False)
    spent: list[str] = field(default_factory=list, repr=False)
    void: list[str] = field(default_factory=list, repr=False)
    """Backup codes: those that are good, those that were used, and those of a set that was replaced."""
    leftover: bool = False
    """They had codes on paper when their app was taken away, which may have outlived it (USER-413)."""
    items: list["Item"] = field(default_factory=list)
    """What they are known by beside their first address, as long as they have it."""
    first: dict[str, frozenset[str]] = field(default_factory=dict)
    """The ids of what they had before, by kind, once seen."""
    primary: dict[str, str] = field(default_factory=dict)
    """By kind the id of the one that they have made the primary one, while they have it."""

    @property
    def exists(self) -> bool:
        return self.user_id is not None


@dataclass(slots=True, eq=False)
class Item:
    """An address, number or wallet on somebody's account. ``label`` is what everybody calls its value.

    ``proof`` and ``wrong`` are what an attempt is given since it was prepared last; ``misses`` its wrong tries since.
    """

    name: str
    label: str
    kind: str
    id: str
    owner: Person
    verified: bool = False
    proof: dict[str, FormValue] = field(default_factory=dict, repr=False)
    wrong: dict[str, FormValue] = field(default_factory=dict, repr=False)
    misses: int = 0
    disturbed: bool = False
    rivalled: bool = False
    """Somebody else has proven the same value: whether this one is kept all the same is nowhere said (AUTH-300)."""


@dataclass(slots=True, eq=False)
class Session:
    name: str
    id: str
    client: "Client"
    person: Person
    user_id: str
    state: str = "live"

    @property
    def live(self) -> bool:
        return self.state == "live"

    def undergo(self, event: str) -> None:
        (self.state,) = following(SESSION, self.state, event)


@dataclass(slots=True, eq=False)
class Attempt:
    """``kind`` is ``sign_in`` or ``sign_up``; ``prepared`` the strategy whose code is out; ``misses`` its wrong tries;
    ``disturbed``: something wrong was given since that code was sent.

    ``state`` is a status of the API, or ``replaced``, or ``lost``: where nothing says what became of it.
    """

    name: str
    kind: str
    id: str
    client: "Client"
    person: Person
    user_id: str | None
    state: str
    prepared: str | None = None
    misses: int = 0
    disturbed: bool = False
    code: str = field(default="", repr=False)
    """What was sent for it last."""

    @property
    def open(self) -> bool:
        return self.state in OPEN_STATES


@dataclass(slots=True, eq=False)
class Client:
    """``last_active``: the id of a session, or None, while ``sure_of_active``. ``contact``: it was heard of."""

    name: str
    contact: bool = False
    last_active: str | None = None
    sure_of_active: bool = True
    attempts: list[Attempt] = field(default_factory=list)
    unsure_of: set[str] = field(default_factory=set)
    """The kinds of attempt of which nothing says what is the current one."""
    known: set[str] = field(default_factory=set)
    """Users that have signed in here before: device trust asks them nothing more (AUTH-279)."""

    def current(self, kind: str) -> Attempt | None:
        return next((one for one in self.attempts if one.kind == kind and one.open), None)


class World:
    def __init__(self, clients: tuple[str, ...]) -> None:
        self.people: dict[str, Person] = {}
        self.clients = {name: Client(name) for name in clients}
        self.sessions: dict[str, Session] = {}
        self.attempts: dict[str, Attempt] = {}
        self.spare: dict[str, str] = {}
        """What further identifications are, by what they are called."""
        self.had: set[str] = set()
        """Those that somebody had verified and has no more: whether they are free again is only inferred (GEN-044)."""
        self._added: dict[str, Item] = {}
        self.organizations = Organizations()

    # looking

    def live(self, client: Client | None = None) -> list[Session]:
        return [one for one in self.sessions.values() if one.live and client in (None, one.client)]

    def foremost(self) -> list[Session]:
        """The live sessions that a client acts for anyhow: that a request may name another is SHOULD (AUTH-356)."""
        return [one for one in self.live() if one.client.last_active == one.id or self.live(one.client) == [one]]

    def items(self) -> list[Item]:
        return [item for person in self.people.values() for item in person.items]

    def item(self, name: str) -> Item:
        return self._added[name]

    @property
    def made(self) -> set[str]:
        """The names of everything that came about so far."""
        return {*self.sessions, *self.attempts, *self._added, *self.organizations.names}

    def over(self) -> list[Session]:
        return [one for one in self.sessions.values() if not one.live]

    def signed_in(self, client: Client, person: Person) -> bool:
        return any(one.person is person for one in self.live(client))

    def open_attempts(self, kind: str) -> Iterator[Attempt]:
        """Attempts that somebody can go on with: the person is still who they were when it began."""
        for one in self.attempts.values():
            if one.kind == kind and one.open and (kind == "sign_up" or one.user_id == one.person.user_id is not None):
                yield one

    # what happens

    def begin(self, kind: str, client: Client, person: Person, attempt_id: str, state: str) -> Attempt:
        """A new attempt in place of the current one (AUTH-139)."""
        self.replace(kind, client)
        name = (
            f"{'sign-in' if kind == 'sign_in' else 'sign-up'} {sum(a.kind == kind for a in self.attempts.values()) + 1}"
        )
        attempt = Attempt(
            name=name, kind=kind, id=attempt_id, client=client, person=person, user_id=person.user_id, state=state
        )
        self.attempts[name] = attempt
        client.attempts.append(attempt)
        client.unsure_of.discard(kind)
        return attempt

    def replace(self, kind: str, client: Client) -> None:
        for one in client.attempts:
            if one.kind == kind and (one.open or one.state == "lost"):
                one.state = "replaced"

    def lose(self, client: Client, *kinds: str) -> None:
        """Nothing says what has become of the current attempts: they are not judged until there is a new one."""
        for one in client.attempts:
            if one.open and one.kind in kinds:
                one.state = "lost"
        client.unsure_of.update(kinds)

    def forget(self, client: Client) -> None:
        """Whoever acts there next is a new client, and none of the old one's attempts is theirs."""
        self.lose(client, "sign_in", "sign_up")
        client.attempts.clear()
        client.known.clear()
        client.unsure_of.clear()
        client.contact, client.last_active, client.sure_of_active = False, None, True

    def start(self, client: Client, person: Person, session_id: str) -> Session:
        """A session begins, and is the last active one of its client (AUTH-375)."""
        assert person.user_id is not None
        name = f"session {len(self.sessions) + 1}"
        session = Session(name=name, id=session_id, client=client, person=person, user_id=person.user_id)
        self.sessions[name] = session
        client.last_active, client.sure_of_active = session_id, True
        client.known.add(person.user_id)
        return session

    def finish(self, session: Session, event: str) -> None:
        """A session is over. Which one is active then is left open, where it was this one (AUTH-135)."""
        session.undergo(event)
        if session.client.last_active == session.id:
            session.client.sure_of_active = False

    def delete(self, person: Person) -> None:
        """Their sessions are over everywhere, and nobody has their identifiers (SEC-071, USER-032)."""
        for session in self.live():
            if session.person is person:
                self.finish(session, "delete the user")
        for client in self.clients.values():
            kinds = {one.kind for one in client.attempts if one.open and one.user_id == person.user_id is not None}
            self.lose(client, *kinds)
        for item in list(person.items):
            self.give_up(item)
        person.first.clear()
        person.user_id, person.deleted = None, True
        person.app, person.codes, person.spent, person.void, person.leftover = None, [], [], [], False

    # what people are known by

    def add(self, person: Person, label: str, kind: str, item_id: str) -> Item:
        noun = label.partition(" ")[2]
        name = f"{noun} {sum(one.label.endswith(noun) for one in self._added.values()) + 1}"
        item = self._added[name] = Item(name=name, label=label, kind=kind, id=item_id, owner=person)
        person.items.append(item)
        return item

    def verify(self, item: Item) -> None:
        item.verified, item.proof, item.wrong = True, {}, {}
        for one in self.items():
            one.rivalled = one.rivalled or (one.label == item.label and one is not item)

    def give_up(self, item: Item) -> None:
        """Which one leads then, if it was this one, is left open (USER-208)."""
        item.owner.items.remove(item)
        if item.verified:
            self.had.add(item.label)
        if item.owner.primary.get(item.kind) == item.id:
            del item.owner.primary[item.kind]

    # second factors

    def enrol(self, person: Person, app: Authenticator) -> None:
        """What a sign-in that waits for the device is to do now is nowhere said."""
        person.app, person.leftover = app, False
        self._lose_at(person, "needs_client_trust")

    def unenrol(self, person: Person) -> None:
        """Whether codes on paper go with the app is only inferred (USER-413): none of them is used any more."""
        person.leftover = bool(person.codes)
        person.app, person.codes, person.spent, person.void = None, [], [], []
        self._lose_at(person, "needs_second_factor")

    def _lose_at(self, person: Person, state: str) -> None:
        for attempt in list(self.open_attempts("sign_in")):
            if attempt.person is person and attempt.state == state:
                self.lose(attempt.client, "sign_in")
