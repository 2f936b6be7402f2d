"""Which event leads from which state to which. Several next states are a freedom of the target, with its fact.

An event that a state has no row for has to be refused and to change nothing that anybody can see.
"""

from collections.abc import Mapping

Table = Mapping[tuple[str, str], tuple[str, ...]]

SIGN_IN: Table = {
    ("", "identify"): ("needs_first_factor",),
    ("needs_first_factor", "prepare"): ("needs_first_factor",),
    ("needs_first_factor", "miss"): ("needs_first_factor",),
    # Device trust asks for one step more on a client that does not know this person, where it is on (AUTH-279).
    ("needs_first_factor", "password"): ("complete", "needs_client_trust"),
    ("needs_first_factor", "code"): ("complete",),
    ("needs_first_factor", "signature"): ("complete",),
    ("needs_first_factor", "password with a second factor"): ("needs_second_factor",),
    ("needs_first_factor", "code with a second factor"): ("needs_second_factor",),
    ("needs_first_factor", "signature with a second factor"): ("needs_second_factor",),
    ("needs_client_trust", "prepare"): ("needs_client_trust",),
    ("needs_client_trust", "code"): ("complete",),
    ("needs_second_factor", "prepare"): ("needs_second_factor",),
    ("needs_second_factor", "miss"): ("needs_second_factor",),
    ("needs_second_factor", "second factor"): ("complete",),
    ("needs_first_factor", "reset code"): ("needs_new_password",),
    ("needs_new_password", "new password"): ("complete",),
    ("needs_new_password", "new password with a second factor"): ("needs_second_factor",),
}

SIGN_UP: Table = {
    ("", "supply"): ("missing_requirements",),
    ("missing_requirements", "prepare"): ("missing_requirements",),
    ("missing_requirements", "miss"): ("missing_requirements",),
    ("missing_requirements", "the last code"): ("complete",),
}

SESSION: Table = {
    ("", "begin"): ("live",),
    ("live", "touch"): ("live",),
    ("live", "token"): ("live",),
    ("live", "end"): ("over",),
    ("live", "remove"): ("over",),
    ("live", "revoke"): ("over",),
    ("live", "sign out"): ("over",),
    ("live", "delete the user"): ("over",),
}


def following(table: Table, state: str, event: str) -> tuple[str, ...]:
    """Where the event may lead; nowhere: it has to be refused."""
    return table.get((state, event), ())
