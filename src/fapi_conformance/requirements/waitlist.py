"""The waitlist: people leave their address where nobody signs up yet."""

from fapi_conformance.verdict.requirement import Level, Requirement

JOIN = ("joinWaitlist",)
OPEN = ("waitlist",)

JOINED = Requirement(
    id="WAITLIST.JOINED",
    level=Level.MUST,
    says="Whoever leaves an address is answered with their entry by itself: a `waitlist_entry` with an id.",
    sources=("joinWaitlist 200", "WAIT-001", "WAIT-005"),
    profile="waitlist",
    operations=JOIN,
    when=OPEN,
)
SAME = Requirement(
    id="WAITLIST.SAME-ENTRY",
    level=Level.MUST,
    says="The same address again is answered with the same entry, whoever brings it; another address with another one.",
    sources=("joinWaitlist 200", "WAIT-003", "SEC-169"),
    profile="waitlist",
    operations=JOIN,
    when=OPEN,
    twins=("WAITLIST.JOINED",),
)
TELLS_NOTHING = Requirement(
    id="WAITLIST.TELLS-NOTHING",
    level=Level.MUST,
    says="An entry shows neither its status nor its place in the line, and nothing of a user.",
    sources=("joinWaitlist 200", "SEC-169"),
    profile="waitlist",
    operations=JOIN,
    when=OPEN,
    twins=("WAITLIST.JOINED",),
)
OF_A_USER = Requirement(
    id="WAITLIST.TELLS-NOTHING.OF-A-USER",
    level=Level.SHOULD,
    says="The address of somebody who has an account is answered as any other.",
    sources=("SEC-169",),
    profile="waitlist",
    operations=JOIN,
    when=OPEN,
    means=("user",),
    twins=("WAITLIST.JOINED",),
)
MALFORMED = Requirement(
    id="WAITLIST.MALFORMED",
    level=Level.MUST,
    says="What is no address is refused with 422.",
    sources=("joinWaitlist 422", "WAIT-004"),
    profile="waitlist",
    operations=JOIN,
    when=OPEN,
    twins=("WAITLIST.JOINED",),
)
MALFORMED_CODE = Requirement(
    id="WAITLIST.MALFORMED.CODE",
    level=Level.SHOULD,
    says="The refusal of what is no address is `form_param_format_invalid` and names `email_address`.",
    sources=("joinWaitlist 422", "WAIT-004", "GEN-020"),
    profile="waitlist",
    operations=JOIN,
    when=OPEN,
    twins=("WAITLIST.MALFORMED",),
)
LET_IN = Requirement(
    id="WAITLIST.LET-IN",
    level=Level.SHOULD,
    says="Whoever the application lets in from the list signs up by the ticket of their invitation.",
    sources=("createSignUps 200", "WAIT-006", "AUTH-336"),
    profile="waitlist",
    operations=("joinWaitlist", "createSignUps"),
    when=OPEN,
    means=("waitlist_invitation",),
    twins=("WAITLIST.JOINED",),
)
CLOSED = Requirement(
    id="WAITLIST.CLOSED",
    level=Level.MUST,
    says="Where sign-ups go through no waitlist, nobody joins one: 403 `waitlist_not_accepting_entries`.",
    sources=("joinWaitlist 403", "WAIT-004"),
    profile="core",
    operations=JOIN,
    when=("waitlist-closed",),
)
