"""Reads a captured schema into one OpenAPI document: our folder, or any single file of the same API.

What comes out is plain JSON data with every local reference known to lead somewhere. It stays as it was written
otherwise: references are kept, errata are not applied.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from fapi_conformance.contract.cache import remembered
from fapi_conformance.contract.problem import SchemaProblem
from fapi_conformance.contract.source import Source, read_source

METHODS = ("get", "put", "post", "delete", "patch")

MAIN = "openapi.yaml"
ERRATA = "errata.yaml"
PARTS = "x-parts"
SHORTHAND = "x-shorthand"


def read_folder(folder: Path) -> dict[str, Any]:
    """The document that ``openapi.yaml`` and the parts it names make together."""
    files = sorted(file for file in folder.rglob("*.yaml") if file.name != ERRATA)
    sources = {file.relative_to(folder).as_posix(): read_source(file) for file in files}
    if MAIN not in sources:
        raise SchemaProblem(f"{folder / MAIN}:1: there is no such file")
    contents = [text for name, source in sources.items() for text in (name, source.text)]
    return _remembered(contents, lambda: _assemble(sources))


def read_file(path: Path) -> dict[str, Any]:
    """A whole document from one file, JSON or YAML, OpenAPI 3.0 or 3.1."""
    source = read_source(path)
    return _remembered([source.text], lambda: _checked(source.value(), [source]))


def resolve(document: Mapping[str, Any], node: Any) -> Any:
    """The node itself, or what its reference leads to; references to references are followed."""
    for _ in range(20):
        if not isinstance(node, Mapping) or "$ref" not in node:
            return node
        node = lookup(document, node["$ref"])
    raise LookupError("references lead in a circle")


def lookup(document: Mapping[str, Any], reference: str) -> Any:
    """What a local reference (``#/components/…``) leads to; LookupError where it leads nowhere."""
    if not reference.startswith("#/"):
        raise LookupError("only references within the document are read")
    node: Any = document
    for step in reference[2:].split("/"):
        key = step.replace("~1", "/").replace("~0", "~")
        try:
            node = node[int(key)] if isinstance(node, list) else node[key]
        except (LookupError, TypeError, ValueError):
            raise LookupError(reference) from None
    return node


def dangling(document: Mapping[str, Any]) -> list[str]:
    """The references that lead nowhere, each once."""
    return [reference for reference in sorted(set(_references(document))) if not _leads(document, reference)]


def _remembered(contents: list[str], build: Any) -> dict[str, Any]:
    document: dict[str, Any] = remembered(contents, build)
    return document


def _assemble(sources: Mapping[str, Source]) -> dict[str, Any]:
    main = sources[MAIN]
    document = main.value()
    if not isinstance(document, dict):
        raise main.problem("expected a mapping")
    parts = document.pop(PARTS, None) or {}
    document.setdefault("paths", {})
    document.setdefault("components", {}).setdefault("schemas", {})
    named = {MAIN}
    for kind, into in (("paths", document["paths"]), ("schemas", document["components"]["schemas"])):
        for number, name in enumerate(parts.get(kind, [])):
            if name not in sources:
                raise main.problem(f"there is no file {name}", PARTS, kind, number)
            named.add(name)
            _take_in(into, sources[name])
    for name in sources.keys() - named:
        raise main.problem(f"{name} is not named under {PARTS}", PARTS)
    return _checked(document, list(sources.values()))


def _take_in(into: dict[str, Any], source: Source) -> None:
    part = source.value()
    if not isinstance(part, dict):
        raise source.problem("expected a mapping")
    for name, value in part.items():
        if name in into:
            raise source.problem(f"{name} is already defined in another file", name)
        if name != SHORTHAND:
            into[name] = value


def _checked(document: Any, sources: list[Source]) -> dict[str, Any]:
    """The document, if it is one whose operations can be read."""
    main = next((source for source in sources if source.name.endswith(MAIN)), sources[0])
    if not isinstance(document, dict) or not str(document.get("openapi", "")).startswith(("3.0", "3.1")):
        raise main.problem("not an OpenAPI 3.0 or 3.1 document", "openapi")
    if not isinstance(document.get("paths"), dict) or not document["paths"]:
        raise main.problem("there are no paths", "paths")
    for path, item in document["paths"].items():
        home = next((source for source in sources if path in source.text), main)
        where = ("paths", path) if home is main else (path,)
        if not path.startswith("/") or not isinstance(item, dict):
            raise home.problem(f"{path!r} is not a path with its operations", *where)
        for method in METHODS:
            if method in item and not isinstance(_responses(item[method]), dict):
                raise home.problem(f"{method.upper()} {path} has no responses", *where, method)
    for reference in dangling(document):
        home = next((source for source in sources if reference in source.text), main)
        raise home.problem_near(f"the reference {reference} leads nowhere", reference)
    return document


def _responses(operation: Any) -> Any:
    return operation.get("responses") if isinstance(operation, dict) else None


def _leads(document: Mapping[str, Any], reference: str) -> bool:
    try:
        lookup(document, reference)
    except LookupError:
        return False
    return True


def _references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        for value in node.values():
            yield from _references(value)
    elif isinstance(node, list):
        for value in node:
            yield from _references(value)
