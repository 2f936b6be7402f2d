"""Takes secrets out of what people will read: one place, pure, for curl lines, evidence and logs.

A value goes by the name that it stands under, or by its own shape where a text carries no names.
"""

import re
from collections.abc import Iterable, Mapping

from fapi_conformance.client.exchange import Json

MASK = "***"
SETTINGS = frozenset({"on", "off", "required"})  # what an environment says of `password`, and nobody chooses as one
PUBLIC_CODE = "424242"  # the documented code of test addresses: no secret, and needed to repeat a request

_HEADERS = frozenset(
    {"authorization", "cookie", "set-cookie", "proxy-authorization", "clerk-db-jwt", "clerk-secret-key"}
)
_NAMES = frozenset(
    {
        "__client",
        "__session",
        "__clerk_db_jwt",
        "__dev_session",
        "__clerk_testing_token",
        "__clerk_ticket",
        "__clerk_token",
        "__clerk_handshake",
        "__clerk_handshake_nonce",
        "rotating_token_nonce",
        "password",
        "current_password",
        "new_password",
        "code",
        "backup_code",
        "codes",
        "token",
        "ticket",
        "jwt",
        "secret",
        "secret_key",
        "client_secret",
        "access_token",
        "refresh_token",
        "id_token",
        "captcha_token",
        "proof_token",
        "expired_token",
        "code_verifier",
        "state",
        "signature",
        "uri",
        "public_key_credential",
        "samlresponse",
        "samlrequest",
        "relaystate",
    }
)
_UPLOADS = frozenset({"application/octet-stream"})
_SHAPES = re.compile(
    r"eyJ[\w-]{5,}\.[\w-]{5,}(?:\.[\w-]*)?"  # a JWT
    r"|\bsk_(?:test|live)_\w+"  # a secret key
    r"|\bak_\w{40,}"  # the secret of an API key: its id is shorter
    r"|\bdvb_\w+"  # a dev browser
    r"|\bop(?:at|rt)_[\w-]+"  # a token of our own OpenID provider
    r"|\bo(?:at|rt)_[\w-]+"  # a token of an OAuth provider
    r"|\b\d{10}-c_\w{20,}"  # a testing token
    r"|\b0x[0-9a-fA-F]{100,}"  # a wallet's signature
)
_IN_TEXT = re.compile(
    r"(?i)\b(authorization|cookie|__client|__session|__clerk_db_jwt|__dev_session|__clerk_testing_token|__clerk_ticket|"
    r"__clerk_handshake(?:_nonce)?|password|ticket|"
    r"rotating_token_nonce|client_secret|state|relaystate|samlresponse|secret(?:_key)?)(=|: ?)(?!\*\*\*)[^\s&;,'\"]+"
)

_IN_LINKS = re.compile(r"(__clerk_ticket=|[?&]code=)[^\s&#'\"]+")
_IN_FIELDS = re.compile(r"(?i)(\bname=\"?(?:code|state)\"? [^<>]*value=\"?)[^\s<>\"]+")


def pairs(listed: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Query or form parameters, each value masked by its name or its shape."""
    return tuple((name, _value(name, value)) for name, value in listed)


def headers(listed: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Headers; of cookies the names stay."""
    return tuple((name, _header(name.lower(), value)) for name, value in listed)


def body(value: Json) -> Json:
    """A JSON value with every secret text in it masked; everything else is as it was."""
    if isinstance(value, Mapping):
        return {key: _member(key, one) for key, one in value.items()}
    if isinstance(value, list):
        return [body(one) for one in value]
    if not isinstance(value, str):
        return value
    return _IN_LINKS.sub(rf"\1{MASK}", _SHAPES.sub(MASK, value))


def content(value: bytes, kind: str) -> str:
    """A body that is no form: a picture is somebody's own, and says nothing to a reader."""
    bare = kind.split(";", 1)[0].strip().lower()
    if bare in _UPLOADS or bare.startswith(("image/", "multipart/")):
        return f"({len(value)} bytes of {bare})"
    return text(value.decode("utf-8", "replace"))


def text(value: str) -> str:
    """Free text, such as an exception or an HTML body."""
    bare = _IN_FIELDS.sub(rf"\1{MASK}", _IN_LINKS.sub(rf"\1{MASK}", _SHAPES.sub(MASK, value)))
    return _IN_TEXT.sub(rf"\1\2{MASK}", bare)


def _value(name: str, value: str) -> str:
    if _named(name) and value and not (name == "code" and value == PUBLIC_CODE):
        return MASK
    return text(value)


def _named(name: str) -> bool:
    bare = name.lower()
    return bare in _NAMES or (bare.startswith(("__client_", "__session_")) and not bare.startswith("__client_uat"))


def _member(name: str, value: Json) -> Json:
    if isinstance(value, str) and value and isinstance(name, str) and _named(name):
        if value in SETTINGS:
            return value
        # `code` is also the name of an error; there it is words
        return value if name == "code" and (value == PUBLIC_CODE or not value.isdigit()) else MASK
    if isinstance(value, list) and name in {"codes", "backup_codes"}:
        return [MASK for _ in value]
    return body(value)


def _header(name: str, value: str) -> str:
    if name not in _HEADERS:
        return text(value)
    if name == "set-cookie":
        cookie, semicolon, attributes = value.partition(";")
        return f"{_cookie(cookie)}{semicolon}{attributes}"
    if name == "cookie":
        return "; ".join(_cookie(one) for one in value.split("; "))
    return MASK if value else value


def _cookie(one: str) -> str:
    name, equals, value = one.partition("=")
    return one if name.strip().startswith("__client_uat") or not value else f"{name}{equals}{MASK}"
