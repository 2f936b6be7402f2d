"""Deviations without which nothing else can be judged."""

from typing import Any

from fapi_reference.faults import fault, replace
from fapi_reference.records.people import User
from fapi_reference.reference import Reference

NAMES = ("first_name", "last_name")


@fault("bedrock.names-lost", caught_by=("BEDROCK.MEMBER",))
def names_lost(server: Reference) -> None:
    """A new user is made without the names that were given."""
    make = server.users.make

    def nameless(**attributes: Any) -> User:
        return make(**{name: value for name, value in attributes.items() if name not in NAMES})

    replace(make, nameless)
