"""Leaving an organization, and that somebody is left who manages it."""

from fapi_conformance.verdict.requirement import Level, Requirement

LEAVE, OWN = "deleteOrganizationMemberships", "getOrganizationMemberships"
UPDATE, REMOVE = "UpdateOrganizationMembership", "removeOrganizationMember"


def _leaving(
    name: str, level: Level, says: str, *sources: str, operations: tuple[str, ...] = (LEAVE,), twin: str = "LEFT"
) -> Requirement:
    return Requirement(
        id=f"ORGANIZATION-LEAVING.{name}",
        level=level,
        says=says,
        sources=sources,
        profile="organizations",
        operations=operations,
        when=("organizations", "organization-creation", "organization-company"),
        twins=() if name == twin else (f"ORGANIZATION-LEAVING.{twin}",),
    )


LEFT = _leaving(
    "LEFT",
    Level.MUST,
    "Leaving answers a deleted object; the organization is not among one's own any more, and cannot be read.",
    "deleteOrganizationMemberships 200",
    "ORG-004",
    "ORG-105",
    operations=(LEAVE, OWN, "getOrganization"),
)
LEFT_IN_CLIENT = _leaving(
    "LEFT.IN-CLIENT",
    Level.MUST,
    "The client beside the answer shows the membership no more.",
    "deleteOrganizationMemberships 200",
    "GEN-003",
)
LEFT_SESSION = _leaving(
    "LEFT.SESSION",
    Level.SHOULD,
    "The organization that was left is not active any more, and new tokens do not claim it.",
    "ORG-007",
    operations=(LEAVE, "getSession", "createSessionToken"),
)
NOT_A_MEMBER = _leaving(
    "NOT-A-MEMBER",
    Level.MUST,
    "Who is no member cannot leave: 403 or 404.",
    "deleteOrganizationMemberships 403, 404",
    "ORG-004",
    "SEC-016",
)
ONLY_ONESELF = _leaving(
    "ONLY-ONESELF",
    Level.MUST,
    "Leaving takes nobody away but who asks, whomever the request names beside.",
    "deleteOrganizationMemberships 200",
    "SEC-016",
)
LAST_LEAVES = _leaving(
    "LAST.LEAVES",
    Level.MUST,
    "The last member who manages an organization cannot leave it, and keeps their role.",
    "deleteOrganizationMemberships 400",
    "ORG-005",
    "SEC-046",
)
LAST_DEMOTED = _leaving(
    "LAST.DEMOTED",
    Level.MUST,
    "The last member who manages an organization cannot give themself a role that does not.",
    "UpdateOrganizationMembership 400",
    "ORG-204",
    "SEC-046",
    operations=(UPDATE,),
)
LAST_REMOVED = _leaving(
    "LAST.REMOVED",
    Level.MUST,
    "The last member who manages an organization cannot be removed from it, not by themself either.",
    "removeOrganizationMember 400",
    "ORG-205",
    "SEC-046",
    operations=(REMOVE,),
)
LAST_CODE = _leaving(
    "LAST.CODE",
    Level.MUST,
    "That somebody has to be left who manages the organization is told as `organization_minimum_permissions_needed`, "
    "or by its old name.",
    "deleteOrganizationMemberships 400",
    "UpdateOrganizationMembership 400",
    "removeOrganizationMember 400",
    "ORG-005",
    operations=(LEAVE, UPDATE, REMOVE),
)
NOT_THE_LAST = _leaving(
    "NOT-THE-LAST",
    Level.MUST,
    "Where another member manages the organization as well, the one before leaves like everybody.",
    "deleteOrganizationMemberships 200",
    "ORG-004",
)
LAST_ORGANIZATION = Requirement(
    id="ORGANIZATION-LEAVING.LAST-ORGANIZATION",
    level=Level.SHOULD,
    says="Where everybody has to belong to an organization, nobody leaves their last one: 422 "
    "`personal_accounts_not_allowed`.",
    sources=("deleteOrganizationMemberships 422", "ORG-008"),
    profile="organizations",
    operations=(LEAVE,),
    when=("organizations", "organization-creation", "organization-company", "organization-selection"),
    twins=("ORGANIZATION-MEMBER.ADDED",),
)
