"""Who belongs to which organization, as lists and clients show it."""

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer, Json
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect.lists import users_in
from fapi_conformance.expect.look import ABSENT, at, say
from fapi_conformance.expect.pages import listed
from fapi_conformance.target.organizations import ALL


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


def is_member(actor: Actor, organization_id: str, role: str | None = None) -> None:
    """It is among the organizations that somebody reads to be their own; with that role, where one is given."""
    has = at(own_in(actor, organization_id), "role")
    if role is not None and has != role:
        raise Deviation(expected=say(role), got=say(has), where="$.response[].role")


def is_no_member(actor: Actor, organization_id: str) -> None:
    if organization_id in own(actor):
        raise Deviation(expected="no membership", got=say(organization_id), where="$.response[] organization.id")


def permissions(membership: Json) -> frozenset[str]:
    """What a membership says that it permits. NotTestable where it does not say (ORG-002)."""
    told = at(membership, "permissions")
    if not isinstance(told, list):
        raise NotTestable("memberships of this target do not say what they permit")
    return frozenset(map(str, told))


def permissions_in(actor: Actor, organization_id: str) -> frozenset[str]:
    """What their own membership says that they may."""
    return permissions(own_in(actor, organization_id))


def members(actor: Actor, organization_id: str) -> dict[str, Json]:
    """The members of an organization as somebody lists them, by the id of their user (ORG-003)."""
    found = listed(actor.organization(organization_id).memberships.list(paginated="true", limit=ALL))
    return {str(at(one, "public_user_data.user_id")): one for one in found}


def in_client(answer: Answer) -> dict[str, Json]:
    """The memberships of the users in the client beside an answer, by the id of the organization.

    NotTestable where the sessions of this target's clients show no user (AUTH-159), or users no memberships.
    """
    told = [at(user, "organization_memberships") for user in users_in(answer.client)]
    shown = [held for held in told if held is not ABSENT]
    if not shown:
        raise NotTestable("the users of this target's clients do not show their memberships")
    return {str(at(one, "organization.id")): one for held in shown if isinstance(held, list) for one in held}
