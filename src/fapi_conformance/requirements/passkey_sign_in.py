"""Passkeys as a first factor of a sign-in, with and without an identifier."""

from functools import partial

from fapi_conformance.requirements.passkey import passkey
from fapi_conformance.verdict.requirement import Level, Requirement

WHEN = ("passkeys", "passkey-sign-in")
BY_NAME = (*WHEN, "identifier", "no-enumeration-protection")
"""Where nobody may learn who has an account, a passkey need not be offered to who only says a name."""
CREATE, PREPARE, ATTEMPT = "createSignIn", "prepareSignInFactorOne", "attemptSignInFactorOne"
MUST, SHOULD, MAY = Level.MUST, Level.SHOULD, Level.MAY
_sign_in = partial(passkey, when=WHEN)


def _refused(case: str, says: str, *sources: str, level: Level = MUST, means: tuple[str, ...] = ()) -> Requirement:
    """Of a proof that is wrong in one thing."""
    twins = ("PASSKEY.SIGN-IN.RIGHT",)
    return _sign_in(f"SIGN-IN.{case}", level, says, *sources, operations=(ATTEMPT,), twins=twins, means=means)


ASKED = _sign_in(
    "SIGN-IN.ASKED",
    MUST,
    "A sign-in with `strategy=passkey` and no identifier has an unverified `first_factor_verification` of that "
    "strategy, whose `nonce` has the options for a browser as JSON in text, with a `challenge`.",
    "createSignIn 200",
    "AUTH-249",
    operations=(CREATE,),
)
NAMELESS = _sign_in(
    "SIGN-IN.NAMELESS",
    MUST,
    "Where no identifier was given, the options name no credential.",
    "createSignIn 200",
    "SEC-181",
    operations=(CREATE,),
    twins=("PASSKEY.SIGN-IN.ASKED",),
)
CHALLENGE = _sign_in(
    "SIGN-IN.CHALLENGE",
    MUST,
    "Each sign-in by passkey has a challenge of its own, of 16 bytes or more.",
    "createSignIn 200",
    "SEC-181",
    "WebAuthn L3 section 13.4.3",
    operations=(CREATE, PREPARE),
    twins=("PASSKEY.SIGN-IN.ASKED",),
)
RIGHT = _sign_in(
    "SIGN-IN.RIGHT",
    MUST,
    "A key that answers the options proves the first factor, and signs in whose key it is.",
    "attemptSignInFactorOne 200",
    "AUTH-249",
    "AUTH-266",
    operations=(CREATE, ATTEMPT),
    twins=("PASSKEY.VERIFIED",),
)
USED = _sign_in(
    "SIGN-IN.USED",
    SHOULD,
    "After a sign-in the passkey says when it was used.",
    "USER-307",
    operations=(ATTEMPT, "readPasskey"),
    twins=("PASSKEY.SIGN-IN.RIGHT",),
)
WITH_IDENTIFIER = _sign_in(
    "SIGN-IN.WITH-IDENTIFIER",
    # It may as well be read as: needs none, and one beside it is not looked at (AUTH-240, GAP-003).
    MAY,
    "`strategy=passkey` takes no identifier: together they are refused.",
    "AUTH-246",
    operations=(CREATE,),
    when=(*WHEN, "identifier"),
    twins=("PASSKEY.SIGN-IN.ASKED",),
)
OFFERED = _sign_in(
    "SIGN-IN.OFFERED",
    MUST,
    "Whoever has a passkey is offered it as a first factor once they have said who they are.",
    "createSignIn 200",
    "Stubs.SignInFactor",
    "AUTH-241",
    operations=(CREATE,),
    when=BY_NAME,
    twins=("PASSKEY.VERIFIED",),
)
NOT_OFFERED = _sign_in(
    "SIGN-IN.NOT-OFFERED",
    SHOULD,
    "Whoever has no passkey is not offered one.",
    "AUTH-261",
    operations=(CREATE,),
    when=BY_NAME,
    twins=("PASSKEY.SIGN-IN.OFFERED",),
)
NONE_THERE = _sign_in(
    "SIGN-IN.NONE",
    SHOULD,
    "Preparing a passkey for somebody who has none is refused with a 4xx.",
    "prepareSignInFactorOne 400",
    "error catalogue: no_passkeys_found_for_user",
    operations=(PREPARE,),
    when=BY_NAME,
    twins=("PASSKEY.SIGN-IN.BY-NAME",),
)
BY_IDENTIFIER = _sign_in(
    "SIGN-IN.BY-NAME",
    MUST,
    "Whoever has said who they are is asked for their passkey, and the key that answers proves the first factor.",
    "prepareSignInFactorOne 200",
    "attemptSignInFactorOne 200",
    "AUTH-257",
    "AUTH-266",
    operations=(PREPARE, ATTEMPT),
    when=BY_NAME,
    twins=("PASSKEY.VERIFIED",),
)
FOR_BOTH = _sign_in(
    "SIGN-IN.FOR-BOTH",
    SHOULD,
    "Where the instance says that passkeys satisfy the second factor, a sign-in by passkey asks for no other.",
    "UserSettings.PasskeySettings",
    "AUTH-283",
    operations=(ATTEMPT,),
    when=(*WHEN, "passkey-satisfies-both", "authenticator-app"),
    twins=("PASSKEY.SIGN-IN.RIGHT",),
)

