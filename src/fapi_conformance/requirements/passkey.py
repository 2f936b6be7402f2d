"""Passkeys of an account: the ceremony that makes one, what it may not take for one, and how people live with them."""

from fapi_conformance.verdict.requirement import Level, Requirement

PROFILE = "passkey"
WHEN = ("passkeys",)
ATTEMPT = ("attemptPasskeyVerification",)
MUST, SHOULD = Level.MUST, Level.SHOULD


def passkey(
    case: str,
    level: Level,
    says: str,
    *sources: str,
    operations: tuple[str, ...],
    twins: tuple[str, ...] = (),
    when: tuple[str, ...] = WHEN,
    means: tuple[str, ...] = (),
) -> Requirement:
    return Requirement(
        id=f"PASSKEY.{case}",
        level=level,
        says=says,
        sources=sources,
        profile=PROFILE,
        operations=operations,
        when=when,
        means=means,
        twins=twins,
    )


def _no_passkey(case: str, says: str, *sources: str, level: Level = MUST, means: tuple[str, ...] = ()) -> Requirement:
    """Of a ceremony that went wrong in one thing."""
    return passkey(case, level, says, *sources, operations=ATTEMPT, twins=("PASSKEY.VERIFIED",), means=means)


CREATED = passkey(
    "CREATED",
    MUST,
    "A new passkey is unverified, and its `verification.nonce` has the options for a browser as JSON in text: `rp`, "
    "`user` with `id`, `name` and `displayName`, `challenge`, `pubKeyCredParams`.",
    "postPasskey 200",
    "USER-302",
    "USER-303",
    operations=("postPasskey",),
)
OPTIONS = passkey(
    "CREATED.OPTIONS",
    SHOULD,
    "The options have a timeout, their challenge is base64url without padding, and the passkey has a name.",
    "USER-301",
    "USER-302",
    operations=("postPasskey",),
    twins=("PASSKEY.CREATED",),
)
EXCLUDED = passkey(
    "CREATED.EXCLUDED",
    SHOULD,
    "The options exclude the credentials that the user has verified before.",
    "USER-307",
    operations=("postPasskey",),
    twins=("PASSKEY.VERIFIED",),
)
CHALLENGE = passkey(
    "CHALLENGE",
    MUST,
    "Each ceremony has a challenge of its own, of 16 bytes or more.",
    "postPasskey 200",
    "SEC-181",
    "WebAuthn L3 section 13.4.3",
    operations=("postPasskey",),
    twins=("PASSKEY.CREATED",),
)
VERIFIED = passkey(
    "VERIFIED",
    MUST,
    "The credential that answers the options verifies the passkey, without an attestation too; the user then lists it.",
    "attemptPasskeyVerification 200",
    "USER-304",
    "USER-305",
    operations=(*ATTEMPT, "getUser"),
)
AS_APPS_SEND_IT = passkey(
    "VERIFIED.TERSE",
    MUST,
    "A credential is taken as native apps send it, without its attachment and its transports.",
    "attemptPasskeyVerification 200",
    "USER-304",
    operations=ATTEMPT,
    twins=("PASSKEY.VERIFIED",),
)
UNFINISHED = passkey(
    "UNFINISHED",
    SHOULD,
    "The user does not list a passkey that was never verified.",
    "USER-307",
    operations=("postPasskey", "getUser"),
    twins=("PASSKEY.VERIFIED",),
)
NEVER_USED = passkey(
    "NEVER-USED",
    SHOULD,
    "A passkey that nobody signed in by was never used: its `last_used_at` is null.",
    "USER-307",
    operations=("readPasskey",),
    twins=("PASSKEY.VERIFIED",),
)
RENAMED = passkey(
    "RENAMED",
    MUST,
    "A passkey can be given a name, and has it from then on.",
    "patchPasskey 200",
    "USER-306",
    operations=("patchPasskey", "readPasskey"),
    twins=("PASSKEY.VERIFIED",),
)
RENAME_UNFINISHED = passkey(
    "RENAME-UNFINISHED",
    MUST,
    "Naming a passkey that was never verified is refused with 422 `passkey_identification_not_verified`.",
    "patchPasskey 422",
    "USER-306",
    operations=("patchPasskey",),
    twins=("PASSKEY.RENAMED",),
)
DELETED = passkey(
    "DELETED",
    MUST,
    "Deleting a passkey answers that it is deleted; it is unknown afterwards, and the user does not list it.",
    "deletePasskey 200",
    "readPasskey 404",
    "USER-306",
    "GEN-042",
    operations=("deletePasskey", "readPasskey", "getUser"),
    twins=("PASSKEY.VERIFIED",),
)
DELETED_KIND = passkey(
    "DELETED.KIND",
    SHOULD,
    "What was deleted is told to be a passkey.",
    "GEN-043",
    "USER-306",
    operations=("deletePasskey",),
    twins=("PASSKEY.DELETED",),
)

