"""Short codes in the claims of a template: `{{user.first_name}}` and its like (AUTH-204, GAP-069 to GAP-073).

A claim that is one short code keeps the type of its value. Inside a longer text it becomes text. `a || b || 'c'` is the
first operand that is neither null nor false, else the last. What nobody knows is null.
"""

import json
import re
from typing import TYPE_CHECKING, Any

from fapi_reference.clock import SECOND
from fapi_reference.records.people import User
from fapi_reference.records.sessions import Session

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

_CODE = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_OR = re.compile(r"\|\|(?=(?:[^']*'[^']*')*[^']*$)")
"""Between operands, and not inside a text in quotes."""
_LITERAL = re.compile(r"'(?P<text>[^']*)'|(?P<plain>-?\d+(?:\.\d+)?|true|false)")
OPEN_OBJECTS = frozenset({"user.public_metadata", "user.unsafe_metadata"})
"""Dots lead on into these."""


class ShortCodes:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    def filled(self, claims: dict[str, Any], session: Session) -> dict[str, Any]:
        """The claims with their values put in. Names of claims stay as they are (GAP-071)."""
        values = self.values(self.server.users.of(session), session)
        return {name: self.fill(value, values) for name, value in claims.items()}

    def fill(self, given: Any, values: dict[str, Any]) -> Any:
        if isinstance(given, dict):
            return {name: self.fill(value, values) for name, value in given.items()}
        if isinstance(given, list):
            return [self.fill(value, values) for value in given]
        if not isinstance(given, str):
            return given
        whole = _CODE.fullmatch(given.strip())
        if whole:
            return self.choose(whole[1], values)
        return _CODE.sub(lambda code: _text(self.choose(code[1], values)), given)

    def choose(self, expression: str, values: dict[str, Any]) -> Any:
        operands = [self.operand(part.strip(), values) for part in _OR.split(expression)]
        return next((one for one in operands if one is not None and one is not False), operands[-1])

    def operand(self, text: str, values: dict[str, Any]) -> Any:
        literal = _LITERAL.fullmatch(text)
        if literal:
            return json.loads(literal["plain"]) if literal["plain"] else literal["text"]
        if text in values:
            return values[text]
        for name in OPEN_OBJECTS:
            if text.startswith(f"{name}."):
                return _below(values[name], text.removeprefix(f"{name}.").split("."))
        return None

    def values(self, user: User, session: Session) -> dict[str, Any]:
        """Every short code that has a value here; those of an organization have none without one (GAP-073)."""
        email, phone = user.primary("email_address"), user.primary("phone_number")
        names = " ".join(name for name in (user.first_name, user.last_name) if name)
        return {
            "user.id": user.id,
            "user.first_name": user.first_name,
            "user.last_name": user.last_name,
            "user.full_name": names or None,
            "user.username": user.username,
            "user.external_id": user.external_id,
            "user.primary_email_address": email.value if email else None,
            "user.primary_phone_number": phone.value if phone else None,
            "user.image_url": self.server.views.user(user)["image_url"],
            "user.created_at": user.created_at // SECOND,
            "user.updated_at": user.updated_at // SECOND,
            "user.email_verified": bool(email and email.verified),
            "user.phone_number_verified": bool(phone and phone.verified),
            "user.two_factor_enabled": self.server.second_factors.enrolled(user),
            "user.public_metadata": user.public_metadata,
            "user.unsafe_metadata": user.unsafe_metadata,
            "user.organizations": {one.organization_id: one.role for one in self.server.memberships.of_user(user)},
            **self.organization(session),
            "session.reverification_id": session.reverification.id if session.reverification else None,
        }

    def organization(self, session: Session) -> dict[str, Any]:
        """What is known of the active organization (GAP-069, GAP-073)."""
        membership = self.server.active_organizations.membership(session)
        if membership is None:
            return {}
        organization = self.server.memberships.organization(membership)
        return {
            "org.id": organization.id,
            "org.name": organization.name,
            "org.slug": organization.slug,
            "org.role": membership.role,
            "org.public_metadata": organization.public_metadata,
            "org_membership.public_metadata": membership.public_metadata,
            "org_membership.permissions": self.server.roles.of(membership).keys(),
        }


def _below(value: Any, path: list[str]) -> Any:
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)
