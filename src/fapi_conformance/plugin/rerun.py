"""The command that shows something again: the options that change what is judged, and never a secret."""

import shlex

from fapi_conformance.plugin.options import Options
from fapi_conformance.plugin.places import SUITE


def rerun(options: Options) -> str:
    """``pytest --base-url https://fapi.example``, to which a test or a requirement is added."""
    words = ["fapi-conformance" if SUITE.is_dir() else "pytest"]
    for option, text in (
        ("--base-url", options.base_url),
        ("--backend-url", options.backend_url),
        ("--means", options.means),
        ("--waitlist-url", options.waitlist_url),
        ("--issuer", options.issuer),
        ("--openid-strategy", options.openid_strategy),
        ("--openid-port", str(options.openid_port or "")),
        ("--openid-issuer", options.openid_issuer),
    ):
        if text:
            words += [option, text]
    # Joined by `=`: of an existing file that stands alone pytest would take its root from there.
    files = [("--settings", options.settings), ("--schema", options.schema)]
    files += [("--errata", file) for file in options.errata]
    words += [f"{option}={file}" for option, file in files if file]
    words += ["--no-errata"] * (not options.own_errata) + ["--closed-objects"] * options.closed_objects
    words += ["--allow-production"] * options.allow_production
    return shlex.join(words)
