"""An organization that is deleted, and what no longer works then, for everybody."""

from fapi_conformance.verdict.requirement import Level, Requirement

DELETE, READ, OWN = "deleteOrganization", "getOrganization", "getOrganizationMemberships"


def _deleted(
    name: str,
    level: Level,
    says: str,
    *sources: str,
    operations: tuple[str, ...] = (DELETE,),
    when: tuple[str, ...] = (),
    twin: str = "DELETED",
) -> Requirement:
    return Requirement(
        id=f"ORGANIZATION-DELETED.{name}",
        level=level,
        says=says,
        sources=sources,
        profile="organizations",
        operations=operations,
        when=("organizations", "organization-creation", "organization-admin-delete", *when),
        twins=() if name == twin else (f"ORGANIZATION-DELETED.{twin}",),
    )


DELETED = _deleted(
    "DELETED",
    Level.MUST,
    "Deleting an organization answers a deleted object with its id; nobody who did it reads it or has it among their "
    "own afterwards.",
    "deleteOrganization 200",
    "getOrganization 403, 404",
    "ORG-120",
    operations=(DELETE, READ, OWN),
)
DELETED_TYPE = _deleted(
    "TYPE",
    Level.SHOULD,
    "The deleted object says that it was an organization.",
    "GEN-043",
)
DELETED_IN_CLIENT = _deleted(
    "IN-CLIENT",
    Level.MUST,
    "The client beside the answer shows the membership no more.",
    "deleteOrganization 200",
    "GEN-003",
)
FOR_OTHERS = _deleted(
    "FOR-OTHERS",
    Level.MUST,
    "An organization that somebody deleted is gone for its other members too: they neither read it, nor list its "
    "members, nor have it among their own.",
    "getOrganization 403, 404",
    "ORG-120",
    "SEC-051",
    operations=(DELETE, READ, OWN, "ListOrganizationMemberships"),
    when=("organization-company",),
)
NOT_ACTIVE = _deleted(
    "NOT-ACTIVE",
    Level.SHOULD,
    "A deleted organization is active in no session any more.",
    "ORG-120",
    operations=(DELETE, "getSession"),
    when=("organization-company",),
)
NOT_CLAIMED = _deleted(
    "NOT-CLAIMED",
    Level.MUST,
    "A minute later no new token claims a deleted organization, neither where it was active nor where it is asked for.",
    "createSessionToken 403, 404",
    "AUTH-185",
    "SEC-051",
    operations=(DELETE, "createSessionToken"),
    when=("organization-company",),
)
NOT_CHOSEN = _deleted(
    "NOT-CHOSEN",
    Level.MUST,
    "A deleted organization cannot be made the active one.",
    "touchSession 403, 404",
    "AUTH-172",
    "SEC-051",
    operations=(DELETE, "touchSession"),
    when=("organization-company",),
)
OTHERS_STAY = _deleted(
    "OTHERS-STAY",
    Level.MUST,
    "Nothing happens to another organization of the same members.",
    "getOrganization 200",
    "ORG-120",
    operations=(DELETE, READ),
    when=("several-organizations",),
)
SWITCHED_OFF = Requirement(
    id="ORGANIZATION-DELETED.SWITCHED-OFF",
    level=Level.MUST,
    says="An organization that says that its members may not delete it is not deleted: 403 "
    "`organization_admin_delete_not_enabled`.",
    sources=("deleteOrganization 403", "ORG-120", "SEC-052"),
    profile="organizations",
    operations=(DELETE,),
    when=("organizations", "organization-creation", "no-organization-admin-delete"),
)
