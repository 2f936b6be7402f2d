"""Refreshing: new tokens for what was granted, to whom it was granted, as long as there is somebody who granted it."""

from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.client.form import OMIT
from fapi_conformance.client.oauth import Credentials
from fapi_conformance.devices.oauth_client import OAuthClient
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect.in_time import in_time
from fapi_conformance.expect.look import ABSENT, at, say
from fapi_conformance.expect.oauth import erring, scopes, token_came, withheld
from fapi_conformance.expect.oauth_claims import for_application, of_person, tells, tells_no_more
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import oauth_refresh as refresh
from fapi_conformance.target.member import Member
from fapi_conformance.target.oauth import Tokens
from fapi_conformance.target.oauth_grants import ALL, MODEST, Grants, made_up
from fapi_conformance.tokens import read

DOCUMENTED = (400, 401)
GRANTED = set(MODEST.split())
A_YEAR = 366 * 24 * 3600
LESS = "openid offline_access"


@proves(refresh.REFRESH, refresh.SAME_SCOPE, refresh.ID_TOKEN, refresh.NEWEST, refresh.NARROWER)
def test_refreshing(grants: Grants, somebody: Member) -> None:
    made = grants.refreshable()
    before = scopes(grants.info(made.access))

    answer = grants.refresh(made.refresh, intent=Intent.VALID)
    with step(refresh.REFRESH):
        token_came(answer)
        of_person(grants.userinfo(answer.json["access_token"]), somebody.user_id)
    if not at(answer.json, "access_token"):
        return
    with step(refresh.SAME_SCOPE):
        is_same(scopes(made.answer), scopes(answer))
        is_same(before, scopes(grants.info(answer.json["access_token"])))
    with step(refresh.ID_TOKEN):
        claims = dict(read(at(answer.json, "id_token")).claims)
        tells(claims, {"sub": somebody.user_id})
        for_application(claims, grants.client.client_id)
    with step(refresh.NEWEST):
        again = grants.refresh(newest(answer, made.refresh), intent=Intent.VALID)
        token_came(again)
    with step(refresh.NARROWER):
        less = grants.refresh(newest(again, newest(answer, made.refresh)), intent=Intent.VALID, scope=LESS)
        if (told := scopes(token_came(less))) is not None and not told <= set(LESS.split()):
            raise Deviation(expected=LESS, got=say(sorted(told)), where="$.scope")
        tells_no_more(grants.userinfo(less.json["access_token"]).json, LESS.split())


def is_same(before: set[str] | None, then: set[str] | None) -> None:
    """As far as both are told: less than was asked for may have been granted."""
    if before is not None and then is not None and then != before:
        raise Deviation(expected=say(sorted(before)), got=say(sorted(then)), where="$.scope")


def newest(answer: Answer, before: str | None) -> str | None:
    """The refresh token to go on with: whether a refresh brings a new one is open (OAUTH-048)."""
    told = at(answer.json, "refresh_token")
    return told if isinstance(told, str) else before


@proves(refresh.WIDER, refresh.WIDER_REFUSED)
def test_refreshing_for_more(grants: Grants) -> None:
    made = grants.refreshable()

    answer = grants.refresh(made.refresh, scope=ALL)

    with step(refresh.WIDER):
        if answer.status == 200:
            if (told := scopes(answer)) is not None and not told <= GRANTED:
                raise Deviation(expected=f"nothing but {MODEST}", got=say(sorted(told)), where="$.scope")
            tells_no_more(grants.userinfo(token_came(answer).json["access_token"]).json, GRANTED)
        else:
            withheld(answer)
    with step(refresh.WIDER_REFUSED):
        erring(withheld(answer), "invalid_scope")


@proves(refresh.UNKNOWN, refresh.MISSING, refresh.FOREIGN, refresh.UNAUTHENTICATED, refresh.ACCESS_TOKEN)
def test_refresh_tokens_that_bring_nothing(grants: Grants, other_oauth_client: OAuthClient) -> None:
    """What a refusal does to a refresh token is left open: who might have spoiled one gets another."""
    made = grants.refreshable()
    with step(refresh.UNKNOWN):
        withheld(grants.refresh(made_up()), DOCUMENTED)
    with step(refresh.MISSING):
        erring(withheld(grants.refresh(None, refresh_token=OMIT)), "invalid_request")
    with step(refresh.ACCESS_TOKEN):
        withheld(grants.refresh(made.access))
    with step(refresh.FOREIGN):
        withheld(grants.by(other_oauth_client).refresh(grants.refreshable().refresh))
    with step(refresh.UNAUTHENTICATED):
        named = {"client_id": grants.client.client_id}
        form = {"grant_type": "refresh_token", "refresh_token": grants.refreshable().refresh}
        withheld(grants.ask_as(None, {**form, **named}))
        form["refresh_token"] = grants.refreshable().refresh
        withheld(grants.ask_as(Credentials(grants.client.client_id, made_up()), dict(form)))


@proves(refresh.DELETED_USER)
def test_the_refresh_token_of_somebody_who_left(grants: Grants, somebody: Member) -> None:
    made = grants.refreshable()
    if not somebody.actor.me.delete(intent=Intent.OPEN).ok:
        raise NotTestable("people do not delete themselves here")

    in_time(lambda: withheld(grants.refresh(made.refresh)), grants.target.settles)


@proves(refresh.LASTS)
def test_a_refresh_token_after_a_year(grants: Grants) -> None:
    made = grants.refreshable()
    grants.age("a refresh token", str(made.refresh), A_YEAR)

    token_came(grants.refresh(made.refresh, intent=Intent.VALID))


@proves(refresh.REUSED)
def test_a_refresh_token_after_its_successor(public_grants: Grants) -> None:
    made: Tokens = public_grants.refreshable()
    first = public_grants.refresh(made.refresh, intent=Intent.VALID)
    if first.status != 200:
        raise NotTestable("a public client could not refresh")
    if at(first.json, "refresh_token") in (ABSENT, None, made.refresh):
        raise NotTestable("refresh tokens are not replaced here")

    withheld(public_grants.refresh(made.refresh))
