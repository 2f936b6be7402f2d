"""Connections to identity providers of companies, by the Backend API: ``/v1/saml_connections``.

One is made inactive and then changed, for what its first form has no place for. ``POST …/{id}/test_runs`` is an
extension, which the reference has.
"""

from collections.abc import Callable, Mapping
from typing import Any

from fapi_conformance.client.exchange import Answer
from fapi_conformance.client.routes import expand
from fapi_conformance.errors import NotTestable
from fapi_conformance.target.means import lacking

COLLECTION = "/v1/saml_connections"
_FIRST = frozenset(
    {"name", "provider", "domains", "idp_entity_id", "idp_sso_url", "idp_certificate", "attribute_mapping"}
    | {"organization_id", "created_by"}
)
"""What goes into the first form; all else is changed afterwards."""
Send = Callable[[str, str, Mapping[str, Any] | None], Answer]
"""Sends a request of that method to that path, with that body."""


def made(send: Send, wants: Mapping[str, Any]) -> Mapping[str, Any]:
    """A new connection. Raises :class:`NotTestable` where the Backend API does not make it so."""
    told = {name: value for name, value in wants.items() if value is not None}
    created = _connection(send("POST", COLLECTION, {name: value for name, value in told.items() if name in _FIRST}))
    changes = {name: value for name, value in told.items() if name not in _FIRST}
    if not changes:
        return created
    where = expand(f"{COLLECTION}/{{id}}", {"id": str(created["id"])})
    try:
        return _connection(send("PATCH", where, changes))
    except NotTestable:
        send("DELETE", where, None)
        raise


def test_run(send: Send, connection_id: str) -> Mapping[str, Any]:
    """A trial of that connection: its ticket. Raises :class:`NotTestable` where there is none to be had."""
    answer = send("POST", expand(f"{COLLECTION}/{{id}}/test_runs", {"id": connection_id}), {})
    begun = answer.json
    if not answer.ok or not isinstance(begun, dict) or not isinstance(begun.get("ticket"), str):
        raise lacking("saml_test_run")
    return begun


def _connection(answer: Answer) -> Mapping[str, Any]:
    told = answer.json
    if not answer.ok or not isinstance(told, dict) or not isinstance(told.get("id"), str):
        because = " ".join([str(answer.status), *answer.codes])
        raise NotTestable(f"the Backend API did not make the SAML connection: {because}")
    return told
