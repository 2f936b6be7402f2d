"""How requests travel, whatever they ask for."""

import json
from typing import TypedDict

import pytest

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Intent
from fapi_conformance.errors import Deviation
from fapi_conformance.expect import equals, not_signed_in, refused, succeeded
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import transport
from fapi_conformance.target.member import Member
from fapi_conformance.target.target import Target

OF_OFFICIAL_CLIENTS = (
    ("_clerk_js_version", "5.98.0"),
    ("_clerk_retry_attempt", "1"),
    ("_electron_sdk_version", "1.0.0"),
)
"""Query parameters of official clients that change nothing about the call (AUTH-014)."""


class Asked(TypedDict):
    """What of a call names the API version; None takes away what the actor would name."""

    headers: dict[str, str | None]
    query: list[tuple[str, str | None]]


def asking(version: str, *ways: str) -> Asked:
    """Ask for that version by header, by query, or by both."""
    return Asked(
        headers={"clerk-api-version": version if "header" in ways else None},
        query=[("__clerk_api_version", version if "query" in ways else None)],
    )


@proves(transport.METHOD_OVERRIDE)
def test_other_methods_as_post(member: Member, target: Target) -> None:
    """What browsers send: PATCH and DELETE as POST with the method in the query."""
    name = target.name()
    as_patch, as_delete = {"_method": "PATCH"}, {"_method": "DELETE"}
    form = {"unsafe_metadata": {"by": name}}
    equals(member.actor.act("patchUser", query=as_patch, form=form, sent_method="POST"), id=member.user_id)
    equals(member.actor.me.read(), unsafe_metadata=form["unsafe_metadata"])

    succeeded(member.actor.act("removeClientSessionsAndRetainCookie", query=as_delete, sent_method="POST"))

    not_signed_in(member.actor.clients.read())


@proves(transport.REAL_METHOD)
def test_other_methods_as_themselves(member: Member, target: Target) -> None:
    """What native apps send."""
    name = target.name()
    equals(
        member.actor.act("patchUser", form={"unsafe_metadata": {"by": name}}, sent_method="PATCH"), id=member.user_id
    )
    equals(member.actor.me.read(), unsafe_metadata={"by": name})

    succeeded(member.actor.act("removeClientSessionsAndRetainCookie", sent_method="DELETE"))

    not_signed_in(member.actor.clients.read())


@proves(transport.CLIENT_PARAMETERS)
@pytest.mark.parametrize("operation", ["getClient", "getEnvironment", "getUser", "patchUser"])
def test_parameters_of_official_clients(member: Member, operation: str) -> None:
    answer = member.actor.act(operation, query=OF_OFFICIAL_CLIENTS)

    succeeded(answer)


@proves(transport.GET_CONTENT_TYPE)
def test_a_get_with_a_content_type(visitor: Actor) -> None:
    answer = visitor.act("getClient", headers={"content-type": "application/json"})

    succeeded(answer)


@proves(transport.VERSION_CHOICE, transport.VERSION_SAID)
@pytest.mark.parametrize("way", ["header", "query"])
def test_choosing_a_version(target: Target, way: str) -> None:
    answer = target.visitor().act("getClient", **asking(target.endpoint.api_version, way))

    with step(transport.VERSION_CHOICE):
        succeeded(answer)
    with step(transport.VERSION_SAID):
        said = answer.header("clerk-api-version")
        asked = target.endpoint.api_version
        assert said == asked, f"the answer says {said!r}, asked was {asked!r}"


@proves(transport.VERSION_UNKNOWN, transport.VERSION_CODE)
@pytest.mark.parametrize("way", ["header", "query"])
def test_a_version_that_does_not_exist(target: Target, way: str) -> None:
    answer = target.visitor().act("getClient", **asking("1999-12-31", way), intent=Intent.INVALID)

    with step(transport.VERSION_UNKNOWN):
        refused(answer, range(400, 500))
    with step(transport.VERSION_CODE):
        refused(answer, 400, "api_version_invalid")


@proves(transport.VERSION_TWICE)
def test_a_version_by_both_ways(target: Target) -> None:
    asked = asking(target.endpoint.api_version, "header", "query")

    answer = target.visitor().act("getClient", **asked, intent=Intent.INVALID)

    refused(answer, range(400, 500))


@proves(transport.CORS)
@pytest.mark.parametrize("operation", ["getClient", "createSignIn"])
def test_an_answer_to_an_origin(target: Target, operation: str) -> None:
    browser = target.new_browser()

    answer = browser.act(operation)

    allowed, credentials = (answer.header(f"access-control-allow-{name}") for name in ("origin", "credentials"))
    if allowed != target.endpoint.origin:
        raise Deviation(expected=repr(target.endpoint.origin), got=repr(allowed), where="Access-Control-Allow-Origin")
    if credentials != "true":
        raise Deviation(expected="'true'", got=repr(credentials), where="Access-Control-Allow-Credentials")


@proves(transport.ORIGIN_CONFLICT)
def test_an_origin_beside_an_authorization(target: Target) -> None:
    app = target.new_native()
    succeeded(app.clients.create())

    answer = app.act("getClient", headers={"origin": target.endpoint.origin}, intent=Intent.INVALID)

    refused(answer, 400, "origin_authorization_headers_conflict")


@proves(transport.REPEATED_PARAMETER)
def test_a_scalar_parameter_twice(visitor: Actor, member: Member) -> None:
    answer = visitor.sign_ins.create(identifier=[member.identifier, member.identifier], intent=Intent.INVALID)

    refused(answer, 422, "form_param_duplicate")


@proves(transport.JSON_BODY)
def test_json_is_not_taken_for_the_form(visitor: Actor, member: Member) -> None:
    body = json.dumps({"identifier": member.identifier}).encode()

    answer = visitor.act("createSignIn", content=body, content_type="application/json", intent=Intent.INVALID)

    if answer.ok:  # one report says that such a body is not read at all (GAP-007)
        equals(answer, status="needs_identifier")
    else:
        refused(answer, (400, 415, 422))


@proves(transport.UNKNOWN_PATH)
def test_a_path_that_no_operation_has(visitor: Actor) -> None:
    answer = visitor.call("GET", "/v1/conformance/no-such-path", intent=Intent.INVALID)

    if answer.status != 404:
        raise Deviation(expected="404", got=str(answer.status), where="status")
