"""A run against a server that is no Frontend API ends soon, in one line, with nothing earned."""

import pytest

from selftest.useless import visit

KINDS = (
    "unreachable",
    "not-http",
    "self-signed",
    "html-site",
    "always-empty-object",
    "always-empty-list",
    "always-404",
    "always-401",
    "always-500",
    "redirects",
    "never-answers",
    "trickles-body",
    "closes-at-once",
    "floods-body",
    "impostor",
)


@pytest.mark.parametrize("name", KINDS)
def test_a_useless_server_earns_nothing(name: str) -> None:
    seen = visit(name)

    assert seen.survived, seen


@pytest.mark.parametrize("name", ["always-empty-object", "impostor"])
def test_nor_with_two_workers(name: str) -> None:
    seen = visit(name, "-n", "2")

    assert seen.survived, seen
