"""How people come to the reference's organizations: by ticket, by domain, by being asked; and what is left of it."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from fapi_reference.exchange import Exchange, Mode
from fapi_reference.problems import Problem
from fapi_reference.records.organizations import Organization, OrganizationDomain, OrganizationInvitation
from fapi_reference.records.people import User
from fapi_reference.records.sessions import Client, Session
from fapi_reference.reference import Reference
from fapi_reference.services.organization_domains import INVITING, MANUAL, SUGGESTING
from fapi_reference.services.organization_invitations import Asked
from fapi_reference.services.sign_ups import admitted
from fapi_reference.settings import Settings
from selftest.test_reference import provision, started

ADDRESS = "grace@navy.example"
MEMBER = Asked(role="org:member")


@pytest.fixture
def server() -> Reference:
    return Reference(Settings(), "http://127.0.0.1:1")


@pytest.fixture
def maker(server: Reference) -> User:
    return server.users.make()


@pytest.fixture
def made(server: Reference, maker: User) -> Organization:
    return server.organizations.create("Acme Inc.", None, maker)


@pytest.fixture
def invitation(server: Reference, made: Organization, maker: User) -> OrganizationInvitation:
    return server.organization_invitations.invite(made, [ADDRESS], Asked(role="org:accountant"), maker)[0]


def somebody(server: Reference, address: str = ADDRESS) -> User:
    user = server.users.make()
    server.users.add(user, "email_address", address, admitted())
    return user


def signed_in(server: Reference, user: User) -> tuple[Client, Session]:
    client = Client(id="client_1", created_at=1, updated_at=1)
    server.store.clients[client.id] = client
    return client, server.sessions.start(client, user, None)


def nobodys() -> Exchange:
    return Exchange(httpx.Request("GET", "http://127.0.0.1:1/"), "GET")  # type: ignore[arg-type]


def status(address: str) -> str:
    """What the address of an application says is left to do."""
    return parse_qs(urlsplit(address).query)["__clerk_status"][0]


def verified(server: Reference, made: Organization, maker: User, mode: str) -> OrganizationDomain:
    server.users.add(maker, "email_address", "ada@navy.example", admitted())
    return server.organization_domains.create(made, "Navy.Example", mode, maker)


# invitations


def test_an_invitation_makes_one_membership(
    server: Reference, made: Organization, invitation: OrganizationInvitation
) -> None:
    user = somebody(server)
    server.organization_invitations.accept(invitation, user)
    assert made.members[user.id].role == "org:accountant"

    server.memberships.end(made.members[user.id])
    with pytest.raises(Problem, match="organization_invitation_already_accepted"):
        server.organization_invitations.accept(invitation, user)
    assert user.id not in made.members


def test_who_was_invited_has_a_seat_and_nobody_else(
    server: Reference, made: Organization, invitation: OrganizationInvitation
) -> None:
    made.max_allowed_memberships = 2
    with pytest.raises(Problem, match="quota_exceeded"):
        server.organization_invitations.invite(made, ["other@navy.example"], MEMBER, None)
    with pytest.raises(Problem, match="quota_exceeded"):
        server.memberships.need_room(made)
    server.organization_invitations.accept(invitation, somebody(server))
    assert len(made.members) == 2


def test_what_is_refused_leaves_no_invitation(server: Reference, made: Organization, maker: User) -> None:
    for addresses in (
        ["a@b.example", "no address"],
        ["a@b.example", "A@b.example"],
        [f"{n}@b.example" for n in range(11)],
    ):
        with pytest.raises(Problem):
            server.organization_invitations.invite(made, addresses, MEMBER, maker)
    assert (made.invitations, list(server.store.outbox)) == ([], [])


def test_whoever_is_recognised_joins_by_opening_the_link(
    server: Reference, made: Organization, invitation: OrganizationInvitation
) -> None:
    client, session = signed_in(server, somebody(server))
    passing = nobodys()
    assert status(server.tickets.landing(invitation.ticket, passing)) == "sign_in"
    assert session.user_id not in made.members

    passing.mode, passing.client = Mode.COOKIE, client
    assert status(server.tickets.landing(invitation.ticket, passing)) == "complete"
    assert (session.user_id in made.members, session.last_active_organization_id) == (True, made.id)


def test_an_invitation_outlives_its_organization_and_says_so(
    server: Reference, made: Organization, invitation: OrganizationInvitation
) -> None:
    user = somebody(server)
    server.organizations.delete(made)

    assert server.organization_invitations.addressed_to(user) == []
    with pytest.raises(Problem, match="organization_invitation_to_deleted_organization"):
        server.tickets.landing(invitation.ticket, nobodys())
    with pytest.raises(Problem, match="organization_invitation_to_deleted_organization"):
        server.organization_tickets.to_sign_in(invitation.ticket)


# domains


@pytest.mark.parametrize(
    "name", ["localhost", "127.0.0.1", "-a.example", "a..example", "gmail.com", "mailinator.com", "ä.example"]
)
def test_what_is_nobodys_domain(server: Reference, made: Organization, maker: User, name: str) -> None:
    with pytest.raises(Problem) as refusal:
        server.organization_domains.create(made, name, MANUAL, maker)
    assert refusal.value.status == 422


@pytest.mark.parametrize(("mode", "found"), [(MANUAL, (0, 0)), (INVITING, (1, 0)), (SUGGESTING, (0, 1))])
def test_what_a_domain_does_for_its_people(
    server: Reference, made: Organization, maker: User, mode: str, found: tuple[int, int]
) -> None:
    domain = verified(server, made, maker, mode)
    user = somebody(server)
    somebody(server, "grace@deep.navy.example")

    shown = server.views.organization_domain(domain)
    assert (shown["total_pending_invitations"], shown["total_pending_suggestions"]) == found
    invited, suggested = server.organization_invitations.addressed_to(user), server.membership_requests.suggested(user)
    assert (len(invited), len(suggested)) == found
    assert server.organization_invitations.of(made) == []

    server.organization_domains.delete(made, domain)
    assert (made.invitations, made.suggestions) == ([], [])


def test_whoever_was_invited_is_not_asked_again(server: Reference, made: Organization, maker: User) -> None:
    verified(server, made, maker, INVITING)
    server.organization_invitations.invite(made, [ADDRESS], MEMBER, maker)
    user = somebody(server)
    assert len(server.organization_invitations.addressed_to(user)) == 1


def test_a_domain_is_verified_once(server: Reference, made: Organization, maker: User) -> None:
    other = server.organizations.create("Other", None, server.users.make())
    waiting = server.organization_domains.create(other, "navy.example", MANUAL, None)
    server.organization_domains.prepare(other, waiting, "hopper@navy.example")
    verified(server, made, maker, MANUAL)

    code = server.store.outbox[-1].code or ""
    with pytest.raises(Problem, match="organization_domain_already_exists"):
        server.organization_domains.attempt(other, waiting, code)
    assert not server.organization_domains.is_verified(waiting)


# requests


def test_whoever_joins_has_nothing_left_to_ask(server: Reference, made: Organization, maker: User) -> None:
    verified(server, made, maker, SUGGESTING)
    user = somebody(server)
    (suggestion,) = server.membership_requests.suggested(user)
    server.membership_requests.ask(suggestion, user)
    (request,) = server.membership_requests.listed(made)
    server.memberships.add(made, user, server.roles.named("org:member"))
    assert request.status == "accepted"
    with pytest.raises(Problem, match="resource_forbidden"):
        server.membership_requests.reject(request)


def test_a_deleted_user_asks_for_nothing(server: Reference, made: Organization, maker: User) -> None:
    verified(server, made, maker, SUGGESTING)
    user = somebody(server)
    (suggestion,) = server.membership_requests.suggested(user)
    server.membership_requests.ask(suggestion, user)

    server.users.delete(user)

    assert (made.membership_requests, made.suggestions) == ([], [])


# the application's own API


def test_the_application_invites_and_vouches() -> None:
    with started() as server:
        one = f"/v1/organizations/{provision(server, '/v1/organizations', name='Acme').json()['id']}"
        told: dict[str, Any] = provision(
            server,
            f"{one}/invitations",
            email_address=ADDRESS,
            role="org:member",
            redirect_url="http://localhost:3000/join?from=mail",
            public_metadata={"team": "red"},
            expires_in_days=1,
            notify=False,
        ).json()
        assert (told["status"], told["public_metadata"], told["inviter_id"]) == ("pending", {"team": "red"}, None)
        landed = httpx.get(told["url"], follow_redirects=False).headers["location"]
        assert landed.startswith("http://localhost:3000/join?from=mail&__clerk_ticket=")
        assert provision(server, f"{one}/invitations/{told['id']}/revoke").json()["status"] == "revoked"
        assert httpx.get(told["url"]).status_code == 400

        domain = provision(
            server, f"{one}/domains", name="navy.example", enrollment_mode=INVITING, verified=True
        ).json()
        assert (domain["enrollment_mode"], domain["verification"]["status"]) == (INVITING, "verified")
        unproven = provision(server, f"{one}/domains", name="army.example", enrollment_mode=INVITING)
        assert unproven.status_code == 422
