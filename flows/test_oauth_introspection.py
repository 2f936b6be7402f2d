"""Introspection: an application asks whether a token is good, and learns nothing of one that is not."""

from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.client.oauth import Credentials
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect.look import ABSENT, at, outcome, say
from fapi_conformance.expect.oauth import is_active, is_inactive
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import oauth_introspection as introspection
from fapi_conformance.target.member import Member
from fapi_conformance.target.oauth_grants import A_REFRESH, MODEST, Grants, lasting, made_up

KNOWN = ("client_id", "sub", "scope", "org_id")


@proves(
    introspection.ACTIVE,
    introspection.UNAUTHENTICATED,
    introspection.UNAUTHENTICATED_STATUS,
    introspection.SCOPE,
)
def test_a_living_token(grants: Grants, somebody: Member) -> None:
    made = grants.refreshable()
    with step(introspection.ACTIVE):
        is_alive(grants.info(made.access), grants, somebody)
        is_alive(grants.info(str(made.refresh), token_type_hint=A_REFRESH), grants, somebody)

    named, itself = grants.client.client_id, grants.itself
    bad = (None, *(Credentials(*one) for one in ((named, ""), (named, made_up()), (made_up(), made_up()))))
    answers = [itself.oauth.token_info(credentials=one, token=made.access, intent=Intent.INVALID) for one in bad]
    with step(introspection.UNAUTHENTICATED):
        for answer in answers:
            if at(answer.json, "active") is True:
                raise Deviation(expected="nothing about the token", got="active", where="$.active")
    with step(introspection.UNAUTHENTICATED_STATUS):
        for answer in answers:
            if answer.status != 401:
                raise Deviation(expected="401", got=outcome(answer), where="status")
    with step(introspection.SCOPE):
        is_inactive(grants.info(made.access, scope="profile"))


def is_alive(answer: Answer, grants: Grants, somebody: Member) -> None:
    is_active(answer)
    wanted = {"client_id": grants.client.client_id, "sub": somebody.user_id}
    for name, value in wanted.items():
        if (found := at(answer.json, name)) not in (ABSENT, None, value):
            raise Deviation(expected=say(value), got=say(found), where=f"$.{name}")
    scope = at(answer.json, "scope")
    if isinstance(scope, str) and not set(scope.split()) <= set(MODEST.split()):
        raise Deviation(expected=f"nothing but {MODEST}", got=say(scope), where="$.scope")


@proves(introspection.UNKNOWN, introspection.SILENT, introspection.OTHER_TOKENS)
def test_tokens_that_are_not_good(grants: Grants, somebody: Member) -> None:
    made = grants.refreshable()
    answers: list[Answer] = []
    with step(introspection.UNKNOWN):
        answers.extend(is_inactive(grants.info(one)) for one in (made_up(), f"{made.access[:-6]}AAAAAA", "x"))
    with step(introspection.SILENT):
        if grants.revoke(str(made.refresh)).status != 200:
            raise NotTestable("no refresh token could be revoked")
        for answer in (*answers, grants.info(str(made.refresh))):
            if at(answer.json, "active") is True:
                continue  # that it is dead is judged where it was revoked
            told = [name for name in KNOWN if at(answer.json, name) not in (ABSENT, None)]
            if told:
                raise Deviation(expected="nothing", got=say(told), where="an inactive token")
    with step(introspection.OTHER_TOKENS):
        session_token = at(somebody.actor.sessions.token(somebody.session_id).resource, "jwt")
        is_inactive(grants.info(str(session_token)))


@proves(introspection.EXPIRED)
def test_a_token_that_has_expired(grants: Grants) -> None:
    made = grants.tokens()
    grants.age("an access token", made.access, lasting(made))

    is_inactive(grants.info(made.access))
