"""Members of an organization: added, given another role, removed; and how many there may be."""

from fapi_conformance.verdict.requirement import Level, Requirement

LIST, ADD, UPDATE, REMOVE = (
    "ListOrganizationMemberships",
    "CreateOrganizationMembership",
    "UpdateOrganizationMembership",
    "removeOrganizationMember",
)
OWN = "getOrganizationMemberships"


def _member(
    name: str,
    level: Level,
    says: str,
    *sources: str,
    operations: tuple[str, ...] = (ADD,),
    when: tuple[str, ...] = ("organization-company",),
    twin: str = "ADDED",
) -> Requirement:
    return Requirement(
        id=f"ORGANIZATION-MEMBER.{name}",
        level=level,
        says=says,
        sources=sources,
        profile="organizations",
        operations=operations,
        when=("organizations", "organization-creation", *when),
        twins=() if name == twin else (f"ORGANIZATION-MEMBER.{twin}" if twin else "ORGANIZATION.CREATED",),
    )


ADDED = _member(
    "ADDED",
    Level.MUST,
    "Adding a user answers the membership: of that organization and that user, with the role that was asked for.",
    "CreateOrganizationMembership 200",
    "ORG-201",
)
ADDED_SEEN = _member(
    "ADDED.SEEN",
    Level.MUST,
    "A user who was added is listed among the members by their id, and finds the organization among their own.",
    "ListOrganizationMemberships 200",
    "getOrganizationMemberships 200",
    "ORG-003",
    "ORG-001",
    operations=(ADD, LIST, OWN),
)
ADDED_TWICE = _member(
    "ADDED.TWICE",
    Level.MUST,
    "Who is a member is not added again: 400 `already_a_member_in_organization`, and their role stays.",
    "CreateOrganizationMembership 400",
    "ORG-201",
)
ADDED_UNKNOWN = _member(
    "ADDED.UNKNOWN",
    Level.MUST,
    "A user who does not exist is not added: 404 `resource_not_found`.",
    "CreateOrganizationMembership 404",
    "ORG-201",
)
FULL = _member(
    "FULL",
    Level.MUST,
    "An organization with as many members and pending invitations as it may have takes no more: 403 "
    "`organization_membership_quota_exceeded`.",
    "CreateOrganizationMembership 403",
    "ORG-203",
    when=("organization-limit-near", "email-addresses"),
    twin="",
)
FULL_OF_ONE = _member(
    "FULL.OF-ONE",
    Level.MUST,
    "An organization that may have one member takes no second: 403 `organization_membership_quota_exceeded`.",
    "CreateOrganizationMembership 403",
    "ORG-203",
    when=("organization-of-one",),
    twin="",
)
ROLE_UNKNOWN = _member(
    "ROLE.UNKNOWN",
    Level.MUST,
    "A role that the organization does not have is given to nobody: adding and changing are refused, and nothing "
    "of it is kept.",
    "CreateOrganizationMembership 404, 422",
    "UpdateOrganizationMembership 404, 422",
    "SEC-044",
    operations=(ADD, UPDATE),
)
ROLE_UNKNOWN_CODE = _member(
    "ROLE.UNKNOWN.CODE",
    Level.SHOULD,
    "A role that the organization does not have is refused with 404 `resource_not_found`, or 422 "
    "`form_param_value_invalid`.",
    "ORG-202",
    operations=(ADD, UPDATE),
    twin="ROLE.UNKNOWN",
)
ROLE_CHANGED = _member(
    "ROLE.CHANGED",
    Level.MUST,
    "A member who is given another role has it: in the answer and read by themself, with its permissions.",
    "UpdateOrganizationMembership 200",
    "ORG-204",
    operations=(UPDATE, OWN),
)
ROLE_CLAIMED = _member(
    "ROLE.CLAIMED",
    Level.SHOULD,
    "The next token of a member who was given another role claims that one.",
    "SEC-050",
    operations=(UPDATE, "createSessionToken"),
    twin="ROLE.CHANGED",
)
CLAIMS_FOLLOW = _member(
    "CLAIMS-FOLLOW",
    Level.MUST,
    "Within a minute of another role or of a removal, new tokens of the member claim the role that they have, or no "
    "organization.",
    "createSessionToken 200",
    "AUTH-185",
    "SEC-050",
    operations=(UPDATE, REMOVE, "createSessionToken"),
    twin="ROLE.CHANGED",
)
ROLE_ACTS = _member(
    "ROLE.ACTS",
    Level.MUST,
    "Another role counts at once: who may not manage members any more is refused by the next request, whatever token "
    "they hold.",
    "CreateOrganizationMembership 403",
    "ORG-104",
    "SEC-050",
    operations=(UPDATE, ADD),
    twin="ROLE.CHANGED",
)
ROLES_AGREE = _member(
    "ROLE.LISTED",
    Level.SHOULD,
    "The role of a membership is one of the organization's list: the same key, name and permissions.",
    "ORG-603",
    operations=("ListOrganizationRoles", LIST),
)
REMOVED = _member(
    "REMOVED",
    Level.MUST,
    "Removing a member answers the membership, and no deleted object: the official clients read it.",
    "removeOrganizationMember 200",
    "ORG-205",
    operations=(REMOVE,),
)
REMOVED_GONE = _member(
    "REMOVED.GONE",
    Level.MUST,
    "Who was removed is listed no more, finds the organization no more among their own, and reads nothing of it.",
    "removeOrganizationMember 200",
    "getOrganization 403, 404",
    "ORG-105",
    "SEC-050",
    operations=(REMOVE, LIST, OWN, "getOrganization"),
    twin="REMOVED",
)
REMOVED_SESSION = _member(
    "REMOVED.SESSION",
    Level.SHOULD,
    "The organization is not active any more in the sessions of who was removed.",
    "ORG-207",
    operations=(REMOVE, "getSession"),
    twin="REMOVED",
)
REMOVED_UNKNOWN = _member(
    "REMOVED.UNKNOWN",
    Level.MUST,
    "A user who is no member cannot be removed; for one who does not exist that is 404.",
    "removeOrganizationMember 404",
    "ORG-205",
    operations=(REMOVE,),
    twin="REMOVED",
)
OF_ANOTHER = _member(
    "OF-ANOTHER",
    Level.MUST,
    "Who manages one organization neither changes nor removes the members of another by way of their own.",
    "UpdateOrganizationMembership 404",
    "removeOrganizationMember 404",
    "SEC-038",
    operations=(UPDATE, REMOVE),
    twin="REMOVED",
)
