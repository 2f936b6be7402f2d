"""Deviations of passkeys as a first factor."""

from dataclasses import replace as changed
from typing import Any

from fapi_reference.exchange import Exchange, Form
from fapi_reference.faults import fault, replace
from fapi_reference.faults.careless import Told, asserted_without
from fapi_reference.problems import Problem, refuse
from fapi_reference.records.attempts import SignIn
from fapi_reference.records.factors import Credential, Passkey
from fapi_reference.records.people import User
from fapi_reference.records.sessions import Client
from fapi_reference.records.verification import Ceremony, Verification
from fapi_reference.reference import Reference
from fapi_reference.services.ceremonies import UNUSABLE

PASSKEY = {"strategy": "passkey"}


def _verified() -> Verification:
    return Verification(kind="verification_passkey", strategy="passkey", status="verified", expire_at=0)


@fault("passkey.nothing-asked", caught_by=("PASSKEY.SIGN-IN.ASKED",))
def nothing_asked(server: Reference) -> None:
    """A sign-in by passkey does not tell what to sign."""

    def discover(client: Client, exchange: Exchange) -> SignIn:
        attempt = original(client, exchange)
        if attempt.first_factor:
            attempt.first_factor.ceremony = None
        return attempt

    original = replace(server.sign_ins.discover, discover)


@fault("passkey.everybody-named", caught_by=("PASSKEY.SIGN-IN.NAMELESS",))
def everybody_named(server: Reference) -> None:
    """Whoever asks is told all credentials that there are."""

    def to_sign_in(exchange: Exchange, passkeys: Any = ()) -> Verification:
        return original(exchange, passkeys or list(server.store.credentials.values()))

    original = replace(server.ceremonies.to_sign_in, to_sign_in)


@fault("passkey.right-proof-refused", caught_by=("PASSKEY.SIGN-IN.RIGHT",))
def right_proof_refused(server: Reference) -> None:
    """The counter of a key has to go up by two."""

    def asserted(told: Told, credential: Credential, ceremony: Ceremony) -> int:
        count = original(told, credential, ceremony)
        if count < credential.sign_count + 2:
            raise refuse("passkey_authentication_failure")
        return count

    original = replace(server.ceremonies.asserted, asserted)


@fault("passkey.somebody-signed-in", caught_by=("PASSKEY.SIGN-IN.RIGHT", "PASSKEY.SIGN-IN.BY-NAME"))
def somebody_signed_in(server: Reference) -> None:
    """A passkey signs in whoever has the account that is the oldest."""

    def prove(verification: Verification | None, text: str, user: User | None) -> User:
        original(verification, text, user)
        return next(iter(server.store.users.values()))

    original = replace(server.passkeys.prove, prove)


@fault("passkey.use-unnoticed", caught_by=("PASSKEY.SIGN-IN.USED",))
def use_unnoticed(server: Reference) -> None:
    """A passkey was never used."""
    original = replace(server.views.passkey, lambda passkey: original(passkey) | {"last_used_at": None})


@fault("passkey.identifier-ignored", caught_by=("PASSKEY.SIGN-IN.WITH-IDENTIFIER",))
def identifier_ignored(server: Reference) -> None:
    """An identifier beside the strategy is passed over."""
    verbs = server.routes.resources["/v1/client/sign_ins"].verbs
    handler = verbs["POST"].handler

    def lenient(given: Reference, exchange: Exchange) -> Any:
        if exchange.form.get("strategy") == "passkey":
            exchange.form = Form(
                {name: values for name, values in exchange.form.values.items() if name != "identifier"}
            )
        return handler(given, exchange)

    verbs["POST"] = changed(verbs["POST"], handler=lenient)


@fault("passkey.not-offered", caught_by=("PASSKEY.SIGN-IN.OFFERED", "PASSKEY.REVERIFICATION.OFFERED"))
def not_offered(server: Reference) -> None:
    """Nobody is offered their passkey."""

    def of(user: User, typed: str | None = None) -> list[dict[str, Any]]:
        return [factor for factor in original(user, typed) if factor != PASSKEY]

    original = replace(server.factors.of, of)


