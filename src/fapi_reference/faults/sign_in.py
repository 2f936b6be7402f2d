"""Deviations of sign-in."""

from dataclasses import replace as changed
from typing import Any

from fapi_reference.faults import alter, fault, replace
from fapi_reference.problems import Problem, refuse
from fapi_reference.records.attempts import SignIn
from fapi_reference.records.people import User
from fapi_reference.records.sessions import Client
from fapi_reference.reference import Reference


@fault("sign-in.identifier-required", caught_by=("SIGN-IN.EMPTY",))
def identifier_required(server: Reference) -> None:
    """A sign-in cannot begin without an identifier."""

    def begin(_client: Client) -> SignIn:
        raise refuse("form_param_missing", "identifier")

    replace(server.sign_ins.begin, begin)


@fault("sign-in.factors-untold", caught_by=("SIGN-IN.IDENTIFIED",))
def factors_untold(server: Reference) -> None:
    """An identified sign-in does not say what its user can use."""
    alter(server.views.sign_in, lambda shown: shown | {"supported_first_factors": None})


@fault("sign-in.prepares-unasked", caught_by=("SIGN-IN.IDENTIFIED",))
def prepares_unasked(server: Reference) -> None:
    """An identifier sends an email code at once, so that the first factor is under way before it was chosen."""

    def identify(client: Client, identifier: str) -> SignIn:
        attempt = original(client, identifier)
        attempt.first_factor = server.codes.send("email_code", identifier, None)
        return attempt

    original = replace(server.sign_ins.identify, identify)


@fault("sign-in.factor-without-id", caught_by=("SIGN-IN.FACTOR-IDS", "SIGN-IN.PHONE-CODE.FACTOR-IDS"))
def factor_without_id(server: Reference) -> None:
    """A factor by email or telephone shows the masked address or number and not its id."""

    def anonymous(shown: dict[str, Any]) -> dict[str, Any]:
        factors = shown["supported_first_factors"] or []
        bare = [{name: value for name, value in one.items() if not name.endswith("_id")} for one in factors]
        return shown | {"supported_first_factors": bare or None}

    alter(server.views.sign_in, anonymous)


@fault("sign-in.session-by-identifier", caught_by=("SIGN-IN.NO-SESSION-BEFORE",))
def session_by_identifier(server: Reference) -> None:
    """The session starts, pending, with the identifier and not with the proof."""

    def identify(client: Client, identifier: str) -> SignIn:
        attempt = original(client, identifier)
        user = server.sign_ins.user(attempt)
        if user:
            server.sessions.start(client, user, None).status = "pending"
        return attempt

    original = replace(server.sign_ins.identify, identify)


@fault("sign-in.anybody", caught_by=("SIGN-IN.UNKNOWN-IDENTIFIER",))
def anybody(server: Reference) -> None:
    """An identifier that nobody has goes on as if somebody had it, though enumeration protection is said to be off."""
    replace(server.sign_ins.find, server.users.find)


@fault("sign-in.password-at-once-unread", caught_by=("SIGN-IN.PASSWORD.AT-ONCE",))
def password_at_once_unread(server: Reference) -> None:
    """The password beside the identifier is not looked at: the sign-in still waits for its first factor."""
    replace(server.sign_ins.prove_at_once, lambda _client, _attempt, _password: None)


@fault("sign-in.wrong-password-at-once", caught_by=("SIGN-IN.PASSWORD.AT-ONCE-WRONG",))
def wrong_password_at_once(server: Reference) -> None:
    """A wrong password beside the identifier is no error: the sign-in just waits for its first factor."""

    def prove_at_once(client: Client, attempt: SignIn, password: str) -> None:
        try:
            original(client, attempt, password)
        except Problem:
            return

    original = replace(server.sign_ins.prove_at_once, prove_at_once)


@fault("sign-in.any-password", caught_by=("SIGN-IN.PASSWORD.WRONG", "SIGN-IN.PASSWORD.AT-ONCE-WRONG"))
def any_password(server: Reference) -> None:
    """Every password of an existing user is right."""
    replace(server.passwords.matches, lambda _stored, _given: True)


@fault("sign-in.wrong-password-wrong-code", caught_by=("SIGN-IN.PASSWORD.WRONG", "SIGN-IN.PASSWORD.AT-ONCE-WRONG"))
def wrong_password_wrong_code(server: Reference) -> None:
    """A wrong password is refused with 401 `authentication_invalid`."""
    replace(server.sign_ins.wrong_password, lambda: refuse("authentication_invalid"))


@fault("sign-in.one-try", caught_by=("SIGN-IN.PASSWORD.WRONG",))
def one_try(server: Reference) -> None:
    """A wrong password ends the attempt."""

    def try_password(attempt: SignIn, password: str) -> None:
        try:
            original(attempt, password)
        except Problem:
            attempt.replaced = True
            raise

    original = replace(server.sign_ins.try_password, try_password)


