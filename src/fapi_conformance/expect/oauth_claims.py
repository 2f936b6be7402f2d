"""What applications are told of people, in ID tokens and at userinfo."""

from collections.abc import Collection, Mapping

from fapi_conformance.client.exchange import Answer, Json
from fapi_conformance.errors import Deviation
from fapi_conformance.expect.look import ABSENT, at, outcome, say

CLAIMS: Mapping[str, tuple[str, ...]] = {
    "email": ("email", "email_verified"),
    "profile": ("name", "given_name", "family_name", "preferred_username", "username", "picture"),
    "public_metadata": ("public_metadata", "unsafe_metadata"),
    "private_metadata": ("private_metadata",),
    "user:org:read": ("org_id", "org_name", "org_slug"),
}
"""By scope (OAUTH-071)."""


def of_person(answer: Answer, user_id: str) -> Answer:
    """It is 200, and names that user as `user_id` and as `sub` (OAUTH-070)."""
    if answer.status != 200:
        raise Deviation(expected="200", got=outcome(answer), where="status")
    for name in ("user_id", "sub"):
        if (found := at(answer.json, name)) != user_id:
            raise Deviation(expected=say(user_id), got=say(found), where=f"$.{name}")
    return answer


def tells(claims: Json, wanted: Mapping[str, Json]) -> None:
    for name, value in wanted.items():
        if (found := at(claims, name)) != value or isinstance(found, bool) != isinstance(value, bool):
            raise Deviation(expected=say(value), got=say(found), where=f"$.{name}")


def for_application(claims: Json, client_id: str) -> None:
    """An ID token may be made for others too: `aud` is or contains the application (OAUTH-062)."""
    audience = at(claims, "aud")
    if client_id not in (audience if isinstance(audience, list) else [audience]):
        raise Deviation(expected=say(client_id), got=say(audience), where="$.aud")


def tells_no_more(claims: Json, scopes: Collection[str]) -> None:
    """Whatever goes with another scope is absent or null."""
    for scope, names in CLAIMS.items():
        for name in names if scope not in scopes else ():
            if (found := at(claims, name)) is not ABSENT and found is not None:
                raise Deviation(expected=f"nothing without the scope {scope}", got=say(found), where=f"$.{name}")
