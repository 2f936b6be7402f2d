"""Who belongs to which organization, as lists and clients show it."""

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer, Json
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect.answers import succeeded
from fapi_conformance.expect.look import at, say

ALL = 500
"""The longest page that a list gives (GEN-060)."""


def listed(answer: Answer) -> list[Json]:
    """What a list holds, with a total beside it or bare (GEN-061, GEN-062)."""
    succeeded(answer)
    held = answer.resource.get("data") if isinstance(answer.resource, dict) else answer.resource
    if not isinstance(held, list):
        raise Deviation(expected="a list", got=say(held), where="$.response")
    return held


def own(actor: Actor) -> dict[str, Json]:
    """The memberships that somebody reads of themself, by the id of the organization."""
    found = listed(actor.me.organization_memberships.list(paginated="true", limit=ALL))
    return {str(at(one, "organization.id")): one for one in found}


def own_in(actor: Actor, organization_id: str) -> Json:
    """What somebody reads to be in that organization."""
    found = own(actor)
    if organization_id not in found:
        raise Deviation(
            expected=f"a membership in {say(organization_id)}", got=say(list(found)), where="$.response[] organization"
        )
    return found[organization_id]


def permissions_in(actor: Actor, organization_id: str) -> frozenset[str]:
    """What their own membership says that they may. NotTestable where it does not say (ORG-002)."""
    told = at(own_in(actor, organization_id), "permissions")
    if not isinstance(told, list):
        raise NotTestable("memberships of this target do not say what they permit")
    return frozenset(map(str, told))


def members(actor: Actor, organization_id: str) -> dict[str, Json]:
    """The members of an organization as somebody lists them, by the id of their user (ORG-003)."""
    found = listed(actor.organization(organization_id).memberships.list(paginated="true", limit=ALL))
    return {str(at(one, "public_user_data.user_id")): one for one in found}


def belongs(actor: Actor, organization_id: str) -> None:
    """It is among the organizations that somebody reads to be their own."""
    own_in(actor, organization_id)


def belongs_not(actor: Actor, organization_id: str) -> None:
    if organization_id in own(actor):
        raise Deviation(expected="no membership", got=say(organization_id), where="$.response[] organization.id")


def in_client(answer: Answer) -> dict[str, Json]:
    """The memberships of the users in the client beside an answer, by the id of the organization.

    NotTestable where the sessions of this target's clients show no user (AUTH-159).
    """
    sessions = at(answer.client, "sessions")
    users = [at(one, "user") for one in sessions] if isinstance(sessions, list) else []
    shown = [held for user in users if isinstance(held := at(user, "organization_memberships"), list)]
    if not shown:
        raise NotTestable("the sessions of this target's clients do not show memberships of their user")
    return {str(at(one, "organization.id")): one for held in shown for one in held}
