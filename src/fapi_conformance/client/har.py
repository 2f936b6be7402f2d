"""Exchanges as HAR 1.2, the form in which browsers and proxies keep traffic: written masked, read as they come."""

import base64
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from fapi_conformance.client import masking
from fapi_conformance.client.exchange import Answer, Exchange, Intent, Request
from fapi_conformance.errors import BadInput

FORM = "application/x-www-form-urlencoded"
OVERRIDE = "_method"
VERSION = "1.2"
Entry = Mapping[str, Any]


def entry(exchange: Exchange, *, test: str = "", purpose: str = "") -> Entry:
    """One exchange, with every secret masked. Members of our own have names that begin with ``_``."""
    request, answer = exchange.request, exchange.answer
    query = masking.pairs(request.query)
    url = f"{exchange.base_url}{request.path}" + (f"?{urlencode(query, safe='*')}" if query else "")
    return {
        "startedDateTime": datetime.fromtimestamp(exchange.started, tz=UTC).isoformat(),
        "time": round(exchange.took * 1000, 3),
        "request": {
            "method": request.sent_method,
            "url": masking.text(url),
            "httpVersion": "HTTP/1.1",
            "cookies": [],
            "headers": _named(masking.headers(request.headers)),
            "queryString": _named(query),
            "headersSize": -1,
            "bodySize": len(request.content),
            **_posted(request),
        },
        "response": _response(answer, exchange.failure),
        "cache": {},
        "timings": {"send": 0, "wait": round(exchange.took * 1000, 3), "receive": 0},
        "_number": exchange.number,
        "_actor": exchange.actor,
        "_intent": exchange.intent.value,
        "_test": test,
        "_for": purpose,
    }


def document(entries: Sequence[Entry], *, creator: str, comment: str = "") -> Mapping[str, Any]:
    """A whole file; ``creator`` is the version of the suite."""
    told = {"comment": comment} if comment else {}
    made_by = {"name": "fapi-conformance", "version": creator, "comment": masking.state()}
    return {"log": {"version": VERSION, "creator": made_by, **told, "entries": list(entries)}}


def exchanges(text: bytes) -> Iterator[Exchange]:
    """What a recording holds. Raises BadInput, one line, for what is no HAR; an entry that is none is left out."""
    try:
        told = json.loads(text.removeprefix(b"\xef\xbb\xbf"))
        entries = told["log"]["entries"]
    except (ValueError, RecursionError) as problem:
        raise BadInput(f"no JSON, or a file that was cut off: {problem}") from problem
    except (KeyError, TypeError):
        raise BadInput("no HAR: it has no log with entries") from None
    if not isinstance(entries, list):
        raise BadInput("no HAR: its entries are no list")
    del told
    entries.reverse()
    for number in range(1, len(entries) + 1):
        try:
            yield _exchange(number, entries.pop())
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
            # Extensions, web sockets and blocked requests leave entries that are no exchange, and of some the body is
            # gone: browsers keep none of a page that was left.
            continue


def _exchange(number: int, one: Entry) -> Exchange:
    asked = one["request"]
    where = urlsplit(_text(asked["url"]))
    query = tuple(parse_qsl(where.query, keep_blank_values=True))
    headers = _pairs(asked["headers"])
    content, form = _sent(asked.get("postData") or {})
    sent_method = asked["method"].upper()
    status = max(int(one["response"]["status"]), 0)  # 0 or -1 where none came
    return Exchange(
        number=number,
        actor=str(one.get("_actor") or "recorded"),
        base_url=f"{where.scheme}://{where.netloc}",
        request=Request(
            method=dict(query).get(OVERRIDE, sent_method).upper() if sent_method == "POST" else sent_method,
            sent_method=sent_method,
            path=where.path,
            query=query,
            headers=headers,
            form=form,
            content=content,
        ),
        answer=_answer(status, one["response"]) if status else None,
        failure=None if status else "no answer was recorded",
        started=datetime.fromisoformat(one["startedDateTime"]).timestamp(),
        took=max(float(one.get("time") or 0), 0.0) / 1000,
        intent=Intent.OPEN,
    )


def _answer(status: int, response: Mapping[str, Any]) -> Answer:
    headers = _pairs(response["headers"])
    return Answer(status=status, headers=headers, content=_came(response, headers))


def _posted(request: Request) -> Mapping[str, Any]:
    if request.form is not None:
        form = masking.pairs(request.form)
        # Some viewers show the parameters, others the text: browsers write both.
        return (
            {"postData": {"mimeType": FORM, "text": urlencode(form, safe="*"), "params": _named(form)}} if form else {}
        )
    if not request.content:
        return {}
    text = masking.content(request.content, request.content_type)
    return {"postData": {"mimeType": request.content_type, "text": text}}


def _response(answer: Answer | None, failure: str | None) -> Mapping[str, Any]:
    kind = (answer.header("content-type") if answer else None) or ""
    return {
        "status": answer.status if answer else 0,
        "statusText": "",
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": _named(masking.headers(answer.headers)) if answer else [],
        "content": {"size": len(answer.content) if answer else 0, "mimeType": kind, "text": _read(answer, kind)},
        "redirectURL": masking.text((answer.header("location") if answer else None) or ""),
        "headersSize": -1,
        "bodySize": len(answer.content) if answer else -1,
        **({"_error": masking.text(failure)} if failure else {}),
    }


def _read(answer: Answer | None, kind: str) -> str:
    if answer is None:
        return ""
    if not answer.is_json:
        return masking.content(answer.content, kind)
    return json.dumps(masking.body(answer.json), ensure_ascii=False, separators=(",", ":"))


def _named(listed: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"name": name, "value": value} for name, value in listed]


def _pairs(listed: Iterable[Mapping[str, Any]]) -> tuple[tuple[str, str], ...]:
    named = ((_text(one["name"]), _text(one["value"])) for one in listed)
    return tuple((name.lower(), value) for name, value in named if not name.startswith(":"))


def _text(value: Any) -> str:
    """Raises TypeError for what is none: what comes after knows texts only."""
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _sent(data: Mapping[str, Any]) -> tuple[bytes, tuple[tuple[str, str], ...] | None]:
    """The body, and its parameters where it is a form."""
    kind = str(data.get("mimeType") or "").split(";")[0].strip().lower()
    text = str(data.get("text") or "")
    if kind != FORM:
        return text.encode(), None
    listed = tuple((_text(one["name"]), _text(one.get("value") or "")) for one in data.get("params") or ())
    form = listed or tuple(parse_qsl(text, keep_blank_values=True))
    return (text or urlencode(form)).encode(), form


def _came(response: Mapping[str, Any], headers: Iterable[tuple[str, str]]) -> bytes:
    """The body. Raises ValueError where it was not kept, of which nobody may say that it was empty."""
    content = response["content"]
    text = content.get("text")
    if text is None:
        sizes = (content.get("size"), *(value for name, value in headers if name == "content-length"))
        if "_file" in content or any(str(size or 0) != "0" for size in sizes):
            raise ValueError("its body was not kept")
        return b""
    if content.get("encoding") != "base64":
        return str(text).encode()
    return base64.b64decode(text, validate=True)
