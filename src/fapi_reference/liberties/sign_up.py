"""Liberties of sign-up: what no published fact settles."""

from typing import TYPE_CHECKING

from fapi_reference.faults.surgery import View, alter, replace
from fapi_reference.liberties.registry import liberty
from fapi_reference.problems import Problem, refuse
from fapi_reference.records.attempts import SignUp
from fapi_reference.records.sessions import Client
from fapi_reference.records.verification import Verification
from fapi_reference.services.supplies import Supply

if TYPE_CHECKING:
    from fapi_reference.exchange import Form
    from fapi_reference.reference import Reference


@liberty("verified-address-stays", fact="SEC-170, AUTH-299")
def verified_address_stays(server: "Reference") -> None:
    """An address that is verified cannot be changed any more while the sign-up is open."""
    read = server.supplies.read

    def guarded(form: "Form", attempt: SignUp | None) -> Supply:
        supply = read(form, attempt)
        for kind, proof in (attempt.verifications if attempt else {}).items():
            if proof.status == "verified" and supply.values.get(kind, proof.target) != proof.target:
                raise refuse("resource_forbidden")
        return supply

    replace(read, guarded)


@liberty("old-verification-shown", fact="AUTH-299")
def old_verification_shown(server: "Reference") -> None:
    """An identifier that was changed without a strategy still shows the verification of the one before, open again."""
    store = server.supplies.store

    def kept(supply: Supply, attempt: SignUp) -> None:
        before = dict(attempt.verifications)
        store(supply, attempt)
        for kind, old in before.items():
            if kind not in attempt.verifications and kind in attempt.values and old.kind == "verification_otp":
                old.status, old.code, old.target, old.attempts = "unverified", None, attempt.values[kind], 0
                attempt.verifications[kind] = old

    replace(store, kept)


@liberty("complete-and-deaf", fact="AUTH-308, AUTH-396")
def complete_and_deaf(server: "Reference") -> None:
    """What is sent to a complete sign-up is refused as if the client had none."""
    verify = server.sign_ups.verify

    def hidden(client: Client, sign_up_id: str) -> SignUp:
        attempt = verify(client, sign_up_id)
        if attempt.status == "complete":
            raise refuse("client_state_invalid")
        return attempt

    replace(verify, hidden)


@liberty("one-problem-at-a-time", fact="AUTH-317, AUTH-042")
def one_problem_at_a_time(server: "Reference") -> None:
    """Of several broken rules for passwords the first one is told."""
    check = server.passwords.check
    replace(check, lambda *given, **more: check(*given, **more)[:1])


@liberty("channel-of-a-number", fact="AUTH-258")
def channel_of_a_number(server: "Reference") -> None:
    """The verification of a phone number says by which channel its code went."""
    view = server.views.sign_up_verification

    def telling(verification: Verification | None) -> View | None:
        shown = view(verification)
        return shown | {"channel": "sms"} if shown and shown.get("strategy") == "phone_code" else shown

    replace(view, telling)


@liberty("social-is-optional", fact="AUTH-292, AUTH-291")
def social_is_optional(server: "Reference") -> None:
    """The optional fields of a sign-up name enabled providers as well."""
    alter(server.views.sign_up, lambda shown: shown | {"optional_fields": [*shown["optional_fields"], "oauth_google"]})


@liberty("forgotten-when-replaced", fact="AUTH-304, AUTH-396")
def forgotten_when_replaced(server: "Reference") -> None:
    """An update of a sign-up that was replaced is refused as one of a sign-up that never was."""
    find = server.sign_ups.change

    def otherwise(client: Client, sign_up_id: str) -> SignUp:
        try:
            return find(client, sign_up_id)
        except Problem as problem:
            raise refuse("resource_not_found") if problem.code == "resource_forbidden" else problem from None

    replace(find, otherwise)


@liberty("sign-up-without-metadata", fact="AUTH-285")
def without_metadata(server: "Reference") -> None:
    """A sign-up does not show the metadata that it was given; its user has them."""
    alter(
        server.views.sign_up,
        lambda shown: {name: value for name, value in shown.items() if not name.endswith("_metadata")},
    )
