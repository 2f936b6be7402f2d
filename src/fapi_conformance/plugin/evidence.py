"""From an exchange to the evidence that is shown of it. Every secret ends here."""

import json

from fapi_conformance.client import masking
from fapi_conformance.client.curl import curl
from fapi_conformance.client.exchange import Answer, Exchange, Request
from fapi_conformance.contract import Contract
from fapi_conformance.verdict.evidence import Evidence

SHOWN = 4000
"""Characters of a body."""
TRACE = "x-clerk-trace-id"


def evidence_of(exchange: Exchange, contract: Contract | None = None) -> Evidence:
    """What a stranger needs to see of it, masked; with the operation that it belongs to in the contract."""
    request, answer = exchange.request, exchange.answer
    found = contract.match(request.method, request.path) if contract else None
    return Evidence(
        method=request.method,
        path=masking.text(request.path),
        operation=found[0].label if found else None,
        status=answer.status if answer else None,
        trace=_trace(answer) if answer else "",
        curl=curl(exchange),
        sent=masking.cut(_sent(request), SHOWN),
        came=masking.cut(_came(answer) if answer else (exchange.failure or ""), SHOWN),
    )


def _sent(request: Request) -> str:
    if request.form is not None:
        return "\n".join(f"{name}={value}" for name, value in masking.pairs(request.form))
    return masking.content(request.content, request.content_type)


def _came(answer: Answer) -> str:
    if answer.is_json:
        return json.dumps(masking.body(answer.json), ensure_ascii=False)
    return masking.content(answer.content, answer.header("content-type") or "")


def _trace(answer: Answer) -> str:
    return masking.text(answer.header(TRACE) or "")[:64]
