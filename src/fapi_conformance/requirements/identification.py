"""Email addresses, phone numbers and wallets of an account: the same is required of each, under an id of its own.

What proves an address or a number is a code, and what proves a wallet is a signature.
"""

from dataclasses import dataclass

from fapi_conformance.requirements.identification_kind import Kind, Operations
from fapi_conformance.requirements.identification_proof import proving
from fapi_conformance.verdict.requirement import Level, Requirement

MUST, SHOULD = Level.MUST, Level.SHOULD


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


def _of(kind: Kind) -> Required:
    return Required(**_adding(kind), **proving(kind), **_leading(kind), **_ending(kind))


def _adding(kind: Kind) -> dict[str, Requirement]:
    """How one comes to an account."""
    one, call, noun, an, proof, changed, provable = (
        kind.one,
        kind.call,
        kind.noun,
        kind.an,
        kind.proof,
        kind.changed,
        kind.provable,
    )
    # Of addresses a fact says so, of numbers only the rule for all parameters, which is a SHOULD (USER-222, USER-241).
    naming = ", naming the parameter" if kind.noun == "email address" else ""
    return {
        "added": one(
            "ADDED",
            MUST,
            f"A new {noun} is added as it was given, and not verified.",
            (f"{call.create} 200", "USER-200", "USER-221", "USER-240"),
            (call.create,),
            when=(changed,),
        ),
        "listed": one(
            "LISTED",
            MUST,
            f"{an.capitalize()} that was added is read by its id, and is in the list and in the user.",
            (f"{call.read} 200", f"{call.list} 200", "USER-220", "GEN-002"),
            (call.read, call.list),
            when=(changed,),
            twins=("ADDED",),
        ),
        "in_client": one(
            "IN-CLIENT",
            MUST,
            f"The client beside the answer shows the user with {an} that was added, and without one that was deleted.",
            (f"{call.create} 200", f"{call.delete} 200", "GEN-003", "AUTH-030"),
            (call.create, call.delete),
            when=(changed,),
            twins=("ADDED", "DELETED"),
        ),
        "malformed": one(
            "MALFORMED",
            MUST,
            f"What is no {noun} is refused with 422 `form_param_format_invalid`{naming}.",
            (f"{call.create} 422", "USER-222", "USER-241", "USER-261"),
            (call.create,),
            when=(changed,),
            twins=("ADDED",),
        ),
        "named": one(
            "REFUSED.NAMED",
            SHOULD,
            f"The refusals of what is no {noun}, and of a wrong {proof}, name the parameter.",
            ("GEN-020", "AUTH-268"),
            (call.create, call.attempt),
            twins=("MALFORMED", "WRONG-CODE"),
        ),
        "normal_form": one(
            "NORMAL-FORM",
            SHOULD,
            f"{an.capitalize()} in another spelling is refused or comes back in its normal form.",
            ("USER-224", "GAP-052", "GAP-057", "GAP-058"),
            (call.create,),
            when=(changed,),
            twins=("ADDED",),
        ),
        "taken": one(
            "TAKEN",
            SHOULD,
            f"{an.capitalize()} that somebody else has verified is refused with 422 `form_identifier_exists`.",
            (f"{call.create} 422", "USER-223", "USER-241"),
            (call.create,),
            when=(provable, "no-enumeration-protection"),
            twins=("PROVEN",),
        ),
    }


def _leading(kind: Kind) -> dict[str, Requirement]:
    """Which of them leads, and who signs in by them."""
    one, noun, provable, identifier = kind.one, kind.noun, kind.provable, kind.identifier
    return {
        "primary": one(
            "PRIMARY",
            MUST,
            f"A verified {noun} becomes the primary one when the profile is told so.",
            ("patchUser 200", "USER-010", "USER-014"),
            ("patchUser",),
            twins=("PROVEN",),
        ),
        "primary_unproven": one(
            "PRIMARY.UNPROVEN",
            MUST,
            f"An unverified {noun} is refused as the primary one, and the primary one stays.",
            ("patchUser 422", "SEC-010"),
            ("patchUser",),
            twins=("PRIMARY",),
        ),
        "primary_foreign": one(
            "PRIMARY.FOREIGN",
            MUST,
            f"Another person's {noun} is refused as the primary one, and nothing of it is shown.",
            ("patchUser 422", "SEC-009"),
            ("patchUser",),
            twins=("PRIMARY",),
        ),
        "signs_in": one(
            "SIGNS-IN",
            SHOULD,
            f"Somebody is found at sign-in by a further {noun} that they verified.",
            ("AUTH-241", "AUTH-244"),
            ("createSignIn",),
            when=(provable, identifier),
            twins=("PROVEN",),
        ),
        "unproven_signs_in": one(
            "SIGNS-IN.UNPROVEN",
            SHOULD,
            f"Nobody is found at sign-in by a further {noun} that they have not verified.",
            ("AUTH-244", "USER-223"),
            ("createSignIn",),
            when=(provable, identifier, "no-enumeration-protection"),
            twins=("SIGNS-IN",),
        ),
    }


