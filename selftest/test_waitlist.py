"""The waitlist of the reference as its application sees it, and the instance beside the target where people wait."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from fapi_conformance.client.recorder import Recorder
from fapi_conformance.errors import BadInput, NotTestable
from fapi_conformance.plugin import waiting
from fapi_conformance.plugin.doorbell import Doorbell
from fapi_conformance.target.capabilities import Capability
from fapi_conformance.target.embedded import Embedded
from fapi_conformance.target.environment import Environment
from fapi_conformance.target.pace import Pace
from fapi_conformance.target.target import Target
from selftest.serving import judged, reference

ADDRESS = "somebody@example.com"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Embedded]:
    running = waiting.start(tmp_path_factory.mktemp("waiting"))
    yield running
    running.stop()


@pytest.fixture
def backend(told: Embedded) -> Iterator[httpx.Client]:
    key = {"authorization": f"Bearer {told.announcement.secret_key}"}
    with httpx.Client(base_url=told.announcement.backend_url, headers=key) as client:
        yield client


def join(told: Embedded, address: str) -> httpx.Response:
    return httpx.post(f"{told.announcement.base_url}/v1/waitlist", data={"email_address": address})


def test_an_entry_from_its_beginning_to_its_end(told: Embedded, backend: httpx.Client) -> None:
    entry = join(told, ADDRESS).json()
    assert entry == {"object": "waitlist_entry", "id": entry["id"]}
    assert join(told, ADDRESS.upper()).json() == entry, "the same address, spelled otherwise"

    def status() -> str:
        listed = backend.get("/v1/waitlist_entries", params={"query": ADDRESS}).json()
        assert listed["total_count"] == 1
        return str(listed["data"][0]["status"])

    assert status() == "pending"
    assert backend.post(f"/v1/waitlist_entries/{entry['id']}/reject", json={}).json()["status"] == "rejected"
    invited = backend.post(f"/v1/waitlist_entries/{entry['id']}/invite", json={}).json()
    assert (invited["status"], invited["invitation"]["status"]) == ("invited", "pending")
    assert backend.post(f"/v1/waitlist_entries/{entry['id']}/reject", json={}).status_code == 422
    assert status() == "invited"

    gone = backend.delete(f"/v1/waitlist_entries/{entry['id']}").json()
    assert gone == {"object": "waitlist_entry", "id": entry["id"], "deleted": True}
    assert backend.delete(f"/v1/waitlist_entries/{entry['id']}").status_code == 404
    assert join(told, ADDRESS).json()["id"] != entry["id"]


def test_the_application_puts_somebody_on_the_list(told: Embedded, backend: httpx.Client) -> None:
    made = backend.post("/v1/waitlist_entries", json={"email_address": "asked@example.com"}).json()

    assert made["status"] == "pending"
    assert join(told, "asked@example.com").json()["id"] == made["id"]
    assert backend.get("/v1/waitlist_entries", params={"status": "waiting"}).status_code == 422


def test_the_instance_beside_is_started_when_somebody_asks(tmp_path: Path) -> None:
    started = []

    def start() -> Embedded:
        started.append(waiting.start(tmp_path))
        return started[-1]

    bell, recorder = Doorbell(start), Recorder()
    target = Target(
        "http://127.0.0.1:9", public(), recorder=recorder, waitlist=waiting.behind(bell.address, recorder, Pace())
    )
    assert target.capabilities[Capability.WAITLIST] is True
    assert target.capabilities[Capability.SIGN_UP_WAITLIST] is False, "the target itself takes everybody"
    assert not started

    beside = target.waitlisted()
    assert beside.environment.sign_up_mode == "waitlist"
    assert target.waitlisted() is beside

    target.close()
    bell.close()


def test_without_one() -> None:
    target = Target("http://127.0.0.1:9", public())

    assert Capability.WAITLIST in target.off
    with pytest.raises(NotTestable, match="nobody waits"):
        target.waitlisted()


def test_one_that_takes_everybody_is_none() -> None:
    with pytest.raises(BadInput, match="mode is public"):
        waiting.checked(public().document, "https://other.example")


def test_what_a_waitlist_is_free_to_do_is_not_accused() -> None:
    free = ("waitlist-entry-dated", "waitlist-refused-in-general")
    with reference(settings=waiting.SETTINGS, liberties=free) as means:
        seen, said = judged(means, "flows/test_waitlist.py")

    assert seen is not None, said
    assert [one["name"] for one in seen["findings"] if one["level"] == "MUST"] == []
    verdicts = {one["id"]: one["verdict"] for one in seen["requirements"]}
    assert verdicts["WAITLIST.TELLS-NOTHING"] == "pass"
    assert verdicts["WAITLIST.MALFORMED.CODE"] == "warning"


def public() -> Environment:
    return Environment({"auth_config": {}, "user_settings": {"sign_up": {"mode": "public"}}})
