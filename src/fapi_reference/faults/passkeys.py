"""Deviations of passkeys on the account: how one is made, named and given up."""

import base64
import json
from collections.abc import Callable
from dataclasses import replace as changed
from typing import Any

from fapi_reference.faults import alter, fault, replace
from fapi_reference.faults.careless import Told, registered_without
from fapi_reference.problems import Problem, refuse
from fapi_reference.records.factors import Credential, Passkey
from fapi_reference.records.people import User
from fapi_reference.records.verification import Ceremony, Verification
from fapi_reference.reference import Reference
from fapi_reference.services.ceremonies import UNUSABLE
from fapi_reference.services.passkeys import CREDENTIAL_ID_LIMIT


def _with_options(server: Reference, change: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """Let the options of new passkeys be others than they would."""

    def begun(exchange: Any, rp_id: str, challenge: bytes, options: str) -> Verification:
        return original(exchange, rp_id, challenge, json.dumps(change(json.loads(options))))

    original = replace(server.ceremonies.begun, begun)


@fault("passkey.options-for-nobody", caught_by=("PASSKEY.CREATED",))
def options_for_nobody(server: Reference) -> None:
    """The options do not say whom the key is for."""
    _with_options(server, lambda options: {name: value for name, value in options.items() if name != "user"})


@fault("passkey.padded-challenge", caught_by=("PASSKEY.CREATED.OPTIONS",))
def padded_challenge(server: Reference) -> None:
    """Challenges are written in plain base64, padding and all."""

    def plain(options: dict[str, Any]) -> dict[str, Any]:
        text = options["challenge"]
        challenge = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        return options | {"challenge": base64.b64encode(challenge).decode()}

    _with_options(server, plain)


@fault("passkey.nothing-excluded", caught_by=("PASSKEY.CREATED.EXCLUDED",))
def nothing_excluded(server: Reference) -> None:
    """The options let a device make a second key for the same account."""
    _with_options(server, lambda options: options | {"excludeCredentials": []})


@fault("passkey.one-challenge", caught_by=("PASSKEY.CHALLENGE", "PASSKEY.SIGN-IN.CHALLENGE"))
def one_challenge(server: Reference) -> None:
    """Every ceremony has the same challenge."""
    challenge = server.ceremonies.challenge()
    replace(server.ceremonies.challenge, lambda: challenge)


@fault("passkey.short-challenge", caught_by=("PASSKEY.CHALLENGE", "PASSKEY.SIGN-IN.CHALLENGE"))
def short_challenge(server: Reference) -> None:
    """Challenges have eight bytes."""
    original = replace(server.ceremonies.challenge, lambda: original()[:8])


@fault("passkey.attestation-demanded", caught_by=("PASSKEY.VERIFIED",))
def attestation_demanded(server: Reference) -> None:
    """A key has to be vouched for by who made its device."""

    def registered(_told: Told, _ceremony: Ceremony) -> Credential:
        raise refuse(UNUSABLE, "public_key_credential")

    replace(server.ceremonies.registered, registered)


@fault("passkey.attachment-demanded", caught_by=("PASSKEY.VERIFIED.TERSE",))
def attachment_demanded(server: Reference) -> None:
    """A credential has to say how its device is attached."""

    def read(text: str) -> Told:
        told = original(text)
        if "authenticatorAttachment" not in told:
            raise refuse(UNUSABLE, "public_key_credential")
        return told

    original = replace(server.ceremonies.read, read)


@fault("passkey.unfinished-listed", caught_by=("PASSKEY.UNFINISHED",))
def unfinished_listed(server: Reference) -> None:
    """A user lists every passkey that was ever begun."""
    replace(server.passkeys.usable, lambda user: user.passkeys)


@fault("passkey.used-when-made", caught_by=("PASSKEY.NEVER-USED",))
def used_when_made(server: Reference) -> None:
    """A new passkey was used when it was made."""
    alter(server.views.passkey, lambda shown: shown | {"last_used_at": shown["last_used_at"] or shown["created_at"]})


@fault("passkey.name-kept", caught_by=("PASSKEY.RENAMED",))
def name_kept(server: Reference) -> None:
    """A passkey keeps the name that it began with."""
    replace(server.passkeys.rename, lambda passkey, _name: None if passkey.credential else _unfinished())


def _unfinished() -> None:
    raise refuse("passkey_identification_not_verified")


@fault("passkey.unfinished-named", caught_by=("PASSKEY.RENAME-UNFINISHED",))
def unfinished_named(server: Reference) -> None:
    """A passkey can be named before there is one."""
    replace(server.passkeys.rename, lambda passkey, name: setattr(passkey, "name", name))


@fault("passkey.delete-forgets-nothing", caught_by=("PASSKEY.DELETED", "PASSKEY.SIGN-IN.DELETED"))
def delete_forgets_nothing(server: Reference) -> None:
    """Deleting a passkey says so and leaves it."""
    replace(server.passkeys.remove, lambda _user, _passkey: None)


@fault("passkey.deleted-as-identification", caught_by=("PASSKEY.DELETED.KIND",))
def deleted_as_identification(server: Reference) -> None:
    """A passkey that was deleted is told to have been an identification."""
    original = replace(
        server.views.deleted, lambda kind, one: original("identification" if kind == "passkey" else kind, one)
    )


# What is no passkey


@fault("passkey.any-challenge", caught_by=("PASSKEY.OTHER-CHALLENGE", "PASSKEY.REPLAYED"))
def any_challenge(server: Reference) -> None:
    """What challenge a credential answers is not looked at, nor whether it was taken before."""
    replace(server.ceremonies.challenged, lambda _told: None)
    replace(server.ceremonies.registered, registered_without(server, "challenge"))
    replace(server.passkeys.refuse_unfit, lambda _credential: None)


@fault("passkey.other-challenge-as-unusable", caught_by=("PASSKEY.OTHER-CHALLENGE.CODE",))
def other_challenge_as_unusable(server: Reference) -> None:
    """A credential that answers another challenge is refused as none."""
    replace(server.ceremonies.challenged, lambda _told: None)


@fault("passkey.verified-twice", caught_by=("PASSKEY.REPLAYED",))
def verified_twice(server: Reference) -> None:
    """A verified passkey is verified once more by whatever comes."""

    def verify(user: User, passkey: Passkey, text: str) -> None:
        if not passkey.credential:
            original(user, passkey, text)

    original = replace(server.passkeys.verify, verify)


@fault("passkey.never-too-late", caught_by=("PASSKEY.EXPIRED", "PASSKEY.SIGN-IN.EXPIRED"))
def never_too_late(server: Reference) -> None:
    """A ceremony does not expire."""
    replace(server.passkeys.need_open, lambda _verification: None)


@fault("passkey.too-late-as-failed", caught_by=("PASSKEY.EXPIRED.CODE",))
def too_late_as_failed(server: Reference) -> None:
    """A credential that comes too late is refused like one too many."""

    def need_open(verification: Verification) -> None:
        try:
            original(verification)
        except Problem as problem:
            raise refuse("verification_failed") if problem.code == "verification_expired" else problem from None

    original = replace(server.passkeys.need_open, need_open)


LEFT_OUT = {
    "origin": ("PASSKEY.WRONG-ORIGIN", "On which page a credential was made is not looked at."),
    "type": ("PASSKEY.WRONG-TYPE", "What ceremony a credential comes from is not looked at."),
    "party": ("PASSKEY.WRONG-PARTY", "Which relying party a credential is for is not looked at."),
    "verified": ("PASSKEY.USER-UNVERIFIED", "Whether a device has verified who made a credential is not looked at."),
    "algorithm": ("PASSKEY.ALGORITHM", "A key may be of any algorithm."),
}


def _left_out(check: str, requirement: str, says: str) -> None:
    def seed(server: Reference) -> None:
        replace(server.ceremonies.registered, registered_without(server, check))

    seed.__doc__ = says
    fault(f"passkey.{check}-unchecked", caught_by=(requirement,))(seed)


for _check, (_requirement, _says) in LEFT_OUT.items():
    _left_out(_check, _requirement, _says)


@fault("passkey.frames-unchecked", caught_by=("PASSKEY.CROSS-ORIGIN", "PASSKEY.SIGN-IN.CROSS-ORIGIN"))
def frames_unchecked(server: Reference) -> None:
    """Keys may be made and used in a frame of any site."""
    replace(server.ceremonies.refuse_framed, lambda _told: None)


@fault("passkey.presence-unchecked", caught_by=("PASSKEY.NOBODY-PRESENT",))
def presence_unchecked(server: Reference) -> None:
    """The flags of a credential are not looked at."""
    replace(server.ceremonies.registered, registered_without(server, "present", "verified"))


@fault("passkey.anything-goes", caught_by=("PASSKEY.UNREADABLE",))
def anything_goes(server: Reference) -> None:
    """What cannot be read is passed over."""

    def verify(user: User, passkey: Passkey, text: str) -> None:
        try:
            original(user, passkey, text)
        except Problem as problem:
            if problem.code != UNUSABLE:
                raise

    original = replace(server.passkeys.verify, verify)


@fault("passkey.unreadable-as-format", caught_by=("PASSKEY.UNREADABLE.CODE",))
def unreadable_as_format(server: Reference) -> None:
    """What is no credential is refused as a text of the wrong format."""

    def read(text: str) -> Told:
        try:
            return original(text)
        except Problem:
            raise refuse("form_param_format_invalid", "public_key_credential") from None

    original = replace(server.ceremonies.read, read)


@fault("passkey.long-ids", caught_by=("PASSKEY.TOO-LONG",))
def long_ids(server: Reference) -> None:
    """Ids of credentials may be of any length."""

    def registered(told: Told, ceremony: Ceremony) -> Credential:
        made = original(told, ceremony)
        return made if len(made.id) <= CREDENTIAL_ID_LIMIT else changed(made, id=made.id[:CREDENTIAL_ID_LIMIT])

    original = replace(server.ceremonies.registered, registered)


@fault("passkey.taken-by-two", caught_by=("PASSKEY.TAKEN",))
def taken_by_two(server: Reference) -> None:
    """A credential can be somebody else's too."""
    replace(server.passkeys.refuse_unfit, lambda _credential: None)
