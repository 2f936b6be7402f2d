"""Deviations that only unusual inputs show: other scripts, almost right identifiers, addresses with line breaks."""

from urllib.parse import quote, unquote

from fapi_reference.exchange import Exchange
from fapi_reference.faults import alter, fault, replace
from fapi_reference.problems import Problem, refuse
from fapi_reference.records.metadata import Metadata
from fapi_reference.records.people import Picture, User
from fapi_reference.reference import Reference
from fapi_reference.settings.model import IDENTIFIERS


@fault("user.names-in-latin", caught_by=("USER.NAMES.KEPT",))
def names_in_latin(server: Reference) -> None:
    """Names are kept in a character set of Western Europe: what it lacks becomes a question mark."""

    def apply(user: User, changes: dict[str, str | None], unsafe: Metadata | None) -> None:
        kept = {name: value and value.encode("latin-1", "replace").decode("latin-1") for name, value in changes.items()}
        original(user, kept, unsafe)

    original = replace(server.profiles.apply, apply)


@fault("user.names-cut-by-bytes", caught_by=("USER.NAMES.KEPT",))
def names_cut_by_bytes(server: Reference) -> None:
    """Names are cut after so many bytes, in the middle of a letter if need be."""

    def apply(user: User, changes: dict[str, str | None], unsafe: Metadata | None) -> None:
        kept = {name: value and value.encode()[:20].decode(errors="ignore") for name, value in changes.items()}
        original(user, kept, unsafe)

    original = replace(server.profiles.apply, apply)


@fault("user.names-must-be-ascii", caught_by=("USER.NAMES.TAKEN",))
def names_must_be_ascii(server: Reference) -> None:
    """A name with a letter that English does not have is refused."""
    problem = server.profiles.problem

    def strict(user: User, name: str, value: str) -> Problem | None:
        return problem(user, name, value) if value.isascii() else refuse("form_param_format_invalid", name)

    replace(problem, strict)


@fault("sign-up.almost-anything", caught_by=("NEARLY-VALID.EMAIL", "NEARLY-VALID.PHONE", "NEARLY-VALID.USERNAME"))
def almost_anything(server: Reference) -> None:
    """A sign-up looks at no identifier, and shows what was given percent-encoded."""
    replace(server.identifiers.problem, lambda _kind, _value: None)
    alter(
        server.views.sign_up,
        lambda shown: shown | {kind: shown[kind] and quote(shown[kind], safe="@+") for kind in IDENTIFIERS},
    )


@fault("sign-in.every-other-time", caught_by=("NEARLY-VALID.SIGN-IN",))
def every_other_time(server: Reference) -> None:
    """An unknown address is taken for the nearest one that is known, every other time."""
    find = server.sign_ins.find
    turns = [0]

    def nearest(kind: str, identifier: str) -> User | None:
        try:
            return find(kind, identifier)
        except Problem:
            turns[0] += 1
            near = identifier.lower()
            known = [user for (what, value), user in _held(server) if what == kind and value[5:12] in near]
            if turns[0] % 2 or not known:
                raise
            return known[0]

    replace(find, nearest)


def _held(server: Reference) -> list[tuple[tuple[str, str], User]]:
    store = server.store
    return [(held, store.users[user_id]) for held, user_id in store.identifiers.items() if user_id in store.users]


@fault("handshake.unquoted", caught_by=("HANDSHAKE.NO-INJECTION",))
def unquoted(server: Reference) -> None:
    """The address to go back to is decoded before it becomes a header."""

    def decode(_server: Reference, exchange: Exchange) -> None:
        headers = exchange.response.headers
        first, *others = unquote(headers.get("location", ""), "latin-1").replace("\r", "\n").split("\n")
        if "location" in headers and others:
            headers["location"] = first
            for line in filter(None, others):  # our own transport would refuse to write a line break
                name, _, value = line.partition(":")
                headers[name] = value.strip()

    server.transport.endings["unquoted"] = decode


@fault("profile-image.damage-loses-it", caught_by=("PROFILE-IMAGE.DAMAGED",))
def damage_loses_it(server: Reference) -> None:
    """The old picture is gone before the new one is looked at."""
    set_ = server.pictures.set

    def losing(user: User, exchange: Exchange) -> Picture:
        server.pictures.forget(user)
        return set_(user, exchange)

    replace(set_, losing)
