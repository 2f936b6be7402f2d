"""Liberties of passkeys: what is open about options, refusals, and whom a genuine key signs in."""

import base64
import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from fapi_reference.exchange import Exchange
from fapi_reference.faults.careless import Told, asserted_without, registered_without
from fapi_reference.faults.surgery import View, alter, replace
from fapi_reference.liberties.registry import liberty
from fapi_reference.problems import Problem, refuse
from fapi_reference.records.attempts import SignIn
from fapi_reference.records.factors import Passkey
from fapi_reference.records.people import User
from fapi_reference.records.sessions import Client
from fapi_reference.records.verification import Verification

if TYPE_CHECKING:
    from fapi_reference.reference import Reference


def _with_options(server: "Reference", change: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    begun = server.ceremonies.begun
    replace(
        begun,
        lambda exchange, rp_id, challenge, options: begun(
            exchange, rp_id, challenge, json.dumps(change(json.loads(options)))
        ),
    )


def _without(options: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in options.items() if name not in names}


@liberty("passkey-terse-options", fact="USER-302")
def terse_options(server: "Reference") -> None:
    """Options say what a browser cannot do without, and no more."""
    extras = ("timeout", "excludeCredentials", "authenticatorSelection", "attestation", "allowCredentials")
    _with_options(server, lambda options: _without(options, *extras))


@liberty("passkey-party-by-its-page", fact="USER-303, WebAuthn Level 3 section 5.4")
def party_by_its_page(server: "Reference") -> None:
    """Options leave the id of the relying party to the page."""

    def nameless(options: dict[str, Any]) -> dict[str, Any]:
        party = {"rp": _without(options["rp"], "id")} if "rp" in options else {}
        return _without(options, "rpId") | party

    _with_options(server, nameless)


@liberty("passkey-user-in-plain-base64", fact="USER-302")
def user_in_plain_base64(server: "Reference") -> None:
    """The id of the user in the options is plain base64, with padding."""

    def plain(options: dict[str, Any]) -> dict[str, Any]:
        if "user" not in options:
            return options
        text = options["user"]["id"]
        handle = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        return options | {"user": options["user"] | {"id": base64.b64encode(handle).decode()}}

    _with_options(server, plain)


@liberty("passkey-user-unverified", fact="SEC-178, USER-305")
def user_unverified(server: "Reference") -> None:
    """It is nice if a device verifies its user, and not required."""

    def preferred(options: dict[str, Any]) -> dict[str, Any]:
        nice = {"userVerification": "preferred"}
        return options | ({"authenticatorSelection": nice} if "rp" in options else nice)

    _with_options(server, preferred)
    replace(server.ceremonies.registered, registered_without(server, "verified"))
    replace(server.ceremonies.asserted, asserted_without(server, "verified"))


@liberty("passkey-counter-unheeded", fact="SEC-180")
def counter_unheeded(server: "Reference") -> None:
    """The counter of a key is nobody's business."""
    replace(server.ceremonies.asserted, asserted_without(server, "counter"))


@liberty("passkey-waits-for-somebody", fact="AUTH-249, AUTH-250")
def waits_for_somebody(server: "Reference") -> None:
    """A sign-in by passkey that names nobody needs an identifier, as those of other ways round do."""

    def named(shown: View) -> View:
        by_passkey = (shown["first_factor_verification"] or {}).get("strategy") == "passkey"
        nameless = by_passkey and shown["status"] == "needs_first_factor" and shown["identifier"] is None
        return shown | ({"status": "needs_identifier", "supported_first_factors": None} if nameless else {})

    alter(server.views.sign_in, named)


@liberty("passkeys-told-by-name", fact="SEC-181")
def told_by_name(server: "Reference") -> None:
    """Whoever says who they are has their device told which keys it may use."""

    def prepare(attempt: SignIn, exchange: Exchange) -> None:
        user = server.sign_ins.user(attempt)
        if user is None:
            original(attempt, exchange)
        else:
            attempt.first_factor = server.passkeys.ask(exchange, user)

    original = server.sign_ins.prepare_passkey
    replace(original, prepare)


@liberty("passkey-factor-by-id", fact="AUTH-259")
def factor_by_id(server: "Reference") -> None:
    """Each passkey is a factor of its own, by its id."""

    def by_id(attempt: SignIn) -> View:
        shown, user = sign_in(attempt), server.sign_ins.user(attempt)
        factors: Sequence[View] = shown["supported_first_factors"] or ()
        if user is None or not factors:
            return shown
        each = [{"strategy": "passkey", "passkey_id": one.id} for one in server.passkeys.usable(user)]
        others = [one for one in factors if one["strategy"] != "passkey"]
        return shown | {"supported_first_factors": [*others, *each] if len(others) < len(factors) else others}

    sign_in = server.views.sign_in
    replace(sign_in, by_id)


@liberty("passkey-signs-in-its-owner", fact="SEC-177")
def signs_in_its_owner(server: "Reference") -> None:
    """A genuine key signs in whose it is, whomever the device or the identifier named."""

    def try_passkey(client: Client, attempt: SignIn, text: str) -> None:
        attempt.user_id = None if attempt.first_factor else attempt.user_id
        named, attempt.identifier = attempt.identifier, None
        try:
            original(client, attempt, text)
        finally:
            attempt.identifier = named

    original = server.sign_ins.try_passkey
    replace(original, try_passkey)
    replace(server.passkeys.refuse_other_handle, lambda _told, _owner: None)


@liberty("passkey-one-ceremony-at-a-time", fact="USER-300")
def one_ceremony_at_a_time(server: "Reference") -> None:
    """Whoever begins another passkey has given up the one that was begun before."""

    def drop_unfinished(user: User) -> None:
        for one in [one for one in user.passkeys if not one.credential]:
            server.passkeys.forget(user, one)

    replace(server.passkeys.drop_unfinished, drop_unfinished)


@liberty("passkey-one-try", fact="table of section 5.1")
def one_try(server: "Reference") -> None:
    """A ceremony that went wrong is over."""

    def verify(user: User, passkey: Passkey, text: str) -> None:
        try:
            original(user, passkey, text)
        except Problem:
            if passkey.verification.status == "unverified":
                passkey.verification.status = "failed"
            raise

    def need_open(verification: Verification) -> None:
        if verification.status == "failed":
            raise refuse("verification_failed")
        still(verification)

    original, still = server.passkeys.verify, server.passkeys.need_open
    replace(original, verify)
    replace(still, need_open)


@liberty("passkey-refused-in-other-words", fact="SEC-175, SEC-177")
def refused_in_other_words(server: "Reference") -> None:
    """A proof that does not hold, and one by a key that nobody knows, are both no usable credential."""

    def prove(verification: Verification | None, text: str, user: User | None) -> User:
        try:
            return original(verification, text, user)
        except Problem as problem:
            told = {"passkey_authentication_failure", "passkey_not_registered"}
            words = refuse("passkey_invalid_public_key_credential", "public_key_credential")
            raise words if problem.code in told else problem from None

    original = server.passkeys.prove
    replace(original, prove)


@liberty("passkey-without-reverification", fact="AUTH-351")
def without_reverification(server: "Reference") -> None:
    """A session is verified anew by password or code, and not by passkey."""

    def first_factors(user: User) -> list[View]:
        return [one for one in original(user) if one["strategy"] != "passkey"]

    original = server.reverifications.first_factors
    replace(original, first_factors)


@liberty("passkey-credential-read-twice", fact="USER-304")
def read_strictly(server: "Reference") -> None:
    """A credential has to have its id twice, the same, and a type."""

    def read(text: str) -> Told:
        told = original(text)
        if told.get("type") != "public-key" or not told.get("id") or told.get("id") != told.get("rawId"):
            raise refuse("passkey_invalid_public_key_credential", "public_key_credential")
        return told

    original = server.ceremonies.read
    replace(original, read)
