"""Tokens of one instance are signed by one key, and told apart all the same: each is good for its own place alone."""

from fapi_conformance.requirements.oauth_token import WHEN as PROVIDER
from fapi_conformance.verdict.requirement import Level, Requirement

SEPARATE = ("RFC 8725 section 3.12", "SEC-099")
TICKETS, LINKS = ("tickets",), ("email-identifier", "email-link")


def _no_ticket(name: str, says: str, *means: str, when: tuple[str, ...] = ()) -> Requirement:
    return Requirement(
        id=f"TOKEN-CLASS.{name}.TICKET",
        level=Level.MUST,
        says=f"{says} is no ticket: nobody is signed in by it, and opening it as one signs nobody in either.",
        sources=("createSignIn 400", "AUTH-339", *SEPARATE),
        profile="tickets",
        operations=("createSignIn", "acceptTicket"),
        when=(*TICKETS, *when),
        means=("sign_in_token", *means),
        twins=("TICKET.SIGN-IN",),
    )


def _no_link(name: str, says: str, *means: str, when: tuple[str, ...] = ()) -> Requirement:
    return Requirement(
        id=f"TOKEN-CLASS.{name}.LINK",
        level=Level.MUST,
        says=f"{says} is no email link: opening it as one proves nothing to a sign-in that waits for a link.",
        sources=("verify 400", "AUTH-328", *SEPARATE),
        profile="email-link",
        operations=("verify", "getSignIn"),
        when=(*LINKS, *when),
        means=("inbox", *means),
        twins=("EMAIL-LINK.SIGNS-IN",),
    )


SESSION_TICKET = _no_ticket("SESSION", "A session token")
TEMPLATE_TICKET = _no_ticket("TEMPLATE", "A token of a template", "jwt_template")
LINK_TICKET = _no_ticket("LINK", "What an email link carries", "inbox", when=LINKS)
SESSION_LINK = _no_link("SESSION", "A session token")
TEMPLATE_LINK = _no_link("TEMPLATE", "A token of a template", "jwt_template")
TICKET_LINK = _no_link("TICKET", "A ticket", "sign_in_token", when=TICKETS)
ID_TICKET = _no_ticket("ID", "An ID token that an application got", when=PROVIDER)
ID_LINK = _no_link("ID", "An ID token that an application got", when=PROVIDER)
OF_AN_APPLICATION = Requirement(
    id="TOKEN-CLASS.APPLICATION.CLIENT",
    level=Level.SHOULD,
    says="What an application got is for the application: neither its access token nor its ID token is a client token.",
    sources=("SEC-030", *SEPARATE),
    profile="oauth-provider",
    operations=("getClient", "getUser"),
    when=("client-tokens", *PROVIDER),
    twins=("OAUTH-TOKEN.CODE", "USER.READ"),
)
