"""The circumstances of a run as the properties that other reports show beside its results."""

import json
import re

from fapi_conformance.verdict.results import RunFacts

STATES = {True: "on", False: "off", None: "unknown"}


def facts(run: RunFacts) -> list[tuple[str, str]]:
    """By name, without those that are empty; nothing in it is secret."""
    target = run.target
    told = [
        ("base_url", target.base_url),
        ("target", "embedded reference" if target.embedded else "given"),
        ("api_version", target.api_version),
        ("seed", str(run.seed)),
        ("selection", run.selection or "everything"),
        ("incomplete", run.incomplete),
        ("secrets", "revealed" if run.revealed else ""),
        ("workers", str(run.workers)),
        ("means", ", ".join(target.means)),
        ("fapi-conformance", run.suite_version),
        *sorted(run.versions.items()),
        *((f"capability {name}", STATES[state]) for name, state in sorted(target.capabilities.items())),
    ]
    return [(name, value) for name, value in told if value]


def environment(run: RunFacts) -> str:
    """The text of Allure's ``environment.properties``, in ASCII."""
    return "".join(f"{_escaped(name)} = {_escaped(value)}\n" for name, value in facts(run))


def _escaped(text: str) -> str:
    """As Java reads properties: its escapes are those of JSON, and a name ends at a space, colon or equals sign."""
    return re.sub("([ :=])", r"\\\1", json.dumps(text)[1:-1])
