"""The logo of an organization: set, shown, removed; and what is none."""

from fapi_conformance.verdict.requirement import Level, Requirement

SET, REMOVE = "updateOrganizationLogo", "deleteOrganizationLogo"


def _logo(
    name: str, level: Level, says: str, *sources: str, operations: tuple[str, ...] = (SET,), twin: str = "SET"
) -> Requirement:
    return Requirement(
        id=f"ORGANIZATION-LOGO.{name}",
        level=level,
        says=says,
        sources=sources,
        profile="organizations",
        operations=operations,
        when=("organizations", "organization-creation"),
        twins=() if name == twin else (f"ORGANIZATION-LOGO.{twin}",),
    )


UPLOADED = _logo(
    "SET",
    Level.MUST,
    "A logo that comes as a file is taken over; the answer is the organization, which has an image now.",
    "updateOrganizationLogo 200",
    "ORG-121",
)
SEEN = _logo(
    "SEEN",
    Level.MUST,
    "From then on the organization has an image wherever it is read.",
    "updateOrganizationLogo 200",
    "ORG-121",
    operations=(SET, "getOrganization"),
)
AS_TEXT = _logo(
    "AS-TEXT",
    Level.MUST,
    "A logo is taken over as base64 text by itself too, as the official browser client sends what it has as text.",
    "updateOrganizationLogo 200",
    "ORG-121",
    "USER-051",
)
REMOVED = _logo(
    "REMOVED",
    Level.MUST,
    "A logo that was removed is gone: the organization has no image any more.",
    "deleteOrganizationLogo 200",
    "ORG-122",
    operations=(REMOVE, "getOrganization"),
)
REMOVED_SAYS = _logo(
    "REMOVED.SAYS",
    Level.SHOULD,
    "Removing a logo answers a deleted object, as the schema says and not all official clients expect.",
    "ORG-122",
    operations=(REMOVE,),
    twin="REMOVED",
)
NOTHING_TO_REMOVE = _logo(
    "NOTHING-TO-REMOVE",
    Level.SHOULD,
    "Where there is no logo, removing it is refused with 404.",
    "ORG-122",
    operations=(REMOVE,),
    twin="REMOVED",
)
NO_PICTURE = _logo(
    "NO-PICTURE",
    Level.MUST,
    "What is no picture is refused whatever it is called, as a file and as base64 text, and nothing changes.",
    "updateOrganizationLogo 400, 422",
    "ORG-121",
    "SEC-252",
)
