"""Two at the same time, in an organization: what is certain whichever of them comes first."""

from fapi_conformance.verdict.requirement import Level, Requirement

WHEN = ("organizations", "organization-creation", "organization-company")
ACCEPT, INVITE, LEAVE = "acceptOrganizationInvitation", "createOrganizationInvitations", "deleteOrganizationMemberships"


def _race(name: str, says: str, *sources: str, operations: tuple[str, ...], twin: str) -> Requirement:
    """No source says how a server does it, so none of them is a MUST."""
    return Requirement(
        id=f"ORGANIZATION-RACE.{name}",
        level=Level.SHOULD,
        says=says,
        sources=sources,
        profile="organizations",
        operations=operations,
        when=WHEN if LEAVE in operations else (*WHEN, "email-addresses"),
        twins=(twin,),
    )


JOINING = _race(
    "JOINING",
    "Somebody who accepts an invitation twice at once is a member once.",
    "acceptOrganizationInvitation 200",
    "SEC-055",
    operations=(ACCEPT, "ListOrganizationMemberships"),
    twin="ORGANIZATION-INVITATION.ACCEPTED",
)
LAST_SEAT = _race(
    "LAST-SEAT",
    "Of two who are invited at once to the last seat of an organization one is.",
    "createOrganizationInvitations 403",
    "ORG-203",
    operations=(INVITE,),
    twin="ORGANIZATION-INVITATION.CREATED",
)
LEAVING = _race(
    "LEAVING",
    "Of two who alone manage an organization and leave it at once one stays.",
    "deleteOrganizationMemberships 400",
    "ORG-005",
    "SEC-047",
    operations=(LEAVE,),
    twin="ORGANIZATION-LEAVING.LEFT",
)
