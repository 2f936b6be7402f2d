"""Holds every exchange against the captured schema and against what holds for all of them.

An exchange that belongs to no captured operation is not judged. A first server error is only remembered: one may be an
accident of the network, so an operation is accused when it fails again (GEN-038).
"""

from collections import Counter

from fapi_conformance.client.exchange import Answer, Exchange, Intent
from fapi_conformance.contract.bodies import ERRORS, JSON, Shape, bodies_of
from fapi_conformance.contract.case import Case
from fapi_conformance.contract.disclosure import Disclosure
from fapi_conformance.contract.history import History
from fapi_conformance.contract.invariants import INVARIANTS
from fapi_conformance.contract.limits import TOO_MANY, limit_problem
from fapi_conformance.contract.look import Look
from fapi_conformance.contract.operations import Contract
from fapi_conformance.contract.refusals import refusal_problems
from fapi_conformance.contract.requests import request_problems
from fapi_conformance.contract.said import said
from fapi_conformance.contract.schema_errors import Trust, problems
from fapi_conformance.contract.statuses import Standing, standing
from fapi_conformance.contract.traces import trace_problems
from fapi_conformance.contract.violation import NOTHING, SUITE_REQUEST, Judgement

BODY = "EXCHANGE.BODY"
OBJECT = "EXCHANGE.OBJECT"
STATUS = "EXCHANGE.STATUS"
REFUSAL_STATUS = "EXCHANGE.REFUSAL-STATUS"
IS_JSON = "EXCHANGE.JSON"
ERROR_FORM = "EXCHANGE.ERROR-FORM"
NO_SERVER_ERROR = "EXCHANGE.NO-SERVER-ERROR"
MILLISECONDS = "EXCHANGE.MILLISECONDS"
CONTENT_TYPE = "EXCHANGE.CONTENT-TYPE"
TRACE = "EXCHANGE.TRACE"
UNDECLARED_MEMBER = "EXCHANGE.UNDECLARED-MEMBER"
UNKNOWN_VALUE = "EXCHANGE.UNKNOWN-VALUE"
NEWER_MEMBER = "EXCHANGE.NEWER-MEMBER"
RETRY_AFTER = "EXCHANGE.RETRY-AFTER"

BREAKS = {
    Trust.SHAPE: BODY,
    Trust.KIND: OBJECT,
    Trust.TIME: MILLISECONDS,
    Trust.NEWER: NEWER_MEMBER,
    Trust.UNDECLARED: UNDECLARED_MEMBER,
    Trust.VALUE: UNKNOWN_VALUE,
}
EVIDENCE = {
    "object": OBJECT,
    "times": MILLISECONDS,
    "enum": UNKNOWN_VALUE,
    "lock": UNDECLARED_MEMBER,
    "expected": NEWER_MEMBER,
}


