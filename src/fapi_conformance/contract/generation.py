"""Inputs that Schemathesis makes up for an operation. Nothing else in this suite touches it, or Hypothesis.

Two of its parts are not public, so that its exact version is pinned and asked for: ``iter_coverage_cases`` and the
shape of a case. Importing this module costs nothing; the first input asked for costs about half a second.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from typing import Any
from urllib.parse import unquote

from fapi_conformance.client.upload import MULTIPART, fields
from fapi_conformance.contract.cache import folder
from fapi_conformance.contract.operations import Contract, Operation

SCHEMATHESIS = "4.32.5"
"""The version whose inner parts these are."""

FORM = "application/x-www-form-urlencoded"
ACTING = "_clerk_session_id"
"""By which an actor says who of several signed-in people asks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Generated:
    """One input. ``form`` holds JSON values by name, or is None where there is no form; ``content`` is what is sent in
    place of a form, under ``content_type``. ``valid``: by the schema alone. ``says`` is in words what is special.
    """

    path: Mapping[str, str]
    query: Mapping[str, Any]
    form: Mapping[str, Any] | None
    content: bytes | None
    content_type: str | None
    valid: bool
    says: str


def covering(contract: Contract, operation: Operation) -> Iterator[Generated]:
    """The boundaries of the operation's schema, one by one: always the same, in the same order."""
    from schemathesis.generation import GenerationMode

    schema, ours = _known(contract, operation)
    cases = schema.iter_coverage_cases(
        ours, generation_modes=list(GenerationMode), generation_config=schema.config.generation_for(operation=ours)
    )
    for case in cases:
        told = case.meta.phase.data.description if case.meta else None
        yield _generated(case, says=told or "a boundary of the schema")


def fuzzing(
    contract: Contract, operation: Operation, *, examples: int, seed: int, visit: Callable[[Generated], None]
) -> None:
    """Call ``visit`` with up to so many random inputs, the same for the same seed. What it raises ends the series."""
    import hypothesis
    from hypothesis import HealthCheck, Phase, settings
    from hypothesis import strategies as st
    from schemathesis.generation import GenerationMode

    _, ours = _known(contract, operation)
    modes = GenerationMode if _has_inputs(operation) else [GenerationMode.POSITIVE]

    @hypothesis.seed(seed)
    @settings(
        max_examples=examples if _has_inputs(operation) else 1,
        database=None,
        deadline=None,
        derandomize=False,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        print_blob=False,
    )
    @hypothesis.given(st.one_of([ours.as_strategy(generation_mode=mode) for mode in modes]))
    def series(case: Any) -> None:
        visit(_generated(case, says="a random input"))

    series()


def _has_inputs(operation: Operation) -> bool:
    """Whether there is anything to vary: headers are the actors' own business."""
    return operation.body is not None or any(one.location in ("path", "query") for one in operation.parameters)


@lru_cache(maxsize=1)
def _schema(contract: Contract) -> Any:
    found = version("schemathesis")
    if found != SCHEMATHESIS:
        raise RuntimeError(f"this suite is made for schemathesis {SCHEMATHESIS}, and {found} is installed")
    import schemathesis
    from hypothesis.configuration import set_hypothesis_home_dir
    from schemathesis.config import SchemathesisConfig

    # Hypothesis keeps its tables of characters (a second to make) where one stands, if it isn't told better.
    set_hypothesis_home_dir(str(folder() / "hypothesis"))
    config = SchemathesisConfig.from_dict(
        {
            "cache": {"enabled": False},
            "generation": {"database": "none", "allow-x00": False, "allow-extra-parameters": False},
            "phases": {"coverage": {"unexpected-methods": []}, "stateful": {"enabled": False}},
        }
    )
    return schemathesis.openapi.from_dict(_without_what_actors_send(contract.document), config=config)


def _without_what_actors_send(document: Mapping[str, Any]) -> dict[str, Any]:
    """A copy whose operations take no header, for drawing them costs more than all the rest, and name no session: with
    another one than the actor's own an input comes to nothing but 401.
    """
    copied: dict[str, Any] = json.loads(json.dumps(document))
    named = copied.get("components", {}).get("parameters", {})
    for item in copied["paths"].values():
        for told in (item, *(value for value in item.values() if isinstance(value, dict))):
            if isinstance(told.get("parameters"), list):
                told["parameters"] = [one for one in told["parameters"] if not _is_an_actors(one, named)]
    return copied


def _is_an_actors(parameter: Mapping[str, Any], named: Mapping[str, Any]) -> bool:
    meant = named.get(str(parameter.get("$ref", "")).rsplit("/", 1)[-1], parameter)
    return meant.get("in") == "header" or (meant.get("in"), meant.get("name")) == ("query", ACTING)


def _known(contract: Contract, operation: Operation) -> tuple[Any, Any]:
    schema = _schema(contract)
    return schema, schema[operation.path][operation.method]


def _generated(case: Any, *, says: str) -> Generated:
    from schemathesis.core import NotSet

    kind = case.headers.get("Content-Type") or case.media_type
    body = None if isinstance(case.body, NotSet) else case.body
    if isinstance(body, dict) and kind == MULTIPART:
        parts = fields({str(name): _bytes(value) for name, value in body.items()})
        body, kind = parts.content, parts.content_type
    is_form = isinstance(body, dict) and kind in (FORM, None)
    return Generated(
        # As templates are filled with them, they come percent-encoded; actors encode for themselves.
        path={name: unquote(str(value), errors="replace") for name, value in (case.path_parameters or {}).items()},
        query=dict(case.query or {}),
        form=body if is_form else None,
        content=None if is_form or body is None else _bytes(body),
        content_type=None if is_form else kind,
        valid=bool(case.meta and case.meta.generation.mode.is_positive),
        says=says,
    )


def _bytes(body: Any) -> bytes:
    if isinstance(body, str):
        return body.encode(errors="surrogatepass")
    return body if isinstance(body, bytes) else json.dumps(body).encode(errors="surrogatepass")
