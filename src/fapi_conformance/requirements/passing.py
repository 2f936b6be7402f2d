"""What browsers are sent to by themselves: on to the application, or to forget what they keep of the host."""

from fapi_conformance.verdict.requirement import Level, Requirement

GO = ("redirectToUrl",)

CLEARED = Requirement(
    id="PASSING.CLEARED",
    level=Level.SHOULD,
    says="Who asks for it is answered with `Clear-Site-Data` for everything.",
    sources=("clearSiteData 200", "AUTH-028"),
    profile="core",
    operations=("clearSiteData",),
)
ONWARDS = Requirement(
    id="PASSING.ONWARDS",
    level=Level.SHOULD,
    says="A browser is sent on to the address that it came with, and the query of that is kept.",
    sources=("redirectToUrl 307",),
    profile="core",
    operations=GO,
)
HEADER = Requirement(
    id="PASSING.ONWARDS.HEADER",
    level=Level.MUST,
    says="Line breaks and markup in the address to go on to make no header line and no markup.",
    sources=("redirectToUrl 307", "SEC-244"),
    profile="core",
    operations=GO,
    twins=("OPERATION.SUCCEEDS",),
)
SCRIPT = Requirement(
    id="PASSING.ONWARDS.SCRIPT",
    level=Level.SHOULD,
    says="Nobody is sent on to a script.",
    sources=("redirectToUrl 422", "SEC-242"),
    profile="core",
    operations=GO,
    twins=("OPERATION.SUCCEEDS",),
)
FOREIGN = Requirement(
    id="PASSING.ONWARDS.FOREIGN",
    level=Level.SHOULD,
    says="In production nobody is sent on to an address that is not the application's.",
    sources=("redirectToUrl 422", "SEC-243"),
    profile="core",
    operations=GO,
    when=("production",),
    twins=("OPERATION.SUCCEEDS",),
)
