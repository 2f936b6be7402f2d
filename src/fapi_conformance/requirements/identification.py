"""Email addresses, phone numbers and wallets of an account: the same is required of each, under an id of its own.

What proves an address or a number is a code, and what proves a wallet is a signature.
"""

from dataclasses import dataclass

from fapi_conformance.verdict.requirement import Level, Requirement


@dataclass(frozen=True, slots=True, kw_only=True)
class Required:
    """What is required of one kind of identification."""

    added: Requirement
    listed: Requirement
    in_client: Requirement
    malformed: Requirement
    named: Requirement
    normal_form: Requirement
    taken: Requirement
    prepared: Requirement
    proven: Requirement
    attempts: Requirement
    wrong_code: Requirement
    few_wrong_codes: Requirement
    many_wrong_codes: Requirement
    prepared_again: Requirement
    expired: Requirement
    unprepared: Requirement
    proven_already: Requirement
    primary: Requirement
    primary_unproven: Requirement
    primary_foreign: Requirement
    signs_in: Requirement
    unproven_signs_in: Requirement
    deleted: Requirement
    gone: Requirement
    free_again: Requirement
    no_dangling_primary: Requirement
    last_kept: Requirement
    foreign: Requirement
    foreign_like_unknown: Requirement
    trailing_slash: Requirement


@dataclass(frozen=True, slots=True, kw_only=True)
class _Operations:
    list: str
    create: str
    read: str
    delete: str
    prepare: str
    attempt: str


