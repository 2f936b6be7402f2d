"""Is there a Frontend API at this address? One request answers, and what is wrong is told in one line."""

from collections.abc import Mapping
from dataclasses import dataclass

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.browser import Browser
from fapi_conformance.client.endpoint import API_VERSION, Endpoint, Pacing
from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.client.limits import Limits
from fapi_conformance.client.masking import text as masked
from fapi_conformance.client.recorder import Recorder
from fapi_conformance.errors import BadInput, NotTestable, TransportFailure
from fapi_conformance.target.environment import Environment
from fapi_conformance.target.pace import Pace

DISCOVERY = Limits(seconds=10.0, connect_seconds=5.0, body_bytes=2 * 1024 * 1024)
_SHOWN = 60  # characters of an unexpected body


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovery:
    """``answered`` is the status that every failing answer had, for reports; a found target has 200."""

    base_url: str
    environment: Environment
    seconds: float


def discover(
    base_url: str,
    *,
    limits: Limits = DISCOVERY,
    recorder: Recorder | None = None,
    pacing: Pacing | None = None,
    api_version: str = API_VERSION,
) -> Discovery:
    """Read the environment of the target at ``base_url``.

    Raises :class:`BadInput` with one line of cause, within ``limits.seconds`` (twice that where a dev browser is
    asked for, more only where a rate limit says so).
    """
    endpoint = Endpoint(base_url=base_url, limits=limits, pacing=pacing or Pace(), api_version=api_version)
    listening = recorder or Recorder()
    try:
        answer, seconds = _ask(Browser("discovery", endpoint, listening))
        if answer.status == 401 and "dev_browser_unauthenticated" in answer.codes:
            # stricter than the contract asks for (AUTH-092), but no reason to call it unusable
            endpoint.development = True
            insisting = Browser("discovery", endpoint, listening)
            insisting.dev_browser_token  # noqa: B018
            answer, seconds = _ask(insisting)
    except TransportFailure as failure:
        raise BadInput(f"{endpoint.base_url} cannot be tested: {failure.cause}") from failure
    except NotTestable as reason:
        raise BadInput(f"{endpoint.base_url} cannot be tested: {reason.because}") from reason
    finally:
        endpoint.wire.close()
    if (wrong := unusable(answer)) is not None:
        raise BadInput(f"{endpoint.base_url} is no Frontend API that can be tested: GET /v1/environment {wrong}")
    return Discovery(base_url=endpoint.base_url, environment=Environment(answer.json), seconds=seconds)


def _ask(actor: Actor) -> tuple[Answer, float]:
    answer = actor.call("GET", "/v1/environment", intent=Intent.OPEN)
    return answer, actor.last.took if actor.last else 0.0


def unusable(answer: Answer) -> str | None:
    """What is wrong with an answer that should be an environment; None where it is one."""
    status = answer.status
    if 300 <= status < 400:
        where = masked(answer.header("location") or "nowhere")
        return f"redirects ({status}) to {where[:200]}: give the address that answers itself"
    if status != 200:
        codes = f" {', '.join(answer.codes)}" if answer.codes else ""
        return f"is answered {status}{codes}, {_came(answer)}"
    if not answer.is_json:
        return f"is answered with no JSON: {_came(answer)}"
    if not isinstance(answer.json, Mapping):
        return f"is answered with JSON that is no object: {_came(answer)}"
    if not isinstance(answer.json.get("auth_config"), Mapping):
        return f"is answered with an object without auth_config: {_came(answer)}"
    return None


def _came(answer: Answer) -> str:
    kind = (answer.header("content-type") or "no content type").split(";")[0]
    if not answer.content:
        return f"{kind}, empty"
    start = " ".join(answer.content[: 4 * _SHOWN].decode("utf-8", "replace").split())
    printable = "".join(letter if letter.isprintable() else "?" for letter in masked(start)[:_SHOWN])
    return f"{kind}, {printable}{'…' if len(answer.content) > _SHOWN else ''}"
