"""What holds of organizations in every order of events, with several people on several clients, and at once."""

from fapi_conformance.requirements.machine import PEOPLE
from fapi_conformance.verdict.requirement import Level, Requirement

WHEN = (*PEOPLE, "organizations", "organization-creation", "organization-company", "personal-accounts")


def _organization(
    name: str, level: Level, says: str, *sources: str, twins: tuple[str, ...], when: tuple[str, ...] = ()
) -> Requirement:
    return Requirement(
        id=f"MACHINE.ORGANIZATION.{name}",
        level=level,
        says=says,
        sources=sources,
        profile="organizations",
        when=(*WHEN, *when),
        twins=twins,
    )


BELONGS = _organization(
    "BELONGS",
    Level.MUST,
    "In every order: a person reads to be in exactly those organizations that they made, were added to or accepted an "
    "invitation of, until they leave, are removed, or it is deleted; each with the role that they were given last.",
    "getOrganizationMemberships 200",
    "ORG-001",
    "ORG-004",
    "ORG-201",
    "ORG-204",
    "ORG-205",
    twins=("ORGANIZATION-MEMBER.ADDED.SEEN", "ORGANIZATION-LEAVING.LEFT"),
)
ON_CLIENTS = _organization(
    "ON-CLIENTS",
    Level.SHOULD,
    "Every client on which a person is signed in shows them in the same organizations as their own list.",
    "ORG-116",
    "AUTH-159",
    twins=("ORGANIZATION-LEAVING.LEFT.IN-CLIENT",),
)
MEMBERS = _organization(
    "MEMBERS",
    Level.MUST,
    "In every order: whoever may read the members of an organization is shown all who belong to it and nobody else, "
    "each once and with their role.",
    "ListOrganizationMemberships 200",
    "ORG-003",
    "ORG-200",
    "ORG-205",
    twins=("ORGANIZATION-MEMBER.ADDED.SEEN", "ORGANIZATION-MEMBER.REMOVED.GONE"),
)
MANAGED = _organization(
    "MANAGED",
    Level.MUST,
    "In every order: whoever has the role of who made an organization adds, removes and invites people and gives them "
    "roles there, be it to somebody who manages it too.",
    "CreateOrganizationMembership 200",
    "UpdateOrganizationMembership 200",
    "removeOrganizationMember 200",
    "ORG-102",
    "ORG-201",
    "ORG-204",
    "ORG-205",
    twins=("ORGANIZATION-MEMBER.ADDED", "ORGANIZATION-MEMBER.ROLE.CHANGED", "ORGANIZATION-MEMBER.REMOVED"),
)
PERMITTED = _organization(
    "PERMITTED",
    Level.MUST,
    "In every order: what the role lacks that a member was given last is refused, whatever they were before and are in "
    "another organization.",
    "CreateOrganizationMembership 403",
    "UpdateOrganizationMembership 403",
    "removeOrganizationMember 403",
    "ORG-104",
    "SEC-040",
    "SEC-050",
    twins=("ORGANIZATION-PERMISSION.MEMBERS",),
)
OUTSIDE = _organization(
    "OUTSIDE",
    Level.MUST,
    "In every order: whoever does not belong to an organization, or does not any more, reads nothing of it, does not "
    "leave it and does not make it the active one.",
    "getOrganization 403, 404",
    "ORG-105",
    "ORG-108",
    "SEC-031",
    "SEC-050",
    twins=("ORGANIZATION-MEMBER.REMOVED.GONE",),
)
LAST = _organization(
    "LAST",
    Level.MUST,
    "In every order: the last who has the role of who made the organization neither leaves it nor gives it up.",
    "deleteOrganizationMemberships 400",
    "UpdateOrganizationMembership 400",
    "ORG-005",
    "ORG-204",
    "SEC-046",
    twins=("ORGANIZATION-LEAVING.NOT-THE-LAST",),
)
LAST_AT_ONCE = _organization(
    "LAST.AT-ONCE",
    Level.SHOULD,
    "Nor do the last two of them at once: leaving both, or taking the role from each other.",
    "ORG-005",
    "ORG-204",
    "SEC-047",
    twins=("ORGANIZATION-LEAVING.NOT-THE-LAST",),
)
INVITED = _organization(
    "INVITED",
    Level.MUST,
    "In every order: a pending invitation makes whoever it is for a member in its role, as long as who sent it manages "
    "the organization.",
    "acceptOrganizationInvitation 200",
    "ORG-012",
    twins=("ORGANIZATION-INVITATION.ACCEPTED",),
)
INVITED_ONCE = _organization(
    "INVITED.ONCE",
    Level.MUST,
    "In every order: an invitation that was accepted or revoked, that is for somebody else, or whose organization is "
    "deleted, is refused.",
    "acceptOrganizationInvitation 404",
    "ORG-013",
    "SEC-014",
    "SEC-051",
    "SEC-053",
    "SEC-054",
    twins=("ORGANIZATION-INVITATION.ACCEPTED.AGAIN", "ORGANIZATION-INVITATION.ACCEPTED.REVOKED"),
)
AT_ONCE = _organization(
    "AT-ONCE",
    Level.SHOULD,
    "Of two requests at once that accept one invitation, or accept and revoke it, or add the same person, one is "
    "refused.",
    "ORG-013",
    "ORG-201",
    "SEC-055",
    twins=("ORGANIZATION-INVITATION.ACCEPTED", "ORGANIZATION-MEMBER.ADDED"),
)
SEATS = _organization(
    "SEATS",
    Level.MUST,
    "In every order: members and pending invitations are never more than the organization may have.",
    "CreateOrganizationMembership 403",
    "ORG-203",
    twins=("ORGANIZATION-MEMBER.FULL",),
)
SEATS_AT_ONCE = _organization(
    "SEATS.AT-ONCE",
    Level.SHOULD,
    "The last seat of an organization is taken by one of two who are added at once.",
    "ORG-203",
    twins=("ORGANIZATION-MEMBER.FULL",),
)
ACTIVE = _organization(
    "ACTIVE",
    Level.MUST,
    "In every order: a member makes an organization the active one of any of their sessions, or none.",
    "touchSession 200",
    "AUTH-166",
    "AUTH-167",
    twins=("ACTIVE-ORGANIZATION.CHOSEN", "ACTIVE-ORGANIZATION.PERSONAL"),
)
ACTIVE_KEPT = _organization(
    "ACTIVE.KEPT",
    Level.SHOULD,
    "That one stays active in that session until another is chosen in it or its person does not belong to it any more, "
    "whatever happens elsewhere.",
    "AUTH-159",
    "AUTH-185",
    twins=("ACTIVE-ORGANIZATION.OWN-SESSION",),
)
ACTIVE_LEFT = _organization(
    "ACTIVE.LEFT",
    Level.SHOULD,
    "In no session is an organization active to which its person does not belong.",
    "ORG-007",
    "ORG-120",
    "ORG-207",
    twins=("ORGANIZATION-LEAVING.LEFT.SESSION",),
)
CLAIMED = _organization(
    "CLAIMED",
    Level.MUST,
    "In every order: a token claims the organization that its session shows as the active one, or none.",
    "createSessionToken 200",
    "AUTH-185",
    twins=("ACTIVE-ORGANIZATION.CLAIMED",),
)
CLAIMED_ROLE = _organization(
    "CLAIMED.ROLE",
    Level.SHOULD,
    "It claims the role that its person has there.",
    "AUTH-185",
    "SEC-050",
    twins=("ORGANIZATION-MEMBER.ROLE.CLAIMED",),
)
ALL = tuple(value for value in list(vars().values()) if isinstance(value, Requirement))
"""What is looked for in courses of events of their own."""