# What is no passkey

OTHER_CHALLENGE = _no_passkey(
    "OTHER-CHALLENGE",
    "A credential that answers another challenge is refused, also that of another of the user's passkeys; the passkey "
    "stays unverified.",
    "attemptPasskeyVerification 400, 422",
    "SEC-174",
    "WebAuthn L3 section 7.1",
)
OTHER_CHALLENGE_CODE = _no_passkey(
    "OTHER-CHALLENGE.CODE",
    "A credential that answers another challenge is refused with 400 `passkey_invalid_verification`.",
    "attemptPasskeyVerification 400",
    "facts of the account area, table of section 5.1",
    level=SHOULD,
)
REPLAYED = _no_passkey(
    "REPLAYED",
    "A credential that was taken is taken for nothing else: neither for its passkey once more, nor for another one.",
    "attemptPasskeyVerification 400",
    "SEC-174",
)
EXPIRED = _no_passkey(
    "EXPIRED",
    "A credential that comes after the expiry of its ceremony is refused.",
    "attemptPasskeyVerification 400",
    "SEC-174",
    means=("age",),
)
EXPIRED_CODE = _no_passkey(
    "EXPIRED.CODE",
    "A credential that comes too late is refused with 400 `verification_expired`.",
    "facts of the account area, table of section 5.1",
    level=SHOULD,
    means=("age",),
)
WRONG_ORIGIN = _no_passkey(
    "WRONG-ORIGIN",
    "A credential that was made on a page of another site is refused, whatever the `Origin` of the request says.",
    "attemptPasskeyVerification 422",
    "SEC-176",
    "WebAuthn L3 section 7.1",
)
CROSS_ORIGIN = _no_passkey(
    "CROSS-ORIGIN",
    "A credential that was made in a frame inside a page of another site is refused.",
    "SEC-176",
    level=SHOULD,
)
TOO_LONG = _no_passkey(
    "TOO-LONG",
    "A credential id of more than 1023 bytes is refused.",
    "SEC-179",
    "WebAuthn L3 section 7.1",
    level=SHOULD,
)
WRONG_TYPE = _no_passkey(
    "WRONG-TYPE",
    "A credential whose client data are those of a sign-in is refused.",
    "attemptPasskeyVerification 422",
    "SEC-176",
    "WebAuthn L3 section 7.1",
)
WRONG_PARTY = _no_passkey(
    "WRONG-PARTY",
    "A credential that was made for another relying party is refused.",
    "attemptPasskeyVerification 422",
    "SEC-176",
    "WebAuthn L3 section 7.1",
)
NOBODY_THERE = _no_passkey(
    "NOBODY-PRESENT",
    "A credential that was made without anybody being present is refused.",
    "attemptPasskeyVerification 422",
    "SEC-178",
    "WebAuthn L3 section 7.1",
)
NOT_VERIFIED = _no_passkey(
    "USER-UNVERIFIED",
    "Where the options require that the user is verified, a credential that was made without it is refused.",
    "attemptPasskeyVerification 422",
    "SEC-178",
    "WebAuthn L3 section 7.1",
)
UNREADABLE = _no_passkey(
    "UNREADABLE",
    "What is no credential at all, or whose parts cannot be read, is refused with a 4xx.",
    "attemptPasskeyVerification 422",
    "facts of the account area, table of section 5.1",
)
UNREADABLE_CODE = _no_passkey(
    "UNREADABLE.CODE",
    "What is no credential is refused with 422 `passkey_invalid_public_key_credential`.",
    "facts of the account area, table of section 5.1",
    level=SHOULD,
)
TAKEN = _no_passkey(
    "TAKEN",
    "A credential id that is somebody else's already is refused.",
    "SEC-179",
    "WebAuthn L3 section 7.1",
    level=SHOULD,
)
ALGORITHM = _no_passkey(
    "ALGORITHM",
    "A key of an algorithm that the options do not offer is refused.",
    "SEC-179",
    "WebAuthn L3 section 7.1",
    level=SHOULD,
)
