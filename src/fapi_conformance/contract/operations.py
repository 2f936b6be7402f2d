"""The operations of a document as small frozen values, and the contract that finds them.

Schemas in here are as the document writes them (OpenAPI, references kept): requests are generated from them.
``normalise`` turns them into what answers are judged by.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from fapi_conformance.contract.document import METHODS, resolve
from fapi_conformance.contract.errata import Erratum

Schema = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter in the path, the query or a header."""

    name: str
    location: str
    required: bool
    schema: Schema


@dataclass(frozen=True, slots=True)
class Body:
    """What may be sent, by media type."""

    media: Mapping[str, Schema]
    required: bool


@dataclass(frozen=True, slots=True)
class Response:
    """What may come back under one status, by media type; nothing promised where ``media`` is empty."""

    status: int
    media: Mapping[str, Schema]


@dataclass(frozen=True, slots=True)
class Operation:
    """A method and a path template. ``security``: the sets of schemes of which one is enough."""

    id: str
    method: str
    path: str
    tag: str
    security: tuple[frozenset[str], ...]
    parameters: tuple[Parameter, ...]
    body: Body | None
    responses: Mapping[int, Response]

    def __hash__(self) -> int:
        return hash((self.method, self.path))

    @property
    def label(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def anonymous(self) -> bool:
        """The document lets it be called with no credentials at all."""
        return not self.security or frozenset() in self.security


@dataclass(frozen=True, slots=True)
class _Route:
    """``names``: the parameter in each segment, and what stands behind it there."""

    segments: tuple[str, ...]
    names: tuple[tuple[str, str] | None, ...]
    operation: Operation

    def parameters(self, segments: Sequence[str]) -> dict[str, str] | None:
        found = {}
        for mine, named, given in zip(self.segments, self.names, segments, strict=True):
            if named is None:
                if mine != given:
                    return None
                continue
            name, ending = named
            value = given.removesuffix(ending)
            if not value or not given.endswith(ending):
                return None
            found[name] = value
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Contract:
    """A document with its corrections, and a way from an exchange to the operation it belongs to."""

    version: str
    document: Mapping[str, Any]
    operations: tuple[Operation, ...]
    errata: tuple[Erratum, ...]
    _fixed: Mapping[tuple[str, str], Operation] = field(init=False, repr=False)
    _templated: Mapping[tuple[str, int], tuple[_Route, ...]] = field(init=False, repr=False)
    _by_id: Mapping[str, Operation] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        routes: dict[tuple[str, int], list[_Route]] = {}
        for operation in self.operations:
            segments = tuple(operation.path.split("/"))
            names = tuple(_named(part) for part in segments)
            if any(names):
                routes.setdefault((operation.method, len(segments)), []).append(_Route(segments, names, operation))
        for several in routes.values():
            # Of two templates that both fit, the one that is exact further to the left is meant.
            several.sort(key=lambda route: [name is not None for name in route.names])
        fixed = {(op.method, op.path): op for op in self.operations if "{" not in op.path}
        object.__setattr__(self, "_fixed", fixed)
        object.__setattr__(self, "_templated", {key: tuple(several) for key, several in routes.items()})
        object.__setattr__(self, "_by_id", {operation.id: operation for operation in self.operations})

    @classmethod
    def of(cls, document: Mapping[str, Any], errata: Sequence[Erratum] = ()) -> Self:
        """The contract of a bundled document to which these errata were applied."""
        version = str((document.get("info") or {}).get("version", ""))
        return cls(version, document, tuple(_operations(document)), tuple(errata))

    @classmethod
    def from_json(cls, text: str) -> Self:
        data = json.loads(text)
        return cls.of(data["document"], [Erratum.from_json(erratum) for erratum in data["errata"]])

    def to_json(self) -> str:
        errata = [erratum.as_json() for erratum in self.errata]
        return json.dumps({"document": self.document, "errata": errata}, separators=(",", ":"))

    def by_id(self, id_: str) -> Operation:
        return self._by_id[id_]

    def by_label(self, label: str) -> Operation:
        """The operation written ``METHOD /path/{template}``."""
        return next(operation for operation in self.operations if operation.label == label)

    def match(self, method: str, path: str) -> tuple[Operation, dict[str, str]] | None:
        """The operation a request belongs to, with its path parameters. One trailing slash is forgiven."""
        method = method.upper()
        if path.endswith("/") and len(path) > 1:
            path = path[:-1]
        if operation := self._fixed.get((method, path)):
            return operation, {}
        segments = path.split("/")
        for route in self._templated.get((method, len(segments)), ()):
            found = route.parameters(segments)
            if found is not None:
                return route.operation, found
        return None

    def successes(self, operation: Operation) -> frozenset[int]:
        """The documented statuses that mean it was done, redirects included."""
        return frozenset(status for status in operation.responses if 200 <= status < 400)


def _named(segment: str) -> tuple[str, str] | None:
    """The parameter of a segment of a template, and its ending: ``{id}.xml``."""
    if not segment.startswith("{"):
        return None
    name, _, ending = segment[1:].partition("}")
    return name, ending


def _operations(document: Mapping[str, Any]) -> Iterator[Operation]:
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                yield _operation(document, path, method, item)


def _operation(document: Mapping[str, Any], path: str, method: str, item: Mapping[str, Any]) -> Operation:
    told = item[method]
    security = told.get("security", document.get("security", []))
    parameters = [resolve(document, given) for given in [*item.get("parameters", []), *told.get("parameters", [])]]
    body = resolve(document, told.get("requestBody"))
    return Operation(
        id=told.get("operationId") or f"{method.upper()} {path}",
        method=method.upper(),
        path=path,
        tag=next(iter(told.get("tags", [])), ""),
        security=tuple(frozenset(schemes) for schemes in security),
        parameters=tuple(
            Parameter(given["name"], given["in"], given.get("required", False), given.get("schema", {}))
            for given in parameters
        ),
        body=Body(_media(body), body.get("required", False)) if body else None,
        responses={
            # `default` and `4XX` promise nothing that could be held against one status.
            int(status): Response(int(status), _media(resolve(document, response)))
            for status, response in told["responses"].items()
            if status.isdigit()
        },
    )


def _media(node: Mapping[str, Any]) -> dict[str, Schema]:
    return {kind: media["schema"] for kind, media in node.get("content", {}).items() if "schema" in media}
