"""The metadata that users write about themselves, merged by an operation of its own."""

from fapi_conformance.verdict.requirement import Level, Requirement

MERGE = ("patchUserMetadata",)

MERGED = Requirement(
    id="USER.METADATA-MERGED",
    level=Level.MUST,
    says="The operation for metadata merges at every depth: what is given is there, what was beside it stays.",
    sources=("patchUserMetadata 200", "USER-016"),
    profile="core",
    operations=MERGE,
)
NULL = Requirement(
    id="USER.METADATA-MERGED.NULL",
    level=Level.MUST,
    says="Null takes a key away, at every depth.",
    sources=("patchUserMetadata 200", "USER-016"),
    profile="core",
    operations=MERGE,
    twins=("USER.METADATA-MERGED",),
)
UNSAFE_ONLY = Requirement(
    id="USER.METADATA-MERGED.UNSAFE-ONLY",
    level=Level.MUST,
    says="Nothing but unsafe metadata is written by it, whatever else is sent.",
    sources=("patchUserMetadata 200", "USER-016", "SEC-232"),
    profile="core",
    operations=MERGE,
    twins=("USER.METADATA-MERGED",),
)
NOT_OBJECT = Requirement(
    id="USER.METADATA-MERGED.NOT-OBJECT",
    level=Level.SHOULD,
    says="What is no JSON object is refused with 422 `form_param_value_invalid`, and what was there stays.",
    sources=("patchUserMetadata 422", "USER-017"),
    profile="core",
    operations=MERGE,
    twins=("USER.METADATA-MERGED",),
)
SIZE = Requirement(
    id="USER.METADATA-MERGED.SIZE",
    level=Level.MUST,
    says="More than 8 KB at once is refused, and what was there stays.",
    sources=("patchUserMetadata 422", "SEC-248"),
    profile="core",
    operations=MERGE,
    twins=("USER.METADATA-MERGED",),
)
GROWN = Requirement(
    id="USER.METADATA-MERGED.GROWN",
    level=Level.SHOULD,
    says="Metadata do not grow beyond 8 KB piece by piece.",
    sources=("USER-017", "SEC-248"),
    profile="core",
    operations=MERGE,
    twins=("USER.METADATA-MERGED.SIZE",),
)
