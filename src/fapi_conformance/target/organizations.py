"""Organizations that tests stand on: made by a member, joined by others, with roles as the instance has them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer, Intent, Json
from fapi_conformance.client.form import FormValue
from fapi_conformance.client.organizations import OrganizationArea
from fapi_conformance.errors import NotTestable
from fapi_conformance.target.member import Member
from fapi_conformance.target.refusals import accepted, strayed

if TYPE_CHECKING:
    from fapi_conformance.target.target import Target

MANAGE_MEMBERS = "org:sys_memberships:manage"
READ_MEMBERS = "org:sys_memberships:read"
MANAGE_DOMAINS = "org:sys_domains:manage"
READ_DOMAINS = "org:sys_domains:read"
MANAGE_CONNECTIONS = "org:sys_entconns:manage"
MANAGE_PROFILE = "org:sys_profile:manage"
DELETE_PROFILE = "org:sys_profile:delete"
CHOOSE = "choose-organization"
"""The task of a session (AUTH-180)."""
ALL = 500
"""The longest page that a list gives (GEN-060)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization:
    """``maker`` is the member who made it, and has the creator role."""

    id: str
    name: str
    slug: str | None
    maker: Member

    @property
    def by_maker(self) -> OrganizationArea:
        return self.maker.actor.organization(self.id)

    def by(self, member: Member) -> OrganizationArea:
        """What the organization is to that member, or to somebody who is none."""
        return member.actor.organization(self.id)


def made(target: "Target", maker: Member, **form: FormValue) -> Organization:
    """A new organization with an unguessable name, by that member."""
    name = f"Organization {target.name()}"
    answer = maker.actor.organizations.create(**{"name": name, **form})
    return as_made(maker, answer)


def as_made(maker: Member, answer: Answer) -> Organization:
    """The organization that a member was answered."""
    accepted(maker.actor, answer, "an organization that was made")
    made, slug = answer.resource, answer.resource.get("slug")
    if not isinstance(made.get("id"), str):
        raise strayed(maker.actor, expected="an id", got=made.get("id"), where="$.response.id")
    return Organization(
        id=made["id"], name=str(made.get("name")), slug=slug if isinstance(slug, str) else None, maker=maker
    )


def choose(member: Member, organization: str, *, intent: Intent = Intent.VALID) -> Answer:
    """Touch the member's session with an organization, by id or slug; with none, where it is empty."""
    return member.actor.sessions.touch(member.session_id, active_organization_id=organization, intent=intent)


def chosen(member: Member, organization: Organization) -> None:
    """Make it active in the member's session. NotTestable where it cannot be: that is told where it is judged."""
    if not (answer := choose(member, organization.id)).ok:
        raise NotTestable(f"the organization could not be chosen: {' '.join([str(answer.status), *answer.codes])}")


def having_chosen(target: "Target", member: Member) -> None:
    """A session that waits until an organization is chosen gets one, so that it is good for the rest."""
    session = member.actor.sessions.read(member.session_id).resource
    tasks = session.get("tasks") if session.get("status") == "pending" else None
    if isinstance(tasks, list) and any(isinstance(one, dict) and one.get("key") == CHOOSE for one in tasks):
        accepted(member.actor, choose(member, made(target, member).id), "an organization that was chosen")


def joined(organization: Organization, member: Member, role: str | None = None) -> Json:
    """Add another member, by the maker, with that role or one that does not manage members; the membership."""
    given = role or role_without(organization, MANAGE_MEMBERS)
    answer = organization.by_maker.memberships.add(user_id=member.user_id, role=given)
    return accepted(organization.maker.actor, answer, "a member who was added").resource


def permits(organization: Organization, *permissions: str) -> Organization:
    """It, where whoever made it has one of these. NotTestable where their own membership says that they have none: a
    creator role has to hold very little (ORG-102).
    """
    answer = organization.maker.actor.me.organization_memberships.list(paginated="true", limit=ALL, intent=Intent.OPEN)
    for one in listed(answer) if answer.ok else []:
        told, its = one.get("permissions"), one.get("organization")
        same = isinstance(its, dict) and its.get("id") == organization.id
        if same and isinstance(told, list) and set(permissions).isdisjoint(map(str, told)):
            because = f"whoever makes an organization here has no {' or '.join(permissions)}"
            raise NotTestable(because, remedy="let the creator role of the instance have it")
    return organization


def roles_of(organization: Organization, *, by: Actor | None = None) -> list[Json]:
    """The roles that the organization lists."""
    reader = by or organization.maker.actor
    answer = reader.organization(organization.id).roles.list(limit=ALL, intent=Intent.OPEN)
    return listed(accepted(reader, answer, "a list of roles"))


def listed(answer: Answer) -> list[Json]:
    """The objects in a list, with a total beside it or bare (GEN-061, GEN-062); none, where it is no list."""
    found = answer.resource.get("data") if isinstance(answer.resource, dict) else answer.resource
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def permissions_of(role: Json) -> frozenset[str]:
    """The keys of what a listed role permits."""
    told = role.get("permissions")
    permissions = told if isinstance(told, list) else []
    return frozenset(str(one.get("key")) for one in permissions if isinstance(one, dict))


def role_with(organization: Organization, *permissions: str) -> str:
    """The key of a role that permits all of these: of several the one that permits most. NotTestable without one."""
    found = list(_roles(organization, lambda has: has.issuperset(permissions)))
    if not found:
        raise NotTestable(f"no role has {' and '.join(permissions)}")
    return found[0]


def role_without(organization: Organization, *permissions: str) -> str:
    """The key of a role that permits none of these; of several the one that permits most else."""
    found = list(_roles(organization, lambda has: has.isdisjoint(permissions)))
    if not found:
        raise NotTestable(f"every role has {' or '.join(permissions)}", remedy="add a role to the instance")
    return found[0]


def _roles(organization: Organization, fits: Callable[[frozenset[str]], bool]) -> Iterator[str]:
    """Keys of the roles whose permissions fit: the most permissive first."""
    ranked = sorted(roles_of(organization), key=lambda role: len(permissions_of(role)), reverse=True)
    yield from (str(role.get("key")) for role in ranked if fits(permissions_of(role)))
