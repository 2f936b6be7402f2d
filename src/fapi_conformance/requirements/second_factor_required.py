"""An instance that wants a second factor of everybody."""

from fapi_conformance.verdict.requirement import Level, Requirement

PENDING = Requirement(
    id="MFA.REQUIRED.PENDING",
    level=Level.SHOULD,
    says="Where a second factor is required, whoever has none gets a session that is pending, with the task "
    "`setup-mfa`.",
    sources=("AUTH-180", "Client.SessionTask"),
    profile="mfa",
    operations=("getSession",),
    when=("second-factor-required", "authenticator-app"),
)
TASKS = Requirement(
    id="MFA.REQUIRED.TASKS",
    level=Level.MUST,
    says="A session that is pending names a task.",
    sources=("Client.SessionBase", "AUTH-181"),
    profile="mfa",
    operations=("getSession",),
    when=("second-factor-required", "authenticator-app"),
)
PENDING_TOKEN = Requirement(
    id="MFA.REQUIRED.TOKEN",
    level=Level.MUST,
    says="A pending session gives tokens, which say in `sts` that it is pending.",
    sources=("createSessionToken 200", "AUTH-182"),
    profile="mfa",
    operations=("createSessionToken",),
    when=("second-factor-required", "authenticator-app"),
)
DONE = Requirement(
    id="MFA.REQUIRED.DONE",
    level=Level.MUST,
    says="When the second factor is set up, the session is active.",
    sources=("verifyTOTP 200", "AUTH-181"),
    profile="mfa",
    operations=("verifyTOTP", "getSession"),
    when=("second-factor-required", "authenticator-app"),
    twins=("MFA.REQUIRED.TASKS",),
)
LAST_KEPT = Requirement(
    id="MFA.REQUIRED.LAST-KEPT",
    level=Level.SHOULD,
    says="Where a second factor is required, the last one is kept: deleting it is refused with 400 "
    "`second_factor_deletion_not_allowed`.",
    sources=("deleteTOTP 400", "USER-407", "SEC-143"),
    profile="mfa",
    operations=("deleteTOTP",),
    when=("second-factor-required", "authenticator-app"),
    twins=("MFA.REQUIRED.DONE",),
)
