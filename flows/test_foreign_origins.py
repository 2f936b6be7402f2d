"""Somebody who is signed in visits a page that is not the application's, and it calls the API with their cookies."""

from collections.abc import Iterator

import pytest

from fapi_conformance.client.browser import Browser
from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.errors import Deviation
from fapi_conformance.expect import equals, refused, succeeded
from fapi_conformance.expect.look import outcome
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.recipes.denied import denied, shows_nothing
from fapi_conformance.recipes.sessions import markers
from fapi_conformance.requirements import foreign_origin
from fapi_conformance.target.member import Member
from fapi_conformance.target.target import Target

ELSEWHERE = "https://conformance.invalid"
READ = ("getClient", "getUser", "createSessionToken")
KEPT = {"kept": "yes"}
PLAIN = b"unsafe_metadata=%7B%22kept%22%3A%22no%22%7D"


@pytest.fixture
def visitor(target: Target) -> Member:
    """Signed in on a browser, with something that could be changed."""
    member = target.member(actor=target.new_browser("a browser with somebody signed in"))
    equals(member.actor.me.update(unsafe_metadata=KEPT), unsafe_metadata=KEPT)
    return member


@proves(foreign_origin.REFUSED, foreign_origin.CODE)
def test_a_page_of_somebody_else(visitor: Member, target: Target) -> None:
    browser, answers = visitor.actor, []
    with step(foreign_origin.REFUSED):
        for origin in foreign(target):
            page = {"origin": origin}
            answers += [
                browser.act("getClient", headers=page, intent=Intent.INVALID),
                browser.act(
                    "createSignIn", form={"identifier": visitor.identifier}, headers=page, intent=Intent.INVALID
                ),
                browser.act("patchUser", form={"unsafe_metadata": {}}, headers=page, intent=Intent.INVALID),
            ]
            for answer in answers[-3:]:
                denied(answer, browser, f"a refusal of {origin}", markers=(visitor.session_id, *markers(visitor)))
        equals(browser.me.read(), unsafe_metadata=KEPT)
    with step(foreign_origin.CODE):
        for answer in answers:
            refused(answer, (400, 403), ("origin_invalid", "subdomain_not_allowed"))


@proves(foreign_origin.UNSHARED)
def test_what_a_page_of_somebody_else_may_read(visitor: Member, target: Target) -> None:
    paths = {"createSessionToken": {"session_id": visitor.session_id}}
    for origin in foreign(target):
        for operation in READ:
            answer = visitor.actor.act(operation, paths.get(operation), headers={"origin": origin}, intent=Intent.OPEN)
            unshared(answer, origin)
        ahead = {"origin": origin, "access-control-request-method": "PATCH"}
        unshared(visitor.actor.call("OPTIONS", "/v1/me", headers=ahead, intent=Intent.OPEN), origin)


@proves(foreign_origin.SIMPLE)
def test_a_form_as_plain_text(visitor: Member) -> None:
    browser = visitor.actor
    assert isinstance(browser, Browser)

    answer = browser.act(
        "patchUser",
        content=PLAIN,
        content_type="text/plain",
        headers={"origin": ELSEWHERE},
        intent=Intent.OPEN,
    )

    if not answer.ok:
        shows_nothing(answer, browser, (visitor.session_id, *markers(visitor)))
    equals(succeeded(browser.me.read()), unsafe_metadata=KEPT)


def foreign(target: Target) -> Iterator[str]:
    """Another site, one whose name begins with the application's, and one whose name ends with the last of it."""
    yield ELSEWHERE
    scheme, _, place = str(target.endpoint.origin).partition("://")
    host = place.partition(":")[0]
    yield f"{scheme}://{host}.{ELSEWHERE.partition('://')[2]}"
    if not host.replace(".", "").isdigit():
        yield f"{scheme}://evil{'.'.join(host.split('.')[-2:])}"


def unshared(answer: Answer, origin: str) -> None:
    shared, credentials = (answer.header(f"access-control-allow-{name}") for name in ("origin", "credentials"))
    if shared in {origin, "*"} and (credentials or "").lower() == "true":
        raise Deviation(
            expected=f"an answer that {origin} cannot read", got=f"{outcome(answer)}, shared with {shared}",
            where="Access-Control-Allow-Origin",
        )  # fmt: skip
