"""Whom an identity provider vouches for, and how it behaves in doing so: as it stands, honestly."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Self


class Signed(StrEnum):
    """What of a response is signed."""

    BOTH = "the response and its assertion"
    ASSERTION = "the assertion"
    RESPONSE = "the response"
    NOTHING = "nothing"
    EMPTY = "the assertion, by a signature without a value"


class Key(StrEnum):
    """By which key, and which certificate is shown with it."""

    OWN = "its own"
    FOREIGN = "another one, with the certificate of that"
    DISGUISED = "another one, with its own certificate"


class Algorithm(StrEnum):
    """How it is signed."""

    RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
    RSA_SHA1 = "http://www.w3.org/2000/09/xmldsig#rsa-sha1"
    HMAC_SHA1 = "http://www.w3.org/2000/09/xmldsig#hmac-sha1"
    """With the certificate, taken for a shared secret."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Somebody as the company knows them. ``name_id`` is the address, where none is given.

    ``more`` are further attributes, by name. ``email`` is None for somebody of whom no address is told.
    """

    id: str
    email: str | None
    first_name: str = "Ada"
    last_name: str = "Lovelace"
    name_id: str | None = None
    more: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def new(cls, email: str | None, **wants: Any) -> Self:
        """Somebody whom nobody else can be."""
        return cls(id=f"emp-{secrets.token_hex(12)}", email=email, **wants)

    def but(self, **changed: Any) -> Self:
        """The same person with other data."""
        return replace(self, **changed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conduct:
    """How a response is made.

    ``issuer``, ``audience``, ``recipient``, ``destination`` are what it says instead of the truth;
    ``in_response_to`` which request it answers instead of the one that came, or none where that is empty.
    It is good from ``since`` to ``until``, in seconds from now.
    """

    signed: Signed = Signed.BOTH
    key: Key = Key.OWN
    algorithm: Algorithm = Algorithm.RSA_SHA256
    issuer: str | None = None
    audience: str | None = None
    recipient: str | None = None
    destination: str | None = None
    in_response_to: str | None = None
    since: int = -60
    until: int = 300


HONEST = Conduct()
EXPIRED = Conduct(since=-3 * 3600, until=-2 * 3600)
NOT_YET = Conduct(since=2 * 3600, until=3 * 3600)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceProvider:
    """The target, as an identity provider knows it."""

    entity_id: str
    acs_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """By which somebody was sent here (SAML core, section 3.4). None where it does not say."""

    id: str
    issuer: str | None
    destination: str | None
    acs_url: str | None
    issued_at: str | None
    relay_state: str | None


class Shape(StrEnum):
    """How a forged assertion comes to stand beside a signed one: the classic ways to wrap a signature."""

    BEFORE = "the forged one before the signed one"
    AFTER = "the forged one after the signed one"
    AROUND = "the forged one around the signed one"
    EXTENSIONS = "the signed one moved into the extensions"
    OBJECT = "the signed one moved into its signature, which the forged one has"
    SAME_ID = "the forged one with the id of the signed one, before it"
    ELSEWHERE = "the forged one with a signature of the signed one, which stands behind it"
    WHOLE = "the forged one with a signature of the whole document that nobody signed"


class Split(StrEnum):
    """What stands in the middle of an address and is no text of it."""

    COMMENT = "a comment"
    INSTRUCTION = "a processing instruction"
    SECTION = "a CDATA section"


class Declared(StrEnum):
    """What a document type declaration is made to do."""

    ENTITY = "an entity of its own stands for the address"
    EXTERNAL = "an entity is to be fetched"
    PARAMETER = "a declaration is to be fetched"
    EXPANSION = "entities of entities"
    INCLUSION = "XInclude instead, which is to be fetched"
