"""How an address, a number or a wallet is proven, and by what not."""

from fapi_conformance.requirements.identification_kind import Kind
from fapi_conformance.verdict.requirement import Level, Requirement

MUST, SHOULD = Level.MUST, Level.SHOULD


def proving(kind: Kind) -> dict[str, Requirement]:
    """How it is proven, and by what not."""
    one, call, noun, an, proof, by_wallet, of_codes = (
        kind.one,
        kind.call,
        kind.noun,
        kind.an,
        kind.proof,
        kind.by_wallet,
        kind.of_codes,
    )
    wrong = "`form_incorrect_signature`" if kind.by_wallet else "`form_code_incorrect`"
    attempt = (kind.call.attempt,)
    return {
        "prepared": one(
            "PREPARED",
            MUST,
            f"Preparing the {proof} of {an} starts a verification: unverified, of that strategy, with "
            + ("a message to sign." if by_wallet else "an expiry to come."),
            (f"{call.prepare} 200", "USER-263" if by_wallet else "USER-201", "table of section 4.1"),
            (call.prepare,),
        ),
        "proven": one(
            "PROVEN",
            MUST,
            f"The right {proof} verifies {an}, in the answer and in what is read afterwards.",
            (f"{call.attempt} 200", "USER-265" if by_wallet else "USER-229", "table of section 4.1"),
            attempt,
        ),
        "attempts": one(
            "ATTEMPTS",
            SHOULD,
            f"A prepared verification has 0 attempts, and each try of a {proof} adds one, the right one too.",
            ("USER-211", *of_codes("SEC-118")),
            (call.prepare, call.attempt),
            twins=("PROVEN",),
        ),
        "wrong_code": one(
            "WRONG-CODE",
            MUST,
            f"A wrong {proof} is refused with 422 {wrong}, and leaves the {noun} unverified.",
            (
                f"{call.attempt} 422",
                "USER-265" if by_wallet else "USER-229",
                "table of section 4.1",
                *of_codes("SEC-118"),
            ),
            attempt,
            twins=("PROVEN",),
        ),
        "few_wrong_codes": one(
            "FEW-WRONG-CODES",
            SHOULD,
            f"After one or two wrong {proof}s the right one still verifies.",
            ("GAP-080", "USER-202"),
            attempt,
            twins=("PROVEN",),
        ),
        "many_wrong_codes": one(
            "MANY-WRONG-CODES",
            SHOULD,
            f"After ten wrong {proof}s the right one is refused, with 400 `verification_failed`.",
            ("GAP-080", "USER-202", "table of section 4.1", *of_codes("SEC-119")),
            attempt,
            twins=("PROVEN",),
        ),
        "prepared_again": one(
            "PREPARED-AGAIN",
            SHOULD,
            f"Preparing again starts anew: nothing tried, and the new {proof} verifies.",
            ("table of section 4.1", "USER-204"),
            (call.prepare, call.attempt),
            twins=("PROVEN",),
        ),
        "expired": one(
            "EXPIRED",
            # That a wallet's message has an expiry is not promised (USER-201, SEC-183).
            SHOULD if by_wallet else MUST,
            f"A {proof} after its expiry is refused with 400 `verification_expired` and verifies nothing.",
            (f"{call.attempt} 400", "USER-229", "table of section 4.1", *of_codes("SEC-123")),
            attempt,
            means=("age",),
            twins=("PROVEN",),
        ),
        "unprepared": one(
            "UNPREPARED",
            MUST,
            "A signature where no message was given is refused, and verifies nothing."
            if by_wallet
            else "A code never prepared is refused with 400 `verification_missing` or `verification_not_sent`.",
            (f"{call.attempt} 400", *(("SEC-183",) if by_wallet else ("USER-203", "USER-229")), "table of section 4.1"),
            attempt,
            twins=("PROVEN",),
        ),
        "proven_already": one(
            "PROVEN-ALREADY",
            SHOULD,
            "What is verified is neither prepared nor tried again: 400 `verification_already_verified`.",
            ("table of section 4.1", "USER-230", "SEC-121"),
            (call.prepare, call.attempt),
            twins=("PROVEN",),
        ),
    }
