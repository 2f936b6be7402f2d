"""A device that holds passkeys, as a phone or a security key does, with the browser around it (WebAuthn Level 3).

It does what it is asked by the options of a ceremony. :class:`Wrong` says what it does otherwise, one thing at a time.
"""

import base64
import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from fapi_conformance.devices import cose
from fapi_conformance.errors import Deviation, NotTestable

CREATE, GET = "webauthn.create", "webauthn.get"
PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40
NO_AAGUID = bytes(16)
WANTED_ATTESTATION = ("direct", "enterprise")
Options = Mapping[str, Any]
Credential = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """One lie of a ceremony. None and False do as asked.

    ``extended``: further members of the client data, such as ``crossOrigin``. ``counter``: what the device says
    instead of counting. ``key``: what is registered instead of a key that is asked for. ``signer``: whose key signs.
    ``handle``: whom the device names as the owner.
    """

    challenge: bytes | None = None
    origin: str | None = None
    kind: str | None = None
    rp_id: str | None = None
    absent: bool = False
    unverified: bool = False
    tampered: bool = False
    counter: int | None = None
    signer: cose.Key | None = None
    key: cose.Key | None = None
    handle: bytes | None = None
    credential_id: bytes | None = None
    extended: Mapping[str, Any] = field(default_factory=dict)


RIGHT = Wrong()


@dataclass(slots=True)
class Held:
    """One key of the device, and what it knows about it."""

    credential_id: bytes
    key: cose.Key
    rp_id: str
    handle: bytes
    counter: int = 0

    def __repr__(self) -> str:
        return f"<Held for {self.rp_id}>"


class Passkeys:
    """``origin`` is the page that the person looks at; ``app``: no page but an app, which answers in the name of
    whatever domain it is told, as those of iOS do. ``counts``: whether the device counts how often a key is used; many
    have zero for ever.
    """

    def __init__(self, origin: str, *, app: bool = False, counts: bool = True) -> None:
        self.origin = origin
        self._app = app
        self._counts = counts
        self.held: list[Held] = []

    def __repr__(self) -> str:
        return f"<Passkeys of {self.origin}: {len(self.held)}>"

    def create(self, nonce: object, wrong: Wrong = RIGHT) -> str:
        """A new key for the options that a passkey tells in its `nonce`; the credential, as a browser serialises it."""
        options = _options(nonce)
        if options.get("attestation") in WANTED_ATTESTATION:
            raise NotTestable("passkeys here are to be attested by whoever made the device, and nobody made this one")
        rp_id = self._here(_at(options, "rp", "id"))
        handle = decoded(_text(options, "user", "id"))
        algorithms = [one.get("alg") for one in _list(options, "pubKeyCredParams") if isinstance(one, dict)]
        key = wrong.key or cose.new_key(algorithms)
        if key is None:
            raise Deviation(expected="ES256, EdDSA or RS256 among them", got=repr(algorithms), where="pubKeyCredParams")
        held = Held(wrong.credential_id or os.urandom(32), key, rp_id, handle)
        attested = NO_AAGUID + len(held.credential_id).to_bytes(2, "big") + held.credential_id + key.cose()
        told = self._client_data(CREATE, rp_id, options, wrong)
        statement = {"fmt": "none", "attStmt": {}, "authData": self._data(held, wrong, ATTESTED) + attested}
        self.held.append(held)
        return _serialised(
            held,
            {
                "clientDataJSON": encoded(told),
                "attestationObject": encoded(cose.dumped(statement)),
                "transports": ["internal"],
            },
        )

    def sign(self, nonce: object, wrong: Wrong = RIGHT, *, held: Held | None = None) -> str:
        """The assertion for the options of a sign-in's `nonce`, by this key, else by one that they allow."""
        options = _options(nonce)
        rp_id = self._here(options.get("rpId"))
        one = held or self._found(options, rp_id)
        if self._counts:
            one.counter += 1
        told = self._client_data(GET, rp_id, options, wrong)
        data = self._data(one, wrong, 0)
        signature = (wrong.signer or one.key).sign(data + hashlib.sha256(told).digest())
        if wrong.tampered:
            signature = signature[:-1] + bytes([signature[-1] ^ 1])
        return _serialised(
            one,
            {
                "clientDataJSON": encoded(told),
                "authenticatorData": encoded(data),
                "signature": encoded(signature),
                "userHandle": encoded(wrong.handle or one.handle),
            },
            wrong.credential_id,
        )

    def _here(self, rp_id: object) -> str:
        """A page has the keys of its own host and of the domains above it; without an id, those of its host."""
        host = urlsplit(self.origin).hostname or ""
        if not isinstance(rp_id, str) or not rp_id:
            return host
        if not self._app and host != rp_id and not host.endswith(f".{rp_id}"):
            raise NotTestable(
                f"passkeys here are for {rp_id}, and no page of {host} has them",
                remedy=f"pass --origin of a page of the application, such as https://{rp_id}",
            )
        return rp_id

    def _found(self, options: Options, rp_id: str) -> Held:
        allowed = [decoded(_text(one, "id")) for one in _list(options, "allowCredentials")]
        here = [one for one in self.held if one.rp_id == rp_id and (not allowed or one.credential_id in allowed)]
        if not here:
            raise Deviation(expected="options that one of the keys fits", got="none fits", where="nonce")
        return here[-1]

    def _client_data(self, kind: str, rp_id: str, options: Options, wrong: Wrong) -> bytes:
        challenge = wrong.challenge or decoded(_text(options, "challenge"))
        told = {
            "type": wrong.kind or kind,
            "challenge": encoded(challenge),
            "origin": wrong.origin or (f"https://{rp_id}" if self._app else self.origin),
            "crossOrigin": False,
            **wrong.extended,
        }
        return json.dumps(told, separators=(",", ":")).encode()

    def _data(self, held: Held, wrong: Wrong, flags: int) -> bytes:
        flags |= (0 if wrong.absent else PRESENT) | (0 if wrong.unverified else VERIFIED)
        counter = held.counter if wrong.counter is None else wrong.counter
        rp_id = wrong.rp_id or held.rp_id
        return hashlib.sha256(rp_id.encode()).digest() + bytes([flags]) + counter.to_bytes(4, "big")


