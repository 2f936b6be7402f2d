"""Deviations with input that means harm: evaluated, compared as a pattern, taken whatever its size."""

import re
from collections.abc import Iterator, Mapping
from fnmatch import translate

from fapi_reference.exchange import Exchange, Form
from fapi_reference.faults import fault, replace
from fapi_reference.problems import Problem, refuse
from fapi_reference.records.metadata import Metadata
from fapi_reference.records.people import User
from fapi_reference.reference import Reference
from fapi_reference.services import metadata, profiles
from fapi_reference.transport import forms

EXPRESSION = re.compile(r"[$#]?\{\{?191\*7\}?\}")
ASSIGNMENT = re.compile(r"^(.*)', last_name = '(.*)$")


@fault("input.template-evaluated", caught_by=("INPUT.TEXT",))
def template_evaluated(server: Reference) -> None:
    """A name is a template."""

    def apply(user: User, changes: dict[str, str | None], unsafe: Metadata | None) -> None:
        name = changes.get("first_name")
        original(user, changes | ({"first_name": EXPRESSION.sub("1337", name)} if name else {}), unsafe)

    original = replace(server.profiles.apply, apply)


@fault("input.query-of-text", caught_by=("INPUT.TEXT",))
def query_of_text(server: Reference) -> None:
    """A name is written into the query that stores it."""

    def apply(user: User, changes: dict[str, str | None], unsafe: Metadata | None) -> None:
        found = ASSIGNMENT.match(changes.get("first_name") or "")
        more = {"first_name": found.group(1), "last_name": found.group(2)} if found else {}
        original(user, changes | more, unsafe)

    original = replace(server.profiles.apply, apply)


@fault("input.metadata-evaluated", caught_by=("INPUT.METADATA-TEXT",))
def metadata_evaluated(server: Reference) -> None:
    """Metadata is a template."""

    def apply(user: User, changes: dict[str, str | None], unsafe: Metadata | None) -> None:
        read = (unsafe or {}).items()
        texts = {name: EXPRESSION.sub("1337", value) if isinstance(value, str) else value for name, value in read}
        original(user, changes, texts if unsafe else unsafe)

    original = replace(server.profiles.apply, apply)


@fault("input.pattern-finds", caught_by=("INPUT.IDENTIFIER",))
def pattern_finds(server: Reference) -> None:
    """Whoever signs in may leave out the end of their identifier, with a star in its place."""
    find = server.sign_ins.find

    def by_pattern(kind: str, identifier: str) -> User | None:
        if "*" not in identifier:
            return find(kind, identifier)
        fits = re.compile(translate(identifier.lower()))
        held = server.store.identifiers.items()
        found = [user_id for (_, value), user_id in held if fits.match(value)]
        return server.store.users.get(found[0]) if found else find(kind, identifier)

    replace(find, by_pattern)


@fault(
    "input.metadata-without-limit",
    caught_by=("INPUT.METADATA-SIZE", "INPUT.SIGN-UP-METADATA-SIZE"),
)
def metadata_without_limit(_server: Reference) -> Iterator[None]:
    """Metadata may be as large as it likes."""
    limit, metadata.LIMIT = metadata.LIMIT, 10**9
    yield
    metadata.LIMIT = limit


@fault("input.name-without-limit", caught_by=("INPUT.LARGE",))
def name_without_limit(server: Reference) -> Iterator[None]:
    """A name may be as long as it likes, and so may a body."""
    problem = server.profiles.problem

    def lenient(user: User, name: str, value: str) -> Problem | None:
        return None if name in profiles.NAMES else problem(user, name, value)

    replace(problem, lenient)
    limit, forms.BODY_LIMIT = forms.BODY_LIMIT, 10**9
    yield
    forms.BODY_LIMIT = limit


@fault("input.beginning-of-an-id", caught_by=("INPUT.ALMOST-AN-ID",))
def beginning_of_an_id(server: Reference) -> None:
    """What an id begins with is enough to find what it names."""
    check = server.transport.hooks["override"]

    def complete(given: Reference, exchange: Exchange) -> None:
        held: tuple[Mapping[str, object], ...] = (
            given.store.sessions,
            given.store.sign_ins,
            given.store.sign_ups,
            given.store.identifications,
        )
        for name, wanted in exchange.ids.items():
            fitting = [one for some in held for one in some if one.startswith(wanted)]
            if len(fitting) == 1:
                exchange.ids[name] = fitting[0]
        check(given, exchange)

    server.transport.hooks["override"] = complete


@fault("input.too-much-is-not-found", caught_by=("INPUT.METADATA-SIZE.CODE",))
def too_much_is_not_found(server: Reference) -> None:
    """Too much metadata is refused as if there were no user."""
    unsafe = server.profiles.unsafe_metadata

    def refusing(form: Form, version: str, problems: list[Problem]) -> Metadata | None:
        read = unsafe(form, version, problems)
        if any(one.code == "form_param_exceeds_allowed_size" for one in problems):
            raise refuse("resource_not_found")
        return read

    replace(unsafe, refusing)
