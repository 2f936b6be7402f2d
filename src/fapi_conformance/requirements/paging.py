"""What is true of every list that comes by pages: how long a page is, how many there are in all, what follows what."""

from fapi_conformance.verdict.requirement import Level, Requirement

LISTS = (
    "getOrganizationMemberships",
    "getUsersOrganizationInvitations",
    "getOrganizationSuggestions",
    "ListOrganizationMemberships",
    "getOrganizationInvitations",
    "ListOrganizationDomains",
    "listOrganizationMembershipRequests",
    "ListOrganizationRoles",
)
EITHER_WAY = ("getOrganizationMemberships", "ListOrganizationMemberships")
MEMBERS = ("ListOrganizationMemberships",)


def _paging(
    name: str,
    level: Level,
    says: str,
    *sources: str,
    operations: tuple[str, ...] = LISTS,
    when: tuple[str, ...] = (),
) -> Requirement:
    return Requirement(
        id=f"PAGING.{name}",
        level=level,
        says=says,
        sources=sources,
        profile="organizations",
        operations=operations,
        when=("organizations", "organization-creation", *when),
        twins=("OPERATION.SUCCEEDS",),
    )


LIMIT = _paging("LIMIT", Level.MUST, "A page holds no more than its `limit`.", "limit of every list", "GEN-060")
TOTAL = _paging(
    "TOTAL",
    Level.MUST,
    "Beside each page, however short, `total_count` says how many there are in all.",
    "total_count of every list",
    "GEN-061",
)
DEFAULT = _paging(
    "DEFAULT",
    Level.MUST,
    "A page that is asked for without a `limit` holds ten, where there are more.",
    "default of limit",
    "GEN-060",
    operations=("getOrganizationMemberships",),
    when=("many-organizations",),
)
WALK = _paging(
    "WALK",
    Level.SHOULD,
    "Page after page by `offset`, each thing comes once; behind the last there is an empty page with the same total.",
    "offset of every list",
    "GEN-066",
)
ORDER = _paging("ORDER", Level.SHOULD, "What was made last comes first.", "GEN-065", operations=LISTS[:-1])
RANGE = _paging(
    "RANGE",
    Level.SHOULD,
    "A `limit` that is no number from 1 to 500, or an `offset` that is none from 0, is refused with 422 that names it.",
    "422 responses of lists",
    "GEN-064",
    operations=LISTS[:-1],
)
STATUS = _paging(
    "STATUS",
    Level.SHOULD,
    "A `status` that no invitation can have is refused: 422 `form_param_value_invalid`, or 400.",
    "status of getOrganizationInvitations",
    "GEN-068",
    operations=("getOrganizationInvitations",),
)
PAGINATED = _paging(
    "PAGINATED",
    Level.MUST,
    "A list that comes either way is a page with `paginated=true`, and bare with `paginated=false`.",
    "paginated of the lists of memberships",
    "GEN-062",
    operations=EITHER_WAY,
)
BARE = _paging("BARE", Level.SHOULD, "Where nothing is said of that, it comes bare.", "GEN-062", operations=EITHER_WAY)
BY_ROLE = _paging(
    "BY-ROLE",
    Level.MUST,
    "Members are listed by `role`: those who have it, and nobody else; so does the total count.",
    "role of ListOrganizationMemberships",
    "ORG-200",
    "GEN-061",
    operations=MEMBERS,
    when=("organization-company",),
)
BY_QUERY = _paging(
    "BY-QUERY",
    Level.MUST,
    "Members are listed by `query`: those whose user id or name has it in it, and nobody else.",
    "query of ListOrganizationMemberships",
    "ORG-200",
    operations=MEMBERS,
    when=("organization-company",),
)
