"""Keys by which people's and organizations' own programs call the application.

| from | event | to |
|---|---|---|
| none | made | valid |
| valid | its time is over | expired |
| valid, expired | revoked | revoked, for good |

Whose key it is decides who may see and change it: the person themself, or the members of an organization whose role
lets them (ORG-100 knows the permissions; an instance whose roles have none of them leaves it to every member).
"""

import hashlib
import math
import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from fapi_reference.clock import SECOND
from fapi_reference.exchange import Exchange
from fapi_reference.ids import random_text
from fapi_reference.problems import refuse
from fapi_reference.records.api_keys import ApiKey

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

READ, MANAGE = "org:sys_api_keys:read", "org:sys_api_keys:manage"
PREFIX = "ak_"
"""Official verifiers know a key by it, the secret as well as the id."""
SECRET_LENGTH = 43
DESCRIPTION = range(256)
TYPE = range(3, 26)
SHORTEST_NAME = 3
API_KEY = "api_key"


class ApiKeys:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    # who may

    def served_to(self, kind: str) -> bool:
        """Whether people (`user`) or organizations (`org`) have keys here."""
        settings = self.server.settings
        switches = {
            "user": settings.api_keys.users,
            "org": settings.api_keys.organizations and settings.organizations.enabled,
        }
        return settings.api_keys.enabled and switches.get(kind, False)

    def need_enabled(self) -> None:
        if not self.server.settings.api_keys.enabled:
            raise refuse("api_keys_not_enabled")

    def owns(self, exchange: Exchange, subject: str, permission: str) -> bool:
        """Whether the caller may do this with what belongs to the subject."""
        user = exchange.signed_in()
        if subject == user.id:
            return True
        membership = self.server.memberships.find(user, subject)
        if membership is None:
            return False
        granted = {one.key for role in self.server.store.roles.values() for one in role.permissions}
        return not granted & {READ, MANAGE} or self.server.permissions.has(membership, permission)

    def own(self, exchange: Exchange, key_id: str) -> ApiKey:
        """One that the caller may change; anybody else's is as unknown as one that never was."""
        key = self.server.store.api_keys.get(key_id)
        if key is None or not self.owns(exchange, key.subject, MANAGE):
            raise refuse("resource_not_found")
        return key

    # looking

    def listed(self, subject: str, kind: str, *, invalid: bool, words: str) -> list[ApiKey]:
        """Newest first; revoked and expired ones only where they are asked for."""
        return [
            key
            for key in reversed(self.server.store.api_keys.values())
            if key.subject == subject
            and key.type == kind
            and (invalid or self.valid(key))
            and words.lower() in f"{key.id} {key.name}".lower()
        ]

    def valid(self, key: ApiKey) -> bool:
        return not key.revoked and not self.expired(key)

    def expired(self, key: ApiKey) -> bool:
        return key.expiration is not None and self.server.clock.now() >= key.expiration

    # making and changing

    def make(self, exchange: Exchange, given: Mapping[str, Any]) -> tuple[ApiKey, str]:
        """The key, and the secret that is told this once."""
        now, seconds = self.server.clock.now(), given["seconds_until_expiration"]
        secret = PREFIX + random_text(SECRET_LENGTH)
        key = ApiKey(
            id=PREFIX + os.urandom(16).hex(),
            type=given["type"],
            subject=given["subject"],
            name=given["name"],
            description=given["description"],
            created_by=exchange.signed_in().id,
            digest=digest(secret),
            created_at=now,
            updated_at=now,
            expiration=None if seconds is None else now + math.ceil(seconds * SECOND),
        )
        self.server.store.api_keys[key.id] = key
        return key, secret

    def describe(self, key: ApiKey, description: str | None) -> None:
        key.description = description
        self.changed(key)

    def revoke(self, key: ApiKey, reason: str | None) -> None:
        """The first reason stays: a key that is revoked already is not revoked again."""
        if not key.revoked:
            key.revoked, key.revocation_reason = True, reason
            self.changed(key)

    def changed(self, key: ApiKey) -> None:
        key.updated_at = max(self.server.clock.now(), key.updated_at)

    # using

    def verify(self, secret: str) -> ApiKey:
        """The key with that secret, while it is good for anything."""
        wanted = digest(secret)
        key = next((one for one in self.server.store.api_keys.values() if one.digest == wanted), None)
        if key is None or not self.valid(key):
            raise refuse("resource_not_found")
        key.last_used_at = self.server.clock.now()
        return key


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