def _ending(kind: Kind) -> dict[str, Requirement]:
    """How one is given up, and whose it is."""
    one, call, noun, an, changed, required = kind.one, kind.call, kind.noun, kind.an, kind.changed, kind.required
    every = (kind.call.read, kind.call.prepare, kind.call.attempt, kind.call.delete)
    return {
        "deleted": one(
            "DELETED",
            MUST,
            f"Deleting {an} answers what was deleted, and it is in the list and in the user no more.",
            (f"{call.delete} 200", "USER-231", "GEN-042", "GEN-043", "GEN-003"),
            (call.delete,),
            when=(changed,),
            twins=("ADDED",),
        ),
        "gone": one(
            "DELETED.GONE",
            SHOULD,
            f"{an.capitalize()} that was deleted is neither read nor deleted again: 404.",
            ("GEN-044",),
            (call.read, call.delete),
            when=(changed,),
            twins=("DELETED",),
        ),
        "free_again": one(
            "DELETED.FREE",
            SHOULD,
            f"A verified {noun} that was deleted may be added and verified by somebody else.",
            ("GEN-044", "USER-223"),
            (call.delete, call.create),
            twins=("DELETED", "PROVEN"),
        ),
        "no_dangling_primary": one(
            "DELETED.PRIMARY",
            SHOULD,
            f"When the primary {noun} is deleted, the user names one that they still have, or none.",
            ("USER-208",),
            (call.delete,),
            twins=("PRIMARY", "DELETED"),
        ),
        "last_kept": one(
            "LAST-KEPT",
            MUST,
            f"The last verified {noun} of somebody is not deleted where the instance requires one.",
            (f"{call.delete} 400", "USER-207", "SEC-143"),
            (call.delete,),
            when=(changed, required),
            twins=("DELETED",),
        ),
        "foreign": one(
            "FOREIGN",
            MUST,
            f"Another person's {noun} is refused with 404 `resource_not_found`, whatever is asked, and stays as it is.",
            (f"{call.read} 404", f"{call.delete} 404", "USER-209", "SEC-001", "SEC-002", "SEC-004"),
            every,
            when=(changed,),
            twins=("ADDED",),
        ),
        "foreign_like_unknown": one(
            "FOREIGN.LIKE-UNKNOWN",
            SHOULD,
            f"Another person's {noun} and one that never was are refused alike.",
            ("USER-210",),
            every,
            when=(changed,),
            twins=("FOREIGN",),
        ),
        "trailing_slash": one(
            "TRAILING-SLASH",
            MUST,
            f"{an.capitalize()} is added at a path with a slash behind it too, without a redirect.",
            (f"{call.create} 200", "GEN-011", "official-client-wire"),
            (call.create,),
            when=(changed,),
            twins=("ADDED",),
        ),
    }


EMAIL_ADDRESS = _of(
    Kind(
        prefix="EMAIL-ADDRESS",
        noun="email address",
        profile="email-code",
        changed="email-addresses",
        provable="email-verification",
        identifier="email-identifier",
        required="email-required",
        call=Operations(
            list="getEmailAddresses",
            create="createEmailAddresses",
            read="getEmailAddress",
            delete="DeleteEmailAddress",
            prepare="sendVerificationEmail",
            attempt="verifyEmailAddress",
        ),
    )
)
PHONE_NUMBER = _of(
    Kind(
        prefix="PHONE-NUMBER",
        noun="phone number",
        profile="phone",
        changed="phone-numbers",
        provable="phone-verification",
        identifier="phone-identifier",
        required="phone-required",
        call=Operations(
            list="getPhoneNumbers",
            create="postPhoneNumbers",
            read="ReadPhoneNumber",
            delete="DeletePhoneNumber",
            prepare="sendVerificationSMS",
            attempt="verifyPhoneNumber",
        ),
    )
)
WALLET = _of(
    Kind(
        prefix="WALLET",
        noun="wallet",
        profile="web3",
        changed="web3-wallets",
        provable="web3-wallets",
        identifier="web3-sign-in",
        required="web3-required",
        call=Operations(
            list="getWeb3Wallets",
            create="postWeb3Wallets",
            read="readWeb3Wallet",
            delete="deleteWeb3Wallet",
            prepare="prepareWeb3WalletVerification",
            attempt="attemptWeb3WalletVerification",
        ),
    )
)
