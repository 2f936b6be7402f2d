"""Wallets beside what all identifications have in common: whose signature counts, of what, and how often."""

from fapi_conformance.verdict.requirement import Level, Requirement

_PREPARE, _ATTEMPT = "prepareWeb3WalletVerification", "attemptWeb3WalletVerification"
_FIRST, _SIGN_UP = "attemptSignInFactorOne", "attemptSignUpsVerification"


def _one(
    case: str,
    level: Level,
    says: str,
    sources: tuple[str, ...],
    operations: tuple[str, ...],
    *,
    when: tuple[str, ...] = ("web3-wallets",),
    twins: tuple[str, ...] = ("WALLET.PROVEN",),
) -> Requirement:
    return Requirement(
        id=f"WALLET.{case}",
        level=level,
        says=says,
        sources=sources,
        profile="web3",
        operations=operations,
        when=when,
        twins=twins,
    )


_SIGNS_IN = ("web3-wallets", "web3-sign-in")
_SIGNS_UP = ("web3-wallets", "sign-up-web3")

FORGED = _one(
    "FORGED",
    Level.MUST,
    "What is not the wallet's own signature of the message that it was given is refused, and proves nothing.",
    (f"{_ATTEMPT} 422", "SEC-182", "USER-264", "USER-265"),
    (_ATTEMPT,),
)
FRESH_NONCE = _one(
    "NONCE.FRESH",
    Level.MUST,
    "Each preparation of a wallet gives another message to sign.",
    (f"{_PREPARE} 200", "SEC-183", "USER-263"),
    (_PREPARE,),
)
NONCE = _one(
    "NONCE",
    Level.SHOULD,
    "A prepared wallet tells a nonce of at least eight characters, which stands in its message.",
    ("SEC-183", "USER-263"),
    (_PREPARE,),
)
OLD_MESSAGE = _one(
    "NONCE.OLD",
    Level.SHOULD,
    "The signature of a message is refused once a newer message was given.",
    ("USER-266", "SEC-183"),
    (_PREPARE, _ATTEMPT),
)
ELSEWHERE = _one(
    "ELSEWHERE",
    Level.MUST,
    "A signature that was given for one attempt is refused by any other: on another client, at sign-up, on an account.",
    (f"{_FIRST} 422", f"{_ATTEMPT} 422", "SEC-183"),
    (_FIRST, _SIGN_UP, _ATTEMPT),
    when=(*_SIGNS_IN, "sign-up-web3"),
    twins=("WALLET.SIGN-IN.RIGHT", "WALLET.PROVEN", "WALLET.SIGN-UP.PROVEN"),
)
CLAIMED = _one(
    "CLAIMED",
    Level.SHOULD,
    "Of two people who were given a message for one wallet, only who proves it first has it.",
    ("SEC-185", "USER-261"),
    (_ATTEMPT,),
)
IN_CAPITALS = _one(
    "IN-CAPITALS",
    Level.SHOULD,
    "A wallet that somebody has verified is theirs in any letter case of its address.",
    ("SEC-185", "GAP-058", "USER-261"),
    ("postWeb3Wallets", "createSignIn"),
    when=(*_SIGNS_IN, "no-enumeration-protection"),
)

