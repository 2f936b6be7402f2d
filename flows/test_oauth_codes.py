"""Codes at the token endpoint: one exchange each, soon, by whom they were given to, with what they were asked with."""

import time
from collections.abc import Callable

from fapi_conformance.client.at_once import at_once
from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.client.form import OMIT, FormValue
from fapi_conformance.devices.oauth_client import OAuthClient
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect.look import ABSENT, at, say
from fapi_conformance.expect.oauth import erring, not_stored, scopes, token_came, withheld
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import oauth_token as token
from fapi_conformance.target.member import Member
from fapi_conformance.target.oauth_grants import MODEST, Grants, is_jwt, made_up
from fapi_conformance.target.target import Target
from fapi_conformance.tokens import read

DOCUMENTED = (400, 401)
REQUEST, GRANT = ("invalid_request",), ("invalid_grant",)
EITHER = (*REQUEST, *GRANT)
NO_SUCH_GRANT = ("unsupported_grant_type", "unauthorized_client", "invalid_request")
OTHER_GRANTS = ("password", "client_credentials", "urn:ietf:params:oauth:grant-type:jwt-bearer", "conformance")
NINE_MINUTES, TEN_MINUTES = 9 * 60, 10 * 60 + 5
RACERS = 6
TOLERANCE = 5


@proves(token.CODE, token.SCOPE, token.EXPIRES_IN, token.OFFLINE, token.NO_STORE)
def test_a_code_is_exchanged(grants: Grants) -> None:
    answer = grants.exchange(grants.code(), intent=Intent.VALID)

    with step(token.CODE):
        token_came(answer)
    with step(token.SCOPE):
        told = scopes(token_came(answer)) or set()
        if not told <= set(MODEST.split()):
            raise Deviation(expected=f"nothing but {MODEST}", got=say(sorted(told)), where="$.scope")
    with step(token.EXPIRES_IN):
        tells_its_end(token_came(answer))
    with step(token.OFFLINE):
        if not isinstance(at(token_came(answer).json, "refresh_token"), str):
            raise Deviation(expected="a refresh token", got="none", where="$.refresh_token")
    with step(token.NO_STORE):
        access = str(token_came(answer).json["access_token"])
        for told_of in (answer, grants.userinfo(access), grants.info(access)):
            if told_of.ok:
                not_stored(told_of)


def tells_its_end(answer: Answer) -> None:
    lasts = at(answer.json, "expires_in")
    if lasts is ABSENT:
        return
    if not isinstance(lasts, int) or isinstance(lasts, bool) or lasts <= 0:
        raise Deviation(expected="a positive number of seconds", got=say(lasts), where="$.expires_in")
    if not is_jwt(answer.json["access_token"]):
        if lasts > time.time():
            raise Deviation(expected="how long it lasts", got=say(lasts), where="$.expires_in")
        return
    claims = read(answer.json["access_token"]).claims
    exp, iat = claims.get("exp"), claims.get("iat")
    if isinstance(exp, int) and isinstance(iat, int) and abs(exp - iat - lasts) > TOLERANCE:
        raise Deviation(expected=f"{exp - iat}, as the token says", got=say(lasts), where="$.expires_in")


@proves(
    token.GRANT_MISSING,
    token.GRANT_OTHER,
    token.CODE_MISSING,
    token.CODE_UNKNOWN,
    token.CODE_FOREIGN,
    token.REDIRECT_OTHER,
    token.REDIRECT_MISSING,
    token.CODE_USED,
    token.ERROR,
    token.ERROR_NAMES,
)
def test_codes_that_bring_nothing(
    grants: Grants, somebody: Member, oauth_client: OAuthClient, other_oauth_client: OAuthClient
) -> None:
    """Whatever a refusal does to a code is left open: each case has a code of its own."""
    seen: list[tuple[Answer, tuple[str, ...]]] = []

    def refuses(answer: Answer, names: tuple[str, ...], *, statuses: tuple[int, ...] = DOCUMENTED) -> None:
        seen.append((withheld(answer, statuses), names))

    code = grants.code()
    with step(token.GRANT_MISSING):
        refuses(grants.exchange(code, grant_type=OMIT), REQUEST, statuses=(400,))
    with step(token.GRANT_OTHER):
        person: dict[str, FormValue] = {"username": somebody.identifier, "password": somebody.password or "lantern"}
        for grant_type in OTHER_GRANTS:
            refuses(grants.exchange(code, grant_type=grant_type, **person), NO_SUCH_GRANT)
    with step(token.CODE_MISSING):
        refuses(grants.exchange(grants.code(), code=OMIT), REQUEST, statuses=(400,))
    with step(token.CODE_UNKNOWN):
        refuses(grants.exchange(grants.code(), code=made_up()), GRANT)
    with step(token.CODE_FOREIGN):
        foreign = grants.code()
        stolen = foreign.form(client_id=other_oauth_client.client_id)
        refuses(grants.ask_as(other_oauth_client.credentials, stolen), (*GRANT, "invalid_client", *REQUEST))
    with step(token.REDIRECT_OTHER):
        _, registered = oauth_client.redirect_uris
        for address in (registered, f"{oauth_client.redirect_uri}/", "https://elsewhere.invalid/callback"):
            refuses(grants.exchange(grants.code(), redirect_uri=address), GRANT)
    with step(token.REDIRECT_MISSING):
        refuses(grants.exchange(grants.code(), redirect_uri=OMIT), EITHER)
    with step(token.CODE_USED):
        used = grants.code()
        if grants.exchange(used, intent=Intent.VALID).status != 200:
            raise NotTestable("no code could be exchanged even once")
        refuses(grants.exchange(used), GRANT)

    with step(token.ERROR):
        for answer, _ in seen:
            erring(answer)
    with step(token.ERROR_NAMES):
        for answer, names in seen:
            erring(answer, *names)


@proves(token.CODE_USED_REVOKES)
def test_what_a_code_brought_that_was_shown_twice(grants: Grants) -> None:
    made = grants.refreshable()

    grants.exchange(made.granted)

    withheld(grants.refresh(made.refresh))
    if not is_jwt(made.access) and grants.is_told(made.access):
        raise Deviation(expected="a dead access token", got="one that is active", where="$.active")


@proves(token.CODE_AT_ONCE)
def test_a_code_at_once(grants: Grants) -> None:
    code = grants.code()

    answers = at_once(*[exchanging(grants.target, grants, code.form()) for _ in range(RACERS)])

    won = [one for one in answers if at(one.json, "access_token")]
    if len(won) > 1:
        raise Deviation(expected="one exchange", got=f"{len(won)} of {RACERS}", where="answers with tokens")


def exchanging(target: Target, grants: Grants, form: dict[str, FormValue]) -> Callable[[], Answer]:
    """By an actor of its own each."""
    itself = target.reader("application")
    return lambda: itself.oauth.token(form, credentials=grants.client.credentials, intent=Intent.OPEN)


@proves(token.CODE_EXPIRED)
def test_a_code_that_came_late(grants: Grants) -> None:
    code = grants.code()
    grants.age("a code", code.code, TEN_MINUTES)

    withheld(grants.exchange(code), DOCUMENTED)


@proves(token.CODE_LASTS)
def test_a_code_that_came_in_time(grants: Grants) -> None:
    code = grants.code()
    grants.age("a code", code.code, NINE_MINUTES)

    token_came(grants.exchange(code, intent=Intent.VALID))
