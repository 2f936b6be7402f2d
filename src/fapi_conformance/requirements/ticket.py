"""Tickets of the application: sign-in tokens that sign one user in, invitations that let one address sign up."""

from fapi_conformance.verdict.requirement import Level, Requirement

PROFILE = "tickets"
WHEN = ("tickets",)
INVITES = ("tickets", "email-addresses")
OPEN = (*INVITES, "sign-up-open")
"""Where nobody may sign up, the refusal of a ticket may be that of everybody."""
ALONE = (*OPEN, "sign-up-email-alone")
TOKEN = ("sign_in_token",)
INVITATION = ("invitation",)

SIGN_IN = Requirement(
    id="TICKET.SIGN-IN",
    level=Level.MUST,
    says="A sign-in with `strategy=ticket` and a sign-in token proves who its user is.",
    sources=("createSignIn 200", "AUTH-336", "AUTH-338"),
    profile=PROFILE,
    operations=("createSignIn",),
    when=WHEN,
    means=TOKEN,
)
COMPLETE = Requirement(
    id="TICKET.SIGN-IN.COMPLETE",
    level=Level.SHOULD,
    says="A sign-in token completes the sign-in in that one call.",
    sources=("AUTH-337",),
    profile=PROFILE,
    operations=("createSignIn",),
    when=WHEN,
    means=TOKEN,
    twins=("TICKET.SIGN-IN",),
)
WHOSE = Requirement(
    id="TICKET.SIGN-IN.WHOSE",
    level=Level.MUST,
    says="The session that a sign-in token gives is that of the user it was made for.",
    sources=("createSignIn 200", "getUser 200", "AUTH-338"),
    profile=PROFILE,
    operations=("createSignIn", "getUser"),
    when=WHEN,
    means=TOKEN,
    twins=("TICKET.SIGN-IN",),
)
USED = Requirement(
    id="TICKET.SIGN-IN.USED",
    level=Level.MUST,
    says="A sign-in token works once: the second time it is refused with 400 as used or unusable, without a session.",
    sources=("createSignIn 400", "AUTH-339", "SEC-110"),
    profile=PROFILE,
    operations=("createSignIn",),
    when=WHEN,
    means=TOKEN,
    twins=("TICKET.SIGN-IN",),
)
EXPIRED = Requirement(
    id="TICKET.SIGN-IN.EXPIRED",
    level=Level.MUST,
    says="A sign-in token after its lifetime is refused with 400 `ticket_expired_code`, without a session.",
    sources=("createSignIn 400", "AUTH-339", "SEC-111"),
    profile=PROFILE,
    operations=("createSignIn",),
    when=WHEN,
    means=(*TOKEN, "age"),
    twins=("TICKET.SIGN-IN",),
)
REVOKED = Requirement(
    id="TICKET.SIGN-IN.REVOKED",
    level=Level.MUST,
    says="A sign-in token that was revoked is refused with 400 as revoked or unusable, without a session.",
    sources=("createSignIn 400", "AUTH-339", "SEC-111"),
    profile=PROFILE,
    operations=("createSignIn",),
    when=WHEN,
    means=TOKEN,
    twins=("TICKET.SIGN-IN",),
)
FORGED = Requirement(
    id="TICKET.SIGN-IN.FORGED",
    level=Level.MUST,
    says="A ticket that was changed, that nobody has signed, or that is none is 400 `ticket_invalid_code`.",
    sources=("createSignIn 400", "AUTH-339", "SEC-111"),
    profile=PROFILE,
    operations=("createSignIn",),
    when=WHEN,
    means=TOKEN,
    twins=("TICKET.SIGN-IN",),
)
NOBODY = Requirement(
    id="TICKET.SIGN-IN.NOBODY",
    level=Level.SHOULD,
    says="The sign-in token of a user who is gone is refused, without a session.",
    sources=("createSignIn 400", "AUTH-339"),
    profile=PROFILE,
    operations=("createSignIn",),
    when=WHEN,
    means=(*TOKEN, "user"),
    twins=("TICKET.SIGN-IN",),
)
UNNAMED = Requirement(
    id="TICKET.SIGN-IN.UNNAMED",
    level=Level.SHOULD,
    says="Without `strategy` a ticket is not looked at: nobody is signed in, and it is not used up.",
    sources=("AUTH-240", "AUTH-336"),
    profile=PROFILE,
    operations=("createSignIn",),
    when=WHEN,
    means=TOKEN,
    twins=("TICKET.SIGN-IN",),
)
WRONG_PLACE = Requirement(
    id="TICKET.SIGN-UP.TOKEN",
    level=Level.MUST,
    says="A sign-in token in a sign-up is refused with 400 `sign_in_token_not_in_sign_in_code`.",
    sources=("createSignUps 400", "AUTH-339", "SEC-112"),
    profile=PROFILE,
    operations=("createSignUps",),
    when=(*WHEN, "sign-up-open"),
    means=TOKEN,
    twins=("TICKET.SIGN-IN",),
)
INVITED = Requirement(
    id="TICKET.SIGN-UP",
    level=Level.MUST,
    says="A sign-up with `strategy=ticket` and an invitation is for the invited address, which needs no other proof.",
    sources=("createSignUps 200", "AUTH-336"),
    profile=PROFILE,
    operations=("createSignUps",),
    when=INVITES,
    means=INVITATION,
)
INVITED_USER = Requirement(
    id="TICKET.SIGN-UP.COMPLETE",
    level=Level.MUST,
    says="Once nothing is missing, that sign-up makes a user with the invited address, verified, and a session.",
    sources=("createSignUps 200", "getUser 200", "AUTH-336"),
    profile=PROFILE,
    operations=("createSignUps", "getUser"),
    when=ALONE,
    means=INVITATION,
    twins=("TICKET.SIGN-UP",),
)
METADATA = Requirement(
    id="TICKET.SIGN-UP.METADATA",
    level=Level.SHOULD,
    says="The public metadata of the invitation are those of the user that comes of it.",
    sources=("CreateInvitation public_metadata",),
    profile=PROFILE,
    operations=("createSignUps", "getUser"),
    when=ALONE,
    means=INVITATION,
    twins=("TICKET.SIGN-UP.COMPLETE",),
)
OTHER_ADDRESS = Requirement(
    id="TICKET.SIGN-UP.OTHER-ADDRESS",
    level=Level.MUST,
    says="An invitation gives nothing to another address: the sign-up is refused, or the invited address wins.",
    sources=("createSignUps 400", "SEC-112"),
    profile=PROFILE,
    operations=("createSignUps",),
    when=INVITES,
    means=INVITATION,
    twins=("TICKET.SIGN-UP",),
)
ACCEPTED = Requirement(
    id="TICKET.SIGN-UP.USED",
    level=Level.MUST,
    says="An invitation makes one user: the next sign-up with it is refused with 400.",
    sources=("createSignUps 400", "AUTH-339", "SEC-110"),
    profile=PROFILE,
    operations=("createSignUps",),
    when=ALONE,
    means=INVITATION,
    twins=("TICKET.SIGN-UP.COMPLETE",),
)
INVITATION_REVOKED = Requirement(
    id="TICKET.SIGN-UP.REVOKED",
    level=Level.MUST,
    says="A revoked invitation is refused with 400 `revoked_invitation`, whatever its link still leads to.",
    sources=("createSignUps 400", "AUTH-339", "GAP-036"),
    profile=PROFILE,
    operations=("createSignUps", "acceptTicket"),
    when=OPEN,
    means=INVITATION,
    twins=("TICKET.SIGN-UP",),
)
INVITATION_EXPIRED = Requirement(
    id="TICKET.SIGN-UP.EXPIRED",
    level=Level.MUST,
    says="An invitation after its lifetime is refused with 400 `ticket_expired_code`.",
    sources=("createSignUps 400", "AUTH-339", "GAP-036"),
    profile=PROFILE,
    operations=("createSignUps",),
    when=OPEN,
    means=(*INVITATION, "age"),
    twins=("TICKET.SIGN-UP",),
)
LINK = Requirement(
    id="TICKET.LINK",
    level=Level.MUST,
    says="The link of an invitation leads to its `redirect_url`, with a `__clerk_ticket` that a sign-up accepts.",
    sources=("acceptTicket 303", "AUTH-335", "GAP-033"),
    profile=PROFILE,
    operations=("acceptTicket", "createSignUps"),
    when=INVITES,
    means=INVITATION,
    twins=("TICKET.SIGN-UP",),
)
LINK_STATUS = Requirement(
    id="TICKET.LINK.STATUS",
    level=Level.SHOULD,
    says="It says `__clerk_status=sign_up` where nobody has the invited address.",
    sources=("AUTH-335", "GAP-033"),
    profile=PROFILE,
    operations=("acceptTicket",),
    when=INVITES,
    means=INVITATION,
    twins=("TICKET.LINK",),
)
LINK_QUERY = Requirement(
    id="TICKET.LINK.QUERY",
    level=Level.SHOULD,
    says="The `redirect_url` keeps its own query.",
    sources=("GAP-033",),
    profile=PROFILE,
    operations=("acceptTicket",),
    when=INVITES,
    means=INVITATION,
    twins=("TICKET.LINK",),
)
LINK_TARGET = Requirement(
    id="TICKET.LINK.TARGET",
    level=Level.SHOULD,
    says="Where the link of a ticket leads is for the ticket to say: a `redirect_url` beside it is not followed.",
    sources=("GAP-037", "SEC-113"),
    profile=PROFILE,
    operations=("acceptTicket",),
    when=INVITES,
    means=INVITATION,
    twins=("TICKET.LINK",),
)
LINK_UNREADABLE = Requirement(
    id="TICKET.LINK.UNREADABLE",
    level=Level.SHOULD,
    says="The link of a ticket that cannot be read is refused with 400 or 404 and leads nowhere.",
    sources=("acceptTicket 400", "GAP-037"),
    profile=PROFILE,
    operations=("acceptTicket",),
    when=WHEN,
)
