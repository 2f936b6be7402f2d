"""ID tokens, and access tokens that are JWTs: an application reads them, and has to be able to believe them."""

import base64
import hashlib
import time

from fapi_conformance.client.exchange import Json
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect import present, succeeded
from fapi_conformance.expect.look import say
from fapi_conformance.expect.oauth_claims import for_application, tells, tells_no_more
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import oauth_id_token as id_token
from fapi_conformance.target.member import Member
from fapi_conformance.target.oauth import Tokens
from fapi_conformance.target.oauth_grants import Grants, is_jwt
from fapi_conformance.tokens import SessionToken, read, verify

A_DAY, TOLERANCE = 24 * 3600, 5
SKEW = 300
"""Seconds by which two clocks may differ."""
ALGORITHM = "RS256"
TYPES = ("at+jwt", "application/at+jwt")


@proves(
    id_token.GIVEN,
    id_token.SIGNED,
    id_token.ISSUER,
    id_token.AUDIENCE,
    id_token.SUBJECT,
    id_token.NONCE,
    id_token.TIMES,
    id_token.LIFETIME,
    id_token.AT_HASH,
    id_token.CLAIMS,
)
def test_an_id_token(grants: Grants, somebody: Member) -> None:
    made = grants.tokens("openid profile email")
    with step(id_token.GIVEN):
        if made.id_token is None:
            raise Deviation(expected="an ID token", got="none", where="$.id_token")
    if made.id_token is None:
        return
    with step(id_token.SIGNED):
        token = read(made.id_token)
        is_signed(token, grants)
    claims = dict(read(made.id_token).claims)
    with step(id_token.ISSUER):
        tells(claims, {"iss": issuer(grants)})
    with step(id_token.AUDIENCE):
        for_application(claims, grants.client.client_id)
    with step(id_token.SUBJECT):
        tells(claims, {"sub": somebody.user_id})
    with step(id_token.NONCE):
        tells(claims, {"nonce": made.granted.request.nonce})
    with step(id_token.TIMES):
        is_of_now(claims)
    with step(id_token.LIFETIME):
        made_at, ends_at = times(claims)
        if abs(ends_at - made_at - A_DAY) > TOLERANCE:
            raise Deviation(expected=say(A_DAY), got=say(ends_at - made_at), where="exp - iat")
    with step(id_token.AT_HASH):
        if "at_hash" in claims:
            tells(claims, {"at_hash": half_hash(made.access)})
    with step(id_token.CLAIMS):
        names = {"given_name": somebody.first_name, "family_name": somebody.last_name}
        known = {name: value for name, value in names.items() if value}
        tells(claims, {**known, **({"email": somebody.email} if somebody.email else {})})


def is_signed(token: SessionToken, grants: Grants) -> None:
    verify(token, grants.itself.keys.read().json)
    if (algorithm := token.header.get("alg")) != ALGORITHM:
        raise Deviation(expected=ALGORITHM, got=say(algorithm), where="alg")


def issuer(grants: Grants) -> Json:
    """Of the discovery document."""
    return present(succeeded(grants.itself.well_known.openid_configuration()), "issuer")


def is_of_now(claims: Json) -> None:
    now = time.time()
    made_at, ends_at = times(claims)
    if made_at > now + SKEW:
        raise Deviation(expected="a time that has come", got=say(made_at), where="iat")
    if ends_at < now - SKEW:
        raise Deviation(expected="a time to come", got=say(ends_at), where="exp")


def times(claims: Json) -> tuple[int, int]:
    """When it was made and when it ends, in seconds since 1970."""
    for name in ("iat", "exp"):
        if not isinstance(claims.get(name), int) or isinstance(claims.get(name), bool):
            raise Deviation(expected="seconds since 1970", got=say(claims.get(name)), where=name)
    return claims["iat"], claims["exp"]


def half_hash(token: str) -> str:
    digest = hashlib.sha256(token.encode()).digest()[:16]
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


@proves(id_token.NOT_ASKED, id_token.SCOPED)
def test_what_was_not_asked_for(grants: Grants) -> None:
    with step(id_token.NOT_ASKED):
        if grants.tokens("profile email").id_token is not None:
            raise Deviation(expected="no ID token", got="one", where="$.id_token")
    with step(id_token.SCOPED):
        for scope in ("openid", "openid email", "openid profile"):
            tells_no_more(of_id_token(grants.tokens(scope)), scope.split())


def of_id_token(made: Tokens) -> Json:
    if made.id_token is None:
        raise NotTestable("the application got no ID token")
    return dict(read(made.id_token).claims)


@proves(id_token.ACCESS_TOKEN, id_token.ACCESS_TOKEN_ISSUER, id_token.ACCESS_TOKEN_CLAIMS, id_token.OPAQUE)
def test_an_access_token(grants: Grants, somebody: Member) -> None:
    made = grants.tokens()
    with step(id_token.OPAQUE):
        opaque = made.access if not is_jwt(made.access) else opaquely(grants)
        if not opaque.startswith("oat_"):
            raise Deviation(expected="oat_…", got=f"{len(opaque)} characters", where="$.access_token")
    token = read(jwt_of(made))
    with step(id_token.ACCESS_TOKEN):
        is_signed(token, grants)
        if (kind := token.header.get("typ")) not in TYPES:
            raise Deviation(expected=" or ".join(TYPES), got=say(kind), where="typ")
    with step(id_token.ACCESS_TOKEN_ISSUER):
        if "iss" in token.claims:
            tells(dict(token.claims), {"iss": issuer(grants)})
    with step(id_token.ACCESS_TOKEN_CLAIMS):
        wanted = {"iss": issuer(grants), "sub": somebody.user_id, "client_id": grants.client.client_id}
        tells(dict(token.claims), wanted)
        is_of_now(token.claims)
        if set(str(token.claims.get("scope")).split()) != made.scopes:
            raise Deviation(expected=say(sorted(made.scopes)), got=say(token.claims.get("scope")), where="scope")
        if not isinstance(token.claims.get("jti"), str):
            raise Deviation(expected="an id", got=say(token.claims.get("jti")), where="jti")


def opaquely(grants: Grants) -> str:
    """An access token of an application whose tokens are no JWTs."""
    opaque = grants.target.oauth_application(scopes=["email"], jwt_access_tokens=False)
    made = grants.by(opaque).tokens("email").access
    if is_jwt(made):
        raise NotTestable("the means made no application with opaque tokens")
    return made


def jwt_of(made: Tokens) -> str:
    if not is_jwt(made.access):
        raise NotTestable("the access tokens of the application are no JWTs")
    return made.access
