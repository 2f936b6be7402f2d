"""Nobody's things are reached by another session, by what is no credential, or by a verb that only reads."""

from collections.abc import Iterator

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer, Intent, Json
from fapi_conformance.client.form import FormValue
from fapi_conformance.client.routes import Known
from fapi_conformance.contract import Operation
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect.look import outcome
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.plugin.operations import every_operation
from fapi_conformance.recipes import RECIPES, Call, World
from fapi_conformance.recipes.denied import denied, shows_nothing
from fapi_conformance.recipes.refusals import refused
from fapi_conformance.recipes.sessions import markers
from fapi_conformance.recipes.state import MOVES_BY_ITSELF, differences, settled, state
from fapi_conformance.requirements import isolation
from fapi_conformance.requirements import operation as required
from fapi_conformance.target.capabilities import Capability
from fapi_conformance.target.identifications import EMAIL, PHONE, Identification, added
from fapi_conformance.target.refusals import not_by_settings
from fapi_conformance.target.target import Target

UNKNOWN_HERE = (401, 404)
"""A session that is another client's may be as unknown as one that does not exist (AUTH-103, SEC-023)."""
ACTS_ON_GET = frozenset({"/v1/oauth_callback", "/oauth/authorize"})
"""Paths of which a GET does by design what a POST does."""
GARBAGE = "not-a-token"
OWN_THINGS = frozenset(
    {"user", "session", "email_address", "phone_number", "web3_wallet", "passkey", "external_account", "totp"}
)
PAGES: tuple[dict[str, FormValue], ...] = (
    {"limit": 500, "offset": 0},
    {"limit": 1, "offset": 1},
    {"offset": 0, "paginated": "true"},
)


def of_a_person(operation: Operation) -> bool:
    return operation.id in RECIPES and RECIPES[operation.id].signed_in


def of_oneself(operation: Operation) -> bool:
    return of_a_person(operation) and operation.path.startswith("/v1/me") and "{" not in operation.path


def reads_oneself(operation: Operation) -> bool:
    return of_oneself(operation) and operation.method == "GET"


def changes(operation: Operation) -> bool:
    return operation.id in RECIPES and operation.method != "GET" and operation.path not in ACTS_ON_GET


@proves(isolation.COLLECTIONS)
@every_operation(reads_oneself)
def test_what_somebody_else_reads_of_themself(operation: Operation, world: World) -> None:
    """The member has everything that the recipe gives them; a stranger reads the same collection of their own."""
    call = RECIPES[operation.id](world)
    belonging = [item.value for item in belongings(world, call.actor)]
    answer = call.send(operation)
    if not answer.ok:
        raise NotTestable(f"its owner does not read it either: {outcome(answer)}")
    theirs = (*call.markers, *belonging, *ids_in(answer.json))
    reader = world.stranger.actor

    for page in ({}, *PAGES):
        answer = reader.act(operation, call.path, page, intent=Intent.OPEN)
        shows_nothing(answer, reader, theirs)


@proves(isolation.SESSION_NAMED)
@every_operation(of_oneself)
def test_naming_the_session_of_somebody_else(operation: Operation, world: World) -> None:
    call = RECIPES[operation.id](world)
    owner, intruder = call.actor, world.stranger.actor
    named = {**call.query, "_clerk_session_id": owner.session_id}
    before = state(owner)

    answer = intruder.act(operation, call.path, named, call.form, intent=Intent.INVALID)

    if answer.ok:
        shows_nothing(answer, intruder, call.markers)
    else:
        denied(answer, intruder, "a refusal, for the session is another client's", markers=call.markers)
    unchanged(before, owner)