@fault("passkey.offered-to-all", caught_by=("PASSKEY.SIGN-IN.NOT-OFFERED", "PASSKEY.SIGN-IN.NONE"))
def offered_to_all(server: Reference) -> None:
    """Everybody is offered a passkey."""
    original = replace(server.factors.of, lambda user, typed=None: [*original(user, typed), PASSKEY])


@fault("passkey.not-prepared", caught_by=("PASSKEY.SIGN-IN.BY-NAME",))
def not_prepared(server: Reference) -> None:
    """Who has said who they are is not told what to sign."""

    def prepare(attempt: SignIn, exchange: Exchange) -> None:
        original(attempt, exchange)
        if attempt.first_factor:
            attempt.first_factor.ceremony = None

    original = replace(server.sign_ins.prepare_passkey, prepare)


@fault("passkey.one-factor", caught_by=("PASSKEY.SIGN-IN.FOR-BOTH",))
def one_factor(server: Reference) -> None:
    """A passkey is one factor, whatever the environment says."""
    replace(server.sign_ins.stands_for_both, lambda _user, _strategy: False)


@fault(
    "passkey.both-factors",
    caught_by=("PASSKEY.SIGN-IN.FOR-ONE",),
    settings="[passkeys]\nsatisfies_second_factor = false\n",
)
def both_factors(server: Reference) -> None:
    """A passkey stands for both factors, whatever the environment says."""
    replace(
        server.sign_ins.stands_for_both,
        lambda user, strategy: strategy == "passkey" and server.second_factors.enrolled(user),
    )


# What signs nobody in


@fault(
    "passkey.proof-for-anything",
    caught_by=("PASSKEY.SIGN-IN.OTHER-CHALLENGE", "PASSKEY.SIGN-IN.REPLAYED", "PASSKEY.REVERIFICATION.OTHER-CHALLENGE"),
)
def proof_for_anything(server: Reference) -> None:
    """What challenge a proof answers is not looked at, nor whether it was shown before."""
    replace(server.ceremonies.asserted, asserted_without(server, "challenge", "counter"))


@fault("passkey.proof-unasked", caught_by=("PASSKEY.SIGN-IN.UNPREPARED",))
def proof_unasked(server: Reference) -> None:
    """Where nothing was asked, any proof by a passkey of that person will do."""

    def try_passkey(client: Client, attempt: SignIn, text: str) -> None:
        if attempt.first_factor is not None:
            original(client, attempt, text)
            return
        attempt.user_id = server.passkeys.by_credential(server.ceremonies.read(text))[0].id
        attempt.first_factor = _verified()

    original = replace(server.sign_ins.try_passkey, try_passkey)


LEFT_OUT = {
    "origin": (("SIGN-IN.WRONG-ORIGIN",), "On which page a proof was made is not looked at."),
    "type": (("SIGN-IN.WRONG-TYPE",), "What ceremony a proof comes from is not looked at."),
    "party": (("SIGN-IN.WRONG-PARTY",), "Which relying party a proof is for is not looked at."),
    "verified": (("SIGN-IN.USER-UNVERIFIED",), "Whether a device has verified who proves is not looked at."),
    "counter": (("SIGN-IN.COUNTER",), "The counter of a key may go back."),
    "signature": (("SIGN-IN.TAMPERED", "SIGN-IN.FOREIGN-KEY"), "The signature of a proof is not looked at."),
}


def _left_out(check: str, requirements: tuple[str, ...], says: str) -> None:
    def seed(server: Reference) -> None:
        replace(server.ceremonies.asserted, asserted_without(server, check))

    seed.__doc__ = says
    fault(f"passkey.proof-{check}-unchecked", caught_by=tuple(f"PASSKEY.{one}" for one in requirements))(seed)


for _check, (_requirements, _says) in LEFT_OUT.items():
    _left_out(_check, _requirements, _says)


@fault("passkey.proof-presence-unchecked", caught_by=("PASSKEY.SIGN-IN.NOBODY-PRESENT",))
def presence_unchecked(server: Reference) -> None:
    """The flags of a proof are not looked at."""
    replace(server.ceremonies.asserted, asserted_without(server, "present", "verified"))


@fault("passkey.failure-as-unusable", caught_by=("PASSKEY.SIGN-IN.TAMPERED.CODE",))
def failure_as_unusable(server: Reference) -> None:
    """A proof that does not hold is refused as none."""

    def asserted(told: Told, credential: Credential, ceremony: Ceremony) -> int:
        try:
            return original(told, credential, ceremony)
        except Problem:
            raise refuse(UNUSABLE, "public_key_credential") from None

    original = replace(server.ceremonies.asserted, asserted)


