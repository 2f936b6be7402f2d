"""Takes secrets out of what people will read: the one place that decides, for whatever is printed or written.

A value goes by the name that it stands under, by its own shape, or because it was seen as a secret before. What is cut
is cut after that: half a secret is still one.
"""

import base64
import binascii
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import parse_qsl

from fapi_conformance.client.exchange import Exchange, Json
from fapi_conformance.client.known_secrets import KnownSecrets
from fapi_conformance.client.secret_names import HEADERS, LISTS, PUBLIC_CODE, named, secret, unshaped

MASK = "***"

_UPLOADS = frozenset({"application/octet-stream"})
_Q = r"\\*[\"']"  # a quotation mark, also one that is quoted itself
_IN_ADDRESSES = re.compile(r"(?<![\w-])([\w-]++)(=)([^\s&;,'\"<>#()\\]+)")
_IN_TEXTS = (
    re.compile(r"(?<![\w-])([\w-]++)(=b?[\"']?)([^\s&;,'\"<>#()\\]+)"),  # name=value
    re.compile(rf"(?<=[\"'])([\w-]+)({_Q}\s*:\s*b?{_Q})([^\"'\\]+)"),  # "name": "value"
    re.compile(rf"(?<=\([\"'])([\w-]+)({_Q}, b?{_Q})([^\"'\\]+)(?={_Q}\))"),  # ('name', 'value')
)
_SAID = re.compile(
    r"(?i)\b(authorization|cookie|set-cookie|__client|__session|__clerk_db_jwt|__clerk_ticket|password|ticket|state|"
    r"client_secret|secret(?:_key)?)(: ?(?:bearer |basic )?)(?!\*\*\*)[^\s&;,'\"]+"
)
_IN_FIELDS = re.compile(r"(?i)(\bname=\"?(\w+)\"? [^<>]*value=\"?)([^\s<>\"]+)")
_CUT = re.compile(r"(?<![\w+-])[\w+-]{8,}+(?=\.\.\.|…)|(?<=\.\.\.)[\w+-]{8,}|(?<=…)[\w+-]{8,}")
_RANDOM = re.compile(r"(?![a-z]+_)(?=.*\d)(?=.*[a-z])(?=.*[A-Z]).*")  # and no id of an object

_known = KnownSecrets()
_revealed = False


def reveal(on: bool = True) -> None:
    """Mask nothing in this process from now on: for a run against a target on one's own machine."""
    global _revealed  # noqa: PLW0603 - what a process prints and writes comes from everywhere in it
    _revealed = on


def state() -> str:
    """What becomes of secrets here, in a word."""
    return "revealed" if _revealed else "masked"


def remember(*values: str) -> None:
    """Secrets of the run itself, whatever they look like."""
    for value in filter(None, values):
        _known.keep(value)


def learn(exchange: Exchange) -> None:
    """Know the secrets of an exchange again, wherever they turn up later."""
    for value in _secrets(exchange):
        _known.keep(value)


