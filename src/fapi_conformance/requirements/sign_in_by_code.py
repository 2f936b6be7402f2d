"""Sign-in by a code that is sent: the same is required of email and of telephone, each under an id of its own."""

from dataclasses import dataclass

from fapi_conformance.verdict.requirement import Level, Requirement


@dataclass(frozen=True, slots=True, kw_only=True)
class ByCode:
    """What is required of a sign-in by one kind of code."""

    factor_ids: Requirement
    prepared: Requirement
    right: Requirement
    wrong: Requirement
    attempts: Requirement
    expired: Requirement
    unprepared: Requirement
    reused: Requirement


def _by(
    prefix: str,
    what: str,
    target: str,
    *,
    profile: str,
    when: tuple[str, ...],
    factor_ids: str,
    beside: tuple[str, ...],
) -> ByCode:
    prepare, attempt = ("prepareSignInFactorOne",), ("attemptSignInFactorOne",)

    def one(
        case: str,
        level: Level,
        says: str,
        sources: tuple[str, ...],
        operations: tuple[str, ...] = attempt,
        *,
        means: tuple[str, ...] = (),
        twins: tuple[str, ...] = (f"{prefix}.RIGHT",),
    ) -> Requirement:
        return Requirement(
            id=case if "." in case else f"{prefix}.{case}",
            level=level,
            says=says,
            sources=sources,
            profile=profile,
            operations=operations,
            when=when,
            means=means,
            twins=twins,
        )

    must, should = Level.MUST, Level.SHOULD
    return ByCode(
        factor_ids=one(
            factor_ids,
            must,
            f"A first factor by {what} names the {target} that it is prepared with.",
            ("Stubs.SignInFactor", "AUTH-259"),
            ("createSignIn",),
            twins=("SIGN-IN.IDENTIFIED", *beside),
        ),
        prepared=one(
            "PREPARED",
            must,
            f"Preparing a code by {what} starts the verification: unverified, no attempt made, with an expiry.",
            ("prepareSignInFactorOne 200", "AUTH-258"),
            prepare,
            twins=beside,
        ),
        right=one(
            "RIGHT",
            must,
            "The right code proves the first factor.",
            ("attemptSignInFactorOne 200", "AUTH-267"),
            twins=beside,
        ),
        wrong=one(
            "WRONG",
            must,
            "A wrong code is refused with 422 `form_code_incorrect`, and the attempt stays at its first factor.",
            ("attemptSignInFactorOne 422", "AUTH-268", "AUTH-232", "SEC-118"),
        ),
        attempts=one(
            "ATTEMPTS",
            should,
            "Each try of a code adds one to the attempts of its verification.",
            ("AUTH-313", "AUTH-381", "SEC-118"),
        ),
        expired=one(
            "EXPIRED",
            must,
            "A code after its expiry is refused with 400 `verification_expired`, without a session.",
            ("attemptSignInFactorOne 400", "AUTH-270", "SEC-123"),
            means=("age",),
        ),
        unprepared=one(
            "UNPREPARED",
            must,
            "A code that was never prepared is refused with 400 `verification_missing` or `verification_not_sent`.",
            ("attemptSignInFactorOne 400", "AUTH-269"),
        ),
        reused=one("REUSED", should, "A code that was used is refused.", ("AUTH-270", "AUTH-396", "SEC-121")),
    )


EMAIL = _by(
    "SIGN-IN.EMAIL-CODE",
    "email",
    "email address",
    profile="email-code",
    when=("email-identifier", "email-code"),
    factor_ids="SIGN-IN.FACTOR-IDS",
    beside=(),
)
PHONE = _by(
    "SIGN-IN.PHONE-CODE",
    "telephone",
    "phone number",
    profile="phone",
    when=("phone-identifier", "phone-code", "phone-verification"),
    factor_ids="SIGN-IN.PHONE-CODE.FACTOR-IDS",
    beside=("PHONE-NUMBER.PROVEN",),
)
