"""Deviations of attempts that a single course of a sign-in does not show: it takes another order, or another client."""

from fapi_reference.exchange import Form
from fapi_reference.faults import fault, replace
from fapi_reference.problems import refuse
from fapi_reference.records.attempts import SignIn, SignUp
from fapi_reference.records.people import User
from fapi_reference.records.sessions import Client
from fapi_reference.records.verification import Verification
from fapi_reference.reference import Reference


@fault("order.replaced-but-prepared", caught_by=("MACHINE.UNPROVEN",), searched=True)
def replaced_but_prepared(server: Reference) -> None:
    """A sign-in whose code was sent before a newer one replaced it can still be finished."""

    def change(client: Client, sign_in_id: str) -> SignIn:
        attempt = server.sign_ins.own(client, sign_in_id)
        return attempt if attempt.first_factor else original(client, sign_in_id)

    original = replace(server.sign_ins.change, change)


@fault("order.one-sign-in-a-person", caught_by=("MACHINE.ACCEPTED",), searched=True)
def one_sign_in_a_person(server: Reference) -> None:
    """A sign-in of a person voids the one that they have begun on another client."""

    def identify(client: Client, identifier: str) -> SignIn:
        attempt = original(client, identifier)
        for other in server.store.sign_ins.values():
            if other.user_id == attempt.user_id is not None and other is not attempt:
                other.replaced = True
        return attempt

    original = replace(server.sign_ins.identify, identify)


@fault("order.at-home-on-both", caught_by=("MACHINE.APART",), searched=True)
def at_home_on_both(server: Reference) -> None:
    """An attempt can be finished on any client on which its person has been signed in before."""

    def belongs(attempt: SignIn, client: Client) -> bool:
        return original(attempt, client) or attempt.user_id in client.known_users

    original = replace(server.sign_ins.belongs, belongs)


@fault("order.miss-spoils-the-next", caught_by=("MACHINE.ACCEPTED",), searched=True)
def miss_spoils_the_next(server: Reference) -> None:
    """After a wrong code the next code that is sent is a wrong one too."""

    def send(strategy: str, target: str, before: Verification | None, *, silently: bool = False) -> Verification:
        missed = before is not None and bool(before.attempts) and before.status == "unverified"
        return original(strategy, target, before, silently=silently or missed)

    original = replace(server.codes.send, send)


@fault("order.password-voids-code", caught_by=("MACHINE.PROOF-KEPT",), searched=True)
def password_voids_code(server: Reference) -> None:
    """A wrong password voids the code that was sent for the same attempt."""

    def try_password(attempt: SignIn, password: str) -> None:
        if attempt.first_factor:
            attempt.first_factor.code = None
        original(attempt, password)

    original = replace(server.sign_ins.try_password, try_password)


@fault("order.two-users-one-address", caught_by=("MACHINE.IDENTIFIER",), searched=True)
def two_users_one_address(server: Reference) -> None:
    """Whether an address is taken is asked when it is entered, and not again when it is proven."""

    def complete(client: Client, attempt: SignUp, strategy: str | None) -> None:
        taken = replace(server.identifiers.taken, lambda *_args, **_kwargs: False)
        try:
            original(client, attempt, strategy)
        finally:
            server.identifiers.taken = taken  # type: ignore[method-assign]

    original = replace(server.sign_ups.complete, complete)


@fault("order.verified-once", caught_by=("MACHINE.UNPROVEN",), searched=True)
def verified_once(server: Reference) -> None:
    """An address that was proven by a code to sign in takes any code from then on."""
    proven: set[str] = set()

    def matches(verification: Verification, code: str) -> bool:
        right = original(verification, code) or (verification.target or "") in proven
        if right and verification.strategy == "email_code":
            proven.add(verification.target or "")
        return right

    def try_code(attempt: SignUp, strategy: str, code: str) -> None:
        before = set(proven)
        original_sign_up(attempt, strategy, code)
        proven.clear()
        proven.update(before)

    original = replace(server.codes.matches, matches)
    original_sign_up = replace(server.sign_ups.try_code, try_code)


@fault("order.password-forgotten-by-code", caught_by=("MACHINE.UNPROVEN",), searched=True)
def password_forgotten_by_code(server: Reference) -> None:
    """A client on which somebody has signed in by code asks them for a password and does not compare it."""
    by_code: set[tuple[str, str]] = set()

    def complete(client: Client, attempt: SignIn, user: User, strategy: str, **more: bool) -> None:
        if strategy == "email_code":
            by_code.add((client.id, user.id))
        original(client, attempt, user, strategy, **more)

    def try_password(attempt: SignIn, password: str) -> None:
        if (attempt.client_id, attempt.user_id or "") in by_code:
            attempt.first_factor = Verification(kind="verification_password", strategy="password", status="verified")
        else:
            original_password(attempt, password)

    original = replace(server.sign_ins.complete, complete)
    original_password = replace(server.sign_ins.try_password, try_password)


@fault("order.older-attempt-returns", caught_by=("MACHINE.NEWEST-ATTEMPT",), searched=True)
def older_attempt_returns(server: Reference) -> None:
    """When the current sign-in is complete, the one that it had replaced is the current one again."""

    def let_go(client: Client, attempt: SignIn) -> None:
        older = [one for one in server.store.sign_ins.values() if one.client_id == client.id and one.replaced]
        client.sign_in = older[-1] if older else None
        _ = attempt

    replace(server.sign_ins.let_go, let_go)


@fault("order.signed-in-on-the-side", caught_by=("MACHINE.ACCEPTED",), searched=True)
def signed_in_on_the_side(server: Reference) -> None:
    """A sign-in that was begun before somebody else signed in on the client cannot be prepared any more."""

    def prepare(attempt: SignIn, strategy: str, form: Form) -> None:
        client = server.store.clients[attempt.client_id]
        if any(session.created_at >= attempt.created_at for session in client.sessions):
            raise refuse("client_state_invalid")
        original(attempt, strategy, form)

    original = replace(server.sign_ins.prepare, prepare)


@fault("order.replaced-sign-up-completes", caught_by=("MACHINE.REPLACED-SIGN-UP",), searched=True)
def replaced_sign_up_completes(server: Reference) -> None:
    """The code of a sign-up that a newer one has replaced completes it all the same."""
    verify = server.sign_ups.verify

    def any_of_mine(client: Client, sign_up_id: str) -> SignUp:
        return server.sign_ups.own(client, sign_up_id) or verify(client, sign_up_id)

    replace(verify, any_of_mine)
