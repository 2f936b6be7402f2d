"""Accounts elsewhere: connected, asked for more, found to be somebody else's, let go."""

import pytest

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Intent
from fapi_conformance.client.form import FormValue
from fapi_conformance.devices.openid_provider.device import OpenidProvider, parameters
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect import equals, nobody, refused, succeeded
from fapi_conformance.expect.look import at, outcome, say
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.recipes.refusals import ANY_REFUSAL
from fapi_conformance.requirements import external_account as required
from fapi_conformance.target.elsewhere import (
    Account,
    authorization_url,
    come_back,
    connect,
    connected,
    landing,
    listed,
    to_sign_in,
)
from fapi_conformance.target.member import Member
from fapi_conformance.target.refusals import accepted, not_by_settings
from fapi_conformance.target.target import Target

Form = dict[str, FormValue]
CLAIMED = ("oauth_identification_claimed", "oauth_account_already_connected")
MORE = ("calendar", "contacts")
SCRIPTS = ("javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)")


@pytest.fixture
def provider(target: Target) -> OpenidProvider:
    return target.provider()


@pytest.fixture
def account(member: Member, target: Target) -> Account:
    """Of the member. That it cannot be connected is told where that is judged."""
    try:
        return connected(target, member.actor)
    except Deviation as problem:
        raise NotTestable("no account elsewhere could be connected") from problem


@proves(required.CREATE, required.CONNECT, required.FILLED, required.LANDS, required.EXPOSED)
def test_connecting(member: Member, target: Target, provider: OpenidProvider) -> None:
    actor = member.actor
    person = provider.person(target.mail_address(), given_name="Grace", family_name="Hopper")
    form: Form = {"strategy": provider.strategy, "redirect_url": landing(target, actor)}
    with step(required.CREATE):
        created = accepted(actor, actor.me.external_accounts.create(**form), "an account elsewhere to connect")
        url = authorization_url(actor, created, "verification")
        equals(created, verification__status="unverified")

    account = come_back(actor, str(created.resource["id"]), person, provider.consent(url, person))
    with step(required.CONNECT):
        found = at(account.shown, "verification.status")
        if found != "verified":
            raise Deviation(expected='"verified"', got=say(found), where="$.response.external_accounts[].verification")
    with step(required.FILLED):
        wanted = {
            "provider_user_id": person.subject,
            "email_address": person.email,
            "first_name": person.given_name,
            "last_name": person.family_name,
        }
        assert {name: at(account.shown, name) for name in wanted} == wanted, f"it shows {say(account.shown)}"
    with step(required.LANDS):
        leads(actor, account, target)
    with step(required.EXPOSED):
        tokens = [token for token in provider.visit(account.callback)["tokens"].values() if token]
        answers = (*account.returned.answers, account.user, actor.clients.read())
        for answer in answers:
            told = answer.content.decode("utf-8", "replace") + "".join(value for _, value in answer.headers)
            if any(token in told for token in tokens):
                raise Deviation(expected="no token of the provider", got="one", where="body")


@proves(required.DENIED)
def test_somebody_says_no(member: Member, target: Target, provider: OpenidProvider) -> None:
    actor = member.actor
    form: Form = {"strategy": provider.strategy, "redirect_url": landing(target, actor)}
    created = accepted(actor, actor.me.external_accounts.create(**form), "an account elsewhere to connect")
    callback = provider.deny(authorization_url(actor, created, "verification"))

    account = come_back(actor, str(created.resource["id"]), provider.person(None), callback)

    found = at(account.shown, "verification.error.code")
    if found != "oauth_access_denied":
        where = "$.response.external_accounts[].verification.error.code"
        raise Deviation(expected='"oauth_access_denied"', got=say(found), where=where)
    assert at(account.shown, "verification.status") != "verified", "it is verified all the same"


