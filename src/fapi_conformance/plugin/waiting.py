"""An instance of the same implementation whose sign-ups go through a waitlist: only there can anybody join it.

The embedded reference has one for whoever asks first; of another implementation it is named with ``--waitlist-url``.
"""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from fapi_conformance.client.endpoint import Pacing
from fapi_conformance.client.recorder import Recorder
from fapi_conformance.errors import BadInput, NotTestable
from fapi_conformance.plugin.doorbell import asked
from fapi_conformance.target.backend_api import BackendApi
from fapi_conformance.target.discovery import discover
from fapi_conformance.target.embedded import Embedded
from fapi_conformance.target.environment import Environment
from fapi_conformance.target.means import Means, NoMeans
from fapi_conformance.target.target import Target

MODE = "waitlist"
SETTINGS = f'[sign_up]\nmode = "{MODE}"\n'


def start(folder: Path) -> Embedded:
    """One more reference. Raises BadInput."""
    settings = folder / "waitlist.toml"
    settings.write_text(SETTINGS)
    return Embedded.start(settings=settings)


def checked(environment: Mapping[str, Any], base_url: str) -> Mapping[str, Any]:
    """The environment of the instance that somebody named; BadInput where nobody waits there."""
    mode = Environment(environment).sign_up_mode
    if mode != MODE:
        raise BadInput(f"--waitlist-url {base_url}: its sign-up mode is {mode or 'not told'}, not {MODE}")
    return environment


def named(
    base_url: str, environment: Mapping[str, Any], recorder: Recorder, pacing: Pacing, means: Means
) -> Callable[[], Target]:
    """The instance that was named and looked at, with means of its own."""
    return partial(Target, base_url, Environment(environment), recorder=recorder, pacing=pacing, means=means)


def behind(bell: str, recorder: Recorder, pacing: Pacing) -> Callable[[], Target]:
    """The reference that is started when somebody rings."""

    def reached() -> Target:
        told = asked(bell, "the reference with a waitlist")
        base_url = str(told["base_url"])
        try:
            found = discover(base_url, recorder=recorder, pacing=pacing)
        except BadInput as problem:
            raise NotTestable(str(problem)) from problem
        key = str(told.get("secret_key", ""))
        means = BackendApi(key, url=str(told["backend_url"])) if key else NoMeans()
        return Target(base_url, found.environment, recorder=recorder, means=means, pacing=pacing)

    return reached