class Judge:
    """``closed_objects``: a member that a closed object does not declare breaks EXCHANGE.BODY, and is no warning."""

    def __init__(self, contract: Contract, closed_objects: bool = False) -> None:
        self._contract = contract
        self._bodies = bodies_of(contract)
        self._breaks = BREAKS | ({Trust.UNDECLARED: BODY} if closed_objects else {})
        self._history = History()
        self._disclosure = Disclosure()
        self._failed: Counter[str] = Counter()

    def judge(self, exchange: Exchange) -> Judgement:
        """What this exchange breaks, and what it was evidence for."""
        found = self._contract.match(exchange.request.method, exchange.request.path)
        if found is None:
            return NOTHING
        operation, parameters = found
        case = Case(operation)
        if exchange.intent is Intent.VALID:
            for where, expected, got in request_problems(operation, parameters, exchange.request):
                case.add(SUITE_REQUEST, (operation.id, "request", where), where, expected, got)
        if exchange.answer is not None:
            stands = standing(exchange, exchange.answer, operation, parameters)
            self._answer(case, exchange.answer, stands)
            if stands is not Standing.SILENT and not case.misshapen:
                self._remember(case, exchange)
            if stands is not Standing.SILENT:
                self._disclosed(case, exchange)
        return case.judgement()

    def _answer(self, case: Case, answer: Answer, stands: Standing) -> None:
        operation = case.operation
        if answer.status == TOO_MANY and answer.codes:  # of the target itself: what stands before it may say less
            self._limit(case, answer)
        if stands is Standing.SILENT:
            return
        if stands is Standing.SERVER_ERROR:
            case.examined.add(NO_SERVER_ERROR)
            self._failed[operation.label] += 1
            if self._failed[operation.label] > 1:
                key = (operation.label, "server error", str(answer.status))
                case.add(NO_SERVER_ERROR, key, "status", "no server error", f"{answer.status}, repeatedly")
            return
        case.examined.add(NO_SERVER_ERROR)
        if operation.path.startswith("/v1/"):
            self._trace(case, answer)
        if stands is Standing.UNDOCUMENTED:
            # A few real refusals are documented nowhere: an unlisted 4xx is no more than a warning.
            broken = REFUSAL_STATUS if 400 <= answer.status < 500 else STATUS
            case.examined.add(broken)
            documented = ", ".join(map(str, sorted(operation.responses)))
            got = " ".join((str(answer.status), *map(said, answer.codes)))
            case.add(broken, (operation.label, "status", str(answer.status)), "status", f"one of {documented}", got)
            return
        if stands in (Standing.GLOBAL, Standing.UNREADABLE):
            self._refusal(case, answer, self._bodies.error())
            return
        case.examined.add(STATUS if answer.status < 400 else REFUSAL_STATUS)
        self._documented(case, answer)

    def _documented(self, case: Case, answer: Answer) -> None:
        shape = self._bodies.promised(case.operation, answer.status)
        if shape is None:
            return
        if shape.is_refusal:
            self._refusal(case, answer, shape)
            return
        if not self._is_json(case, answer, shape):
            return
        case.examined.add(BODY)
        case.examined.update([EVIDENCE[mention] for mention in shape.mentions])
        for problem in problems(shape, answer.json, f"{case.operation.id} {answer.status}"):
            case.problem(self._breaks[problem.trust], problem)
        if answer.ok:
            self._invariants(case, answer)

    def _is_json(self, case: Case, answer: Answer, shape: Shape) -> bool:
        case.examined.add(IS_JSON)
        if not answer.is_json:
            # One page for all refusals is one deviation, wherever it is met.
            whole = ERRORS if shape.is_refusal else f"{case.operation.id} {answer.status}"
            case.add(IS_JSON, (whole, "not JSON", ""), "body", "JSON", f"{len(answer.content)} bytes that are none")
            return False
        case.examined.add(CONTENT_TYPE)
        kind = (answer.header("content-type") or "").split(";")[0].strip().lower()
        if kind != JSON:
            case.add(CONTENT_TYPE, ("answer", "content-type", kind), "content-type", JSON, repr(kind[:60]))
        return True

    def _refusal(self, case: Case, answer: Answer, shape: Shape | None) -> None:
        if shape is None or not self._is_json(case, answer, shape):
            return
        case.examined.add(ERROR_FORM)
        for problem in refusal_problems(shape, answer):
            case.problem(ERROR_FORM if problem.trust.sure else self._breaks[problem.trust], problem)

    def _invariants(self, case: Case, answer: Answer) -> None:
        look = Look.at(case.operation, answer)
        if look is None:
            return
        for requirement, holds in INVARIANTS.items():
            broken = holds(look)
            if broken is None:
                continue
            case.examined.add(requirement)
            for one in broken:
                case.add(requirement, (one.component, "invariant", one.member), one.location, one.expected, one.got)

    def _remember(self, case: Case, exchange: Exchange) -> None:
        """Compared over time is only what has the promised form: of anything else the form is what is told."""
        for requirement, broken in self._history.look(exchange, case.operation):
            case.examined.add(requirement)
            for one in broken or ():
                case.add(requirement, (one.component, "history", one.member), one.location, one.expected, one.got)

    def _disclosed(self, case: Case, exchange: Exchange) -> None:
        """Of every answer of the target, of whatever form it is."""
        for requirement, broken in self._disclosure.look(exchange):
            case.examined.add(requirement)
            for one in broken:
                case.add(requirement, (one.component, "disclosure", one.member), one.location, one.expected, one.got)

    def _limit(self, case: Case, answer: Answer) -> None:
        case.examined.add(RETRY_AFTER)
        if problem := limit_problem(answer):
            case.add(RETRY_AFTER, ("answer", "retry-after", ""), "retry-after", *problem)

    def _trace(self, case: Case, answer: Answer) -> None:
        case.examined.add(TRACE)
        for where, keyword, expected, got in trace_problems(answer):
            case.add(TRACE, ("answer", keyword, where), where, expected, got)
