"""What is secret goes one way: passwords and codes in; out, once, the secret of an app and backup codes."""

import json
import re
from collections import deque
from collections.abc import Iterator

from fapi_conformance.client.exchange import Exchange, Intent, Json
from fapi_conformance.contract.invariants.broken import Broken
from fapi_conformance.contract.operations import Operation

REQUIREMENT = "HISTORY.SECRETS"
PASSWORDS = frozenset({"password", "new_password", "current_password"})
TELLING = frozenset({"postTOTP", "verifyTOTP", "createBackupCodes", "UpdatePhoneNumber", "postPhoneNumbers"})
"""Operations that may tell a secret of a second factor (USER-402, USER-404, USER-410, USER-245)."""
REMEMBERED = 30
"""Secrets of each kind that are looked for; the oldest go first."""
STRONG = re.compile(r"(?=.*[0-9])(?=.*[A-Za-z])[!-~]{12,}")
"""A password that stands in no answer by chance."""


class Secrets:
    """Looks only for what cannot be there by chance: long passwords, whole codes, secrets that were told once."""

    def __init__(self) -> None:
        self._passwords: deque[str] = deque(maxlen=REMEMBERED)
        self._seeds: deque[str] = deque(maxlen=REMEMBERED)
        self._codes: deque[str] = deque(maxlen=REMEMBERED)

    def __call__(self, exchange: Exchange, operation: Operation) -> Iterator[tuple[str, list[Broken] | None]]:
        answer = exchange.answer
        if answer is None or not answer.is_json:
            return
        sent = dict(exchange.request.form or ()) if exchange.intent is Intent.VALID else {}
        self._note_sent(sent)
        text = answer.content.decode("utf-8", "replace")
        broken = [_told("the password", "a password") for one in self._passwords if _spelled(one) in text]
        code = sent.get("code", "")
        if len(code) >= 6 and f'"{code}"' in text and code in _texts(answer.json):
            broken.append(_told("the code", "the code that was sent"))
        if operation.id not in TELLING:
            broken += [_told("secret", "that of an authenticator app") for one in self._seeds if one in text]
            broken += [_told("codes", "a backup code") for one in self._codes if f'"{one}"' in text]
        yield REQUIREMENT, broken
        if answer.ok and operation.id in TELLING and isinstance(answer.resource, dict):
            self._note_told(answer.resource)

    def _note_sent(self, sent: dict[str, str]) -> None:
        for name in PASSWORDS & sent.keys():
            others = [value for other, value in sent.items() if other not in PASSWORDS]
            if STRONG.fullmatch(sent[name]) and sent[name] not in others and sent[name] not in self._passwords:
                self._passwords.append(sent[name])

    def _note_told(self, resource: dict[str, Json]) -> None:
        if isinstance(seed := resource.get("secret"), str) and len(seed) >= 16 and seed not in self._seeds:
            self._seeds.append(seed)
        for name in ("codes", "backup_codes"):
            listed = resource.get(name)
            self._codes.extend(one for one in listed or () if isinstance(one, str) and one not in self._codes)


def _told(member: str, what: str) -> Broken:
    return Broken("answer", member, "body", "no secret", what)


def _spelled(text: str) -> str:
    return json.dumps(text)[1:-1]


def _texts(value: Json) -> Iterator[str]:
    if isinstance(value, dict):
        for member in value.values():
            yield from _texts(member)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, str):
        yield value
