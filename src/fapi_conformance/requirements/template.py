"""Tokens made by a template of the application."""

from fapi_conformance.verdict.requirement import Level, Requirement

MINT = ("createSessionTokenWithTemplate",)
MEANS = ("jwt_template",)

BARE = Requirement(
    id="TEMPLATE.BARE",
    level=Level.MUST,
    says="A token of a template is answered as top-level `jwt`, not enveloped.",
    sources=("createSessionTokenWithTemplate 200", "AUTH-190"),
    profile="jwt-templates",
    operations=MINT,
    means=MEANS,
)
SIGNATURE = Requirement(
    id="TEMPLATE.SIGNATURE",
    level=Level.MUST,
    says="A token of a template without a key of its own verifies against the published key that it names.",
    sources=("getJWKS 200", "AUTH-206"),
    profile="jwt-templates",
    operations=(*MINT, "getJWKS"),
    means=MEANS,
    twins=("TEMPLATE.BARE",),
)
LIFETIME = Requirement(
    id="TEMPLATE.LIFETIME",
    level=Level.MUST,
    says="A token of a template expires 60 seconds after its issue where the template does not say otherwise.",
    sources=("AUTH-191",),
    profile="jwt-templates",
    operations=MINT,
    means=MEANS,
    twins=("TEMPLATE.BARE",),
)
TIMES = Requirement(
    id="TEMPLATE.TIMES",
    level=Level.SHOULD,
    says="The lifetime and the clock skew of a template decide `exp` and `nbf`.",
    sources=("AUTH-456", "AUTH-192"),
    profile="jwt-templates",
    operations=MINT,
    means=MEANS,
    twins=("TEMPLATE.BARE",),
)
DEFAULTS = Requirement(
    id="TEMPLATE.DEFAULTS",
    level=Level.SHOULD,
    says="A token of a template has the default claims, is about its user, and claims nothing of a session.",
    sources=("AUTH-203", "GAP-073"),
    profile="jwt-templates",
    operations=MINT,
    means=MEANS,
    twins=("TEMPLATE.BARE",),
)
CLAIMS = Requirement(
    id="TEMPLATE.CLAIMS",
    level=Level.SHOULD,
    says="A token of a template has the template's claims as they stand there, at any depth.",
    sources=("AUTH-203", "GAP-071"),
    profile="jwt-templates",
    operations=MINT,
    means=MEANS,
    twins=("TEMPLATE.BARE",),
)
SHORT_CODES = Requirement(
    id="TEMPLATE.SHORT-CODES",
    level=Level.SHOULD,
    says="A short code gives the value that it stands for: with its type where it stands alone, as text inside a text, "
    "and null where there is none.",
    sources=("AUTH-204", "GAP-069", "GAP-072"),
    profile="jwt-templates",
    operations=MINT,
    means=MEANS,
    twins=("TEMPLATE.CLAIMS",),
)
FALLBACKS = Requirement(
    id="TEMPLATE.SHORT-CODES.FALLBACKS",
    level=Level.SHOULD,
    says="Of several operands a short code takes the first that is neither null nor false, else the last.",
    sources=("AUTH-204", "GAP-072"),
    profile="jwt-templates",
    operations=MINT,
    means=MEANS,
    twins=("TEMPLATE.CLAIMS",),
)
CATEGORY = Requirement(
    id="TEMPLATE.CATEGORY",
    level=Level.SHOULD,
    says="The header of a token of a template says the category of template tokens.",
    sources=("AUTH-194",),
    profile="jwt-templates",
    operations=MINT,
    means=MEANS,
    twins=("TEMPLATE.BARE",),
)
OWN_KEY = Requirement(
    id="TEMPLATE.OWN-KEY",
    level=Level.SHOULD,
    says="A template with a key of its own signs with that key, by the algorithm that it names.",
    sources=("AUTH-206",),
    profile="jwt-templates",
    operations=MINT,
    means=MEANS,
    twins=("TEMPLATE.BARE",),
)
UNKNOWN = Requirement(
    id="TEMPLATE.UNKNOWN",
    level=Level.MUST,
    says="A template that there is not is 404.",
    sources=("createSessionTokenWithTemplate 404", "AUTH-190", "SEC-100"),
    profile="jwt-templates",
    operations=MINT,
    means=MEANS,
    twins=("TEMPLATE.BARE",),
)
ONLY_A_NAME = Requirement(
    id="TEMPLATE.ONLY-A-NAME",
    level=Level.MUST,
    says="The name of a template is no pattern and no path: what only resembles one gets no token.",
    sources=("createSessionTokenWithTemplate 404", "SEC-100"),
    profile="jwt-templates",
    operations=MINT,
    means=MEANS,
    twins=("TEMPLATE.BARE",),
)
ENDED_SESSION = Requirement(
    id="TEMPLATE.ENDED-SESSION",
    level=Level.MUST,
    says="No token of a template is made for an ended session.",
    sources=("createSessionTokenWithTemplate 401, 404", "AUTH-210", "SEC-068"),
    profile="jwt-templates",
    operations=(*MINT, "endSession"),
    means=MEANS,
    twins=("TEMPLATE.BARE", "SESSION.ENDED"),
)
