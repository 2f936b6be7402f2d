"""Sign-up with a phone number, proven by a code."""

from fapi_conformance.verdict.requirement import Level, Requirement

UNVERIFIED = Requirement(
    id="SIGN-UP.PHONE-CODE.UNVERIFIED",
    level=Level.MUST,
    says="A phone number that was supplied and needs verification is unverified, also where it is optional.",
    sources=("createSignUps 200", "AUTH-290"),
    profile="phone",
    operations=("createSignUps",),
    when=("sign-up-phone-code",),
)
PREPARED = Requirement(
    id="SIGN-UP.PHONE-CODE.PREPARED",
    level=Level.MUST,
    says="With the strategy `phone_code` a sign-up prepares the verification of its number, and no other one.",
    sources=("createSignUps 200", "AUTH-293"),
    profile="phone",
    operations=("createSignUps",),
    when=("sign-up-phone-code",),
)
VERIFIED = Requirement(
    id="SIGN-UP.PHONE-CODE.RIGHT",
    level=Level.MUST,
    says="The right code verifies the number, which is then no longer unverified.",
    sources=("attemptSignUpsVerification 200", "AUTH-296", "AUTH-228"),
    profile="phone",
    operations=("attemptSignUpsVerification",),
    when=("sign-up-phone-code",),
    twins=("SIGN-UP.PHONE-CODE.PREPARED",),
)
COMPLETE = Requirement(
    id="SIGN-UP.PHONE-CODE.COMPLETE",
    level=Level.MUST,
    says="A sign-up whose number is verified completes with the last requirement met, and the user has the number.",
    sources=("attemptSignUpsVerification 200", "AUTH-296", "AUTH-297"),
    profile="phone",
    operations=("attemptSignUpsVerification", "getUser"),
    when=("sign-up-phone-code",),
    twins=("SIGN-UP.PHONE-CODE.RIGHT",),
)
ONE_OF_TWO = Requirement(
    id="SIGN-UP.PHONE-CODE.ONE-OF-TWO",
    level=Level.MUST,
    says="A sign-up with an address and a number is not complete while one of them is unverified.",
    sources=("attemptSignUpsVerification 200", "AUTH-290", "AUTH-296"),
    profile="phone",
    operations=("attemptSignUpsVerification",),
    when=("sign-up-both-codes",),
    twins=("SIGN-UP.PHONE-CODE.RIGHT",),
)
WRONG = Requirement(
    id="SIGN-UP.PHONE-CODE.WRONG",
    level=Level.MUST,
    says="A wrong code for a number is refused with 422 `form_code_incorrect` and verifies nothing.",
    sources=("attemptSignUpsVerification 422", "AUTH-307", "AUTH-232", "SEC-118"),
    profile="phone",
    operations=("attemptSignUpsVerification",),
    when=("sign-up-phone-code",),
    twins=("SIGN-UP.PHONE-CODE.RIGHT",),
)
EXPIRED = Requirement(
    id="SIGN-UP.PHONE-CODE.EXPIRED",
    level=Level.MUST,
    says="A code for a number after its expiry is refused with 400 `verification_expired` and verifies nothing.",
    sources=("attemptSignUpsVerification 400", "AUTH-307", "SEC-123"),
    profile="phone",
    operations=("attemptSignUpsVerification",),
    when=("sign-up-phone-code",),
    means=("age",),
    twins=("SIGN-UP.PHONE-CODE.RIGHT",),
)
OTHER_STRATEGY = Requirement(
    id="SIGN-UP.PHONE-CODE.OTHER-STRATEGY",
    level=Level.MUST,
    says="A code sent to an address verifies no number, whose own code was never sent.",
    sources=("attemptSignUpsVerification 400, 422", "AUTH-306", "SEC-125"),
    profile="phone",
    operations=("attemptSignUpsVerification",),
    when=("sign-up-both-codes",),
    twins=("SIGN-UP.PHONE-CODE.RIGHT",),
)
TAKEN = Requirement(
    id="SIGN-UP.PHONE-TAKEN",
    level=Level.MUST,
    says="A phone number that a user has verified is refused with 422 `form_identifier_exists`.",
    sources=("createSignUps 422", "AUTH-300"),
    profile="phone",
    operations=("createSignUps",),
    when=("sign-up-phone-code", "no-enumeration-protection"),
    twins=("SIGN-UP.PHONE-CODE.COMPLETE",),
)
MALFORMED = Requirement(
    id="SIGN-UP.MALFORMED-PHONE",
    level=Level.SHOULD,
    says="Text that is no phone number is refused with 422 `form_param_format_invalid`, naming the field.",
    sources=("createSignUps 422", "AUTH-301"),
    profile="phone",
    operations=("createSignUps",),
    when=("sign-up-phone-code",),
    twins=("SIGN-UP.PHONE-CODE.PREPARED",),
)
