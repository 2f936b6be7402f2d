"""Satellites: on a further domain of the instance a browser becomes the client that it is on the primary one."""

from fapi_conformance.verdict.requirement import Level, Requirement

PROFILE = "satellite"
SYNC, LINK = "syncClient", "linkClient"


def _satellite(
    name: str,
    level: Level,
    says: str,
    *sources: str,
    operations: tuple[str, ...],
    when: tuple[str, ...] = (),
    twins: tuple[str, ...] = ("SATELLITE.LINK",),
) -> Requirement:
    return Requirement(
        id=f"SATELLITE.{name}",
        level=level,
        says=says,
        sources=sources,
        profile=PROFILE,
        operations=operations,
        when=when,
        means=("satellite",),
        risks=("destructive",),
        twins=twins,
    )


SYNC_LEADS = _satellite(
    "SYNC",
    Level.SHOULD,
    "The primary domain sends the browser, by 307, to the link operation of the satellite, with a token.",
    "syncClient 307",
    "AUTH-156",
    operations=(SYNC,),
    twins=(),
)
LINKED = _satellite(
    "LINK",
    Level.SHOULD,
    "By that token the browser is signed in on the satellite as it is on the primary domain.",
    "linkClient 307",
    "AUTH-156",
    operations=(SYNC, LINK),
    twins=("SATELLITE.SYNC",),
)
BACK = _satellite(
    "LINK.BACK",
    Level.SHOULD,
    "From the satellite the browser is sent, by 307, to the page that it came from.",
    "linkClient 307",
    "AUTH-156",
    operations=(SYNC, LINK),
    twins=("SATELLITE.SYNC",),
)
SYNCED = _satellite(
    "LINK.SYNCED",
    Level.SHOULD,
    "The address of that page says `__clerk_synced=true`.",
    "GAP-043",
    "official client: it begins anew as long as the address does not say so",
    operations=(SYNC, LINK),
    twins=("SATELLITE.LINK.BACK",),
)
ONCE = _satellite(
    "LINK.ONCE",
    Level.SHOULD,
    "A token that was used is refused with 403 `sync_nonce_already_consumed`, and signs nobody in.",
    "linkClient 403",
    "AUTH-156",
    operations=(SYNC, LINK),
)
FORGED = _satellite(
    "LINK.FORGED",
    Level.MUST,
    "A token that nobody gave out signs nobody in.",
    "SEC-095",
    "SEC-067",
    operations=(LINK,),
)
UNKNOWN_DOMAIN = _satellite(
    "SYNC.UNKNOWN-DOMAIN",
    Level.MUST,
    "No token goes to a domain that is none of the instance's.",
    "syncClient 422",
    "SEC-105",
    operations=(SYNC,),
    twins=("SATELLITE.SYNC",),
)
FOREIGN_PAGE = _satellite(
    "SYNC.FOREIGN-PAGE",
    Level.SHOULD,
    "In production the way back to a page that is not the satellite's is refused.",
    "syncClient 422",
    "AUTH-152",
    operations=(SYNC,),
    when=("production",),
    twins=("SATELLITE.SYNC",),
)