@fault("passkey.found-by-handle", caught_by=("PASSKEY.SIGN-IN.UNKNOWN",))
def found_by_handle(server: Reference) -> None:
    """A passkey that nobody knows stands for one of the user whom the device names."""

    def by_credential(told: Told) -> tuple[User, Passkey]:
        named = _named(server, told)
        known = told.get("id") in server.store.credentials or named is None
        return original(told) if known or named is None else (named, server.passkeys.usable(named)[0])

    original = replace(server.passkeys.by_credential, by_credential)


def _named(server: Reference, told: Told) -> User | None:
    from webauthn.helpers import base64url_to_bytes

    handle = base64url_to_bytes(told["response"].get("userHandle") or "")
    return server.store.users.get(handle.decode(errors="replace"))


@fault("passkey.unknown-as-failure", caught_by=("PASSKEY.SIGN-IN.UNKNOWN.CODE",))
def unknown_as_failure(server: Reference) -> None:
    """A passkey that nobody knows is refused like a proof that does not hold."""

    def by_credential(told: Told) -> tuple[User, Passkey]:
        try:
            return original(told)
        except Problem:
            raise refuse("passkey_authentication_failure") from None

    original = replace(server.passkeys.by_credential, by_credential)


@fault("passkey.user-by-handle", caught_by=("PASSKEY.SIGN-IN.OTHER-OWNER",))
def user_by_handle(server: Reference) -> None:
    """The key is looked up by its credential, and who is signed in by whom the device names."""

    def prove(verification: Verification | None, text: str, user: User | None) -> User:
        owner = original(verification, text, user)
        return _named(server, server.ceremonies.read(text)) or owner

    original = replace(server.passkeys.prove, prove)
    replace(server.passkeys.refuse_other_handle, lambda _told, _owner: None)


@fault("passkey.anybodys-key", caught_by=("PASSKEY.SIGN-IN.SOMEBODY-ELSE", "PASSKEY.REVERIFICATION.OWNER"))
def anybodys_key(server: Reference) -> None:
    """Where somebody is expected, the passkey of anybody proves that it is them."""

    def prove(verification: Verification | None, text: str, user: User | None) -> User:
        owner = original(verification, text, None)
        return user or owner

    original = replace(server.passkeys.prove, prove)


@fault("passkey.outlives-its-account", caught_by=("PASSKEY.SIGN-IN.ACCOUNT-GONE",))
def outlives_its_account(server: Reference) -> None:
    """Whoever has a passkey comes back to an account that was deleted."""

    def delete(user: User) -> None:
        kept = server.passkeys.usable(user)
        original(user)
        server.store.users[user.id] = user
        user.passkeys = kept
        server.store.credentials |= {one.credential.spelled: one for one in kept if one.credential}

    original = replace(server.users.delete, delete)


@fault("passkey.kept-though-refused", caught_by=("PASSKEY.SIGN-IN.UNFINISHED",))
def kept_though_refused(server: Reference) -> None:
    """A credential is set down before it is looked at."""
    from webauthn.helpers import base64url_to_bytes, parse_attestation_object

    def verify(user: User, passkey: Passkey, text: str) -> None:
        try:
            original(user, passkey, text)
        except Problem:
            response = server.ceremonies.read(text)["response"]
            made = parse_attestation_object(base64url_to_bytes(response["attestationObject"])).auth_data
            if made.attested_credential_data:
                it = made.attested_credential_data
                passkey.credential = Credential(id=it.credential_id, public_key=it.credential_public_key, sign_count=0)
                server.store.credentials[passkey.credential.spelled] = passkey
            raise

    original = replace(server.passkeys.verify, verify)


@fault("passkey.reverified-by-nothing", caught_by=("PASSKEY.REVERIFICATION",))
def reverified_by_nothing(server: Reference) -> None:
    """A reverification by passkey does not tell what to sign."""

    def ask(exchange: Exchange, user: User) -> Verification:
        made = original(exchange, user)
        made.ceremony = None
        return made

    original = replace(server.passkeys.ask, ask)
