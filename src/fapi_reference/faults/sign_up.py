"""Deviations of sign-up, and of the codes that it shares with sign-in."""

from collections.abc import Iterator
from dataclasses import replace as changed
from typing import Any

import orjson

from fapi_reference.exchange import Form
from fapi_reference.faults import alter, fault, replace
from fapi_reference.records.attempts import SignUp
from fapi_reference.records.people import User
from fapi_reference.records.sessions import Client
from fapi_reference.records.verification import Verification
from fapi_reference.reference import Reference
from fapi_reference.services.supplies import Supply

REQUIRED = "[attributes.password]\nrequired = true\n"


@fault("sign-up.address-on-trust", caught_by=("SIGN-UP.UNVERIFIED-EMAIL",))
def address_on_trust(server: Reference) -> None:
    """An address makes a user without having been verified."""
    replace(server.requirements.proven, lambda _attempt, _name: True)


@fault("sign-up.sends-unasked", caught_by=("SIGN-UP.NOTHING-PREPARED",))
def sends_unasked(server: Reference) -> None:
    """An address gets its code as soon as it is supplied, whether or not a strategy was given."""

    def store(supply: Supply, attempt: SignUp) -> None:
        original(supply, attempt)
        if supply.values.get("email_address"):
            server.sign_ups.prepare(attempt, "email_code")

    original = replace(server.supplies.store, store)


@fault("sign-up.strategy-ignored", caught_by=("SIGN-UP.STRATEGY-PREPARES",))
def strategy_ignored(server: Reference) -> None:
    """The strategy beside the values is checked and prepares nothing."""
    replace(server.sign_ups.prepare_at_once, lambda _attempt, _strategy: None)


@fault("sign-up.prepared-asks-for-preparing", caught_by=("SIGN-UP.PREPARED", "SIGN-UP.STRATEGY-PREPARES"))
def prepared_asks_for_preparing(server: Reference) -> None:
    """The next action of a verification stays `needs_prepare` after its code was sent."""

    def sign_up_verification(verification: Verification | None) -> dict[str, Any] | None:
        view = original(verification)
        return view | {"next_action": "needs_prepare"} if view and view["status"] == "unverified" else view

    original = replace(server.views.sign_up_verification, sign_up_verification)


@fault(
    "sign-up.code-without-expiry",
    caught_by=(
        "SIGN-UP.PREPARED",
        "SIGN-UP.STRATEGY-PREPARES",
        "SIGN-IN.EMAIL-CODE.PREPARED",
        "SIGN-IN.EMAIL-CODE.EXPIRED",
        "EMAIL-ADDRESS.PREPARED",
        "PHONE-NUMBER.PREPARED",
    ),
)
def code_without_expiry(server: Reference) -> None:
    """A code is sent without an expiry."""

    def send(*args: Any, **options: Any) -> Verification:
        return changed(original(*args, **options), expire_at=None)

    original = replace(server.codes.send, send)


@fault(
    "sign-up.code-outlives-expiry",
    caught_by=(
        "SIGN-UP.EXPIRED-CODE",
        "SIGN-IN.EMAIL-CODE.EXPIRED",
        "SIGN-IN.PHONE-CODE.EXPIRED",
        "EMAIL-ADDRESS.EXPIRED",
        "PHONE-NUMBER.EXPIRED",
    ),
)
def code_outlives_expiry(server: Reference) -> None:
    """The expiry of a code is shown and not looked at."""
    replace(server.codes.status, lambda verification: verification.status)


@fault(
    "sign-up.any-code",
    caught_by=(
        "SIGN-UP.WRONG-CODE",
        "SIGN-IN.EMAIL-CODE.WRONG",
        "SIGN-IN.PHONE-CODE.WRONG",
        "EMAIL-ADDRESS.WRONG-CODE",
        "PHONE-NUMBER.WRONG-CODE",
    ),
)
def any_code(server: Reference) -> None:
    """Every code proves an email address, as long as one was sent."""
    replace(server.codes.matches, lambda _verification, _code: True)


@fault("sign-up.refused-and-verified", caught_by=("SIGN-UP.WRONG-CODE",))
def refused_and_verified(server: Reference) -> None:
    """The verification is marked as verified before its code is compared."""

    def matches(verification: Verification, code: str) -> bool:
        right = original(verification, code)
        verification.status = "verified"
        return right

    original = replace(server.codes.matches, matches)


@fault("sign-up.test-code-unsent", caught_by=("SIGN-UP.UNPREPARED-CODE",))
def test_code_unsent(server: Reference) -> None:
    """The code of test addresses proves one to which nothing was sent."""

    def try_code(attempt: SignUp, strategy: str, code: str) -> None:
        if not attempt.verifications:
            server.sign_ups.prepare(attempt, strategy)
        original(attempt, strategy, code)

    original = replace(server.sign_ups.try_code, try_code)


@fault("sign-up.stays-current", caught_by=("SIGN-UP.COMPLETE",))
def stays_current(server: Reference) -> None:
    """A sign-up that is complete stays the current one of its client."""
    replace(server.sign_ups.let_go, lambda _client, _attempt: None)


