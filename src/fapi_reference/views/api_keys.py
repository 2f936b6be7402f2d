"""A key of somebody's own programs, with and without its secret."""

from fapi_reference.records.api_keys import ApiKey
from fapi_reference.views.base import ServerViews, View


class ApiKeyViews(ServerViews):
    def api_key(self, key: ApiKey) -> View:
        return {
            "object": "api_key",
            "id": key.id,
            "type": key.type,
            "subject": key.subject,
            "name": key.name,
            "description": key.description,
            "claims": None,
            "scopes": [],
            "revoked": key.revoked,
            "revocation_reason": key.revocation_reason,
            "expired": self.server.api_keys.expired(key),
            "expiration": key.expiration,
            "created_by": key.created_by,
            "last_used_at": key.last_used_at,
            "created_at": key.created_at,
            "updated_at": key.updated_at,
        }

    def new_api_key(self, key: ApiKey, secret: str) -> View:
        return self.api_key(key) | {"secret": secret}
