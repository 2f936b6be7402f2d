"""Phone numbers that are reserved for the second factor."""

from fapi_conformance.verdict.requirement import Level, Requirement

WHEN = ("phone-second-factor", "email-identifier")
"""Whoever reserves a number needs something else to be known by (USER-250)."""

RESERVED = Requirement(
    id="PHONE-NUMBER.SECOND-FACTOR",
    level=Level.MUST,
    says="A verified number is reserved for the second factor when told so, and its user then has two factors.",
    sources=("UpdatePhoneNumber 200", "USER-244"),
    profile="mfa",
    operations=("UpdatePhoneNumber",),
    when=WHEN,
)
UNPROVEN = Requirement(
    id="PHONE-NUMBER.SECOND-FACTOR.UNPROVEN",
    level=Level.SHOULD,
    says="An unverified number is not reserved: 400 `identification_update_second_factor_unverified`.",
    sources=("USER-246",),
    profile="mfa",
    operations=("UpdatePhoneNumber",),
    when=WHEN,
    twins=("PHONE-NUMBER.SECOND-FACTOR",),
)
FOREIGN = Requirement(
    id="PHONE-NUMBER.SECOND-FACTOR.FOREIGN",
    level=Level.MUST,
    says="Another person's number is not reserved: 404 `resource_not_found`, and it stays as it is.",
    sources=("UpdatePhoneNumber 404", "USER-209", "SEC-003"),
    profile="mfa",
    operations=("UpdatePhoneNumber",),
    when=WHEN,
    twins=("PHONE-NUMBER.SECOND-FACTOR",),
)
DEFAULT = Requirement(
    id="PHONE-NUMBER.SECOND-FACTOR.DEFAULT",
    level=Level.SHOULD,
    says="Of the reserved numbers exactly one is the default: the first at first, then the one that is told to be.",
    sources=("USER-247",),
    profile="mfa",
    operations=("UpdatePhoneNumber",),
    when=WHEN,
    twins=("PHONE-NUMBER.SECOND-FACTOR",),
)
DEFAULT_KEPT = Requirement(
    id="PHONE-NUMBER.SECOND-FACTOR.DEFAULT-KEPT",
    level=Level.SHOULD,
    says="The default second factor is not just switched off: 422 `form_disable_default_second_factor_not_allowed`.",
    sources=("USER-247",),
    profile="mfa",
    operations=("UpdatePhoneNumber",),
    when=WHEN,
    twins=("PHONE-NUMBER.SECOND-FACTOR.DEFAULT",),
)
RELEASED = Requirement(
    id="PHONE-NUMBER.SECOND-FACTOR.RELEASED",
    level=Level.SHOULD,
    says="When the last reserved number is released or deleted, its user has two factors no more.",
    sources=("USER-248",),
    profile="mfa",
    operations=("UpdatePhoneNumber", "DeletePhoneNumber"),
    when=(*WHEN, "second-factor-optional"),
    twins=("PHONE-NUMBER.SECOND-FACTOR",),
)
NOT_IDENTIFIER = Requirement(
    id="PHONE-NUMBER.SECOND-FACTOR.NOT-IDENTIFIER",
    level=Level.SHOULD,
    says="A number that is reserved for the second factor is not among the first factors of a sign-in.",
    sources=("USER-249",),
    profile="mfa",
    operations=("createSignIn",),
    when=WHEN,
    twins=("PHONE-NUMBER.SECOND-FACTOR",),
)