@fault("sign-up.password-not-waited-for", caught_by=("SIGN-UP.VERIFIED-FIRST",), settings=REQUIRED)
def password_not_waited_for(server: Reference) -> None:
    """A required password is never missing: a user is made without."""
    original = replace(
        server.requirements.supplied, lambda attempt, name: name == "password" or original(attempt, name)
    )


@fault(
    "sign-up.update-without-password",
    caught_by=("SIGN-UP.MISSING-SHRINKS", "SIGN-UP.COMPLETED-BY-UPDATE"),
    settings=REQUIRED,
)
def update_without_password(server: Reference) -> None:
    """An update takes every field but the password, which has to be there from the start."""

    def read_password(form: Form, supply: Supply, attempt: SignUp | None) -> None:
        if attempt is None:
            original(form, supply, attempt)

    original = replace(server.supplies.read_password, read_password)


@fault("sign-up.only-codes-complete", caught_by=("SIGN-UP.COMPLETED-BY-UPDATE",), settings=REQUIRED)
def only_codes_complete(server: Reference) -> None:
    """Completion is looked at after a code only: the update that supplies the last field leaves the sign-up open."""

    def advance(client: Client, attempt: SignUp, strategy: str | None = None) -> None:
        if strategy is not None:
            original(client, attempt, strategy)

    original = replace(server.sign_ups.advance, advance)


@fault("sign-up.taken-address", caught_by=("SIGN-UP.IDENTIFIER-TAKEN",))
def taken_address(server: Reference) -> None:
    """Whether a user has the address is asked only when the sign-up would be complete."""
    replace(server.supplies.refuses_taken, lambda _kind: False)


@fault("sign-up.any-parameter", caught_by=("SIGN-UP.UNKNOWN-PARAMETER",))
def any_parameter(server: Reference) -> None:
    """Creating a sign-up ignores parameters that it does not know."""
    verbs = server.routes.resources["/v1/client/sign_ups"].verbs
    verbs["POST"] = changed(verbs["POST"], known=None)


@fault(
    "sign-up.parameter-unnamed",
    caught_by=(
        "SIGN-UP.UNKNOWN-PARAMETER",
        "SIGN-UP.SHORT-PASSWORD",
        "SIGN-UP.WRONG-CODE",
        "SIGN-IN.UNKNOWN-PARAMETER",
        "SIGN-IN.EMAIL-CODE.WRONG",
    ),
)
def parameter_unnamed(server: Reference) -> None:
    """Refusals do not name the parameter that they are about."""
    alter(server.views.error, lambda shown: {name: value for name, value in shown.items() if name != "meta"})


@fault("sign-up.resumed", caught_by=("SIGN-UP.REPLACED",))
def resumed(server: Reference) -> None:
    """A second sign-up on a client goes on with the first."""
    original = replace(server.sign_ups.open, lambda client: client.sign_up or original(client))


@fault("sign-up.older-stays-current", caught_by=("SIGN-UP.REPLACED",))
def older_stays_current(server: Reference) -> None:
    """A new sign-up is made beside the current one of its client, which stays that."""

    def open_beside(client: Client) -> SignUp:
        current = client.sign_up
        attempt = original(client)
        client.sign_up = current or attempt
        return attempt

    original = replace(server.sign_ups.open, open_beside)


@fault("sign-up.inherited-proof", caught_by=("SIGN-UP.CHANGED-EMAIL",), settings=REQUIRED)
def inherited_proof(server: Reference) -> None:
    """The verification belongs to the sign-up and not to the address: another address inherits it."""

    def store(supply: Supply, attempt: SignUp) -> None:
        before = dict(attempt.verifications)
        original(supply, attempt)
        for kind, verification in before.items():
            attempt.verifications[kind] = changed(verification, target=attempt.values[kind])

    original = replace(server.supplies.store, store)


@fault("sign-up.short-password", caught_by=("SIGN-UP.SHORT-PASSWORD",))
def short_password(server: Reference) -> None:
    """The minimum length of passwords is announced and not kept."""

    def broken_rules(password: str, identifiers: list[str]) -> Iterator[str]:
        return (rule for rule in original(password, identifiers) if rule != "form_password_length_too_short")

    original = replace(server.passwords.broken_rules, broken_rules)


@fault("sign-up.metadata-left-behind", caught_by=("SIGN-UP.METADATA",))
def metadata_left_behind(server: Reference) -> None:
    """The user who is made has none of the sign-up's metadata."""

    def enrol(attempt: SignUp) -> User:
        user = original(attempt)
        user.unsafe_metadata = {}
        return user

    original = replace(server.sign_ups.enrol, enrol)


@fault("sign-up.metadata-as-text", caught_by=("SIGN-UP.METADATA", "USER.METADATA-REPLACED"))
def metadata_as_text(server: Reference) -> None:
    """Metadata is shown as the JSON text that came, not as the object that it says."""
    alter(
        server.views.user,
        lambda shown: shown | {"unsafe_metadata": orjson.dumps(shown["unsafe_metadata"]).decode()},
    )