def pairs(listed: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Query or form parameters, each value masked by its name or its shape."""
    return tuple((name, _value(name, value)) for name, value in listed)


def headers(listed: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Headers; of cookies the names stay."""
    return tuple((name, _header(name.lower(), value)) for name, value in listed)


def body(value: Json) -> Json:
    """A JSON value with every secret text in it masked; everything else is as it was."""
    if _revealed:
        return value
    if isinstance(value, Mapping):
        return {key: _member(key, one) for key, one in value.items()}
    if isinstance(value, list):
        return [body(one) for one in value]
    return _plain(value) if isinstance(value, str) else value


def content(value: bytes, kind: str) -> str:
    """A body that is no form: a picture is somebody's own, and says nothing to a reader."""
    bare = kind.split(";", 1)[0].strip().lower()
    if bare in _UPLOADS or bare.startswith(("image/", "multipart/")):
        return f"({len(value)} bytes of {bare})"
    return text(value.decode("utf-8", "replace"))


def text(value: str) -> str:
    """Free text, such as an exception or an HTML body."""
    if _revealed:
        return value
    bare = _known.hidden(unshaped(value, MASK), MASK)
    bare = _IN_FIELDS.sub(lambda one: f"{one[1]}{MASK}" if named(one[2]) else one[0], bare)
    for written in _IN_TEXTS:
        bare = written.sub(_assigned, bare)
    return _CUT.sub(_half, _SAID.sub(rf"\1\2{MASK}", bare))


def cut(value: str, length: int) -> str:
    """Free text of at most so many characters, and how many there were."""
    masked = text(value)
    return masked if len(masked) <= length else f"{masked[:length]}… ({len(masked)} characters)"


def _plain(value: str) -> str:
    """A text that stands for itself: a member, a header, a parameter."""
    if len(value) < 6 or _revealed:
        return value
    bare = _known.hidden(unshaped(value, MASK), MASK)
    if "…" in bare or "..." in bare:
        bare = _CUT.sub(_half, bare)
    return _IN_ADDRESSES.sub(_assigned, bare) if "=" in bare else bare


def _assigned(one: re.Match[str]) -> str:
    return f"{one[1]}{one[2]}{MASK}" if one[3] != MASK and secret(one[1], one[3]) else one[0]


def _half(one: re.Match[str]) -> str:
    return MASK if _RANDOM.fullmatch(one[0]) else one[0]


def _value(name: str, value: str) -> str:
    if _revealed:
        return value
    if value and (named(name) or secret(name, value)) and not (name == "code" and value == PUBLIC_CODE):
        return MASK
    return _plain(value)


def _member(name: str, value: Json) -> Json:
    if isinstance(value, str) and isinstance(name, str) and secret(name, value):
        return MASK
    if isinstance(value, list) and name in LISTS:
        return [MASK for _ in value]
    return body(value)


def _header(name: str, value: str) -> str:
    if name not in HEADERS or _revealed:
        return _plain(value)
    if name == "set-cookie":
        cookie, semicolon, attributes = value.partition(";")
        return f"{_cookie(cookie)}{semicolon}{attributes}"
    if name == "cookie":
        return "; ".join(_cookie(one) for one in value.split("; "))
    return MASK if value else value


def _cookie(one: str) -> str:
    name, equals, value = one.partition("=")
    return one if name.strip().startswith("__client_uat") or not value else f"{name}{equals}{MASK}"


# what there is to know again


def _secrets(exchange: Exchange) -> Iterator[str]:
    request, answer = exchange.request, exchange.answer
    sent = (*request.query, *(request.form or ()))
    open_ = {value for name, value in sent if not named(name) and not secret(name, value)}
    yield from (value for value in _of_pairs(sent) if value not in open_)
    yield from _of_headers(request.headers)
    if answer is not None:
        yield from _of_headers(answer.headers)
        if answer.is_json:
            yield from _of_body(answer.json)


def _of_pairs(listed: Iterable[tuple[str, str]]) -> Iterator[str]:
    for name, value in listed:
        if value != PUBLIC_CODE and (named(name) or secret(name, value)):
            yield from _within(value)


def _of_headers(listed: Iterable[tuple[str, str]]) -> Iterator[str]:
    for name, value in listed:
        if name == "location":
            for part in re.split(r"[?#]", value)[1:]:
                yield from _of_pairs(parse_qsl(part))
        elif name in {"cookie", "set-cookie"}:
            for one in value.split("; ") if name == "cookie" else (value.partition(";")[0],):
                if not one.startswith("__client_uat"):
                    yield from _within(one.partition("=")[2])
        elif name in HEADERS:
            scheme, _, credentials = value.rpartition(" ")
            yield _password(credentials) if scheme.lower() == "basic" else _signature(credentials)


def _of_body(value: Json) -> Iterator[str]:
    left = [value]  # no recursion: this meets every body, as deep as a target likes
    while left:
        inner = left.pop()
        if isinstance(inner, list):
            left += inner
        elif isinstance(inner, dict):
            for name, one in inner.items():
                if isinstance(one, str):
                    yield from _within(one) if secret(name, one) else ()
                else:
                    left.append(one)
            for name in LISTS & inner.keys():
                yield from (code for code in inner[name] or () if isinstance(code, str))


def _within(value: str) -> Iterator[str]:
    """Of JSON in a text what is secret in that; of a token what nobody else's token has."""
    if not value.startswith("{"):
        yield _signature(value)
        return
    try:
        yield from _of_body(json.loads(value))
    except (ValueError, RecursionError):
        return


def _signature(value: str) -> str:
    return value.rpartition(".")[2] if value.startswith("eyJ") else value


def _password(credentials: str) -> str:
    try:
        return base64.b64decode(credentials).decode().partition(":")[2]
    except (binascii.Error, UnicodeDecodeError):
        return credentials
