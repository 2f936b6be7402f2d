"""Courses of events in organizations: those that every run plays first, and how others may begin."""

from fapi_conformance.machine.acts import Names
from fapi_conformance.machine.overture import Course

ADA: Names = ("session 1", "Ada", "laptop")
BEN: Names = ("session 2", "Ben", "phone")
CLEO: Names = ("session 3", "Cleo", "desktop")
AGAIN: Names = ("session 4", "Ada", "tablet")
ONE, OTHER = "organization 1", "organization 2"


def _signs_in(client: str, person: str) -> Course:
    """By password where that can be, which is sooner done; whoever is signed in then does not do it again."""
    return (("sign_in_by_password", (client, person)), ("sign_in_by_code", (client, person)))


THREE: Course = (
    ("have_account", ("Ada",)),
    ("have_account", ("Ben",)),
    ("have_account", ("Cleo",)),
    *_signs_in("laptop", "Ada"),
    *_signs_in("phone", "Ben"),
    *_signs_in("desktop", "Cleo"),
)
ON_TWO_CLIENTS: Course = (*THREE, *_signs_in("tablet", "Ada"))
FOUR: Course = (*THREE[:3], ("have_account", ("Dan",)), *THREE[3:])

ORGANIZATION: Course = (
    *ON_TWO_CLIENTS,
    ("found", ADA),
    ("demote_last", (*ADA, ONE)),
    ("add_member", (*ADA, ONE, "Ben")),
    ("read_organization", (*BEN, ONE)),
    ("add_not_permitted", (*BEN, ONE, "Cleo")),
    ("choose", (*BEN, ONE)),
    ("claim", BEN),
    ("promote", (*ADA, ONE, "Ben")),
    ("race_demoting", ("session 1", "session 2", "Ada", "Ben", ONE)),
    ("promote", (*ADA, ONE, "Ben")),
    ("promote", (*BEN, ONE, "Ada")),
    ("list_members", (*ADA, ONE)),
    ("invite", (*BEN, ONE, "Cleo")),
    ("accept_anothers", (*ADA, "invitation 1", ONE, "Cleo")),
    ("accept", (*CLEO, "invitation 1", ONE, "Cleo")),
    ("remove_member", (*ADA, ONE, "Cleo")),
    ("accept_spent", (*CLEO, "invitation 1", ONE, "Cleo")),
    ("read_outside", (*CLEO, ONE)),
    ("race_adding", ("session 1", "session 2", "Ada", "Ben", ONE, "Cleo")),
    ("found", CLEO),
    ("read_own", CLEO),
    ("leave", (*BEN, ONE)),
    ("delete_organization", (*ADA, ONE)),
)
SEATS: Course = (
    *FOUR,
    ("found", ADA),
    ("add_manager", (*ADA, ONE, "Ben")),
    ("fill", (*ADA, ONE)),
    ("race_last_seat", ("session 1", "session 2", "Ada", "Ben", ONE, "Cleo", "Dan")),
    ("add_full", (*ADA, ONE, "Cleo")),
    ("add_full", (*ADA, ONE, "Dan")),
)
SHARED: Course = (
    *ON_TWO_CLIENTS,
    ("found", ADA),
    ("add_manager", (*ADA, ONE, "Ben")),
    ("add_member", (*BEN, ONE, "Cleo")),
    ("choose", (*ADA, ONE)),
)
ASKED: Course = (
    *ON_TWO_CLIENTS,
    ("found", BEN),
    ("found", CLEO),
    ("invite", (*BEN, ONE, "Ada")),
    ("invite", (*CLEO, OTHER, "Ada")),
)
TWO: Course = (
    *ON_TWO_CLIENTS,
    ("found", ADA),
    ("found", BEN),
    ("add_member", (*BEN, OTHER, "Ada")),
    ("choose", (*ADA, ONE)),
    ("choose", (*AGAIN, OTHER)),
)
ASKED_AGAIN: Course = (
    *ON_TWO_CLIENTS,
    ("found", ADA),
    ("add_manager", (*ADA, ONE, "Ben")),
    ("invite", (*ADA, ONE, "Cleo")),
    ("revoke_invitation", (*BEN, "invitation 1", ONE, "Cleo")),
    ("invite", (*BEN, ONE, "Cleo")),
)
IN_BOTH: Course = (
    *TWO,
    ("claim", ADA),
    ("claim", AGAIN),
    ("promote_oneself", (*ADA, OTHER, "Ada")),
    ("promote", (*BEN, OTHER, "Ada")),
    ("demote", (*BEN, OTHER, "Ada")),
    ("remove_member", (*BEN, OTHER, "Ada")),
    ("add_member", (*BEN, OTHER, "Ada")),
    ("choose", (*ADA, ONE)),
    ("choose", (*AGAIN, ONE)),
)
BACK: Course = (
    *ASKED_AGAIN,
    ("accept_spent", (*CLEO, "invitation 1", ONE, "Cleo")),
    ("list_members", (*BEN, ONE)),
    ("remove_member", (*ADA, ONE, "Ben")),
    ("add_member", (*ADA, ONE, "Ben")),
    ("list_members", (*BEN, ONE)),
    ("choose", (*BEN, ONE)),
    ("remove_member", (*ADA, ONE, "Ben")),
    ("read_outside", (*BEN, ONE)),
)
HANDED_ON: Course = (
    *SHARED[: len(ON_TWO_CLIENTS) + 2],
    ("choose", (*ADA, ONE)),
    ("choose", (*AGAIN, ONE)),
    ("invite", (*BEN, ONE, "Cleo")),
    ("demote", (*BEN, ONE, "Ada")),
    ("leave", (*ADA, ONE)),
    ("accept", (*CLEO, "invitation 1", ONE, "Cleo")),
    ("leave_last", (*BEN, ONE)),
)
ACCEPTED: Course = (*ASKED, ("race_accepting", ("session 1", "session 4", "Ada", "invitation 1", ONE)))
LEFT_TOGETHER: Course = (
    *SHARED[: len(ON_TWO_CLIENTS) + 2],
    ("race_leaving", ("session 1", "session 2", "Ada", "Ben", ONE)),
)
SEAT_FREED: Course = (
    *FOUR,
    ("found", ADA),
    ("add_member", (*ADA, ONE, "Ben")),
    ("remove_member", (*ADA, ONE, "Ben")),
    ("fill", (*ADA, ONE)),
    ("add_member", (*ADA, ONE, "Cleo")),
    ("add_full", (*ADA, ONE, "Dan")),
)
COURSES = (ORGANIZATION, SEATS, IN_BOTH, BACK, HANDED_ON, ACCEPTED, LEFT_TOGETHER, SEAT_FREED)
"""What every run plays, where there are organizations."""

OPENINGS = (SHARED, ASKED, ASKED_AGAIN, TWO, SEATS)
LEAST = len(ON_TWO_CLIENTS) + 1
"""So far each of these is played: people are signed in, and there is an organization."""
BESIDE = frozenset({"sign_in_by_code"})
"""What else is done in a course that begins with one of these."""
SELDOM = BESIDE | {"delete_organization", "read_own", "read_outside", "list_outside", "leave_outside"}
"""What ends most of what there was, or leads nowhere."""
OFTEN = 3
"""How much more often the rest is done."""
