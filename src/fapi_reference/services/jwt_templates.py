"""Templates of the application for tokens of its own (AUTH-190, AUTH-203, AUTH-456, GAP-069 to GAP-074)."""

from typing import TYPE_CHECKING, Any

from fapi_reference.ids import random_text
from fapi_reference.problems import refuse
from fapi_reference.records.application import JwtTemplate
from fapi_reference.records.sessions import Session
from fapi_reference.services import signing
from fapi_reference.services.keys import ALGORITHM

if TYPE_CHECKING:
    from fapi_reference.exchange import Exchange
    from fapi_reference.reference import Reference

TEMPLATE_CATEGORY = "cl_B7d4PD222AAA"
"""The published mark of template tokens among the instance's other tokens (AUTH-194)."""
DEFAULTS = frozenset({"azp", "exp", "iat", "iss", "jti", "nbf", "sub"})
RESERVED = DEFAULTS | {"sid", "v", "pla", "fea", "fva", "sts", "o", "act"}
"""Claims that no template can set (GAP-071)."""


class JwtTemplates:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    def named(self, name: str) -> JwtTemplate:
        found = next((one for one in self.server.store.jwt_templates.values() if one.name == name), None)
        if found is None:
            raise refuse("resource_not_found")
        return found

    def issue(self, template: JwtTemplate, session: Session, exchange: "Exchange") -> str:
        """The template's claims, under the ones that it cannot override (SEC-100)."""
        claims = self.server.short_codes.filled(template.claims, session) | self.defaults(template, session, exchange)
        header = self.header(template)
        if template.signing_key is None:
            return self.server.keys.sign(header, claims)
        return signing.sign(template.signing_algorithm, template.signing_key, header, claims)

    def header(self, template: JwtTemplate) -> dict[str, Any]:
        """A key of the application's own has no name that this instance could publish (AUTH-206)."""
        named = {"kid": self.server.keys.kid} if template.signing_key is None else {}
        algorithm = ALGORITHM if template.signing_key is None else template.signing_algorithm
        return {"alg": algorithm, "cat": TEMPLATE_CATEGORY, **named, "typ": "JWT"}

    def defaults(self, template: JwtTemplate, session: Session, exchange: "Exchange") -> dict[str, Any]:
        now = self.server.clock.seconds()
        party = self.server.tokens.authorized_party(exchange)
        return {
            **({"azp": party} if party else {}),
            "exp": now + template.lifetime,
            "iat": now,
            "iss": self.server.issuer,
            "jti": random_text(20).lower(),
            "nbf": now - template.allowed_clock_skew,
            "sub": session.user_id,
        }
