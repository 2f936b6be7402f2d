"""Organizations as such: made, read, changed; names, slugs, and how many a person may make."""

from fapi_conformance.verdict.requirement import Level, Requirement

ON = ("organizations", "organization-creation")
CREATE, READ_ONE, UPDATE = "createOrganization", "getOrganization", "updateOrganization"


def _organization(
    name: str,
    level: Level,
    says: str,
    *sources: str,
    operations: tuple[str, ...] = (CREATE,),
    when: tuple[str, ...] = (),
    means: tuple[str, ...] = (),
    twin: str = "CREATED",
) -> Requirement:
    return Requirement(
        id=f"ORGANIZATION.{name}",
        level=level,
        says=says,
        sources=sources,
        profile="organizations",
        operations=operations,
        when=(*ON, *when),
        means=means,
        twins=() if name == twin else (f"ORGANIZATION.{twin}",),
    )


CREATED = _organization(
    "CREATED",
    Level.MUST,
    "Whoever makes an organization is answered that organization, with the name that they gave it.",
    "createOrganization 200",
    "ORG-110",
)
CREATOR = _organization(
    "CREATED.MEMBER",
    Level.MUST,
    "Whoever made an organization is a member of it: it is among their memberships and among its members.",
    "createOrganization 200",
    "ORG-116",
    operations=(CREATE, "getOrganizationMemberships", "ListOrganizationMemberships"),
)
CREATED_IN_CLIENT = _organization(
    "CREATED.IN-CLIENT",
    Level.MUST,
    "The client beside the answer shows the new membership of its user already.",
    "createOrganization 200",
    "GEN-003",
    "ORG-116",
)
CREATOR_ROLE = _organization(
    "CREATED.ROLE",
    Level.SHOULD,
    "Whoever made an organization has the creator role that the environment names, and may manage members and "
    "delete the organization.",
    "ORG-102",
    "GAP-061",
    "GAP-062",
)
CREATED_COUNTS = _organization(
    "CREATED.COUNTS",
    Level.SHOULD,
    "A new organization that tells how many belong to it has one member, and nobody is invited.",
    "ORG-116",
)
IMAGE_URL = _organization(
    "IMAGE-URL",
    Level.MUST,
    "An organization says where its image is seen, in each answer that has it: the apps cannot read it without.",
    "ORG-123",
    operations=(CREATE, READ_ONE, "getOrganizationMemberships"),
)
NAME_REQUIRED = _organization(
    "NAME.REQUIRED",
    Level.MUST,
    "An organization without a name, or with an empty one, is refused: 422 `form_param_missing` or `form_param_nil` "
    "for `name`; none is made.",
    "createOrganization 422",
    "ORG-114",
)
NAME_UNSAFE = _organization(
    "NAME.UNSAFE",
    Level.MUST,
    "A name with a URL or with HTML in it is refused: 422 `form_param_value_invalid` for `name`; none is made.",
    "createOrganization 422",
    "ORG-114",
)
NAME_LONG = _organization(
    "NAME.LONG",
    Level.SHOULD,
    "A name of ten thousand characters is refused: 422 `form_param_max_length_exceeded` for `name`.",
    "ORG-114",
)
SLUG_GIVEN = _organization(
    "SLUG.GIVEN",
    Level.MUST,
    "A slug that is given is the organization's.",
    "createOrganization 200",
    "ORG-110",
    when=("organization-slugs",),
)
SLUG_MADE = _organization(
    "SLUG.MADE",
    Level.SHOULD,
    "An organization that is given no slug gets one: lower-case letters, digits and dashes. Two of one name get two.",
    "ORG-113",
    when=("organization-slugs",),
)
SLUG_TAKEN = _organization(
    "SLUG.TAKEN",
    Level.SHOULD,
    "A slug that another organization has is refused, for a new one and for a change: 422 `form_identifier_exists` "
    "for `slug`.",
    "ORG-113",
    operations=(CREATE, UPDATE),
    when=("organization-slugs",),
    twin="SLUG.GIVEN",
)
SLUG_BAD = _organization(
    "SLUG.BAD",
    Level.SHOULD,
    "A slug with anything but lower-case letters, digits and dashes is refused: 422 for `slug`.",
    "ORG-113",
    when=("organization-slugs",),
    twin="SLUG.GIVEN",
)
SLUGS_OFF = _organization(
    "SLUG.OFF",
    Level.SHOULD,
    "Where organizations have no slugs, one that is given is refused: 403 `organization_slugs_disabled`.",
    "ORG-113",
    when=("no-organization-slugs",),
)
READ = _organization(
    "READ",
    Level.MUST,
    "A member reads the organization by its id: the same that its maker was answered.",
    "getOrganization 200",
    "ORG-118",
    operations=(READ_ONE,),
)
READ_BY_SLUG = _organization(
    "READ.BY-SLUG",
    Level.SHOULD,
    "The slug of an organization does not stand for its id in a path.",
    "ORG-118",
    operations=(READ_ONE,),
    when=("organization-slugs",),
    twin="READ",
)
UPDATED = _organization(
    "UPDATED",
    Level.MUST,
    "A new name is the organization's: in the answer, read by its members, and in the memberships beside the answer.",
    "updateOrganization 200",
    "ORG-119",
    "GEN-003",
    operations=(UPDATE, READ_ONE),
)
UPDATED_ALONE = _organization(
    "UPDATED.ALONE",
    Level.MUST,
    "Only what is given changes: a new name leaves the slug, a new slug the name.",
    "updateOrganization 200",
    "ORG-119",
    operations=(UPDATE,),
    when=("organization-slugs",),
    twin="UPDATED",
)
UPDATED_UNSAFE = _organization(
    "UPDATED.UNSAFE",
    Level.MUST,
    "No name with a URL or with HTML in it gets in by a change: it is refused with 422, and the name stays.",
    "updateOrganization 422",
    "ORG-114",
    operations=(UPDATE,),
    twin="UPDATED",
)
LIMIT = Requirement(
    id="ORGANIZATION.LIMIT",
    level=Level.SHOULD,
    says="Whoever made as many organizations as they may is refused another: 403 `org_creation_limit_exceeded`.",
    sources=("createOrganization 403", "ORG-115", "SEC-052"),
    profile="organizations",
    operations=(CREATE,),
    when=ON,
    means=("user",),
    twins=("ORGANIZATION.CREATED",),
)
NOT_ALLOWED = Requirement(
    id="ORGANIZATION.NOT-ALLOWED",
    level=Level.MUST,
    says="Whoever may not make organizations, as their user says, is refused: 403 "
    "`user_create_organization_not_enabled`.",
    sources=("createOrganization 403", "ORG-115", "SEC-052"),
    profile="organizations",
    operations=(CREATE,),
    when=ON,
    means=("user",),
    twins=("ORGANIZATION.CREATED",),
)
NOBODY_ALLOWED = Requirement(
    id="ORGANIZATION.NOBODY-ALLOWED",
    level=Level.MUST,
    says="Where nobody may make organizations, as the environment and the user say, making one is refused: 403.",
    sources=("createOrganization 403", "ORG-115", "SEC-052"),
    profile="organizations",
    operations=(CREATE,),
    when=("organizations", "no-organization-creation"),
)
OFF = Requirement(
    id="ORGANIZATION.OFF",
    level=Level.SHOULD,
    says="Where organizations are off, making one is refused: 403 `organization_not_enabled_in_instance`.",
    sources=("createOrganization 403", "GEN-037"),
    profile="core",
    operations=(CREATE,),
    when=("no-organizations",),
)
