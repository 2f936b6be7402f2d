"""The provider of a run is started by whoever rings first, for all, and ends with the run."""

from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from fapi_conformance.devices.openid_provider.running import Process
from fapi_conformance.errors import BadInput, NotTestable
from fapi_conformance.plugin.doorbell import Doorbell, ring


def test_one_provider_for_all() -> None:
    started = []

    def start() -> Process:
        started.append(Process.start())
        return started[-1]

    bell = Doorbell(start)
    assert not started
    with ThreadPoolExecutor(3) as workers:
        told = list(workers.map(ring, [bell.address] * 3))
    bell.close()

    assert len(started) == 1
    assert len({one.address for one in told}) == 1
    with pytest.raises(httpx.ConnectError):
        httpx.get(told[0].address)
    with pytest.raises(NotTestable):
        ring(bell.address)


def test_why_it_did_not_start_is_told() -> None:
    def start() -> Process:
        raise BadInput("the port is taken")

    bell = Doorbell(start)
    with pytest.raises(NotTestable, match="the port is taken"):
        ring(bell.address)
    with pytest.raises(NotTestable):
        ring(f"{bell.address.partition(' ')[0]} guessed")
    bell.close()
