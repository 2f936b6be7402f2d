"""A pytest plugin of the self-test about masking: writes down each secret of a run as it was on the wire.

It has a list of its own of what is secret, by where it stands, and knows nothing of how the suite masks.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from fapi_conformance.client.exchange import Exchange, Json, Request
from fapi_conformance.client.recorder import Recorder

FOLDER = "PLANTED"
"""The environment variable that names the folder in which each process writes its own file."""
PUBLIC = "424242"
"""The documented code of test addresses."""

COOKIES = {"__client": "cookie of a client", "__session": "cookie of a session", "__clerk_db_jwt": "dev browser"}
SENT = {
    "password": "password",
    "current_password": "current password",
    "new_password": "new password",
    "ticket": "ticket",
    "token": "token of an email link",
    "__clerk_token": "token of an email link",
    "code_verifier": "PKCE verifier",
    "client_secret": "secret of an application",
    "refresh_token": "refresh token",
    "access_token": "access token",
    "samlresponse": "assertion of a company",
    "relaystate": "relay state",
    "state": "state",
    "nonce": "nonce of OpenID",
    "__clerk_db_jwt": "dev browser",
    "__clerk_testing_token": "testing token",
    "__clerk_handshake": "handshake",
    "__clerk_handshake_nonce": "nonce of a handshake",
    "rotating_token_nonce": "rotating nonce",
    "signature": "signature of a wallet",
}
"""Kinds by names of parameters."""
TOLD = {
    "jwt": "session token",
    "secret": "secret",
    "access_token": "access token",
    "refresh_token": "refresh token",
    "id_token": "ID token",
    "client_secret": "secret of an application",
    "token": "dev browser",
    "nonce": "challenge",
    "uri": "otpauth address",
}
"""Kinds by names of members."""


def pytest_configure() -> None:
    record = Recorder.record

    def planted(self: Recorder, exchange: Exchange) -> None:
        with Path(os.environ[FOLDER], f"{os.getpid()}.secrets").open("a", encoding="utf-8") as file:
            told = (one for one in _secrets(exchange) if isinstance(one[1], str) and one[1] != PUBLIC)
            file.writelines(json.dumps(one) + "\n" for one in told)
        record(self, exchange)

    Recorder.record = planted  # type: ignore[method-assign]


def _secrets(exchange: Exchange) -> Iterator[tuple[str, str]]:
    """Kind and value of each."""
    request, answer = exchange.request, exchange.answer
    for name, value in (*request.query, *(request.form or ())):
        yield from _parameter(name, value, request)
    for name, value in request.headers:
        if name == "authorization":
            yield f"authorization: {value.rpartition(' ')[0].lower() or 'client token'}", value.rpartition(" ")[2]
        if name == "cookie":
            for one in value.split("; "):
                yield from _cookie(one)
    if answer is None:
        return
    for name, value in answer.headers:
        if name == "set-cookie":
            yield from _cookie(value.partition(";")[0])
        if name == "authorization":
            yield "client token", value
        if name == "location":
            where = urlsplit(value)
            for key, one in parse_qsl(where.query) + parse_qsl(where.fragment):
                yield from ((f"{kind} in a redirect", secret) for kind, secret in _parameter(key, one, request))
    if answer.is_json:
        yield from _told(answer.json)


def _parameter(name: str, value: str, request: Request) -> Iterator[tuple[str, str]]:
    if name == "code":
        fields = dict(request.form or ())
        how = fields.get("strategy") or fields.get("grant_type") or request.path.split("/")[-2]
        yield f"code ({how})", value
    elif name == "public_key_credential":
        yield "answer of a passkey", value
        try:
            yield from (("signature of a passkey", one) for one in json.loads(value)["response"].values() if one)
        except (ValueError, KeyError, TypeError, AttributeError):
            return
    elif kind := SENT.get(name.lower()):
        yield kind, value


def _cookie(one: str) -> Iterator[tuple[str, str]]:
    name, _, value = one.partition("=")
    for known, kind in COOKIES.items():
        if name == known or (name.startswith(f"{known}_") and not name.startswith("__client_uat")):
            yield kind, value


def _told(value: Json) -> Iterator[tuple[str, str]]:
    if isinstance(value, list):
        for one in value:
            yield from _told(one)
    elif isinstance(value, dict):
        for name, one in value.items():
            if name in {"codes", "backup_codes"} and isinstance(one, list):
                yield from (("backup code", code) for code in one)
            elif isinstance(one, str) and name in TOLD:
                yield f"{TOLD[name]} ({value.get('object', '')})", one
            else:
                yield from _told(one)