def _of(
    prefix: str,
    noun: str,
    *,
    profile: str,
    changed: str,
    provable: str,
    identifier: str,
    required: str,
    call: _Operations,
) -> Required:
    # Of addresses a fact says so, of numbers only the rule for all parameters, which is a SHOULD (USER-222, USER-241).
    naming = ", naming the parameter" if noun == "email address" else ""
    an = "an email address" if noun == "email address" else f"a {noun}"
    by_wallet = noun == "wallet"
    proof = "signature" if by_wallet else "code"
    wrong = "`form_incorrect_signature`" if by_wallet else "`form_code_incorrect`"

    def one(
        case: str,
        level: Level,
        says: str,
        sources: tuple[str, ...],
        operations: tuple[str, ...],
        *,
        when: tuple[str, ...] = (provable,),
        means: tuple[str, ...] = (),
        twins: tuple[str, ...] = (),
    ) -> Requirement:
        return Requirement(
            id=f"{prefix}.{_worded(case, proof)}",
            level=level,
            says=says,
            sources=sources,
            profile=profile,
            operations=operations,
            when=when,
            means=means,
            twins=tuple(twin if "." in twin else f"{prefix}.{_worded(twin, proof)}" for twin in twins),
        )

    def of_codes(check: str) -> tuple[str, ...]:
        """What the security catalogue asks of codes, it does not ask of a wallet's signature."""
        return () if by_wallet else (check,)

    must, should = Level.MUST, Level.SHOULD
    attempt, every = (call.attempt,), (call.read, call.prepare, call.attempt, call.delete)
    return Required(
        added=one(
            "ADDED",
            must,
            f"A new {noun} is added as it was given, and not verified.",
            (f"{call.create} 200", "USER-200", "USER-221", "USER-240"),
            (call.create,),
            when=(changed,),
        ),
        listed=one(
            "LISTED",
            must,
            f"{an.capitalize()} that was added is read by its id, and is in the list and in the user.",
            (f"{call.read} 200", f"{call.list} 200", "USER-220", "GEN-002"),
            (call.read, call.list),
            when=(changed,),
            twins=("ADDED",),
        ),
        in_client=one(
            "IN-CLIENT",
            must,
            f"The client beside the answer shows the user with {an} that was added, and without one that was deleted.",
            (f"{call.create} 200", f"{call.delete} 200", "GEN-003", "AUTH-030"),
            (call.create, call.delete),
            when=(changed,),
            twins=("ADDED", "DELETED"),
        ),
        malformed=one(
            "MALFORMED",
            must,
            f"What is no {noun} is refused with 422 `form_param_format_invalid`{naming}.",
            (f"{call.create} 422", "USER-222", "USER-241", "USER-261"),
            (call.create,),
            when=(changed,),
            twins=("ADDED",),
        ),
        named=one(
            "REFUSED.NAMED",
            should,
            f"The refusals of what is no {noun}, and of a wrong {proof}, name the parameter.",
            ("GEN-020", "AUTH-268"),
            (call.create, call.attempt),
            twins=("MALFORMED", "WRONG-CODE"),
        ),
        normal_form=one(
            "NORMAL-FORM",
            should,
            f"{an.capitalize()} in another spelling is refused or comes back in its normal form.",
            ("USER-224", "GAP-052", "GAP-057", "GAP-058"),
            (call.create,),
            when=(changed,),
            twins=("ADDED",),
        ),
        taken=one(
            "TAKEN",
            should,
            f"{an.capitalize()} that somebody else has verified is refused with 422 `form_identifier_exists`.",
            (f"{call.create} 422", "USER-223", "USER-241"),
            (call.create,),
            when=(provable, "no-enumeration-protection"),
            twins=("PROVEN",),
        ),
        prepared=one(
            "PREPARED",
            must,
            f"Preparing the {proof} of {an} starts a verification: unverified, of that strategy, with "
            + ("a message to sign." if by_wallet else "an expiry to come."),
            (f"{call.prepare} 200", "USER-263" if by_wallet else "USER-201", "table of section 4.1"),
            (call.prepare,),
        ),
        proven=one(
            "PROVEN",
            must,
            f"The right {proof} verifies {an}, in the answer and in what is read afterwards.",
            (f"{call.attempt} 200", "USER-265" if by_wallet else "USER-229", "table of section 4.1"),
            attempt,
        ),
        attempts=one(
            "ATTEMPTS",
            should,
            f"A prepared verification has 0 attempts, and each try of a {proof} adds one, the right one too.",
            ("USER-211", *of_codes("SEC-118")),
            (call.prepare, call.attempt),
            twins=("PROVEN",),
        ),
        wrong_code=one(
            "WRONG-CODE",
            must,
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
        few_wrong_codes=one(
            "FEW-WRONG-CODES",
            should,
            f"After one or two wrong {proof}s the right one still verifies.",
            ("GAP-080", "USER-202"),
            attempt,
            twins=("PROVEN",),
        ),
        many_wrong_codes=one(
            "MANY-WRONG-CODES",
            should,
            f"After ten wrong {proof}s the right one is refused, with 400 `verification_failed`.",
            ("GAP-080", "USER-202", "table of section 4.1", *of_codes("SEC-119")),
            attempt,
            twins=("PROVEN",),
        ),
        prepared_again=one(
            "PREPARED-AGAIN",
            should,
            f"Preparing again starts anew: nothing tried, and the new {proof} verifies.",
            ("table of section 4.1", "USER-204"),
            (call.prepare, call.attempt),
            twins=("PROVEN",),
        ),
        expired=one(
            "EXPIRED",
            # That a wallet's message has an expiry is not promised (USER-201, SEC-183).
            should if by_wallet else must,
            f"A {proof} after its expiry is refused with 400 `verification_expired` and verifies nothing.",
            (f"{call.attempt} 400", "USER-229", "table of section 4.1", *of_codes("SEC-123")),
            attempt,
            means=("age",),
            twins=("PROVEN",),
        ),
        unprepared=one(
            "UNPREPARED",
            must,
            "A signature where no message was given is refused, and verifies nothing."
            if by_wallet
            else "A code never prepared is refused with 400 `verification_missing` or `verification_not_sent`.",
            (f"{call.attempt} 400", *(("SEC-183",) if by_wallet else ("USER-203", "USER-229")), "table of section 4.1"),
            attempt,
            twins=("PROVEN",),
        ),
        proven_already=one(
            "PROVEN-ALREADY",
            should,
            "What is verified is neither prepared nor tried again: 400 `verification_already_verified`.",
            ("table of section 4.1", "USER-230", "SEC-121"),
            (call.prepare, call.attempt),
            twins=("PROVEN",),
        ),
        primary=one(
            "PRIMARY",
            must,
            f"A verified {noun} becomes the primary one when the profile is told so.",
            ("patchUser 200", "USER-010", "USER-014"),
            ("patchUser",),
            twins=("PROVEN",),
        ),
        primary_unproven=one(
            "PRIMARY.UNPROVEN",
            must,
            f"An unverified {noun} is refused as the primary one, and the primary one stays.",
            ("patchUser 422", "SEC-010"),
            ("patchUser",),
            twins=("PRIMARY",),
        ),
        primary_foreign=one(
            "PRIMARY.FOREIGN",
            must,
            f"Another person's {noun} is refused as the primary one, and nothing of it is shown.",
            ("patchUser 422", "SEC-009"),
            ("patchUser",),
            twins=("PRIMARY",),
        ),
        signs_in=one(
            "SIGNS-IN",
            should,
            f"Somebody is found at sign-in by a further {noun} that they verified.",
            ("AUTH-241", "AUTH-244"),
            ("createSignIn",),
            when=(provable, identifier),
            twins=("PROVEN",),
        ),
        unproven_signs_in=one(
            "SIGNS-IN.UNPROVEN",
            should,
            f"Nobody is found at sign-in by a further {noun} that they have not verified.",
            ("AUTH-244", "USER-223"),
            ("createSignIn",),
            when=(provable, identifier, "no-enumeration-protection"),
            twins=("SIGNS-IN",),
        ),
        deleted=one(
            "DELETED",
            must,
            f"Deleting {an} answers what was deleted, and it is in the list and in the user no more.",
            (f"{call.delete} 200", "USER-231", "GEN-042", "GEN-043", "GEN-003"),
            (call.delete,),
            when=(changed,),
            twins=("ADDED",),
        ),
        gone=one(
            "DELETED.GONE",
            should,
            f"{an.capitalize()} that was deleted is neither read nor deleted again: 404.",
            ("GEN-044",),
            (call.read, call.delete),
            when=(changed,),
            twins=("DELETED",),
        ),
        free_again=one(
            "DELETED.FREE",
            should,
            f"A verified {noun} that was deleted may be added and verified by somebody else.",
            ("GEN-044", "USER-223"),
            (call.delete, call.create),
            twins=("DELETED", "PROVEN"),
        ),
        no_dangling_primary=one(
            "DELETED.PRIMARY",
            should,
            f"When the primary {noun} is deleted, the user names one that they still have, or none.",
            ("USER-208",),
            (call.delete,),
            twins=("PRIMARY", "DELETED"),
        ),
        last_kept=one(
            "LAST-KEPT",
            must,
            f"The last verified {noun} of somebody is not deleted where the instance requires one.",
            (f"{call.delete} 400", "USER-207", "SEC-143"),
            (call.delete,),
            when=(changed, required),
            twins=("DELETED",),
        ),
        foreign=one(
            "FOREIGN",
            must,
            f"Another person's {noun} is refused with 404 `resource_not_found`, whatever is asked, and stays as it is.",
            (f"{call.read} 404", f"{call.delete} 404", "USER-209", "SEC-001", "SEC-002", "SEC-004"),
            every,
            when=(changed,),
            twins=("ADDED",),
        ),
        foreign_like_unknown=one(
            "FOREIGN.LIKE-UNKNOWN",
            should,
            f"Another person's {noun} and one that never was are refused alike.",
            ("USER-210",),
            every,
            when=(changed,),
            twins=("FOREIGN",),
        ),
        trailing_slash=one(
            "TRAILING-SLASH",
            must,
            f"{an.capitalize()} is added at a path with a slash behind it too, without a redirect.",
            (f"{call.create} 200", "GEN-011", "official-client-wire"),
            (call.create,),
            when=(changed,),
            twins=("ADDED",),
        ),
    )


def _worded(case: str, proof: str) -> str:
    """The case by what proves this kind."""
    return case.replace("CODE", proof.upper())


EMAIL_ADDRESS = _of(
    "EMAIL-ADDRESS",
    "email address",
    profile="email-code",
    changed="email-addresses",
    provable="email-verification",
    identifier="email-identifier",
    required="email-required",
    call=_Operations(
        list="getEmailAddresses",
        create="createEmailAddresses",
        read="getEmailAddress",
        delete="DeleteEmailAddress",
        prepare="sendVerificationEmail",
        attempt="verifyEmailAddress",
    ),
)
PHONE_NUMBER = _of(
    "PHONE-NUMBER",
    "phone number",
    profile="phone",
    changed="phone-numbers",
    provable="phone-verification",
    identifier="phone-identifier",
    required="phone-required",
    call=_Operations(
        list="getPhoneNumbers",
        create="postPhoneNumbers",
        read="ReadPhoneNumber",
        delete="DeletePhoneNumber",
        prepare="sendVerificationSMS",
        attempt="verifyPhoneNumber",
    ),
)
WALLET = _of(
    "WALLET",
    "wallet",
    profile="web3",
    changed="web3-wallets",
    provable="web3-wallets",
    identifier="web3-sign-in",
    required="web3-required",
    call=_Operations(
        list="getWeb3Wallets",
        create="postWeb3Wallets",
        read="readWeb3Wallet",
        delete="deleteWeb3Wallet",
        prepare="prepareWeb3WalletVerification",
        attempt="attemptWeb3WalletVerification",
    ),
)
