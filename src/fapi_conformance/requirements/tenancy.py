"""What is true of every operation within an organization: shut to others, and to members whose role lacks it.

Written once, generated for each operation whose path names an organization.
"""

from fapi_conformance.verdict.requirement import Level, Requirement

WHEN = ("organizations", "organization-creation")


def _tenancy(name: str, level: Level, says: str, *sources: str, when: tuple[str, ...] = ()) -> Requirement:
    return Requirement(
        id=f"TENANCY.{name}",
        level=level,
        says=says,
        sources=sources,
        profile="organizations",
        when=(*WHEN, *when),
        twins=("OPERATION.SUCCEEDS",),
    )


OUTSIDER = _tenancy(
    "OUTSIDER",
    Level.MUST,
    "Whoever belongs to no organization is refused with 404 or 403 by each operation within one, and shown nothing.",
    "ORG-105",
    "ORG-108",
    "SEC-031",
    "SEC-032",
    "SEC-033",
    "SEC-034",
    "SEC-035",
    "SEC-036",
)
OF_ANOTHER = _tenancy(
    "OF-ANOTHER",
    Level.MUST,
    "So is whoever manages another organization, and belongs to this one as little.",
    "ORG-105",
    "ORG-108",
    "SEC-031",
    "SEC-032",
    "SEC-033",
    "SEC-034",
    "SEC-035",
    "SEC-036",
)
CHILD = _tenancy(
    "CHILD",
    Level.MUST,
    "By way of one's own organization nothing is reached that is another's: no invitation, request, domain or member.",
    "SEC-037",
    "SEC-038",
)
ROLE = _tenancy(
    "ROLE",
    Level.MUST,
    "A member whose membership is without the permission that an operation wants is refused, and nothing happens.",
    "403 responses of the operations within an organization",
    "ORG-104",
    "SEC-039",
    "SEC-040",
    "SEC-041",
    when=("organization-company",),
)
ROLE_CODE = _tenancy(
    "ROLE.CODE",
    Level.SHOULD,
    "That refusal is 403 `missing_organization_permission`, for the list of pending invitations as well.",
    "ORG-104",
    "SEC-039",
    "SEC-040",
    "SEC-041",
    when=("organization-company",),
)
ALIKE = _tenancy(
    "ALIKE",
    Level.SHOULD,
    "An organization that one does not belong to is refused as one that does not exist, in the very same words.",
    "ORG-105",
    "SEC-261",
)
