"""Deviations of metadata that are merged."""

from typing import Any

from fapi_reference.exchange import Exchange
from fapi_reference.faults import fault, replace
from fapi_reference.problems import Problem
from fapi_reference.records.people import User
from fapi_reference.reference import Reference
from fapi_reference.services import metadata

PARAMETER = "unsafe_metadata"
Merged = dict[str, Any]


@fault("user.metadata-merge-replaces", caught_by=("USER.METADATA-MERGED",))
def merge_replaces(server: Reference) -> None:
    """Merging is what an update does: the whole object is replaced."""
    replace(server.profiles.merged, lambda _user, given: given)


@fault("user.metadata-merge-shallow", caught_by=("USER.METADATA-MERGED",))
def merge_shallow(server: Reference) -> None:
    """Only the outermost keys are merged: an object within is replaced."""

    def shallow(user: User, given: Merged) -> Merged:
        return metadata.merged(user.unsafe_metadata, {}) | given

    replace(server.profiles.merged, shallow)


@fault("user.metadata-null-kept", caught_by=("USER.METADATA-MERGED.NULL",))
def null_kept(server: Reference) -> None:
    """Null is a value like any other."""

    def deep(kept: Merged, given: Merged) -> Merged:
        both = {key: deep(kept[key], value) for key, value in given.items() if _objects(kept.get(key), value)}
        return kept | given | both

    replace(server.profiles.merged, lambda user, given: deep(user.unsafe_metadata, given))


@fault("user.metadata-null-outside", caught_by=("USER.METADATA-MERGED.NULL",))
def null_outside(server: Reference) -> None:
    """Null takes away outermost keys, and is a value further in."""

    def merged(user: User, given: Merged) -> Merged:
        found = original(user, given)
        size = (given.get("home") or {}).get("size") or {}
        for key in [key for key, value in size.items() if value is None]:
            found["home"]["size"][key] = None
        return found

    original = replace(server.profiles.merged, merged)


@fault("user.metadata-public-too", caught_by=("USER.METADATA-MERGED.UNSAFE-ONLY",))
def public_too(server: Reference) -> None:
    """The operation for metadata takes public metadata as well."""
    verbs = server.routes.resources["/v1/me/metadata"].verbs
    handler = verbs["PATCH"].handler

    def handle(given: Reference, exchange: Exchange) -> Any:
        user, text = exchange.signed_in(), exchange.form.get("public_metadata")
        if text:
            user.public_metadata = metadata.merged(user.public_metadata, metadata.read(text, "public_metadata"))
        return handler(given, exchange)

    object.__setattr__(verbs["PATCH"], "handler", handle)


@fault("user.metadata-merge-no-object", caught_by=("USER.METADATA-MERGED.NOT-OBJECT",))
def merge_no_object(server: Reference) -> None:
    """What is no object is taken for an empty one."""

    def lenient(user: User, text: str) -> None:
        try:
            original(user, text)
        except Problem as problem:
            if problem.code != "form_param_value_invalid":
                raise

    original = replace(server.profiles.merge_metadata, lenient)


@fault("user.metadata-merge-unlimited", caught_by=("USER.METADATA-MERGED.SIZE",))
def merge_unlimited(server: Reference) -> None:
    """However much is merged, it is kept."""
    import orjson

    def unlimited(user: User, text: str) -> None:
        server.profiles.apply(user, {}, server.profiles.merged(user, orjson.loads(text)))

    replace(server.profiles.merge_metadata, unlimited)


@fault("user.metadata-merge-grows", caught_by=("USER.METADATA-MERGED.GROWN",))
def merge_grows(server: Reference) -> None:
    """Each piece is measured, and what they come to is not."""

    def by_pieces(user: User, text: str) -> None:
        server.profiles.apply(user, {}, server.profiles.merged(user, metadata.read(text, PARAMETER)))

    replace(server.profiles.merge_metadata, by_pieces)


def _objects(*values: object) -> bool:
    return all(isinstance(value, dict) for value in values)