def requires_verification(nonce: object) -> bool:
    """Whether the options want the device to verify who uses it."""
    options = _options(nonce)
    return "required" in (options.get("userVerification"), _at(options, "authenticatorSelection", "userVerification"))


def algorithms_of(nonce: object) -> list[object]:
    """What keys the options offer to take."""
    return [_at(one, "alg") for one in _list(_options(nonce), "pubKeyCredParams")]


def options_of(nonce: object) -> Options:
    """The options as official clients read them; a deviation where they could not."""
    return _options(nonce)


def challenge_of(nonce: object) -> bytes:
    """What the options ask to be signed."""
    return decoded(_text(_options(nonce), "challenge"))


def encoded(data: bytes) -> str:
    """base64url without padding, as browsers write it."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def decoded(text: str) -> bytes:
    """base64url or base64, padded or not: all of them are seen (USER-302)."""
    bare = text.replace("+", "-").replace("/", "_").rstrip("=")
    try:
        return base64.b64decode(bare + "=" * (-len(bare) % 4), altchars=b"-_", validate=True)
    except ValueError as problem:
        raise Deviation(expected="base64url", got=repr(text)[:60], where="nonce") from problem


def _serialised(held: Held, response: Mapping[str, Any], credential_id: bytes | None = None) -> str:
    name = encoded(credential_id or held.credential_id)
    shown = {"type": "public-key", "id": name, "rawId": name, "authenticatorAttachment": "platform"}
    return json.dumps({**shown, "response": response})


def _options(nonce: object) -> Options:
    """What official clients read: a JSON object in a text (USER-302, AUTH-249)."""
    if not isinstance(nonce, str):
        raise Deviation(expected="options as JSON in text", got=repr(nonce)[:60], where="nonce")
    try:
        told = json.loads(nonce)
    except ValueError as problem:
        raise Deviation(expected="options as JSON in text", got="a text that is no JSON", where="nonce") from problem
    if not isinstance(told, dict):
        raise Deviation(expected="an object of options", got=type(told).__name__, where="nonce")
    return told


def _at(told: object, *path: str) -> object:
    for name in path:
        told = told.get(name) if isinstance(told, Mapping) else None
    return told


def _text(told: object, *path: str) -> str:
    found = _at(told, *path)
    if not isinstance(found, str) or not found:
        raise Deviation(expected="a text", got=repr(found)[:60], where=f"nonce.{'.'.join(path)}")
    return found


def _list(told: Options, name: str) -> list[Any]:
    found = told.get(name)
    return found if isinstance(found, list) else []
