"""Satellites: on a further domain of the instance a browser becomes the client that it is on the primary one."""

from fapi_conformance.requirements.area import MUST, SHOULD, Area

SYNC, LINK = "syncClient", "linkClient"

_satellite = Area(
    name="SATELLITE",
    profile="satellite",
    twins=("LINK",),
    means=("satellite",),
    risks=("destructive",),
)

SYNC_LEADS = _satellite(
    "SYNC",
    SHOULD,
    "The primary domain sends the browser, by 307, to the link operation of the satellite, with a token.",
    "syncClient 307",
    "AUTH-156",
    operations=(SYNC,),
    twins=(),
)
LINKED = _satellite(
    "LINK",
    SHOULD,
    "By that token the browser is signed in on the satellite as it is on the primary domain.",
    "linkClient 307",
    "AUTH-156",
    operations=(SYNC, LINK),
    twins=("SYNC",),
)
BACK = _satellite(
    "LINK.BACK",
    SHOULD,
    "From the satellite the browser is sent, by 307, to the page that it came from.",
    "linkClient 307",
    "AUTH-156",
    operations=(SYNC, LINK),
    twins=("SYNC",),
)
SYNCED = _satellite(
    "LINK.SYNCED",
    SHOULD,
    "The address of that page says `__clerk_synced=true`.",
    "GAP-043",
    "official client: it begins anew as long as the address does not say so",
    operations=(SYNC, LINK),
    twins=("LINK.BACK",),
)
ONCE = _satellite(
    "LINK.ONCE",
    SHOULD,
    "A token that was used is refused with 403 `sync_nonce_already_consumed`, and signs nobody in.",
    "linkClient 403",
    "AUTH-156",
    operations=(SYNC, LINK),
)
FORGED = _satellite(
    "LINK.FORGED",
    MUST,
    "A token that nobody gave out signs nobody in.",
    "SEC-095",
    "SEC-067",
    operations=(LINK,),
)
UNKNOWN_DOMAIN = _satellite(
    "SYNC.UNKNOWN-DOMAIN",
    MUST,
    "No token goes to a domain that is none of the instance's.",
    "syncClient 422",
    "SEC-105",
    operations=(SYNC,),
    twins=("SYNC",),
)
FOREIGN_PAGE = _satellite(
    "SYNC.FOREIGN-PAGE",
    SHOULD,
    "In production the way back to a page that is not the satellite's is refused.",
    "syncClient 422",
    "AUTH-152",
    operations=(SYNC,),
    when=("production",),
    twins=("SYNC",),
)
