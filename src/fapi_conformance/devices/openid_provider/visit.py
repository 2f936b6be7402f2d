"""Who comes to the provider, and how it behaves towards the one who sent them: all that a visit is made of."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any, Self


class Signature(StrEnum):
    """By whom an ID token is signed."""

    OWN = "own"
    FOREIGN = "foreign"
    """With a key that the provider does not publish, under the name of one that it does."""
    NONE = "none"
    """By nobody, and it says so (RFC 8725, section 2.1)."""
    SECRET = "secret"
    """With the published key, taken for a shared secret (RFC 8725, section 2.1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """``email`` is None for somebody who has none, or does not show it."""

    subject: str
    email: str | None = None
    email_verified: bool = True
    given_name: str = "Ada"
    family_name: str = "Lovelace"

    def claims(self, scopes: frozenset[str]) -> dict[str, Any]:
        """What is told of them to somebody who has these scopes (OpenID Connect Core, section 5.4)."""
        told: dict[str, Any] = {"sub": self.subject}
        if "profile" in scopes:
            names = {"given_name": self.given_name, "family_name": self.family_name}
            told |= {**names, "name": f"{self.given_name} {self.family_name}"}
        if "email" in scopes and self.email is not None:
            told |= {"email": self.email, "email_verified": self.email_verified}
        return told

    def but(self, **changed: Any) -> Self:
        """The same person with other data."""
        return replace(self, **changed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conduct:
    """How the provider behaves in one visit; as it stands, honestly.

    ``error`` goes back instead of a code. ``refuses_code``, ``hides_person`` fail the two calls that follow. The others
    are lies of the ID token: ``issuer``, ``audience``, ``nonce`` and ``subject`` are what it says instead of the truth.
    ``delay`` is how many seconds the code's exchange takes.
    """

    error: str | None = None
    refuses_code: bool = False
    hides_person: bool = False
    issuer: str | None = None
    audience: str | None = None
    nonce: str | None = None
    subject: str | None = None
    expired: bool = False
    signature: Signature = Signature.OWN
    delay: float = 0.0


HONEST = Conduct()
DENIED = Conduct(error="access_denied")


def as_form(person: Person, conduct: Conduct) -> dict[str, str]:
    """As the provider's own page sends it."""
    return {"person": json.dumps(asdict(person)), "conduct": json.dumps(asdict(conduct))}


def from_form(form: Mapping[str, str]) -> tuple[Person, Conduct]:
    """Raises ValueError or TypeError for what is none."""
    conduct = json.loads(form.get("conduct") or "{}")
    if "signature" in conduct:
        conduct["signature"] = Signature(conduct["signature"])
    return Person(**json.loads(form["person"])), Conduct(**conduct)
