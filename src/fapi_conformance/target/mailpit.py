"""The inbox of a run as a mail catcher: Mailpit's message API, which several other catchers speak too."""

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote, urlsplit

from fapi_conformance.client.endpoint import USER_AGENT
from fapi_conformance.client.exchange import Answer
from fapi_conformance.client.limits import Limits
from fapi_conformance.client.transport import Wire
from fapi_conformance.errors import NotTestable
from fapi_conformance.target.means import Means

CODE = re.compile(r"(?<![\w#])[0-9]{6}(?!\w)")
URL = re.compile(r"https?://[^\s\"'<>)\]]+")
LINKS = ("/v1/verify", "/v1/tickets/accept")
"""Where the links of the Frontend API lead; a mail has others beside them."""


class Mailpit:
    """``url`` is where its web page is; the API is below it."""

    def __init__(self, url: str, *, limits: Limits | None = None) -> None:
        self._wire = Wire(url, limits=limits or Limits())

    def messages(self, to: str) -> list[Mapping[str, Any]]:
        """What was sent to that address, newest last."""
        wanted = quote(f'to:"{to}"', safe="")
        found = self._read(f"/api/v1/search?query={wanted}&limit=50")
        listed = found.get("messages")
        summaries = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
        return [self._message(one) for one in reversed(summaries) if _is_to(one, to)]

    def close(self) -> None:
        self._wire.close()

    def _message(self, summary: Mapping[str, Any]) -> Mapping[str, Any]:
        whole = self._read(f"/api/v1/message/{quote(str(summary.get('ID')), safe='')}")
        text = "\n".join([str(whole.get("Subject") or ""), str(whole.get("Text") or "")])
        return {
            "to": [str(one.get("Address")) for one in _people(summary)],
            "code": next(iter(CODE.findall(URL.sub(" ", text))), None),
            "link": next(_links(text, html.unescape(str(whole.get("HTML") or ""))), None),
        }

    def _read(self, target: str) -> Mapping[str, Any]:
        headers = [("host", self._wire.host), ("accept", "application/json"), ("user-agent", USER_AGENT)]
        answer: Answer = self._wire.send("GET", target, [*headers, ("accept-encoding", "identity")], b"")
        if not answer.ok or not isinstance(answer.json, dict):
            raise NotTestable(f"the inbox at {self._wire.origin} answered {answer.status}", remedy="check --inbox-url")
        return answer.json


class WithInbox:
    """Any means, with a mail catcher as its inbox."""

    def __init__(self, means: Means, inbox: Mailpit) -> None:
        self._means = means
        self._inbox = inbox

    def kinds(self) -> frozenset[str]:
        return self._means.kinds() | {"inbox"}

    def provide(self, kind: str, **wants: Any) -> Mapping[str, Any]:
        if kind == "inbox" and "@" in str(wants["to"]):
            return {"messages": self._inbox.messages(str(wants["to"]))}
        return self._means.provide(kind, **wants)

    def age(self, object_id: str, seconds: int) -> None:
        self._means.age(object_id, seconds)

    def dispose(self, kind: str, object_id: str) -> None:
        self._means.dispose(kind, object_id)


def _people(summary: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    listed = summary.get("To")
    return [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []


def _is_to(summary: Mapping[str, Any], to: str) -> bool:
    """A search finds similar addresses as well."""
    return any(str(one.get("Address")).lower() == to.lower() for one in _people(summary))


def _links(*texts: str) -> Iterator[str]:
    for text in texts:
        for url in URL.findall(text):
            if urlsplit(url).path.endswith(LINKS):
                yield url.rstrip(".,;")
