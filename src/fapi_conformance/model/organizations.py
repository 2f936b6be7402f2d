"""Who belongs to which organization and as what, who is asked to, and which one is active in which session."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fapi_conformance.model.world import Person, Session


@dataclass(slots=True, eq=False)
class Organization:
    """``manager`` is the role of whoever makes one, which holds what somebody has to hold (ORG-102); ``plain`` one that
    does not manage members, so that nobody who has it is the last who does. ``limit``: its seats, or 0 for no limit.
    """

    name: str
    id: str
    maker: "Person"
    manager: str
    plain: str
    permits: Mapping[str, frozenset[str]]
    limit: int
    deletable: bool
    members: dict["Person", str] = field(default_factory=dict)
    """Their roles."""
    guests: int = 0
    """Strangers who are invited, and never come."""
    gone: bool = False

    def managers(self) -> list["Person"]:
        return [one for one, role in self.members.items() if role == self.manager]

    def manages(self, person: "Person") -> bool:
        return self.members.get(person) == self.manager

    def last_manager(self, person: "Person") -> bool:
        return self.managers() == [person]

    def may(self, person: "Person", permission: str) -> bool:
        return permission in self.permits[self.members[person]]


@dataclass(slots=True, eq=False)
class Invitation:
    """``state``: ``pending``, ``accepted`` or ``revoked``."""

    name: str
    id: str
    organization: Organization
    person: "Person"
    inviter: "Person"
    role: str
    state: str = "pending"

    @property
    def good(self) -> bool:
        """That it outlives what its inviter may do is nowhere said."""
        there = not self.organization.gone and self.person not in self.organization.members
        return self.state == "pending" and there and self.organization.manages(self.inviter)


class Organizations:
    def __init__(self) -> None:
        self.named: dict[str, Organization] = {}
        self.invitations: dict[str, Invitation] = {}
        self.chosen: dict[str, str | None] = {}
        """By session the id of the active one, or None for the personal account, as far as that is known."""

    # looking

    @property
    def names(self) -> set[str]:
        return {*self.named, *self.invitations}

    def there(self) -> Iterator[Organization]:
        return (one for one in self.named.values() if not one.gone)

    def of(self, person: "Person") -> dict[str, str]:
        """By the id of the organization the role in it."""
        return {one.id: one.members[person] for one in self.there() if person in one.members}

    def pending(self, organization: Organization, person: "Person | None" = None) -> list[Invitation]:
        return [
            one
            for one in self.invitations.values()
            if one.organization is organization and person in (None, one.person) and one.state == "pending"
        ]

    def seats(self, organization: Organization) -> int:
        """Members and whoever is invited (ORG-203)."""
        return len(organization.members) + len(self.pending(organization)) + organization.guests

    def room(self, organization: Organization, seats: int = 1) -> bool:
        return not organization.limit or self.seats(organization) + seats <= organization.limit

    # what happens

    @property
    def next_name(self) -> str:
        return f"organization {len(self.named) + 1}"

    def make(self, made: Organization, session: "Session") -> None:
        self.named[made.name] = made
        made.members[made.maker] = made.manager
        self.unsure(session)

    def invite(
        self, organization: Organization, person: "Person", inviter: "Person", role: str, its_id: str
    ) -> Invitation:
        name = f"invitation {len(self.invitations) + 1}"
        made = Invitation(name=name, id=its_id, organization=organization, person=person, inviter=inviter, role=role)
        self.invitations[name] = made
        return made

    def accept(self, invitation: Invitation, session: "Session") -> None:
        invitation.state = "accepted"
        invitation.organization.members[invitation.person] = invitation.role
        self.unsure(session)

    def unsure(self, session: "Session") -> None:
        """Whether whoever joins an organization somewhere acts for it there at once is nowhere said."""
        self.chosen.pop(session.name, None)

    def end(self, organization: Organization, person: "Person", sessions: list["Session"]) -> None:
        """They belong to it no more; what their sessions have instead is left open (ORG-007)."""
        del organization.members[person]
        for session in sessions:
            if session.person is person and self.chosen.get(session.name) == organization.id:
                self.unsure(session)

    def delete(self, organization: Organization, sessions: list["Session"]) -> None:
        for person in list(organization.members):
            self.end(organization, person, sessions)
        organization.gone = True
