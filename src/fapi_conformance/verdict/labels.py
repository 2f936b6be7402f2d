"""How readers of Allure and JUnit find a result: what is said of it by the requirements that it is about."""

import re
from collections.abc import Iterator, Sequence

from fapi_conformance.verdict.requirement import Level, Requirement
from fapi_conformance.verdict.sources import kind

Pairs = Iterator[tuple[str, str]]

SEVERITIES = {Level.MUST: "critical", Level.SHOULD: "normal", Level.MAY: "minor"}
"""In Allure's words. A deviation from a MUST fails a certification; the others are survivable, or a matter of taste."""
GATE = "bedrock"
"""The area under all others: without it nothing is judged."""
_SPELLED = {"api": "API", "id": "ID", "json": "JSON", "mfa": "MFA", "oauth": "OAuth", "saml": "SAML", "url": "URL"}
_WORDS = re.compile(r"sign-(?:in|up)|[^-]+")


def title(part: str) -> str:
    """A part of an id for people: ``OAUTH-ID-TOKEN`` as ``OAuth ID token``, ``sign-in`` as ``Sign-in``."""
    said = " ".join(_SPELLED.get(word, word) for word in _WORDS.findall(part.lower()))
    return said[:1].upper() + said[1:]


def highest(cited: Sequence[Requirement]) -> Level | None:
    """The most severe level among them."""
    return min((one.level for one in cited), key=list(Level).index, default=None)


def labels(cited: Sequence[Requirement], operation: str) -> Pairs:
    """Allure's, by the first requirement: area, topic, and the operation's label or else what is stated; tags of all.

    A result with two epics and two features would stand in Allure's tree four times.
    """
    if not cited:
        return
    first, level = cited[0], highest(cited)
    assert level is not None
    yield "epic", title(first.area)
    yield "feature", title(first.id.split(".")[1])
    yield "story", operation or first.says
    yield "severity", "blocker" if first.area == GATE else SEVERITIES[level]
    yield from (("tag", one.id) for one in cited)
    yield from (("tag", f"profile {profile}") for profile in _profiles(cited))
    yield "tag", level.value


def properties(cited: Sequence[Requirement], operation: str) -> Pairs:
    """JUnit's; each name once, since many readers keep the last one only."""
    level = highest(cited)
    if level is None:
        return
    operations = [operation] if operation else dict.fromkeys(name for one in cited for name in one.operations)
    yield "requirements", ", ".join(one.id for one in cited)
    yield "level", level.value
    yield "profiles", ", ".join(_profiles(cited))
    if operations:
        yield "operations", ", ".join(operations)
    yield "sources", "; ".join(dict.fromkeys(source for one in cited for source in one.sources))


def description(cited: Sequence[Requirement], again: str) -> str:
    """What was to be shown, and how to see it again, as Markdown."""
    said = [_stated(one) for one in cited]
    return "\n\n".join([*said, f"Again:\n\n```sh\n{again}\n```"])


def _stated(one: Requirement) -> str:
    sources = ", ".join(f"{source} ({kind(source)})" for source in one.sources)
    return f"**{one.id}** ({one.level}, {', '.join(one.profiles)}): {one.says}\n\nSource: {sources}"


def _profiles(cited: Sequence[Requirement]) -> list[str]:
    return list(dict.fromkeys(profile for one in cited for profile in one.profiles))
