"""Plays a told story again: what the script of a counter-example imports."""

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from fapi_conformance.machine.acts import acts
from fapi_conformance.machine.disagreement import Disagreement, Judging
from fapi_conformance.machine.stage import Stage
from fapi_conformance.machine.story import told
from fapi_conformance.target.backend_api import BackendApi
from fapi_conformance.target.discovery import discover
from fapi_conformance.target.embedded import Embedded
from fapi_conformance.target.means import Means, NoMeans
from fapi_conformance.target.target import Target


@contextmanager
def begin() -> Iterator[Callable[..., None]]:
    """Give ``play(act, *names)``. Prints the story, and what target and model disagree about: then it exits with 1."""
    cli = argparse.ArgumentParser(description="play a story of the state machine")
    cli.add_argument("base_url", nargs="?", default="", help="the target; without, the embedded reference")
    cli.add_argument("--backend-url", default="", help="its Backend API")
    cli.add_argument("--secret-key", default="", help="the key of that")
    cli.add_argument("--fault", action="append", default=[], help="a fault of the embedded reference")
    options = cli.parse_args()
    embedded: Embedded | None = None
    if not options.base_url:
        seeded = tuple(word for fault in options.fault for word in ("--fault", fault))
        embedded = Embedded.start(arguments=seeded)
        known = embedded.announcement
        options.base_url, options.backend_url, options.secret_key = known.base_url, known.backend_url, known.secret_key
    backend = BackendApi(options.secret_key, url=options.backend_url) if options.secret_key else None
    means: Means = backend or NoMeans()
    target = Target(options.base_url, discover(options.base_url).environment, means=means)
    stage = Stage(target, Judging())
    try:
        yield lambda act, *names: stage.play(acts()[act], names)
        print(told(stage.lines), "\nthe target agrees with the model", sep="\n")
    except Disagreement as found:
        print(told(found.lines), "", f"{found.requirement.id}: {found.requirement.says}", str(found), sep="\n")
        sys.exit(1)
    finally:
        stage.close()
        target.tidy()
        target.close()
        if backend is not None:
            backend.close()
        if embedded is not None:
            embedded.stop()
