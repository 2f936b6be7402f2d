"""Passkeys as a first factor of a session that is verified anew."""

from fapi_conformance.verdict.requirement import Level, Requirement

VERIFY = ("prepareSessionReverificationFirstFactor", "attemptSessionReverificationFirstFactor")
MUST, MAY = Level.MUST, Level.MAY


def _anew(
    id_: str, level: Level, says: str, *sources: str, operations: tuple[str, ...], twins: tuple[str, ...]
) -> Requirement:
    return Requirement(
        id=id_,
        level=level,
        says=says,
        sources=sources,
        profile="passkey",
        operations=operations,
        when=("passkeys", "passkey-sign-in", "reverification"),
        twins=twins,
    )


REVERIFIED = _anew(
    "PASSKEY.REVERIFICATION",
    MUST,
    "Where a reverification offers the passkey, the key that answers its options proves the first factor.",
    "prepareSessionReverificationFirstFactor 200",
    "attemptSessionReverificationFirstFactor 200",
    "AUTH-344",
    operations=VERIFY,
    twins=("PASSKEY.VERIFIED",),
)
OFFERED = _anew(
    "PASSKEY.REVERIFICATION.OFFERED",
    MAY,
    "A reverification offers the passkey to whoever has one.",
    "AUTH-344",
    operations=("startSessionReverification",),
    twins=("PASSKEY.VERIFIED",),
)
OWNER = _anew(
    "PASSKEY.REVERIFICATION.OWNER",
    MUST,
    "The passkey of somebody else does not verify a session anew.",
    "attemptSessionReverificationFirstFactor 400",
    "SEC-177",
    operations=VERIFY,
    twins=("PASSKEY.REVERIFICATION",),
)
CHALLENGE = _anew(
    "PASSKEY.REVERIFICATION.OTHER-CHALLENGE",
    MUST,
    "A proof that was made for a sign-in does not verify a session anew.",
    "attemptSessionReverificationFirstFactor 400",
    "SEC-175",
    operations=VERIFY,
    twins=("PASSKEY.REVERIFICATION",),
)
