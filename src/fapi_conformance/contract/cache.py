"""Remembers what was built from a text, so that a text is parsed once and not once a process.

Entries are named after the content they were built from and after this code, so none is ever out of date.
A cache that can't be read or written is no cache: everything still works, a little later.
"""

import hashlib
import json
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

FOLDER = "fapi-conformance"


def remembered(contents: Iterable[str], build: Callable[[], Any]) -> Any:
    """What ``build`` makes of these contents: plain JSON data, from the cache where it is there."""
    entry = folder() / f"{_digest(contents)}.json"
    try:
        return json.loads(entry.read_bytes())
    except (OSError, ValueError):
        built = build()
    _keep(entry, json.dumps(built, separators=(",", ":")))
    return built


def _digest(contents: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for file in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(file.read_bytes())
    for content in contents:
        # A length before each content: two files that share their texts out differently are two entries.
        digest.update(b"%d:" % len(content))
        digest.update(content.encode())
    return digest.hexdigest()


def folder() -> Path:
    """Where this suite keeps what it may lose: under the user's cache folder."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser()) / FOLDER


def _keep(entry: Path, text: str) -> None:
    with suppress(OSError):
        entry.parent.mkdir(parents=True, exist_ok=True)
        # Moved into place whole: workers that start at the same moment never read half an entry.
        with NamedTemporaryFile("w", dir=entry.parent, delete=False) as file:
            file.write(text)
        Path(file.name).replace(entry)
