"""The one form of a refusal (AUTH-034, GEN-030)."""

from fapi_conformance.client.exchange import Answer
from fapi_conformance.contract.bodies import Shape
from fapi_conformance.contract.schema_errors import Problem, Trust, problems


def refusal_problems(shape: Shape, answer: Answer) -> list[Problem]:
    """What a refusal lacks: the members of its schema, or any error at all."""
    found = problems(shape, answer.json, "ClerkErrors")
    if isinstance(answer.json, dict) and answer.json.get("errors") == []:
        key = ("ClerkErrors", "empty", "errors")
        found.append(Problem(Trust.SHAPE, key, ("errors",), "at least one error", "an empty list"))
    return found