@proves(required.CONNECTED_ALREADY)
def test_a_second_account_of_one_provider(member: Member, target: Target, account: Account) -> None:
    assert account.shown
    actor, provider = member.actor, target.provider()
    form: Form = {"strategy": provider.strategy, "redirect_url": landing(target, actor)}
    again = actor.me.external_accounts.create(**form, intent=Intent.OPEN)
    if not again.ok:
        refused(again, 400, "oauth_account_already_connected")
        return
    who = provider.person(target.mail_address())
    callback = provider.consent(authorization_url(actor, again, "verification"), who)
    second = come_back(actor, str(again.resource["id"]), who, callback)
    found = at(second.shown, "verification.error.code")
    assert found == "oauth_account_already_connected", f"the second account is told as {say(found)}"


@proves(required.CLAIMED, required.CLAIMED_CODE)
def test_an_account_that_somebody_else_has(target: Target, account: Account, visitor: Actor) -> None:
    other = target.member(actor=visitor)
    second = connect(target, other.actor, account.person)
    with step(required.CLAIMED):
        if at(second.shown, "verification.status") == "verified":
            raise Deviation(
                expected="no such account", got="one that is verified", where="$.response.external_accounts"
            )
        kept = at(listed(account.actor.me.read(), account.id), "verification.status")
        if kept != "verified":
            raise Deviation(expected='"verified", for whose it is', got=say(kept), where="$.response.external_accounts")
    with step(required.CLAIMED_CODE):
        found = {at(second.shown, "verification.error.code"), *second.returned.answer.codes}
        assert found & set(CLAIMED), f"it is told as {say([str(one) for one in found])}"


@proves(required.CLAIMED_ADDRESS)
def test_an_account_with_somebody_else_s_address(target: Target, member: Member, visitor: Actor) -> None:
    other = target.member(actor=visitor)

    connect(target, other.actor, target.provider().person(member.email))

    for who, has in ((member, True), (other, False)):
        addresses = at(who.actor.me.read().resource, "email_addresses")
        proven = [
            str(at(one, "email_address")).lower()
            for one in (addresses if isinstance(addresses, list) else [])
            if at(one, "verification.status") == "verified"
        ]
        if (member.email.lower() in proven) is not has:
            expected = "the address where it was" if has else "no address of somebody else"
            raise Deviation(expected=expected, got=f"{len(proven)} others", where="$.response.email_addresses")


@proves(required.REAUTHORIZE, required.SCOPES, required.APPROVED)
def test_asking_for_more(member: Member, target: Target, account: Account) -> None:
    actor, provider = member.actor, target.provider()
    with step(required.REAUTHORIZE):
        asked = succeeded(
            actor.me.external_accounts.reauthorize(
                account.id, redirect_url=landing(target, actor), additional_scope=list(MORE)
            )
        )
        url = authorization_url(actor, asked, "verification")
        assert listed(actor.me.read(), account.id), "the account is gone"
    with step(required.SCOPES):
        scopes = (parameters(url).get("scope") or "").split()
        if not set(MORE) <= set(scopes):
            raise Deviation(expected=" and ".join(MORE), got=say(scopes), where="scope")
    with step(required.APPROVED):
        again = come_back(actor, account.id, account.person, provider.consent(url, account.person))
        approved = str(at(again.shown, "approved_scopes")).split()
        assert set(MORE) <= set(approved), f"it has {say(approved)}"


@proves(required.REPEATED, required.HINTS)
def test_wishes_for_the_provider(member: Member, target: Target, provider: OpenidProvider) -> None:
    actor = member.actor
    form: Form = {"strategy": provider.strategy, "redirect_url": landing(target, actor)}
    hints = {"oidc_prompt": "login", "oidc_login_hint": "ada@example.com"}
    area = actor.me.external_accounts
    created = area.create(**form, **hints, additional_scope=list(MORE), intent=Intent.OPEN)
    with step(required.REPEATED):
        accepted(actor, created, "an account elsewhere to connect")
    with step(required.HINTS):
        asked = parameters(authorization_url(actor, created, "verification"))
        told = (asked.get("prompt"), asked.get("login_hint"))
        assert told == ("login", "ada@example.com"), f"the provider is told {told}"


