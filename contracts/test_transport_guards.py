"""A request that travels oddly opens nothing that it would not open otherwise."""

import secrets

import pytest

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.errors import Deviation
from fapi_conformance.expect import equals, signed_in, succeeded
from fapi_conformance.expect.look import outcome
from fapi_conformance.plugin.journey import proves
from fapi_conformance.recipes.denied import denied
from fapi_conformance.requirements import transport
from fapi_conformance.target.member import Member
from fapi_conformance.target.target import Target

KEPT = {"kept": "yes"}
PLAIN = b"unsafe_metadata=%7B%22kept%22%3A%22no%22%7D"
OVERRIDES = ("x-http-method-override", "x-http-method", "x-method-override")
ODD = ("TRACE", "PROPFIND", "CONFORM")
NOT_IMPLEMENTED = 501
VERSIONS = ("2021-02-05", "2024-10-01", "2025-04-10")
"""Published ones (AUTH-059); one that a target does not have is refused, which is as good."""
SHARED = {"public", "s-maxage"}
OWN = {"private", "no-store", "no-cache"}


@proves(transport.PLAIN_BODY)
def test_a_form_as_plain_text(member: Member) -> None:
    equals(member.actor.me.update(unsafe_metadata=KEPT), unsafe_metadata=KEPT)

    member.actor.act("patchUser", content=PLAIN, content_type="text/plain", intent=Intent.OPEN)

    equals(member.actor.me.read(), unsafe_metadata=KEPT)


@proves(transport.OVERRIDE_OF_GET)
def test_a_get_that_names_another_method(member: Member) -> None:
    actor = member.actor
    for headers in ({}, *({name: "DELETE"} for name in OVERRIDES)):
        query = {} if headers else {"_method": "DELETE"}
        for operation in ("getUser", "getClient"):
            actor.act(operation, query=query, headers=headers, intent=Intent.OPEN)

    signed_in(actor.clients.read(), member.session_id)
    equals(actor.me.read(), id=member.user_id)


@proves(transport.ODD_METHODS)
@pytest.mark.parametrize("method", ODD)
@pytest.mark.parametrize("path", ["/v1/health", "/v1/environment"])
def test_a_method_that_nothing_has(reader: Actor, method: str, path: str) -> None:
    marker = secrets.token_hex(12)

    answer = reader.call(method, path, headers={"x-conformance": marker}, intent=Intent.OPEN)

    if not (400 <= answer.status < 500 or answer.status == NOT_IMPLEMENTED):
        raise Deviation(expected="a refusal", got=outcome(answer), where="status")
    if marker.encode() in answer.content:
        raise Deviation(expected="no echo", got="a header of the request", where="body")
    if answer.status == 405 and not answer.header("allow"):
        raise Deviation(expected="Allow", got="nothing", where="headers")


@proves(transport.VERSION_GUARDED)
@pytest.mark.parametrize("version", VERSIONS)
def test_who_is_signed_out_in_any_version(target: Target, member: Member, version: str) -> None:
    succeeded(member.actor.me.read())  # there is somebody who could be shown
    visitor = target.visitor("somebody signed out")
    named = {"__clerk_api_version": version, "_clerk_js_version": "0.0.0-<odd>"}

    answer = visitor.act("getUser", query=named, headers={"clerk-api-version": None}, intent=Intent.INVALID)

    denied(answer, visitor, "a refusal, for nobody is signed in", markers=(member.user_id,))


@proves(transport.NOT_PUBLIC)
def test_what_is_about_somebody_is_not_kept(target: Target, member: Member) -> None:
    session = {"session_id": member.session_id}
    somebody_else = target.visitor("somebody else")
    somebody_else.clients.read()
    for operation in ("getClient", "getUser", "createSessionToken"):
        path = session if operation == "createSessionToken" else None
        answer = succeeded(member.actor.act(operation, path))
        not_shared(answer)
        if tag := answer.header("etag"):
            told = somebody_else.act(operation, path, headers={"if-none-match": tag}, intent=Intent.OPEN)
            if told.status == 304:
                raise Deviation(expected="an answer of their own", got="304 for another's ETag", where="status")


def not_shared(answer: Answer) -> None:
    said = answer.header("cache-control") or ""
    told = dict(part.strip().lower().partition("=")[::2] for part in said.split(","))
    lives = told.get("max-age", "0").strip('"')
    if SHARED & told.keys() or (lives.isdigit() and int(lives) and not OWN & told.keys()):
        raise Deviation(expected="private or no-store", got=said, where="Cache-Control")
