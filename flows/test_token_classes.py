"""Somebody shows a token of the instance where another kind of token is wanted."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.browser import Browser
from fapi_conformance.client.exchange import Intent
from fapi_conformance.devices.oauth_client import OAuthClient
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect import factor, landing, nobody, not_signed_in, present, succeeded, told
from fapi_conformance.expect.landings import token_in
from fapi_conformance.expect.look import at, say
from fapi_conformance.plugin.journey import proves
from fapi_conformance.recipes.denied import denied
from fapi_conformance.recipes.sessions import markers
from fapi_conformance.requirements import token_class
from fapi_conformance.target.capabilities import Capability
from fapi_conformance.target.member import Member
from fapi_conformance.target.oauth_grants import Grants
from fapi_conformance.target.refusals import accepted
from fapi_conformance.target.target import Target

LINK = "email_link"
LIKE_A_TICKET = {"st": "sign_in_token", "purpose": "sign_in"}
"""What tickets and links say of themselves is nobody's secret (GAP-032)."""
LIKE_A_LINK = {"st": "sign_in", "nonce": "of-nobody"}

Minted = Callable[[Member, Target], str]


def of_the_session(member: Member, _target: Target) -> str:
    return str(present(member.actor.sessions.token(member.session_id), "jwt"))


def of_a_template(claims: dict[str, str]) -> Minted:
    def minted(member: Member, target: Target) -> str:
        answer = member.actor.sessions.template_token(member.session_id, target.template(claims=claims))
        return str(present(answer, "jwt"))

    return minted


def ticket(member: Member, target: Target) -> str:
    return str(target.sign_in_token(member.user_id)["token"])


def of_a_link(member: Member, target: Target) -> str:
    return token_in(Waiting.begin(member, target).link)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A browser that waits for this link to be opened."""

    browser: Browser
    sign_in_id: str
    link: str

    @classmethod
    def begin(cls, member: Member, target: Target) -> "Waiting":
        browser, inbox = target.new_browser("who waits"), target.inbox(member.email)
        attempt = browser.sign_ins.create(identifier=member.email)
        address_id = factor(attempt, LINK).get("email_address_id", "")
        prepared = browser.sign_ins.prepare_first_factor(
            present(attempt, "id"), strategy=LINK, email_address_id=address_id, redirect_url=target.landing
        )
        accepted(browser, prepared, "the sign-in with its link prepared")
        return cls(browser, str(attempt.resource["id"]), inbox.link())


@pytest.mark.parametrize(
    "minted",
    [
        pytest.param(of_the_session, id="session", marks=proves(token_class.SESSION_TICKET)),
        pytest.param(of_a_template(LIKE_A_TICKET), id="template", marks=proves(token_class.TEMPLATE_TICKET)),
        pytest.param(of_a_link, id="link", marks=proves(token_class.LINK_TICKET)),
    ],
)
def test_what_is_no_ticket(minted: Minted, member: Member, target: Target) -> None:
    is_no_ticket(minted(member, target), member, target)


@proves(token_class.ID_TICKET)
def test_an_id_token_is_no_ticket(member: Member, target: Target, oauth_client: OAuthClient) -> None:
    is_no_ticket(of_an_application(member, target, oauth_client)[0], member, target)


@pytest.mark.parametrize(
    "minted",
    [
        pytest.param(of_the_session, id="session", marks=proves(token_class.SESSION_LINK)),
        pytest.param(of_a_template(LIKE_A_LINK), id="template", marks=proves(token_class.TEMPLATE_LINK)),
        pytest.param(ticket, id="ticket", marks=proves(token_class.TICKET_LINK)),
    ],
)
def test_what_is_no_email_link(minted: Minted, member: Member, target: Target) -> None:
    is_no_link(minted(member, target), member, target)


@proves(token_class.ID_LINK)
def test_an_id_token_is_no_email_link(member: Member, target: Target, oauth_client: OAuthClient) -> None:
    is_no_link(of_an_application(member, target, oauth_client)[0], member, target)


@proves(token_class.OF_AN_APPLICATION)
def test_what_an_application_got(member: Member, target: Target, oauth_client: OAuthClient) -> None:
    for token in of_an_application(member, target, oauth_client):
        finders: list[Actor] = []
        if target.capabilities[Capability.NATIVE] is True:
            finders.append(app := target.new_native("the application, as an app"))
            app.token = token
        if target.capabilities[Capability.PRODUCTION] is True:
            finders.append(browser := target.new_browser("the application, as a browser"))
            browser.cookies.set("__client", token)
        for finder in finders:
            nobody(finder.clients.read(intent=Intent.OPEN), member.user_id)
            denied(finder.me.read(intent=Intent.INVALID), finder, "a refusal", markers=markers(member))


def of_an_application(member: Member, target: Target, client: OAuthClient) -> tuple[str, str]:
    """The ID token and the access token that an application got by the member's consent."""
    made = Grants(target=target, actor=member.actor, client=client).tokens("openid profile email")
    if made.id_token is None:
        raise NotTestable("the application got no ID token")
    return made.id_token, made.access


def is_no_ticket(token: str, member: Member, target: Target) -> None:
    thief = target.visitor("whoever has the token")
    answer = thief.sign_ins.create(strategy="ticket", ticket=token, intent=Intent.INVALID)
    denied(answer, thief, "a refusal, for that is no ticket", markers=markers(member))
    nobody(thief.clients.read(), member.user_id)

    opener = target.new_browser("whoever opens it")
    opener.mailed.accept_ticket(token)
    not_signed_in(opener.clients.read())


def is_no_link(token: str, member: Member, target: Target) -> None:
    """By the browser that waits for a link, so that nothing but the token is wrong."""
    waiting = Waiting.begin(member, target)

    opened = waiting.browser.mailed.verify_token(token)

    if told(landing(opened) or "").get("__clerk_status") == "verified":
        raise Deviation(expected="no landing as verified", got=say("verified"), where="location: __clerk_status")
    attempt = succeeded(waiting.browser.sign_ins.read(waiting.sign_in_id))
    if at(attempt.resource, "first_factor_verification.status") == "verified":
        raise Deviation(expected="a first factor that is due", got=say("verified"), where="first_factor_verification")
    not_signed_in(waiting.browser.clients.read())
