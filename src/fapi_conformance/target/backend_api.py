"""Means over a Backend API: the way real instances are provisioned. Its requests are not judged.

``docs/means.md`` names the operations that it uses: which of them are published, and which are extensions that the
reference has. What an instance may have or not is asked once, before it is used.
"""

import json
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from fapi_conformance.client.endpoint import USER_AGENT
from fapi_conformance.client.exchange import Answer
from fapi_conformance.client.limits import Limits
from fapi_conformance.client.routes import expand
from fapi_conformance.client.transport import Wire
from fapi_conformance.errors import BadInput, NotTestable, SuiteProblem, TransportFailure
from fapi_conformance.target import backend_saml
from fapi_conformance.target.means import lacking

COLLECTIONS: Mapping[str, str] = {
    "user": "/v1/users",
    "jwt_template": "/v1/jwt_templates",
    "organization": "/v1/organizations",
    "oauth_application": "/v1/oauth_applications",
    "saml_connection": backend_saml.COLLECTION,
    "satellite": "/v1/domains",
}
"""Where what it deletes stands; all but organizations it makes as well."""
DEFAULT_URL = "https://api.clerk.com"
_RENEW_BEFORE = 300.0  # seconds before a testing token ends
_TRIES = 3
_TASKS = "/v1/agents/tasks"
_OPTIONAL = {
    "age": ("POST", "/v1/age"),
    "inbox": ("GET", "/v1/outbox"),
    "text_messages": ("GET", "/v1/outbox"),
    "integration": ("POST", "/v1/integrations"),
    "openid_provider": ("POST", "/v1/openid_providers"),
    "satellite": ("POST", COLLECTIONS["satellite"]),
    "agent_task": ("POST", _TASKS),
    "api_key_check": ("POST", "/api_keys/verify"),
}
"""What an instance may have or not, by the operation that says so."""
_SERVICE = "hasura"
"""A service that tokens were made for of old (USER-041); which one it is makes no difference to the operation."""
_SPENT = frozenset(
    {"ticket_expired_code", "sign_in_token_revoked_code", "sign_in_token_already_used_code", "revoked_invitation"}
    | {"invitation_already_accepted", "agent_task_already_used", "agent_task_revoked", "agent_task_cannot_be_used"}
)
"""How a ticket is not taken back that is good for nothing any more."""
_TICKETS = {"sign_in_token": "/v1/sign_in_tokens", "invitation": "/v1/invitations"}
_LONGEST_WAIT = 30.0