FACTOR = _one(
    "SIGN-IN.FACTOR",
    Level.MUST,
    "A first factor by a wallet's signature names the wallet that it is prepared with.",
    ("Stubs.SignInFactor", "AUTH-259"),
    ("createSignIn",),
    when=_SIGNS_IN,
)
PREPARED = _one(
    "SIGN-IN.PREPARED",
    Level.MUST,
    "Preparing it starts the verification: unverified, of that strategy, with a message to sign.",
    ("prepareSignInFactorOne 200", "AUTH-257", "USER-263"),
    ("prepareSignInFactorOne",),
    when=_SIGNS_IN,
)
RIGHT = _one(
    "SIGN-IN.RIGHT",
    Level.MUST,
    "The wallet's signature of that message proves the first factor.",
    (f"{_FIRST} 200", "AUTH-266", "USER-264"),
    (_FIRST,),
    when=_SIGNS_IN,
)
AS_CLIENTS_DO = _one(
    "SIGN-IN.NAMED-BESIDE",
    Level.SHOULD,
    "An attempt that names the wallet beside the signature, as the browser client does, is taken.",
    ("GAP-004", "official-client-wire"),
    (_FIRST,),
    when=_SIGNS_IN,
    twins=("WALLET.SIGN-IN.RIGHT",),
)
SIGN_IN_FORGED = _one(
    "SIGN-IN.FORGED",
    Level.MUST,
    "Another wallet's signature of the message is refused, and signs nobody in.",
    (f"{_FIRST} 422", "SEC-182", "AUTH-232"),
    (_FIRST,),
    when=_SIGNS_IN,
    twins=("WALLET.SIGN-IN.RIGHT",),
)
SIGN_IN_FORGED_CODE = _one(
    "SIGN-IN.FORGED.CODE",
    Level.SHOULD,
    "That refusal is 422 `form_incorrect_signature`.",
    ("AUTH-268",),
    (_FIRST,),
    when=_SIGNS_IN,
    twins=("WALLET.SIGN-IN.FORGED",),
)
SIGN_IN_UNPREPARED = _one(
    "SIGN-IN.UNPREPARED",
    Level.MUST,
    "A signature where no message was given is refused, and signs nobody in.",
    (f"{_FIRST} 400", "AUTH-266", "SEC-183"),
    (_FIRST,),
    when=_SIGNS_IN,
    twins=("WALLET.SIGN-IN.RIGHT",),
)
REPLAYED = _one(
    "SIGN-IN.REPLAYED",
    Level.MUST,
    "A signature that has signed somebody in is refused by a later sign-in.",
    (f"{_FIRST} 422", "SEC-183"),
    (_FIRST,),
    when=_SIGNS_IN,
    twins=("WALLET.SIGN-IN.RIGHT",),
)
UNKNOWN = _one(
    "SIGN-IN.UNKNOWN",
    Level.SHOULD,
    "A wallet that nobody has verified is told so at sign-in: 422 `form_identifier_not_found`.",
    ("AUTH-326", "AUTH-244"),
    ("createSignIn",),
    when=(*_SIGNS_IN, "no-enumeration-protection"),
    twins=("WALLET.SIGN-IN.RIGHT",),
)
GIVEN_UP = _one(
    "SIGN-IN.GIVEN-UP",
    Level.SHOULD,
    "A wallet that its person has deleted signs them in no more.",
    ("AUTH-326", "GEN-044"),
    ("createSignIn", "deleteWeb3Wallet"),
    when=(*_SIGNS_IN, "no-enumeration-protection"),
    twins=("WALLET.SIGN-IN.RIGHT", "WALLET.DELETED"),
)

SUPPLIED = _one(
    "SIGN-UP.SUPPLIED",
    Level.MUST,
    "A sign-up has the wallet that it was given, unverified until that is proven.",
    ("createSignUps 200", "AUTH-285", "AUTH-290", "AUTH-291"),
    ("createSignUps",),
    when=_SIGNS_UP,
    twins=(),
)
SIGN_UP_PREPARED = _one(
    "SIGN-UP.PREPARED",
    Level.MUST,
    "Preparing it starts the verification of the wallet: unverified, of that strategy, with a message to sign.",
    ("prepareSignUpsVerification 200", "Client.SignUp.Verifications", "AUTH-305"),
    ("prepareSignUpsVerification",),
    when=_SIGNS_UP,
    twins=("WALLET.SIGN-UP.SUPPLIED",),
)
SIGN_UP_PROVEN = _one(
    "SIGN-UP.PROVEN",
    Level.MUST,
    "The wallet's signature of that message verifies it, and it is no longer unverified.",
    (f"{_SIGN_UP} 200", "AUTH-290", "AUTH-305"),
    (_SIGN_UP,),
    when=_SIGNS_UP,
    twins=("WALLET.SIGN-UP.PREPARED",),
)
COMPLETE = _one(
    "SIGN-UP.COMPLETE",
    Level.MUST,
    "Who signed up with a wallet has it, verified.",
    (f"{_SIGN_UP} 200", "AUTH-297", "USER-260"),
    (_SIGN_UP, "getUser"),
    when=_SIGNS_UP,
    twins=("WALLET.SIGN-UP.PROVEN",),
)
SIGN_UP_FORGED = _one(
    "SIGN-UP.FORGED",
    Level.MUST,
    "Another wallet's signature is refused at sign-up, and the wallet stays unverified.",
    (f"{_SIGN_UP} 422", "SEC-182"),
    (_SIGN_UP,),
    when=_SIGNS_UP,
    twins=("WALLET.SIGN-UP.PROVEN",),
)
SIGN_UP_TAKEN = _one(
    "SIGN-UP.TAKEN",
    Level.SHOULD,
    "A wallet that somebody has verified is refused at sign-up with 422 `form_identifier_exists`.",
    ("SEC-185", "AUTH-300"),
    ("createSignUps",),
    when=(*_SIGNS_UP, "no-enumeration-protection"),
    twins=("WALLET.SIGN-UP.SUPPLIED", "WALLET.PROVEN"),
)
SIGN_UP_MALFORMED = _one(
    "SIGN-UP.MALFORMED",
    Level.SHOULD,
    "What is no address of a wallet is refused at sign-up with 422 `form_param_format_invalid`.",
    ("AUTH-301",),
    ("createSignUps",),
    when=_SIGNS_UP,
    twins=("WALLET.SIGN-UP.SUPPLIED",),
)