@fault("sign-in.session-before-proof", caught_by=("SIGN-IN.PASSWORD.AT-ONCE-WRONG",))
def session_before_proof(server: Reference) -> None:
    """Identifier and password in one call start the session before the password is compared."""

    def prove_at_once(client: Client, attempt: SignIn, password: str) -> None:
        user = server.sign_ins.user(attempt)
        if user and user.password and not server.passwords.matches(user.password, password):
            server.sessions.start(client, user, "password")
        original(client, attempt, password)

    original = replace(server.sign_ins.prove_at_once, prove_at_once)


@fault(
    "sign-in.never-complete",
    caught_by=(
        "SIGN-IN.PASSWORD.RIGHT",
        "SIGN-IN.PASSWORD.AT-ONCE",
        "SIGN-IN.EMAIL-CODE.RIGHT",
        "SIGN-IN.PHONE-CODE.RIGHT",
    ),
)
def never_complete(server: Reference) -> None:
    """A proven first factor leaves the sign-in where it was."""
    replace(server.sign_ins.proven, lambda _client, _attempt, _strategy: None)


@fault("sign-in.password-unprepared", caught_by=("SIGN-IN.PASSWORD.RIGHT", "SIGN-IN.PASSWORD.AT-ONCE"))
def password_unprepared(server: Reference) -> None:
    """A password has to be prepared as a code has."""

    def try_password(attempt: SignIn, password: str) -> None:
        if attempt.first_factor is None:
            raise refuse("verification_missing")
        original(attempt, password)

    original = replace(server.sign_ins.try_password, try_password)


@fault("sign-in.session-beside", caught_by=("SIGN-IN.PASSWORD.RIGHT", "SIGN-IN.PASSWORD.AT-ONCE"))
def session_beside(server: Reference) -> None:
    """A sign-in that completes makes its session and does not put it into the client."""

    def complete(client: Client, attempt: SignIn, user: User, strategy: str) -> None:
        original(client, attempt, user, strategy)
        client.sessions = [one for one in client.sessions if one.id != attempt.created_session_id]

    original = replace(server.sign_ins.complete, complete)


@fault("sign-in.preparing-counts", caught_by=("SIGN-IN.EMAIL-CODE.PREPARED", "SIGN-IN.PHONE-CODE.PREPARED"))
def preparing_counts(server: Reference) -> None:
    """Preparing a code counts as an attempt of it."""

    def prepare(attempt: SignIn, *args: Any) -> None:
        original(attempt, *args)
        if attempt.first_factor:
            attempt.first_factor = changed(attempt.first_factor, attempts=1)

    original = replace(server.sign_ins.prepare, prepare)


@fault("sign-in.strategy-mixed-up", caught_by=("SIGN-IN.EMAIL-CODE.RIGHT", "SIGN-IN.PHONE-CODE.RIGHT"))
def strategy_mixed_up(server: Reference) -> None:
    """A factor that a code has proven says that it was the password."""

    def proven(client: Client, attempt: SignIn, strategy: str) -> None:
        if attempt.first_factor:
            attempt.first_factor = changed(attempt.first_factor, strategy="password")
        original(client, attempt, strategy)

    original = replace(server.sign_ins.proven, proven)


@fault("sign-in.test-code-unsent", caught_by=("SIGN-IN.EMAIL-CODE.UNPREPARED", "SIGN-IN.PHONE-CODE.UNPREPARED"))
def test_code_unsent(server: Reference) -> None:
    """The code of test addresses proves one to which nothing was sent."""

    def try_code(attempt: SignIn, strategy: str, code: str) -> None:
        if attempt.first_factor is None and attempt.identifier:
            attempt.first_factor = server.codes.send(strategy, attempt.identifier, None)
        original(attempt, strategy, code)

    original = replace(server.sign_ins.try_code, try_code)


@fault("sign-in.older-usable", caught_by=("SIGN-IN.REPLACED",))
def older_usable(server: Reference) -> None:
    """A sign-in can be proven although a newer one took its place."""
    replace(server.sign_ins.change, server.sign_ins.own)


@fault("sign-in.any-parameter", caught_by=("SIGN-IN.UNKNOWN-PARAMETER",))
def any_parameter(server: Reference) -> None:
    """Creating a sign-in ignores parameters that it does not know."""
    verbs = server.routes.resources["/v1/client/sign_ins"].verbs
    verbs["POST"] = changed(verbs["POST"], known=None)


@fault("sign-in.second-session", caught_by=("SIGN-IN.SESSION-EXISTS",))
def second_session(server: Reference) -> None:
    """The environment says that a client has a single session, and a sign-in beside it is opened all the same."""
    alter(server.views.auth_config, lambda shown: shown | {"single_session_mode": True})
