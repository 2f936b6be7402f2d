"""What holds in every order of events, with several people and several clients. The state machine judges it."""

from fapi_conformance.verdict.requirement import Level, Requirement

PEOPLE = ("email-identifier", "email-code", "sign-up-email-code", "second-factor-optional")
"""Without these the people of the machine have no way in, or one step more on it than the model has."""

ACCEPTED = Requirement(
    id="MACHINE.ACCEPTED",
    level=Level.MUST,
    says="Whatever went before: the right proof brings the newest attempt of a client to its next state.",
    sources=("AUTH-242", "AUTH-267", "AUTH-297", "AUTH-411"),
    profile="core",
    when=PEOPLE,
    twins=("SIGN-UP.COMPLETE", "SIGN-IN.EMAIL-CODE.RIGHT"),
)
UNPROVEN = Requirement(
    id="MACHINE.UNPROVEN",
    level=Level.MUST,
    says="Whatever went before: a wrong proof is refused, and so is a right one for a sign-in that is replaced.",
    sources=("AUTH-139", "AUTH-243", "AUTH-268", "AUTH-307", "SEC-029"),
    profile="core",
    when=PEOPLE,
    twins=("SIGN-IN.EMAIL-CODE.WRONG", "SIGN-UP.WRONG-CODE", "SIGN-IN.REPLACED"),
)
REPLACED_SIGN_UP = Requirement(
    id="MACHINE.REPLACED-SIGN-UP",
    level=Level.SHOULD,
    says="A sign-up that a newer one has replaced is completed by no proof.",
    sources=("AUTH-139", "AUTH-304"),
    profile="core",
    when=PEOPLE,
    twins=("SIGN-UP.REPLACED",),
)
PROOF_KEPT = Requirement(
    id="MACHINE.PROOF-KEPT",
    level=Level.SHOULD,
    says="A code that was sent stays good although a wrong one, or two, or a wrong password was given before it.",
    sources=("GAP-080", "USER-202", "AUTH-387", "AUTH-391"),
    profile="core",
    when=PEOPLE,
    twins=("SIGN-UP.COMPLETE", "SIGN-IN.EMAIL-CODE.RIGHT"),
)
APART = Requirement(
    id="MACHINE.APART",
    level=Level.MUST,
    says="An attempt, or the session of another person, that belongs to one client is of no use on another.",
    sources=("getSignIn 200", "AUTH-238", "SEC-020", "SEC-021", "SEC-022", "SEC-023"),
    profile="core",
    when=PEOPLE,
)
SIGNED_IN = Requirement(
    id="MACHINE.SIGNED-IN",
    level=Level.MUST,
    says="In every order: a client has exactly those signed-in sessions that began on it and are not over, each of the "
    "person that it began for.",
    sources=("getClient 200", "AUTH-134", "AUTH-355", "AUTH-411", "SEC-025", "SEC-026", "SEC-068", "SEC-071"),
    profile="core",
    when=PEOPLE,
    twins=("CLIENT.SEPARATE",),
)
TOUCHED = Requirement(
    id="MACHINE.TOUCHED",
    level=Level.MUST,
    says="Touching any of several sessions makes that one the last active of its client.",
    sources=("touchSession 200", "AUTH-166", "AUTH-355"),
    profile="core",
    when=PEOPLE,
    twins=("SESSION.TOUCHED",),
)
LAST_ACTIVE = Requirement(
    id="MACHINE.LAST-ACTIVE",
    level=Level.SHOULD,
    says="The last active session of a client is the one begun or touched last, until it is over.",
    sources=("AUTH-136", "AUTH-171", "AUTH-375"),
    profile="core",
    when=PEOPLE,
)
NEWEST_ATTEMPT = Requirement(
    id="MACHINE.NEWEST-ATTEMPT",
    level=Level.MUST,
    says="A client shows no sign-in and no sign-up but its own newest open one.",
    sources=("createSignIn 200", "createSignUps 200", "AUTH-139", "SEC-020", "SEC-022"),
    profile="core",
    when=PEOPLE,
    twins=("SIGN-UP.REPLACED",),
)
ATTEMPT_KEPT = Requirement(
    id="MACHINE.ATTEMPT-KEPT",
    level=Level.SHOULD,
    says="A client goes on showing its open attempt, in the state that it came to.",
    sources=("AUTH-237", "AUTH-387"),
    profile="core",
    when=PEOPLE,
)
TOKEN = Requirement(
    id="MACHINE.TOKEN",
    level=Level.MUST,
    says="In every order: a session that is signed in gets a token, which names this session and its user.",
    sources=("createSessionToken 200", "AUTH-184", "AUTH-198"),
    profile="core",
    when=PEOPLE,
    twins=("TOKEN.SUBJECT",),
)
OVER = Requirement(
    id="MACHINE.OVER",
    level=Level.MUST,
    says="In every order: a session that is over gets no token, however it ended and on whichever client.",
    sources=("createSessionToken 401, 404", "AUTH-210", "SEC-068", "SEC-071"),
    profile="core",
    when=PEOPLE,
    twins=("TOKEN.ENDED-SESSION",),
)
OVER_UNTOUCHED = Requirement(
    id="MACHINE.OVER.ACTIONS",
    level=Level.SHOULD,
    says="A session that is over can be neither touched nor ended again.",
    sources=("AUTH-176",),
    profile="core",
    when=PEOPLE,
)
ACTS_FOR = Requirement(
    id="MACHINE.ACTS-FOR",
    level=Level.SHOULD,
    says="A user operation acts for the session that it names, whichever is the last active one.",
    sources=("AUTH-017", "AUTH-356"),
    profile="core",
    when=PEOPLE,
)
IDENTIFIER = Requirement(
    id="MACHINE.IDENTIFIER",
    level=Level.MUST,
    says="In every order: an address finds its user as long as they have it, nobody before and after, and no two users "
    "have it at once.",
    sources=("createSignIn 422", "createSignUps 422", "AUTH-244", "AUTH-300"),
    profile="core",
    when=(*PEOPLE, "no-enumeration-protection"),
    twins=("SIGN-IN.UNKNOWN-IDENTIFIER", "SIGN-UP.IDENTIFIER-TAKEN"),
)
FREED = Requirement(
    id="MACHINE.FREED",
    level=Level.SHOULD,
    says="The address of a deleted user is an unknown one, and can be signed up again.",
    sources=("USER-032", "SEC-071"),
    profile="core",
    when=(*PEOPLE, "no-enumeration-protection", "delete-self"),
)
SECOND_FACTOR = Requirement(
    id="MACHINE.SECOND-FACTOR",
    level=Level.MUST,
    says="In every order: with a second factor the first one alone begins no session, and both together do; without "
    "one, or with one no longer, the first is enough.",
    sources=("attemptSignInFactorTwo 200", "AUTH-277", "USER-404", "SEC-141"),
    profile="mfa",
    when=(*PEOPLE, "authenticator-app"),
)
ONCE = Requirement(
    id="MACHINE.ONCE",
    level=Level.MUST,
    says="In every order, and also at once: a backup code is good for one sign-in, and none of a replaced set is good.",
    sources=("createBackupCodes 200", "USER-412", "SEC-136", "SEC-138"),
    profile="mfa",
    when=(*PEOPLE, "authenticator-app", "backup-codes"),
)
SAME_CLIENT = Requirement(
    id="MACHINE.SAME-CLIENT",
    level=Level.MUST,
    says="A client stays the same client, whoever signs in or out on it.",
    sources=("removeClientSessionsAndRetainCookie 200", "AUTH-133"),
    profile="core",
    when=PEOPLE,
    twins=("CLIENT.SIGN-OUT-ALL.KEEPS-CLIENT",),
)
KNOWN_BY = (*PEOPLE, "email-verification")
IDENTIFICATIONS = Requirement(
    id="MACHINE.IDENTIFICATIONS",
    level=Level.MUST,
    says="In every order: a person has on every client exactly the addresses, numbers and wallets that they added and "
    "did not delete, and those are verified that they proved; what somebody else proved first may be gone.",
    sources=("getUser 200", "createEmailAddresses 200", "DeleteEmailAddress 200", "USER-220", "USER-229", "USER-231"),
    profile="email-code",
    when=KNOWN_BY,
    twins=("EMAIL-ADDRESS.LISTED", "EMAIL-ADDRESS.DELETED"),
)
PROVEN = Requirement(
    id="MACHINE.PROVEN",
    level=Level.MUST,
    says="Whatever went before: an address, number or wallet that nobody has is prepared, and verified by its proof.",
    sources=("verifyEmailAddress 200", "USER-229", "USER-265", "table of section 4.1"),
    profile="email-code",
    when=KNOWN_BY,
    twins=("EMAIL-ADDRESS.PROVEN",),
)
PRIMARY = Requirement(
    id="MACHINE.PRIMARY",
    level=Level.MUST,
    says="In every order: that address, number or wallet leads on every client which was made the primary one last, "
    "until it is deleted; never one that is unverified, nor an address or number that its person has no more.",
    sources=("patchUser 200", "USER-009", "USER-010", "SEC-010"),
    profile="email-code",
    when=KNOWN_BY,
    twins=("EMAIL-ADDRESS.PRIMARY",),
)
OWN = Requirement(
    id="MACHINE.OWN",
    level=Level.MUST,
    says="In every order: with another person's address, number or wallet nothing can be done, not even read it.",
    sources=("getEmailAddress 404", "USER-209", "SEC-001", "SEC-002", "SEC-004", "SEC-009"),
    profile="email-code",
    when=KNOWN_BY,
    twins=("EMAIL-ADDRESS.FOREIGN",),
)
HELD_ONCE = Requirement(
    id="MACHINE.HELD-ONCE",
    level=Level.SHOULD,
    says="What one person has verified is neither added nor proven by another one.",
    sources=("USER-223", "USER-241", "USER-261", "SEC-185"),
    profile="email-code",
    when=(*KNOWN_BY, "no-enumeration-protection"),
)
FOUND = Requirement(
    id="MACHINE.FOUND",
    level=Level.SHOULD,
    says="A further address, number or wallet finds its person at sign-in once it is proven and until it is deleted, "
    "and nobody before and after.",
    sources=("AUTH-241", "AUTH-244", "AUTH-326"),
    profile="email-code",
    when=(*KNOWN_BY, "no-enumeration-protection"),
)
FREED_IDENTIFIER = Requirement(
    id="MACHINE.FREED.IDENTIFICATION",
    level=Level.SHOULD,
    says="What its person has deleted can be added and verified by anybody.",
    sources=("GEN-044", "USER-223"),
    profile="email-code",
    when=KNOWN_BY,
)
ALL = tuple(value for value in list(vars().values()) if isinstance(value, Requirement))
