"""The catalogue: every requirement, declared once, one module an area. Tests and reports look them up here."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from fapi_conformance.requirements import (
    bedrock,
    client,
    cookie,
    development,
    environment,
    exchange,
    invariant,
    machine,
    native,
    operation,
    session,
    sign_in,
    sign_up,
    token,
    transport,
    user,
)
from fapi_conformance.verdict.requirement import Requirement

AREAS = (
    bedrock,
    exchange,
    invariant,
    machine,
    operation,
    transport,
    environment,
    development,
    cookie,
    client,
    native,
    sign_up,
    sign_in,
    session,
    token,
    user,
)


def _declared() -> Iterator[Requirement]:
    for area in AREAS:
        for value in vars(area).values():
            if isinstance(value, Requirement):
                yield value


def _catalogue() -> Mapping[str, Requirement]:
    found: dict[str, Requirement] = {}
    for requirement in _declared():
        if requirement.id in found:
            raise ValueError(f"{requirement.id} is declared twice")
        found[requirement.id] = requirement
    for requirement in found.values():
        for twin in requirement.twins:
            if twin not in found:
                raise ValueError(f"{requirement.id} names the unknown twin {twin}")
    return MappingProxyType(found)


CATALOGUE: Mapping[str, Requirement] = _catalogue()
"""Every requirement by its id, in the order in which the areas stand above."""
