"""What was secret once is known again wherever it turns up: in the text of an error, encoded, or cut in half.

A secret is known by its runs of letters and digits, which survive most encodings. So a text is read once, however many
secrets there are. What could be met by chance is not kept: plain words, identifiers of people, ids of objects.
"""

import base64
import json
import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import quote, quote_plus

KEPT = 50_000
"""Runs; the oldest go first."""
_RUN = re.compile(r"%(?:25)*[0-9A-Fa-f]{2}|\\(?:u[0-9A-Fa-f]{4}|[a-zA-Z])|([^\W_]{6,})")
_LONG = 10
_TELLING = re.compile(r"\d{6,}|(?=.*\d)(?=.*[^\W\d]).*|(?=.*[a-z])(?=.*[A-Z]).*")
_CODE = re.compile(r"(\d)(?!\1*$)\d{5,9}")
_PUBLIC = re.compile(
    r"[^@\s]+@[^@\s]+\.\w+|\+\d+"  # how people are reached
    r"|(?!sk_|ak_|dvb_|o[ar]t_|opat_|oprt_)[a-z]{2,9}_[0-9A-Za-z]{10,40}"  # the id of an object
    r"|[\[{].*|\w+://.*",  # has more in it than the secret
    re.DOTALL,
)


class KnownSecrets:
    """``keep`` what is secret; ``hidden`` is a text without any of it."""

    def __init__(self) -> None:
        self._runs: dict[str, tuple[str, ...]] = {}

    def keep(self, value: str) -> None:
        """Know this value again from now on; nothing happens where it could be met by chance."""
        if _PUBLIC.fullmatch(value):
            return
        for form in (value, base64.b64encode(value.encode("utf-8", "replace")).decode().rstrip("=")):
            for run in _known_by(form):
                if form not in self._runs.get(run, ()):
                    self._runs[run] = (*self._runs.get(run, ())[-3:], form)
        if len(self._runs) > KEPT:
            for run in list(islice(self._runs, len(self._runs) - KEPT)):
                del self._runs[run]

    def hidden(self, text: str, mask: str) -> str:
        """Each of them as ``mask``: as it is, as addresses or JSON spell it, and what is left of one that was cut."""
        if len(text) < 6 or not self._runs:
            return text
        met = {run for run in _RUN.findall(text) if run in self._runs}
        for form in sorted({form for run in met for form in self._runs[run]}, key=len, reverse=True):
            for spelled in {form, quote(form, safe=""), quote_plus(form), json.dumps(form)[1:-1]}:
                text = text.replace(spelled, mask)
        for run in met:
            text = text.replace(run, mask)
        return text


def _known_by(value: str) -> Iterator[str]:
    """Of several runs those that are long; of a code the whole."""
    runs = [run for run in _RUN.findall(value) if run and _TELLING.fullmatch(run)]
    longest = max(runs, key=len, default="")
    if longest.isdigit() and not _CODE.fullmatch(value):
        return
    yield from {run for run in runs if len(run) >= _LONG or run == longest}
