"""The command that shows something again: the options that change what is judged, and never a secret."""

import shlex

from fapi_conformance.plugin.options import Options
from fapi_conformance.plugin.places import SUITE


def rerun(options: Options) -> str:
    """``pytest --base-url https://fapi.example``, to which a test or a requirement is added."""
    words = ["fapi-conformance" if SUITE.is_dir() else "pytest"]
    for option, value in (
        ("--base-url", options.base_url),
        ("--backend-url", options.backend_url),
        ("--means", options.means),
        ("--issuer", options.issuer),
        ("--settings", options.settings),
        ("--schema", options.schema),
        *(("--errata", file) for file in options.errata),
    ):
        if value:
            words += [option, str(value)]
    words += ["--no-errata"] * (not options.own_errata) + ["--closed-objects"] * options.closed_objects
    words += ["--allow-production"] * options.allow_production
    return shlex.join(words)
