"""An app has an ID token of a provider, and shows it: a true one, and what forgers make."""

import pytest

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.devices.openid_provider.device import OpenidProvider
from fapi_conformance.devices.openid_provider.visit import Conduct, Signature
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect import equals, nobody, present, refused, somebody, succeeded, users_on
from fapi_conformance.expect.answers import member as member_of
from fapi_conformance.expect.attempts import BEYOND_THE_FIRST_FACTOR
from fapi_conformance.expect.look import at, say
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.recipes.refusals import ANY_REFUSAL
from fapi_conformance.requirements import id_token
from fapi_conformance.target.elsewhere import Account, authenticating, connected
from fapi_conformance.target.member import Member
from fapi_conformance.target.target import Target
from fapi_conformance.verdict.requirement import Level

ONE_TAP, BY_TOKEN = "google_one_tap", "oauth_token_google"
BY_GOOGLE = "let it verify what is shown to it by the keys of the run's provider"
FORGED = {
    id_token.SIGNATURE: Conduct(signature=Signature.FOREIGN),
    id_token.UNSIGNED: Conduct(signature=Signature.NONE),
    id_token.SECRET: Conduct(signature=Signature.SECRET),
    id_token.EXPIRED: Conduct(expired=True),
    id_token.AUDIENCE: Conduct(audience="somebody-else"),
    id_token.ISSUER: Conduct(issuer="https://issuer.example"),
}


@pytest.fixture
def google(target: Target) -> OpenidProvider:
    """What the instance takes for Google."""
    return authenticating(target, target.provider("oauth_google"))


@pytest.fixture
def account(member: Member, target: Target, google: OpenidProvider) -> Account:
    """Of the member. That it cannot be connected is told where that is judged."""
    try:
        return connected(target, member.actor, provider=google)
    except Deviation as problem:
        raise NotTestable("no account elsewhere could be connected") from problem


@proves(id_token.SIGN_IN, id_token.CODE, *FORGED)
def test_one_tap(visitor: Actor, target: Target, member: Member, account: Account, google: OpenidProvider) -> None:
    visitor.clients.create()
    answers: list[Answer] = []
    for lie, conduct in FORGED.items():
        with step(lie):
            token = google.id_token(account.person, conduct)
            answers.append(visitor.sign_ins.create(strategy=ONE_TAP, token=token, intent=Intent.INVALID))
            refused(answers[-1], ANY_REFUSAL)
            refused(visitor.sign_ups.create(strategy=ONE_TAP, token=token, intent=Intent.INVALID), ANY_REFUSAL)
            nobody(visitor.clients.read(), member.user_id)
        if visitor.session_id:
            visitor.sessions.sign_out_everywhere()  # what one lie has brought about is not the next one's
    with step(id_token.CODE):
        for answer in answers:
            refused(answer, ANY_REFUSAL, "google_one_tap_token_invalid")

    with step(id_token.SIGN_IN):
        fresh = target.visitor("app")
        answer = fresh.sign_ins.create(strategy=ONE_TAP, token=google.id_token(account.person))
        if "google_one_tap_token_invalid" in answer.codes:
            raise NotTestable("the instance takes the ID tokens of another provider for Google's", remedy=BY_GOOGLE)
        attempt = succeeded(answer)
        if at(attempt.resource, "status") == "complete":
            somebody(fresh.clients.read(), member.user_id)
        elif (found := member_of(attempt, "status")) not in BEYOND_THE_FIRST_FACTOR:
            raise Deviation(expected=" or ".join(BEYOND_THE_FIRST_FACTOR), got=say(found), where="$.response.status")


@proves(id_token.UNKNOWN, id_token.SIGN_UP)
def test_one_tap_by_a_stranger(visitor: Actor, target: Target, google: OpenidProvider) -> None:
    stranger = google.person(target.address())
    token = google.id_token(stranger)
    with step(id_token.UNKNOWN):
        refused(
            visitor.sign_ins.create(strategy=ONE_TAP, token=token, intent=Intent.INVALID),
            404,
            "external_account_not_found",
        )
        assert not users_on(visitor.clients.read()), "somebody is signed in"
    with step(id_token.SIGN_UP):
        wanted = {"legal_accepted": True} if target.environment.legal_consent else {}
        moved = succeeded(
            visitor.sign_ups.create(strategy=ONE_TAP, token=google.id_token(stranger), intent=Intent.VALID, **wanted)
        )
        found = member_of(moved, "status")
        assert found in {"complete", "missing_requirements"}, f"the sign-up is {say(found)}"


@proves(id_token.CONNECT, id_token.CONNECT_FORGED)
def test_connecting_by_a_token(member: Member, target: Target, google: OpenidProvider) -> None:
    area, person = member.actor.me.external_accounts, google.person(target.mail_address())
    with step(id_token.CONNECT):
        made = succeeded(area.create(strategy=BY_TOKEN, token=google.id_token(person)))
        equals(made, verification__status="verified")
        area.delete(present(made, "id"))
    with step(id_token.CONNECT_FORGED):
        for lie, conduct in FORGED.items():
            if lie.level is not Level.MUST:
                continue
            token = google.id_token(person, conduct)
            refused(area.create(strategy=BY_TOKEN, token=token, intent=Intent.INVALID), ANY_REFUSAL)
        accounts = member_of(member.actor.me.read(), "external_accounts")
        assert all(at(one, "verification.status") != "verified" for one in accounts), "an account is connected"
