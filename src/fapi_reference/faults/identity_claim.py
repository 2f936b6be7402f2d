"""Deviations of whose an identifier is."""

from typing import Any

from fapi_reference.faults import fault, replace
from fapi_reference.records.identities import Identification
from fapi_reference.records.people import User
from fapi_reference.reference import Reference

FOLDING = ("EMAIL-ADDRESS.VARIANT", "PHONE-NUMBER.VARIANT", "USERNAME.VARIANT")


def _unclaimed(server: Reference) -> None:
    """What somebody else proved meanwhile is not looked at."""
    replace(server.identifications.refuse_claimed, lambda _user, _item: None)


@fault("identity.spelling-makes-free", caught_by=FOLDING)
def spelling_makes_free(server: Reference) -> None:
    """Whether an identifier is taken is asked of its spelling, and whose it is of its normal form."""

    def taken(kind: str, value: str, *, by_other_than: str | None = None) -> bool:
        holder = server.store.identifiers.get((kind, value))
        return holder is not None and holder != by_other_than

    replace(server.identifiers.taken, taken)
    _unclaimed(server)


@fault("identity.taken-twice", caught_by=("EMAIL-ADDRESS.NEVER-TWICE",))
def taken_twice(server: Reference) -> None:
    """Whoever adds the address of somebody else may prove it as well."""
    replace(server.identifications.refuses, lambda _user, _kind, _value: False)
    _unclaimed(server)


@fault("identity.proven-afterwards", caught_by=("EMAIL-ADDRESS.CLAIM",))
def proven_afterwards(server: Reference) -> None:
    """An address that was added first can still be proven when it is somebody else's."""
    _unclaimed(server)


@fault("identity.first-come", caught_by=("EMAIL-ADDRESS.CLAIM.FREE",))
def first_come(server: Reference) -> None:
    """Whoever adds an address has it, proven or not."""
    add = server.identifications.add

    def holding(user: User, kind: str, value: str, **options: Any) -> Identification:
        item = add(user, kind, value, **options)
        server.users.hold(user, kind, value)
        return item

    replace(add, holding)


@fault("identity.unmasked", caught_by=("SIGN-IN.MASKED",))
def unmasked(server: Reference) -> None:
    """A sign-in tells every address and number of whom it found."""
    replace(server.identifiers.masked, lambda _kind, value: value)