@proves(required.SIGNED_OUT, isolation.NO_CREDENTIALS)
@every_operation(of_a_person)
def test_signed_out(operation: Operation, world: World) -> None:
    """By a visitor who is signed in nowhere, then without anything that could be taken for credentials."""
    call = RECIPES[operation.id](world)
    visitor = world.visitor()

    answer = call.by(visitor).send(operation, intent=Intent.INVALID)
    with step(required.SIGNED_OUT):
        refused(answer, visitor, "401, for nobody is signed in", statuses=UNKNOWN_HERE if call.path else (401,))
    with step(isolation.NO_CREDENTIALS):
        for nobody, sent in without_credentials(call, operation, world.target):
            denied(sent, nobody, f"a refusal of {nobody.name}", markers=call.markers)


@proves(isolation.SAFE_METHODS)
@every_operation(changes)
def test_a_verb_that_only_reads(operation: Operation, world: World) -> None:
    """With all that the operation asks for in the query; then it still can be done, as its owner does it."""
    call = RECIPES[operation.id](world)
    before = state(call.actor)
    asked = {**call.query, **call.parameters}

    for verb in ("GET", "HEAD"):
        call.actor.act(Known(verb, operation.path), call.path, asked, intent=Intent.INVALID)

    unchanged(before, call.actor)
    answer = call.send(operation)
    not_by_settings(answer)
    if not answer.ok and RECIPES[operation.id](world).send(operation).ok:
        expected = "a success, as before the GET"
        raise Deviation(expected=expected, got=outcome(answer), where="status", exchange=call.actor.last)


@proves(isolation.CLIENT_ID)
def test_the_id_of_a_client(world: World) -> None:
    member = world.member
    client_id = str(member.actor.clients.read().resource["id"])

    for way in ("getClient", "putClient", "postClient", "getUser"):
        for impostor in presenting(world.target, client_id):  # an answer may give one a token of their own
            answer = impostor.act(way, intent=Intent.INVALID)
            shows_nothing(answer, impostor, (member.session_id, *markers(member)))
            if way == "getUser":
                denied(answer, impostor, "a refusal, for that is no token")


def belongings(world: World, actor: Actor) -> Iterator[Identification]:
    """One more of each kind on the account, so that there is something to be shown."""
    for kind, capability in ((EMAIL, Capability.EMAIL_ADDRESSES), (PHONE, Capability.PHONE_NUMBERS)):
        if world.target.capabilities[capability] is True:
            yield added(world.target, actor, kind)


def ids_in(value: Json) -> Iterator[str]:
    """The ids of all things of a person in what they read."""
    if isinstance(value, dict):
        if value.get("object") in OWN_THINGS and isinstance(value.get("id"), str):
            yield value["id"]
        for member in value.values():
            yield from ids_in(member)
    elif isinstance(value, list):
        for item in value:
            yield from ids_in(item)


def without_credentials(call: Call, operation: Operation, target: Target) -> Iterator[tuple[Actor, Answer]]:
    """The same request by those who show nothing, and by those who show what is no token."""
    reader = target.reader("somebody without credentials")
    yield reader, call.by(reader).send(operation, intent=Intent.INVALID)
    for shown in ("", GARBAGE):
        for nobody in presenting(target, shown):
            yield nobody, call.by(nobody).send(operation, intent=Intent.INVALID)


def presenting(target: Target, value: str) -> Iterator[Actor]:
    """Everybody who could show that value as the token of a client, where this instance has such people."""
    what = "an empty token" if not value else "what is no token of a client"
    if target.capabilities[Capability.NATIVE] is True:
        app = target.new_native(f"a native app with {what}")
        app.token = value
        yield app
    browser = target.new_browser(f"a browser with {what}")
    if target.capabilities[Capability.DEVELOPMENT] is True:
        browser.dev_browser_token = value
        yield browser
    elif target.capabilities[Capability.PRODUCTION] is True:
        browser.cookies.set("__client", value)
        yield browser


def unchanged(before: dict[str, object], actor: Actor) -> None:
    was, is_ = (settled(told, without=MOVES_BY_ITSELF) for told in (before, state(actor)))
    if changed := list(differences(was, is_)):
        raise Deviation(expected="as before", got="changed", where=", ".join(changed[:5]), exchange=actor.last)
