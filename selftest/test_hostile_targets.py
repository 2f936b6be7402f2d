"""Whatever stands at the base URL, looking at it ends soon, in one clear line, and never in a traceback."""

import time

import pytest

from fapi_conformance.client.limits import Limits
from fapi_conformance.errors import BadInput, Deviation
from fapi_conformance.target.discovery import discover
from fapi_conformance.target.member import bedrock
from fapi_conformance.target.target import Target
from selftest.hostile import SERVERS
from selftest.hostile.server import Hostile

IMPATIENT = Limits(seconds=0.6, connect_seconds=0.6, body_bytes=1024 * 1024)
SOON = 3.0  # seconds, with room for a machine that is busy with other tests


@pytest.mark.parametrize("hostile", [one for one in SERVERS.values() if one.cause], ids=lambda one: one.name)
def test_discovery_names_the_cause_in_one_line(hostile: Hostile) -> None:
    with hostile.run() as base_url:
        started = time.monotonic()
        with pytest.raises(BadInput) as caught:
            discover(base_url, limits=IMPATIENT)
        took = time.monotonic() - started

    line = str(caught.value)
    assert str(hostile.cause) in line
    assert base_url in line
    assert "\n" not in line
    assert len(line) < 400
    assert took < SOON


def test_an_impostor_gets_no_further_than_bedrock() -> None:
    with SERVERS["impostor"].run() as base_url:
        found = discover(base_url, limits=IMPATIENT)
        target = Target(found.base_url, found.environment, limits=IMPATIENT)

        with pytest.raises(Deviation, match="dev-browser token"):
            bedrock(target)
        assert target.tidy() == ()
        target.close()


@pytest.mark.parametrize(
    "text", ["localhost:4010", "ftp://x.example", "http://", "http://x y", "", "http://u:p@x.example"]
)
def test_what_is_no_base_url_is_said_in_one_line(text: str) -> None:
    with pytest.raises(BadInput) as caught:
        discover(text)

    assert "\n" not in str(caught.value)
    assert "u:p" not in str(caught.value)


def test_a_host_that_does_not_exist() -> None:
    with pytest.raises(BadInput, match="cannot be resolved"):
        discover("http://no-such-host.invalid", limits=IMPATIENT)