@proves(required.DELETE, required.DELETED_SIGN_IN)
def test_letting_go(visitor: Actor, member: Member, target: Target, account: Account) -> None:
    actor = member.actor
    with step(required.DELETE):
        equals(succeeded(actor.me.external_accounts.delete(account.id)), deleted=True)
        assert listed(actor.me.read(), account.id) is None, "it is still listed"
    with step(required.DELETED_SIGN_IN):
        nameless = connected(target, actor, target.provider().person(None))  # an address would link it again
        actor.me.external_accounts.delete(nameless.id)
        to_sign_in(target, visitor).consent(nameless.person)
        nobody(visitor.clients.read(), member.user_id)


@proves(required.USER_DELETED)
def test_the_account_of_somebody_who_is_gone(visitor: Actor, member: Member, target: Target, account: Account) -> None:
    succeeded(member.actor.me.delete())

    attempt = to_sign_in(target, visitor).consent(account.person)

    nobody(visitor.clients.read(), member.user_id)
    equals(attempt, first_factor_verification__status="transferable")


@proves(required.TOKENS, required.TOKENS_REVOKED)
def test_giving_tokens_up(member: Member, target: Target, account: Account) -> None:
    actor, provider = member.actor, target.provider()
    answer = actor.me.external_accounts.revoke_tokens(account.id)
    with step(required.TOKENS):
        not_by_settings(answer)
        if answer.status not in ANY_REFUSAL:
            equals(succeeded(answer), id=member.user_id)
    with step(required.TOKENS_REVOKED):
        if answer.status in ANY_REFUSAL:
            raise NotTestable("the target takes no tokens of this provider back")
        assert provider.visit(account.callback)["revoked"], "the provider was asked to take nothing back"


@proves(required.NO_URL, required.NO_URL_CODE, required.SCRIPT)
def test_addresses_that_nobody_may_be_led_to(member: Member, target: Target, account: Account) -> None:
    actor, area = member.actor, member.actor.me.external_accounts
    refusal = area.reauthorize(account.id, redirect_url="not a url", intent=Intent.INVALID)
    area.delete(account.id)
    strategy = target.provider().strategy
    created = area.create(strategy=strategy, redirect_url="not a url", intent=Intent.INVALID)
    with step(required.NO_URL):
        refused(created, 422)
    with step(required.NO_URL_CODE):
        for answer in (created, refusal):
            refused(answer, 422, "invalid_redirect_url")
    with step(required.SCRIPT):
        for script in SCRIPTS:
            answer = area.create(strategy=strategy, redirect_url=script, intent=Intent.INVALID)
            if not answer.ok:
                refused(answer, ANY_REFUSAL)
                continue
            leads_to_no_script(actor, target, authorization_url(actor, answer, "verification"))


def leads_to_no_script(actor: Actor, target: Target, url: str) -> None:
    provider = target.provider()
    answer = actor.callbacks.open(provider.consent(url, provider.person(target.mail_address())), intent=Intent.OPEN)
    told = (answer.header("location") or "") + answer.content.decode("utf-8", "replace")
    if "javascript:alert(1)" in told.lower():
        raise Deviation(expected="no script as an address", got=outcome(answer), where="location")


def leads(actor: Actor, account: Account, target: Target) -> None:
    if account.returned.answer.status in {200, 299}:
        raise NotTestable("a page is shown, which is allowed and says nothing that can be read")
    where = account.returned.url or outcome(account.returned.answer)
    wanted = landing(target, actor)
    kept = {name: value for name, value in parameters(where).items() if not name.startswith(("__clerk_", "rotating_"))}
    if where.partition("?")[0] != wanted.partition("?")[0] or kept != parameters(wanted):
        raise Deviation(expected=wanted, got=where, where="location")