FOR_ONE = _sign_in(
    "SIGN-IN.FOR-ONE",
    SHOULD,
    "Where the instance says that passkeys do not satisfy the second factor, a sign-in by passkey asks for one.",
    "UserSettings.PasskeySettings",
    "AUTH-283",
    operations=(ATTEMPT,),
    when=(*WHEN, "passkey-is-one-factor", "authenticator-app"),
    twins=("PASSKEY.SIGN-IN.RIGHT",),
)

# What signs nobody in

OTHER_CHALLENGE = _refused(
    "OTHER-CHALLENGE",
    "A proof for another sign-in, or for the verification of a session, signs nobody in.",
    "attemptSignInFactorOne 400",
    "SEC-175",
    "WebAuthn L3 section 7.2",
)
REPLAYED = _refused("REPLAYED", "A proof that was taken once is not taken again.", "SEC-175", "WebAuthn L3 section 7.2")
EXPIRED = _refused("EXPIRED", "A proof after the expiry of its challenge signs nobody in.", "SEC-175", means=("age",))
UNPREPARED = _sign_in(
    "SIGN-IN.UNPREPARED",
    MUST,
    "A proof that nobody was asked for signs nobody in.",
    "AUTH-266",
    operations=(ATTEMPT,),
    when=(*WHEN, "identifier"),
    twins=("PASSKEY.SIGN-IN.RIGHT",),
)
WRONG_ORIGIN = _refused(
    "WRONG-ORIGIN",
    "A proof that was made on a page of another site signs nobody in, whatever the `Origin` of the request says.",
    "SEC-176",
    "WebAuthn L3 section 7.2",
)
CROSS_ORIGIN = _refused(
    "CROSS-ORIGIN",
    "A proof that was made in a frame inside a page of another site signs nobody in.",
    "SEC-176",
    level=SHOULD,
)
WRONG_TYPE = _refused("WRONG-TYPE", "A proof whose client data are those of a registration signs nobody in.", "SEC-176")
WRONG_PARTY = _refused("WRONG-PARTY", "A proof that was made for another relying party signs nobody in.", "SEC-176")
TAMPERED = _refused("TAMPERED", "A proof whose signature was changed signs nobody in.", "SEC-177")
FAILURE_CODE = _refused(
    "TAMPERED.CODE",
    "A proof that does not hold is refused with 400 `passkey_authentication_failure`.",
    "error catalogue: passkey_authentication_failure",
    level=SHOULD,
)
FOREIGN_KEY = _refused("FOREIGN-KEY", "A proof in the name of a passkey, by another key, signs nobody in.", "SEC-177")
UNKNOWN = _refused("UNKNOWN", "A proof by a passkey that nobody registered signs nobody in.", "SEC-177", "SEC-181")
UNKNOWN_CODE = _refused(
    "UNKNOWN.CODE",
    "A passkey that nobody registered is refused with 404 `passkey_not_registered`.",
    "error catalogue: passkey_not_registered",
    level=SHOULD,
)
OTHER_OWNER = _refused(
    "OTHER-OWNER",
    "A proof by one's own passkey that names somebody else as its user does not sign in as them.",
    "SEC-177",
    "WebAuthn L3 section 7.2",
)
SOMEBODY_ELSE = _sign_in(
    "SIGN-IN.SOMEBODY-ELSE",
    MUST,
    "Who says that they are somebody else, and shows their own passkey, does not sign in as them.",
    "SEC-177",
    "WebAuthn L3 section 7.2",
    operations=(ATTEMPT,),
    when=BY_NAME,
    twins=("PASSKEY.SIGN-IN.BY-NAME",),
)
NOBODY_THERE = _refused(
    "NOBODY-PRESENT", "A proof that was made without anybody being present signs nobody in.", "SEC-178"
)
NOT_VERIFIED = _refused(
    "USER-UNVERIFIED",
    "Where the options require that the user is verified, a proof that was made without it signs nobody in.",
    "SEC-178",
)
COUNTER = _refused(
    "COUNTER",
    "A proof whose counter went back signs nobody in: the key may have been copied.",
    "SEC-180",
    "WebAuthn L3 section 6.1.1",
    level=MAY,
)
UNFINISHED = _refused(
    "UNFINISHED", "A passkey whose credential was refused when it was made signs nobody in.", "SEC-181"
)
ACCOUNT_GONE = _sign_in(
    "SIGN-IN.ACCOUNT-GONE",
    MUST,
    "A passkey of an account that was deleted signs nobody in any more.",
    "deleteUser 200",
    "SEC-071",
    "SEC-181",
    operations=("deleteUser", ATTEMPT),
    when=(*WHEN, "delete-self"),
    twins=("PASSKEY.SIGN-IN.RIGHT",),
)
DELETED = _refused("DELETED", "A passkey that was deleted signs nobody in any more.", "deletePasskey 200", "SEC-181")
