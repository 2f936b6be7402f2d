"""Deviations of the waitlist."""

from typing import Any

from fapi_reference.faults import alter, fault, replace
from fapi_reference.problems import refuse
from fapi_reference.records.waitlist import WaitlistEntry
from fapi_reference.reference import Reference

WAITLIST = '[sign_up]\nmode = "waitlist"\n'


@fault("waitlist.wrapped", caught_by=("WAITLIST.JOINED",), settings=WAITLIST)
def wrapped(server: Reference) -> None:
    """An entry is answered in the envelope of other resources."""
    alter(server.views.waitlist_entry, lambda shown: {"response": shown, "client": None})


@fault("waitlist.entry-each-time", caught_by=("WAITLIST.SAME-ENTRY",), settings=WAITLIST)
def entry_each_time(server: Reference) -> None:
    """Whoever joins again is put on the list again."""
    replace(server.waitlist.entry, lambda _address: None)


@fault("waitlist.one-entry-for-all", caught_by=("WAITLIST.SAME-ENTRY",), settings=WAITLIST)
def one_entry_for_all(server: Reference) -> None:
    """Everybody is answered with the first entry of the list."""

    def first(address: str) -> WaitlistEntry | None:
        return next(iter(server.store.waitlist_entries.values()), None) or original(address)

    original = replace(server.waitlist.entry, first)


@fault("waitlist.row-shown", caught_by=("WAITLIST.TELLS-NOTHING",), settings=WAITLIST)
def row_shown(server: Reference) -> None:
    """An entry is shown with its status and its place in the line."""

    def whole(entry: WaitlistEntry) -> dict[str, Any]:
        place = list(server.store.waitlist_entries).index(entry.id)
        return original(entry) | {"status": server.waitlist.status(entry), "position": place}

    original = replace(server.views.waitlist_entry, whole)


@fault("waitlist.knows-users", caught_by=("WAITLIST.TELLS-NOTHING.OF-A-USER",), settings=WAITLIST)
def knows_users(server: Reference) -> None:
    """Whoever has an account is told so when they want to join."""

    def problem(address: str) -> Exception | None:
        if server.identifiers.taken("email_address", address):
            return refuse("form_identifier_exists", "email_address")
        return original(address)

    original = replace(server.waitlist.problem, problem)


@fault("waitlist.any-text", caught_by=("WAITLIST.MALFORMED",), settings=WAITLIST)
def any_text(server: Reference) -> None:
    """Whatever text is left is put on the list."""
    replace(server.waitlist.problem, lambda _address: None)


@fault("waitlist.malformed-in-other-words", caught_by=("WAITLIST.MALFORMED.CODE",), settings=WAITLIST)
def malformed_in_other_words(server: Reference) -> None:
    """What is no address is refused as a value that is not allowed."""

    def problem(address: str) -> Exception | None:
        return refuse("form_param_value_invalid", "email_address") if original(address) else None

    original = replace(server.waitlist.problem, problem)


@fault("waitlist.let-in-in-name", caught_by=("WAITLIST.LET-IN",), settings=WAITLIST)
def let_in_in_name(server: Reference) -> None:
    """Whoever was let in from the list is sent back to it when they sign up."""

    def invitation(ticket: str) -> Any:
        original(ticket)
        raise refuse("sign_up_restricted_waitlist")

    original = replace(server.tickets.invitation, invitation)


@fault("waitlist.always-open", caught_by=("WAITLIST.CLOSED",))
def always_open(server: Reference) -> None:
    """Everybody may join a waitlist where there is none."""
    replace(server.waitlist.is_open, lambda: True)
