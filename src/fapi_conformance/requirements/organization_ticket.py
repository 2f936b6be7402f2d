"""Invitations to an organization, by the ticket in their mail: strangers sign up with it, users sign in."""

from fapi_conformance.requirements.area import MUST, SHOULD, Area

WHEN = ("organizations", "organization-creation", "organization-company", "tickets", "email-addresses")
OPEN = (*WHEN, "sign-up-open")
"""Where nobody may sign up, the refusal of a ticket may be that of everybody."""
ALONE = (*OPEN, "sign-up-email-alone")
KNOWN = (*WHEN, "email-identifier")
INBOX = ("inbox",)
SIGN_UP, SIGN_IN = ("createSignUps",), ("createSignIn",)
ticket = Area(name="ORGANIZATION-TICKET", profile="organizations", when=WHEN, means=INBOX)

MAILED = ticket(
    "MAILED",
    MUST,
    "An invited address gets a mail with the link of a ticket.",
    "createOrganizationInvitations 200",
    "ORG-301",
    operations=("createOrganizationInvitations",),
)
UNNOTIFIED = ticket(
    "MAILED.NOT",
    MUST,
    "With `notify=false` no mail goes out.",
    "createOrganizationInvitations 200",
    "ORG-301",
    operations=("createOrganizationInvitations",),
    twins=("MAILED",),
)
LINK = ticket(
    "LINK",
    MUST,
    "That link leads on with a `__clerk_ticket`, and says `__clerk_status=sign_up` where nobody has the address.",
    "acceptTicket 303",
    "AUTH-335",
    operations=("acceptTicket",),
    twins=("MAILED",),
)
LINK_KNOWN = ticket(
    "LINK.KNOWN",
    MUST,
    "Where somebody has the address it says `sign_in`, or `complete` where nothing is left to do.",
    "acceptTicket 303",
    "AUTH-335",
    "GAP-035",
    operations=("acceptTicket",),
    twins=("MAILED",),
)
LINK_COMPLETE = ticket(
    "LINK.COMPLETE",
    SHOULD,
    "Where a browser opens it in which they are signed in, nothing is left to do: they are a member, and it says "
    "`complete`.",
    "AUTH-335",
    "GAP-035",
    operations=("acceptTicket", "getOrganizationMemberships"),
    when=(*WHEN, "production"),
    twins=("LINK.KNOWN",),
)
LINK_UNUSED = ticket(
    "LINK.UNUSED",
    MUST,
    "Opening the link of a stranger makes nobody a member and uses nothing up.",
    "acceptTicket 303",
    "AUTH-336",
    operations=("acceptTicket", "getOrganizationInvitations"),
    twins=("LINK",),
)
SIGNS_UP = ticket(
    "SIGN-UP",
    MUST,
    "A sign-up with `strategy=ticket` and that ticket is for the invited address, which needs no other proof.",
    "createSignUps 200",
    "AUTH-336",
    "ORG-310",
    operations=SIGN_UP,
    when=OPEN,
    twins=("MAILED",),
)
MEMBER = ticket(
    "SIGN-UP.MEMBER",
    MUST,
    "Once nothing is missing the new user is a member of the organization with the invited role, and the invitation is "
    "accepted.",
    "createSignUps 200",
    "ORG-012",
    "ORG-310",
    operations=(*SIGN_UP, "getOrganizationMemberships"),
    when=ALONE,
    twins=("SIGN-UP",),
)
USED = ticket(
    "SIGN-UP.USED",
    MUST,
    "A ticket makes one member: the next sign-up with it is refused with 4xx, without a session.",
    "createSignUps 400",
    "AUTH-339",
    "SEC-110",
    operations=SIGN_UP,
    when=ALONE,
    twins=("SIGN-UP.MEMBER",),
)
OTHER_ADDRESS = ticket(
    "SIGN-UP.OTHER-ADDRESS",
    MUST,
    "Nobody becomes a member with another address than the invited one: the sign-up is refused, or the invited one "
    "wins.",
    "createSignUps 400",
    "SEC-112",
    operations=SIGN_UP,
    when=OPEN,
    twins=("SIGN-UP",),
)
SIGN_UP_KNOWN = ticket(
    "SIGN-UP.KNOWN",
    SHOULD,
    "Where somebody has the address already, the ticket signs nobody up: 400.",
    "createSignUps 400",
    "ORG-310",
    operations=SIGN_UP,
    when=OPEN,
    twins=("SIGN-UP",),
)
SIGNS_IN = ticket(
    "SIGN-IN",
    MUST,
    "A sign-in with `strategy=ticket` and that ticket is one of the person who has the invited address.",
    "createSignIn 200",
    "AUTH-336",
    "ORG-310",
    operations=SIGN_IN,
    when=KNOWN,
    twins=("MAILED",),
)
SIGN_IN_MEMBER = ticket(
    "SIGN-IN.MEMBER",
    MUST,
    "Once that sign-in is complete its user is a member with the invited role.",
    "createSignIn 200",
    "ORG-012",
    "ORG-310",
    operations=(*SIGN_IN, "getOrganizationMemberships"),
    when=KNOWN,
    twins=("SIGN-IN",),
)
SIGN_IN_USED = ticket(
    "SIGN-IN.USED",
    MUST,
    "That ticket signs in once: the second time it is refused with 4xx, without a session.",
    "createSignIn 400",
    "AUTH-339",
    "SEC-110",
    operations=SIGN_IN,
    when=KNOWN,
    twins=("SIGN-IN",),
)
SIGN_IN_STRANGER = ticket(
    "SIGN-IN.STRANGER",
    SHOULD,
    "Where nobody has the invited address, the ticket signs nobody in: 400.",
    "createSignIn 400",
    "ORG-310",
    operations=SIGN_IN,
    when=KNOWN,
    twins=("SIGN-IN",),
)
REVOKED = ticket(
    "REVOKED",
    MUST,
    "The ticket of a revoked invitation signs nobody up: it is refused with 4xx.",
    "createSignUps 400",
    "AUTH-339",
    "SEC-053",
    operations=(*SIGN_UP, "revokePendingOrganizationInvitation"),
    when=OPEN,
    twins=("SIGN-UP",),
)
EXPIRED = ticket(
    "EXPIRED",
    MUST,
    "The ticket of an invitation after its lifetime signs nobody up: it is refused with 4xx.",
    "createSignUps 400",
    "AUTH-339",
    operations=SIGN_UP,
    when=OPEN,
    means=(*INBOX, "age"),
    twins=("SIGN-UP",),
)
FORGED = ticket(
    "FORGED",
    MUST,
    "A ticket that was changed is refused with 4xx, and signs nobody up.",
    "createSignUps 400",
    "AUTH-339",
    "SEC-111",
    operations=SIGN_UP,
    when=OPEN,
    twins=("SIGN-UP",),
)
