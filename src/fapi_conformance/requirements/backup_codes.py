"""Backup codes: told once, good for once, void when there are new ones."""

from fapi_conformance.verdict.requirement import Level, Requirement

BACKUP_WITH_TOTP = Requirement(
    id="MFA.BACKUP.WITH-TOTP",
    level=Level.MUST,
    says="Verifying the first TOTP gives backup codes, and the user has them.",
    sources=("verifyTOTP 200", "USER-404"),
    profile="mfa",
    operations=("verifyTOTP", "getUser"),
    when=("authenticator-app", "backup-codes"),
    twins=("MFA.TOTP.VERIFIED",),
)
BACKUP_CREATED = Requirement(
    id="MFA.BACKUP.CREATED",
    level=Level.MUST,
    says="Backup codes come as a list of one or more, all distinct, and the user has them.",
    sources=("createBackupCodes 200", "USER-410", "USER-412"),
    profile="mfa",
    operations=("createBackupCodes", "getUser"),
    when=("authenticator-app", "backup-codes"),
    twins=("MFA.TOTP.VERIFIED",),
)
BY_BACKUP = Requirement(
    id="MFA.BACKUP.SIGN-IN",
    level=Level.MUST,
    says="A backup code completes a sign-in that needs a second factor.",
    sources=("attemptSignInFactorTwo 200", "USER-412", "AUTH-281"),
    profile="mfa",
    operations=("attemptSignInFactorTwo",),
    when=("authenticator-app", "backup-codes", "identifier", "password"),
    twins=("MFA.SIGN-IN.NEEDED",),
)
BACKUP_ONCE = Requirement(
    id="MFA.BACKUP.ONCE",
    level=Level.MUST,
    says="A backup code works once: used again it is refused, without a session, and another one still works.",
    sources=("attemptSignInFactorTwo 422", "USER-412", "SEC-136"),
    profile="mfa",
    operations=("attemptSignInFactorTwo",),
    when=("authenticator-app", "backup-codes", "identifier", "password"),
    twins=("MFA.BACKUP.SIGN-IN",),
)
BACKUP_WRONG = Requirement(
    id="MFA.BACKUP.WRONG",
    level=Level.MUST,
    says="A code that is not among them is refused, and the sign-in still needs its second factor.",
    sources=("attemptSignInFactorTwo 422", "AUTH-276"),
    profile="mfa",
    operations=("attemptSignInFactorTwo",),
    when=("authenticator-app", "backup-codes", "identifier", "password"),
    twins=("MFA.BACKUP.SIGN-IN",),
)
BACKUP_REFUSAL = Requirement(
    id="MFA.BACKUP.REFUSAL",
    level=Level.SHOULD,
    says="A wrong backup code, and one that was used, are refused with 422 `form_code_incorrect`.",
    sources=("AUTH-282",),
    profile="mfa",
    operations=("attemptSignInFactorTwo",),
    when=("authenticator-app", "backup-codes", "identifier", "password"),
    twins=("MFA.BACKUP.WRONG",),
)
BACKUP_REPLACED = Requirement(
    id="MFA.BACKUP.REPLACED",
    level=Level.MUST,
    says="A new set of backup codes voids the one before it.",
    sources=("createBackupCodes 200", "USER-412", "SEC-138"),
    profile="mfa",
    operations=("createBackupCodes", "attemptSignInFactorTwo"),
    when=("authenticator-app", "backup-codes", "identifier", "password"),
    twins=("MFA.BACKUP.SIGN-IN",),
)
BACKUP_SHOWN_ONCE = Requirement(
    id="MFA.BACKUP.SHOWN-ONCE",
    level=Level.MUST,
    says="Backup codes are told when they are made, and by no later answer.",
    sources=("USER-410", "SEC-137"),
    profile="mfa",
    operations=("createBackupCodes", "getUser", "getClient"),
    when=("authenticator-app", "backup-codes"),
    twins=("MFA.BACKUP.CREATED",),
)
BACKUP_ALONE = Requirement(
    id="MFA.BACKUP.NEEDS-FACTOR",
    level=Level.SHOULD,
    says="Whoever has no other second factor is refused backup codes with 400 `backup_codes_not_available`.",
    sources=("createBackupCodes 400", "USER-411", "SEC-139"),
    profile="mfa",
    operations=("createBackupCodes",),
    when=("backup-codes", "second-factor-optional"),
    twins=("MFA.BACKUP.CREATED",),
)
BACKUP_DROPPED = Requirement(
    id="MFA.BACKUP.DROPPED",
    level=Level.SHOULD,
    says="With the last second factor the backup codes go as well.",
    sources=("USER-413",),
    profile="mfa",
    operations=("deleteTOTP", "getUser"),
    when=("authenticator-app", "backup-codes", "second-factor-optional"),
    twins=("MFA.TOTP.DELETED", "MFA.BACKUP.WITH-TOTP"),
)
