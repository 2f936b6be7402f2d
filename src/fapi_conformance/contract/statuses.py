"""What a status means for the judge, before any body is looked at."""

import re
from collections.abc import Mapping
from enum import Enum

from fapi_conformance.client.exchange import Answer, Exchange
from fapi_conformance.contract.global_answers import Where, global_answer, is_global_status
from fapi_conformance.contract.operations import Operation

PLAIN_ID = re.compile(r"[A-Za-z0-9_-]+")
"""Any other text in a path may make a server see another path, or none."""

SOMEBODYS = ("/v1/client", "/v1/me", "/v1/organizations", "/api_keys")
EDGE = frozenset({405, 413, 415, 429})
"""Answered before an operation is known, with a body of no promised form."""
NETWORK = frozenset({502, 503, 504})


class Standing(Enum):
    DOCUMENTED = "the operation documents it"
    GLOBAL = "any operation may answer so"
    SILENT = "says nothing about the target: a limit, a proxy, or a path that it does not know"
    SERVER_ERROR = "the target failed"
    UNREADABLE = "any operation may answer with that status, but not in this form"
    UNDOCUMENTED = "nothing allows it"


def standing(exchange: Exchange, answer: Answer, operation: Operation, parameters: Mapping[str, str]) -> Standing:
    """How this answer's status stands to its operation."""
    status = answer.status
    if status == 429:
        return Standing.SILENT
    if status in operation.responses:
        return Standing.DOCUMENTED if not _unknown_path(answer, parameters) else Standing.SILENT
    if status in NETWORK and not answer.codes:
        return Standing.SILENT
    if status in EDGE or _unknown_path(answer, parameters):
        return Standing.SILENT
    kinds = _kinds(exchange, operation)
    if global_answer(status, answer.codes, kinds):
        return Standing.GLOBAL
    if not answer.codes and status < 500 and is_global_status(status, kinds):
        return Standing.UNREADABLE
    return Standing.SERVER_ERROR if status >= 500 else Standing.UNDOCUMENTED


def _kinds(exchange: Exchange, operation: Operation) -> frozenset[Where]:
    kinds = {Where.ANY}
    if operation.body is not None or exchange.request.content or exchange.request.form:
        kinds.add(Where.FORM)
    if operation.path.startswith(SOMEBODYS):
        kinds.add(Where.CLIENT)
    if "{" in operation.path:
        kinds.add(Where.ID)
    if any(one.name == "limit" for one in operation.parameters):
        kinds.add(Where.LIST)
    return frozenset(kinds)


def _unknown_path(answer: Answer, parameters: Mapping[str, str]) -> bool:
    """A refusal in plain text for an odd id may be the 404 of a path that does not exist (AUTH-401)."""
    odd = any(not PLAIN_ID.fullmatch(value) for value in parameters.values())
    return odd and 400 <= answer.status < 500 and not answer.is_json
