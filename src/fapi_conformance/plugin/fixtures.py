"""What tests ask for. Actors and members belong to one test each; the target is a worker's, and nobody changes it."""

import random
from collections.abc import Callable

import pytest

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.browser import Browser
from fapi_conformance.client.native import NativeApp
from fapi_conformance.contract import Contract
from fapi_conformance.devices.oauth_client import OAuthClient
from fapi_conformance.errors import NotTestable
from fapi_conformance.plugin.journey import Journey
from fapi_conformance.plugin.run import Run, run_of
from fapi_conformance.requirements import bedrock
from fapi_conformance.target.member import Member
from fapi_conformance.target.oauth import new_redirect_uri
from fapi_conformance.target.oauth_grants import SCOPES, Grants
from fapi_conformance.target.organizations import Organization
from fapi_conformance.target.target import Target


@pytest.fixture(scope="session")
def run(pytestconfig: pytest.Config) -> Run:
    return run_of(pytestconfig)


@pytest.fixture(scope="session")
def target(run: Run) -> Target:
    return run.target


@pytest.fixture(scope="session")
def contract(run: Run) -> Contract:
    return run.contract


@pytest.fixture
def chance(run: Run, request: pytest.FixtureRequest) -> random.Random:
    """Choices that the printed seed repeats."""
    return run.chance(request.node.nodeid)


@pytest.fixture(scope="session")
def oauth_client(target: Target) -> OAuthClient:
    """An application with a secret and two addresses, which may ask for what is usual. People and tests share it."""
    return _application(target, redirect_uris=[new_redirect_uri(), new_redirect_uri()])


@pytest.fixture(scope="session")
def other_oauth_client(target: Target) -> OAuthClient:
    """Another one."""
    return _application(target)


@pytest.fixture(scope="session")
def public_oauth_client(target: Target) -> OAuthClient:
    """One without a secret."""
    return _application(target, public=True)


def _application(target: Target, **wants: object) -> OAuthClient:
    """That none can be had is told where that is judged."""
    try:
        return target.oauth_application(scopes=SCOPES, **wants)  # type: ignore[arg-type]
    except AssertionError as problem:
        raise NotTestable("no application could be had for it") from problem


@pytest.fixture
def browser(target: Target) -> Browser:
    return target.new_browser()


@pytest.fixture
def native(target: Target) -> NativeApp:
    return target.new_native()


@pytest.fixture
def reader(target: Target) -> Actor:
    """Somebody who is no client of any kind: no version, no origin, no credentials."""
    return target.reader()


@pytest.fixture
def new_browser(target: Target) -> Callable[[str], Browser]:
    return target.new_browser


@pytest.fixture
def visitor(target: Target) -> Actor:
    """Somebody new, of the kind that this instance lets in."""
    return target.visitor()


@pytest.fixture
def new_member(target: Target) -> Callable[..., Member]:
    """Makes members. One that cannot be made breaks the bedrock, and not what the test is about."""

    def make(**wants: object) -> Member:
        try:
            return target.member(**wants)  # type: ignore[arg-type]
        except AssertionError as problem:
            if Journey.current is not None:
                Journey.current.broke(bedrock.MEMBER, problem)
            raise NotTestable("no member could be made for it") from problem

    return make


@pytest.fixture
def newcomer(new_member: Callable[..., Member]) -> Member:
    """A member without a second factor, also where the instance wants one of everybody."""
    return new_member(settle=False)


@pytest.fixture
def secured(member: Member, target: Target) -> Member:
    """A member with an authenticator app. That it cannot be set up is told where that is judged."""
    try:
        return target.secured(member)
    except AssertionError as problem:
        raise NotTestable("no authenticator app could be set up for it") from problem


@pytest.fixture
def member(new_member: Callable[..., Member]) -> Member:
    """Signed up, and signed in on an actor of their own."""
    return new_member()


@pytest.fixture
def somebody(new_member: Callable[..., Member], target: Target) -> Member:
    """Signed in by a browser, which applications may send, in a session that has nothing left to do."""
    return target.having_chosen(new_member(actor=target.new_browser("somebody's browser")))


@pytest.fixture
def grants(somebody: Member, target: Target, oauth_client: OAuthClient) -> Grants:
    """Somebody new, and the application that they all share."""
    return Grants(target=target, actor=somebody.actor, client=oauth_client)


@pytest.fixture
def public_grants(somebody: Member, target: Target, public_oauth_client: OAuthClient) -> Grants:
    """The same with an application that has no secret."""
    return Grants(target=target, actor=somebody.actor, client=public_oauth_client)


@pytest.fixture
def organization(member: Member, target: Target) -> Organization:
    """An organization that the member made and manages. That none can be made is told where that is judged."""
    try:
        return target.organization(member)
    except AssertionError as problem:
        raise NotTestable("no organization could be made for it") from problem


@pytest.fixture
def joining(new_member: Callable[..., Member], target: Target) -> Callable[..., Member]:
    """Makes members who were added to an organization, as above."""

    def join(organization: Organization, role: str | None = None, **wants: object) -> Member:
        somebody = new_member(**wants)
        try:
            target.joined(organization, somebody, role)
        except AssertionError as problem:
            raise NotTestable("nobody could be added for it") from problem
        return somebody

    return join
