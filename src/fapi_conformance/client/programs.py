"""What is there for programs and for further domains: keys, agents, satellites, proxies.

Keys live outside of `/v1`, and their bodies are JSON: so official clients ask, with a session token as bearer.
"""

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlsplit

from fapi_conformance.client.area import Area
from fapi_conformance.client.exchange import Answer, Intent, Json
from fapi_conformance.client.form import FormValue
from fapi_conformance.client.upload import document

_VALID = Intent.VALID
Headers = Mapping[str, str | None]
NAVIGATION: Headers = {"origin": None}
KEY = "apiKeyID"


class ApiKeysArea(Area):
    def list(self, *, intent: Intent = _VALID, headers: Headers | None = None, **query: FormValue) -> Answer:
        return self._actor.act("getApiKeys", query=query, intent=intent, headers=headers)

    def create(self, *, intent: Intent = _VALID, headers: Headers | None = None, **members: Json) -> Answer:
        return self._sent("createApiKey", None, members, intent, headers)

    def update(
        self, key_id: str, *, intent: Intent = _VALID, headers: Headers | None = None, **members: Json
    ) -> Answer:
        return self._sent("updateApiKey", key_id, members, intent, headers)

    def revoke(
        self, key_id: str, *, intent: Intent = _VALID, headers: Headers | None = None, **members: Json
    ) -> Answer:
        return self._sent("revokeApiKey", key_id, members, intent, headers)

    def _sent(
        self, operation: str, key_id: str | None, members: Json, intent: Intent, headers: Headers | None
    ) -> Answer:
        body = document(members)
        return self._actor.act(
            operation,
            {KEY: key_id} if key_id is not None else None,
            intent=intent,
            headers=headers,
            content=body.content,
            content_type=body.content_type,
        )


class SatellitesArea(Area):
    """A browser passes by: no origin."""

    def sync(self, *, intent: Intent = _VALID, **query: FormValue) -> Answer:
        return self._actor.act("syncClient", query=query, headers=NAVIGATION, intent=intent)

    def link(self, token: str, *, intent: Intent = _VALID) -> Answer:
        return self._actor.act("linkClient", query={"__clerk_token": token}, headers=NAVIGATION, intent=intent)


class ProxiesArea(Area):
    def health(self, *, intent: Intent = _VALID, headers: Headers | None = None, **query: FormValue) -> Answer:
        return self._actor.act("getProxyHealth", query=query, headers=headers, intent=intent)


class AgentsArea(Area):
    def begin(self, ticket: str, *, intent: Intent = _VALID) -> Answer:
        """A program opens the address of its task, by its ticket."""
        return self._actor.act("createAgentTask", query={"ticket": ticket}, headers=NAVIGATION, intent=intent)


def told(url: str, name: str) -> str:
    """What an address says under that name in its query; nothing where it does not."""
    return dict(parse_qsl(urlsplit(url).query)).get(name, "")
