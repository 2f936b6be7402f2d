"""Deviations of phone numbers as second factors."""

from typing import Any

from fapi_reference.faults import alter, fault, replace
from fapi_reference.records.identities import Identification
from fapi_reference.records.people import User
from fapi_reference.reference import Reference


@fault("second-factor-number.ignored", caught_by=("PHONE-NUMBER.SECOND-FACTOR",))
def ignored(server: Reference) -> None:
    """A number that is told to be reserved stays what it was."""
    replace(server.second_factor_numbers.update, lambda *_: None)


@fault("second-factor-number.uncounted", caught_by=("PHONE-NUMBER.SECOND-FACTOR",))
def uncounted(server: Reference) -> None:
    """A reserved number makes nobody a user of two factors."""
    alter(server.views.user, lambda shown: shown | {"two_factor_enabled": False})


@fault(
    "second-factor-number.unproven",
    caught_by=("PHONE-NUMBER.SECOND-FACTOR.UNPROVEN", "PHONE-NUMBER.SECOND-FACTOR.UNPROVEN-REFUSED"),
)
def unproven(server: Reference) -> None:
    """A number can be reserved before it was verified."""
    replace(server.second_factor_numbers.refuse_reserving, lambda _user, _item: None)
    replace(
        server.second_factor_numbers.of,
        lambda user: [one for one in user.phone_numbers if one.reserved_for_second_factor],
    )


@fault("second-factor-number.anybodys", caught_by=("PHONE-NUMBER.SECOND-FACTOR.FOREIGN",))
def anybodys(server: Reference) -> None:
    """Whoever knows the id of somebody's number can reserve it for that person."""
    own = server.identifications.named
    known = server.store.identifications
    replace(own, lambda user, kind, item_id: known.get(item_id) or own(user, kind, item_id))


@fault("second-factor-number.each-default", caught_by=("PHONE-NUMBER.SECOND-FACTOR.DEFAULT",))
def each_default(server: Reference) -> None:
    """Every reserved number is the default one."""

    def reserve(user: User, item: Identification) -> None:
        original(user, item)
        item.default_second_factor = True

    original = replace(server.second_factor_numbers.reserve, reserve)


@fault("second-factor-number.no-default", caught_by=("PHONE-NUMBER.SECOND-FACTOR.DEFAULT-KEPT",))
def no_default(server: Reference) -> None:
    """The default can be switched off, and none is there then."""

    def update(user: User, item: Identification, reserve: bool | None, default: bool | None) -> None:
        if default is False:
            item.default_second_factor = False
            return
        original(user, item, reserve, default)

    original = replace(server.second_factor_numbers.update, update)


@fault("second-factor-number.for-ever", caught_by=("PHONE-NUMBER.SECOND-FACTOR.RELEASED",))
def for_ever(server: Reference) -> None:
    """Who had two factors once is said to have them for ever."""
    alter(server.views.user, for_ever_two)


def for_ever_two(shown: dict[str, Any]) -> dict[str, Any]:
    had = shown["mfa_disabled_at"] is not None
    return shown | ({"two_factor_enabled": True} if had else {})


@fault("second-factor-number.first-too", caught_by=("PHONE-NUMBER.SECOND-FACTOR.NOT-IDENTIFIER",))
def first_too(server: Reference) -> None:
    """A number that is reserved for the second factor is offered as a first one."""
    replace(server.identifications.identifies, lambda item: item.verified)