class BackendApi:
    """``url`` without ``/v1``. ``connect`` checks the key; the constructor asks nothing."""

    def __init__(self, secret_key: str, *, url: str = DEFAULT_URL, limits: Limits | None = None) -> None:
        self.url = url.rstrip("/").removesuffix("/v1")
        self._key = secret_key
        self._wire = Wire(self.url, limits=limits or Limits())
        self._found: dict[str, bool] = {}
        self._testing_token: tuple[str, float] | None = None

    def __repr__(self) -> str:
        return f"<BackendApi {self.url}>"  # never the key

    @classmethod
    def connect(cls, secret_key: str, *, url: str = DEFAULT_URL, limits: Limits | None = None) -> "BackendApi":
        """Raises :class:`BadInput` in one line where it cannot be reached or refuses the key."""
        means = cls(secret_key, url=url, limits=limits)
        try:
            means._keep_testing_token(means._authorised())
        except SuiteProblem as problem:
            means.close()
            raise BadInput(f"the Backend API at {means.url} cannot be used: {problem}") from problem
        return means

    def kinds(self) -> frozenset[str]:
        made = {"user", "jwt_template", "oauth_application", "saml_connection"}
        always = {"ban", "waitlist_invitation", "testing_token", "secret_key", "issuer", *made, *_TICKETS}
        return frozenset(always | {kind for kind in _OPTIONAL if self._has(kind)})

    def provide(self, kind: str, **wants: Any) -> Mapping[str, Any]:
        if kind == "user":
            return self._user(**wants)
        if kind == "ban":
            return self._made("a ban", expand("/v1/users/{id}/ban", {"id": wants["user_id"]}), {})
        if kind == "waitlist_invitation":
            return self._let_in(**wants)
        if kind == "testing_token":
            return {"token": self.testing_token()}
        if kind == "issuer":
            return {"issuer": self._issuer()}
        if kind == "jwt_template":
            return self._made("a template", COLLECTIONS[kind], wants)
        if kind == "oauth_application":
            return self._made("an application", COLLECTIONS[kind], wants)
        if kind in _TICKETS:
            given = {name: value for name, value in wants.items() if value is not None}
            return self._made(f"one of {_TICKETS[kind]}", _TICKETS[kind], given)
        if kind == "inbox" and self._has("inbox"):
            return {"messages": self._messages(**wants)}
        if kind == "openid_provider" and self._has(kind):
            return self._pointed(wants)
        if kind == "saml_connection":
            return backend_saml.made(self._send, wants)
        if kind == "saml_test_run":
            return backend_saml.test_run(self._send, **wants)
        if kind == "secret_key":
            return {"secret_key": self._key}
        if kind == "satellite" and self._has(kind):
            return self._made("a satellite domain", COLLECTIONS[kind], {"is_satellite": True, **wants})
        if kind == "agent_task" and self._has(kind):
            made = self._made("an agent task", _TASKS, wants, id_in="agent_task_id")
            return {**made, "id": made["agent_task_id"]}
        if kind == "api_key_check" and self._has(kind):
            return {"good": self._send("POST", _OPTIONAL[kind][1], wants).ok}
        if kind == "integration" and self._has("integration"):
            return self._made("an integration", _OPTIONAL["integration"][1], {"service": _SERVICE})
        raise lacking(kind)

    def age(self, object_id: str, seconds: int) -> None:
        if not self._has("age"):
            raise lacking("age")
        answer = self._send("POST", "/v1/age", {"object_id": object_id, "seconds": seconds})
        if not answer.ok:
            raise NotTestable(f"{object_id} could not be aged: {_told(answer)}")

    def dispose(self, kind: str, object_id: str) -> None:
        if kind in _TICKETS or kind == "agent_task":
            self._revoke(_TICKETS.get(kind, _TASKS), object_id)
            return
        collection = COLLECTIONS.get(kind)
        if collection is None:
            raise lacking(kind)
        answer = self._send("DELETE", expand(f"{collection}/{{id}}", {"id": object_id}), None)
        if not answer.ok and answer.status != 404:
            raise SuiteProblem(f"the Backend API did not delete {object_id}: {_told(answer)}")

    def close(self) -> None:
        self._wire.close()

    def testing_token(self) -> str | None:
        """A token that keeps bot protection away; None where the instance gives none."""
        if self._testing_token is None or self._testing_token[1] - time.time() < _RENEW_BEFORE:
            self._keep_testing_token(self._send("POST", "/v1/testing_tokens", {}))
        return self._testing_token[0] if self._testing_token and self._testing_token[0] else None

    def _authorised(self) -> Answer:
        answer = self._send("POST", "/v1/testing_tokens", {})
        if answer.status in {401, 403}:
            raise BadInput(f"it refuses the secret key: {_told(answer)}")
        if not answer.is_json:
            raise BadInput(f"what it answers is no JSON ({answer.status}): is this --backend-url right?")
        return answer

    def _keep_testing_token(self, answer: Answer) -> None:
        body = answer.json if answer.ok and isinstance(answer.json, dict) else {}
        token, ends = body.get("token"), body.get("expires_at")
        until = float(ends) if isinstance(ends, int | float) else time.time() + 3600
        self._testing_token = (token if isinstance(token, str) else "", until)

    def _user(self, **wants: Any) -> Mapping[str, Any]:
        asked = {name: value for name, value in wants.items() if value is not None}
        for listed in ("email_address", "phone_number", "web3_wallet"):
            if isinstance(asked.get(listed), str):
                asked[listed] = [asked[listed]]
        return self._made("a user", COLLECTIONS["user"], asked)

    def _made(self, what: str, collection: str, wants: Mapping[str, Any], *, id_in: str = "id") -> Mapping[str, Any]:
        answer = self._send("POST", collection, wants)
        made = answer.json
        if not answer.ok or not isinstance(made, dict) or not isinstance(made.get(id_in), str):
            raise NotTestable(f"the Backend API did not make {what}: {_told(answer)}")
        return made

    def _let_in(self, *, entry_id: str) -> Mapping[str, Any]:
        entry = self._made("an invitation", expand("/v1/waitlist_entries/{id}/invite", {"id": entry_id}), {})
        invitation = entry.get("invitation")
        url = invitation.get("url") if isinstance(invitation, dict) else None
        if not isinstance(url, str):
            raise NotTestable("the Backend API does not tell the link of the invitation")
        return {"id": entry["id"], "url": url}

    def _revoke(self, collection: str, object_id: str) -> None:
        answer = self._send("POST", expand(f"{collection}/{{id}}/revoke", {"id": object_id}), {})
        if not answer.ok and answer.status != 404 and not _SPENT & set(answer.codes):
            raise NotTestable(f"the Backend API did not take {object_id} back: {_told(answer)}")

    def _messages(self, *, to: str) -> list[Any]:
        answer = self._send("GET", f"/v1/outbox?to={quote(to, safe='')}", None)
        listed = answer.json.get("data") if answer.ok and isinstance(answer.json, dict) else None
        if not isinstance(listed, list):
            raise NotTestable(f"the outbox could not be read: {_told(answer)}")
        return listed

    def _pointed(self, wants: Mapping[str, Any]) -> Mapping[str, Any]:
        answer = self._send("POST", "/v1/openid_providers", wants)
        told = answer.json
        if not answer.ok or not isinstance(told, dict) or not isinstance(told.get("redirect_uri"), str):
            raise NotTestable(f"{wants.get('strategy')} was not pointed at the provider: {_told(answer)}")
        return told

    def _issuer(self) -> str:
        """The URL of the instance's own Frontend API, which session tokens name as their issuer (AUTH-198)."""
        answer = self._send("GET", "/v1/domains", None)
        listed = answer.json.get("data") if answer.ok and isinstance(answer.json, dict) else None
        for domain in listed if isinstance(listed, list) else []:
            url = (
                domain.get("frontend_api_url") if isinstance(domain, dict) and not domain.get("is_satellite") else None
            )
            if isinstance(url, str) and url:
                return url.rstrip("/")
        raise lacking("issuer")

    def _has(self, kind: str) -> bool:
        """Asked once, with nothing that could be done: only a path that is not there is 404 or 405."""
        if kind not in self._found:
            method, path = _OPTIONAL[kind]
            answer = self._send(method, path, {} if method == "POST" else None)
            self._found[kind] = answer.status not in {401, 403, 404, 405, 501}
        return self._found[kind]

    def _send(self, method: str, path: str, body: Mapping[str, Any] | None) -> Answer:
        content = b"" if body is None else json.dumps(body).encode()
        headers = [
            ("host", self._wire.host),
            ("accept", "application/json"),
            ("accept-encoding", "identity"),
            ("user-agent", USER_AGENT),
            ("authorization", f"Bearer {self._key}"),
            ("content-type", "application/json"),
            ("content-length", str(len(content))),
        ]
        for _ in range(_TRIES):
            answer = self._wire.send(method, path, headers, content)
            if answer.status != 429:
                return answer
            time.sleep(_pause(answer))
        raise TransportFailure(f"the Backend API at {self.url} limits the rate of {method} {path}")


def _pause(answer: Answer) -> float:
    named = answer.header("retry-after") or ""
    return min(float(named), _LONGEST_WAIT) if named.isdigit() else 1.0


def _told(answer: Answer) -> str:
    params = [str(meta.get("param_name")) for one in answer.errors if isinstance(meta := one.get("meta"), dict)]
    return " ".join([str(answer.status), *answer.codes, *params])
