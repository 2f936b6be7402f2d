"""Codes that are sent, wherever one is taken: the same is required of every place, each under an id of its own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from fapi_conformance.verdict.requirement import Level, Requirement

ON = "reverification"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """``right``: the requirement that a right code is taken there. ``what`` is said of the codes of this place."""

    what: str
    attempt: str
    profile: str
    when: tuple[str, ...]
    right: str


PLACES: Mapping[str, Place] = MappingProxyType(
    {
        "SIGN-IN.EMAIL": Place(
            what="a sign-in by email",
            attempt="attemptSignInFactorOne",
            profile="email-code",
            when=("email-identifier", "email-code"),
            right="SIGN-IN.EMAIL-CODE.RIGHT",
        ),
        "SIGN-IN.PHONE": Place(
            what="a sign-in by telephone",
            attempt="attemptSignInFactorOne",
            profile="phone",
            when=("phone-identifier", "phone-code", "phone-verification"),
            right="SIGN-IN.PHONE-CODE.RIGHT",
        ),
        "RESET": Place(
            what="a forgotten password",
            attempt="attemptSignInFactorOne",
            profile="password",
            when=("reset-email-code", "password"),
            right="RECOVERY.NEW-PASSWORD-DUE",
        ),
        "SECOND-FACTOR": Place(
            what="the second factor",
            attempt="attemptSignInFactorTwo",
            profile="mfa",
            when=("phone-second-factor", "identifier", "password"),
            right="MFA.PHONE.SIGN-IN",
        ),
        "SIGN-UP.EMAIL": Place(
            what="a sign-up by email",
            attempt="attemptSignUpsVerification",
            profile="email-code",
            when=("sign-up-email-code",),
            right="SIGN-UP.COMPLETE",
        ),
        "SIGN-UP.PHONE": Place(
            what="a sign-up by telephone",
            attempt="attemptSignUpsVerification",
            profile="phone",
            when=("sign-up-phone-code",),
            right="SIGN-UP.PHONE-CODE.RIGHT",
        ),
        "EMAIL-ADDRESS": Place(
            what="an email address",
            attempt="verifyEmailAddress",
            profile="email-code",
            when=("email-verification",),
            right="EMAIL-ADDRESS.PROVEN",
        ),
        "PHONE-NUMBER": Place(
            what="a phone number",
            attempt="verifyPhoneNumber",
            profile="phone",
            when=("phone-verification",),
            right="PHONE-NUMBER.PROVEN",
        ),
        "REVERIFICATION.FIRST": Place(
            what="a reverification",
            attempt="attemptSessionReverificationFirstFactor",
            profile="reverification",
            when=(ON, "email-code"),
            right="REVERIFICATION.EMAIL-CODE",
        ),
        "REVERIFICATION.SECOND": Place(
            what="a reverification by the second factor",
            attempt="attemptSessionReverificationSecondFactor",
            profile="reverification",
            when=(ON, "phone-second-factor", "phone-verification", "phone-numbers"),
            right="REVERIFICATION.SECOND-FACTOR.PHONE",
        ),
    }
)
NAMING = tuple(name for name in PLACES if name not in {"EMAIL-ADDRESS", "PHONE-NUMBER"})
"""Where an attempt names its strategy."""


def _at(
    places: Iterable[str],
    case: str,
    level: Level,
    says: str,
    *facts: str,
    status: str = "",
    means: tuple[str, ...] = (),
) -> Mapping[str, Requirement]:
    """``status``: that of a documented refusal of the attempt, which is then a source too."""
    return MappingProxyType(
        {
            name: Requirement(
                id=f"CODE.{name}.{case}",
                level=level,
                says=f"Of {place.what}: {says}",
                sources=(*([f"{place.attempt} {status}"] if status else []), *facts),
                profile=place.profile,
                operations=(place.attempt,),
                when=place.when,
                means=means,
                twins=(place.right,),
            )
            for name, place in PLACES.items()
            if name in places
        }
    )


def _but(*without: str) -> tuple[str, ...]:
    return tuple(name for name in PLACES if name not in without)


FAILED = _at(
    _but("SIGN-UP.EMAIL"),
    "FAILED",
    Level.MUST,
    "once too many wrong codes have failed the verification, the right one is refused.",
    "SEC-119",
    status="400",
)
"""Of a sign-up by email SIGN-UP.CODE-FAILED says so."""
LIMITED = _at(
    _but("SIGN-UP.EMAIL", "EMAIL-ADDRESS", "PHONE-NUMBER"),
    "LIMITED",
    Level.SHOULD,
    "a dozen wrong codes end in `verification_failed`, or in a lock.",
    "SEC-119",
    "GAP-080",
)
"""Of the others SIGN-UP.CODE-EXHAUSTED and MANY-WRONG-CODES say so."""
ONCE = _at(
    _but("RESET", "REVERIFICATION.FIRST", "REVERIFICATION.SECOND"),
    "ONCE",
    Level.MUST,
    "a code that was taken gives nothing more, on this client or on another one.",
    "SEC-121",
)
PASSED_OFF = _at(
    NAMING,
    "PASSED-OFF",
    Level.MUST,
    "a right code is refused as that of a strategy by which it was not sent.",
    "SEC-125",
    status="400, 422",
)
BLANK = _at(
    PLACES,
    "BLANK",
    Level.MUST,
    "no code at all, and what stands for nothing, is refused and proves nothing.",
    "SEC-125",
    "SEC-118",
    status="422",
)
EXPIRED = _at(
    ("RESET", "REVERIFICATION.FIRST", "REVERIFICATION.SECOND"),
    "EXPIRED",
    Level.MUST,
    "a right code after its expiry is refused and proves nothing.",
    "SEC-123",
    status="400",
    means=("age",),
)
"""Of the others the requirements called EXPIRED say so."""
WRONG = _at(
    ("REVERIFICATION.SECOND",),
    "WRONG",
    Level.MUST,
    "a wrong code is refused and proves nothing.",
    "SEC-118",
    status="422",
)
"""Of the others the requirements called WRONG say so."""

# Codes that were really sent, and are those of somebody or something else.

MAILED = ("inbox",)


def _other(case: str, says: str, *operations: str, when: tuple[str, ...], twin: str) -> Requirement:
    return Requirement(
        id=f"CODE.OF-ANOTHER.{case}",
        level=Level.MUST,
        says=says,
        sources=("SEC-124",),
        profile="email-code",
        operations=operations,
        when=when,
        means=MAILED,
        twins=(twin,),
    )


OTHER_ADDRESS = _other(
    "ADDRESS",
    "The code that was sent to one address verifies no other one of the same person.",
    "verifyEmailAddress",
    when=("email-verification",),
    twin="EMAIL-ADDRESS.MAILED",
)
OTHER_FLOW = _other(
    "FLOW",
    "The code of a sign-up verifies no address of an account, and the code of an address completes no sign-up.",
    "verifyEmailAddress",
    "attemptSignUpsVerification",
    when=("email-verification", "sign-up-email-code"),
    twin="EMAIL-ADDRESS.MAILED",
)
OTHER_PERSON = _other(
    "PERSON",
    "The code that was sent to one person signs no other one in.",
    "attemptSignInFactorOne",
    when=("email-verification", "email-identifier", "email-code"),
    twin="EMAIL-ADDRESS.MAILED",
)
OTHER_PURPOSE = _other(
    "PURPOSE",
    "The code of a reverification signs nobody in, and the code of a sign-in verifies no session.",
    "attemptSignInFactorOne",
    "attemptSessionReverificationFirstFactor",
    when=("email-verification", "email-identifier", "email-code", ON),
    twin="EMAIL-ADDRESS.MAILED",
)
PUBLIC_SIGN_UP = Requirement(
    id="CODE.SIGN-UP.PUBLIC",
    level=Level.MUST,
    says="The public code of test mode signs nobody up by an address that is not a test address.",
    sources=("SEC-127", "AUTH-227"),
    profile="email-code",
    operations=("attemptSignUpsVerification",),
    when=("sign-up-email-code",),
    twins=("SIGN-UP.COMPLETE",),
)
