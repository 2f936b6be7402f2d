"""The reference's organizations: who may what in them, what tokens say of them, and what is left when they are gone."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import jwt
import pytest

from fapi_reference.faults import replace
from fapi_reference.problems import Problem
from fapi_reference.records.organizations import Organization, Role
from fapi_reference.records.people import User
from fapi_reference.reference import Reference
from fapi_reference.settings import BadSettings, Settings, load
from selftest.test_reference import address, browser, provision, refused, sign_up, started

ORGANIZATIONS = "/v1/organizations"
MINE = "/v1/me/organization_memberships"
OLDER = {"__clerk_api_version": "2024-10-01"}


@pytest.fixture(scope="module")
def clean() -> Iterator[dict[str, Any]]:
    with started() as server:
        yield server


@pytest.fixture
def own() -> Iterator[dict[str, Any]]:
    """For whom changes what holds for all organizations."""
    with started() as server:
        yield server


@pytest.fixture
def server() -> Reference:
    return Reference(Settings(), "http://127.0.0.1:1")


@pytest.fixture
def maker(server: Reference) -> User:
    return server.users.make()


@pytest.fixture
def made(server: Reference, maker: User) -> Organization:
    return server.organizations.create("Acme Inc.", None, maker)


def role_without(server: Reference, permission: str) -> Role:
    return next(one for one in server.roles.listed() if not one.grants(permission))


def test_an_organization_is_made_chosen_and_claimed(clean: dict[str, Any]) -> None:
    with browser(clean) as http:
        session = sign_up(http, address())["response"]["created_session_id"]
        answer = http.post(ORGANIZATIONS, data={"name": "Acme"}).json()
        made = answer["response"]
        mine = answer["client"]["sessions"][0]["user"]["organization_memberships"]
        assert [one["organization"]["id"] for one in mine] == [made["id"]]
        assert (made["members_count"], made["slug"][:5]) == (1, "acme-")

        touched = http.post(f"/v1/client/sessions/{session}/touch", data={"active_organization_id": made["slug"]})
        assert touched.json()["response"]["last_active_organization_id"] == made["id"]
        claims = jwt.decode(touched.json()["response"]["last_active_token"]["jwt"], options={"verify_signature": False})
        assert claims["o"] == {"id": made["id"], "slg": made["slug"], "rol": "admin", "per": "read,write", "fpm": "3,1"}
        assert claims["fea"] == "o:invoices,o:reports"

        older = http.post(f"/v1/client/sessions/{session}/tokens", params=OLDER).json()["jwt"]
        claims = jwt.decode(older, options={"verify_signature": False})
        assert (claims["org_id"], claims["org_role"], claims["org_slug"]) == (made["id"], "org:admin", made["slug"])
        assert claims["org_permissions"] == ["org:invoices:read", "org:invoices:write", "org:reports:read"]
        assert not {"o", "fea", "v"} & claims.keys()

        personal = http.post(f"/v1/client/sessions/{session}/tokens", data={"organization_id": ""}).json()["jwt"]
        assert "o" not in jwt.decode(personal, options={"verify_signature": False})


def test_members_come_change_and_go(clean: dict[str, Any]) -> None:
    other = provision(clean, "/v1/users", email_address=[address()], password="lantern-Orbit-73", last_name="Lovelace")
    user_id = other.json()["id"]
    with browser(clean) as http:
        sign_up(http, address())
        one = f"{ORGANIZATIONS}/{http.post(ORGANIZATIONS, data={'name': 'Acme'}).json()['response']['id']}"
        members = f"{one}/memberships"

        refused(http.post(members, data={"user_id": user_id, "role": "org:none"}), 404, "resource_not_found")
        added = http.post(members, data={"user_id": user_id, "role": "org:member"}).json()["response"]
        assert (added["role"], added["public_user_data"]["user_id"]) == ("org:member", user_id)
        twice = http.post(members, data={"user_id": user_id, "role": "org:member"})
        refused(twice, 400, "already_a_member_in_organization")

        found = http.get(members, params={"query": "LOVE", "role[]": ["org:admin", "org:member"], "paginated": "true"})
        assert [one["id"] for one in found.json()["response"]["data"]] == [added["id"]]
        assert len(http.get(members, params={"limit": 1}).json()["response"]) == 1
        refused(http.get(members, params={"limit": "501"}), 422, "form_param_value_invalid")

        changed = http.patch(f"{members}/{user_id}", data={"role": "org:admin"}).json()["response"]
        assert (changed["role"], changed["role_name"]) == ("org:admin", "Admin")
        gone = http.delete(f"{members}/{user_id}").json()
        assert (gone["response"]["object"], gone["response"]["organization"]["members_count"]) == (added["object"], 1)
        refused(http.delete(f"{members}/{user_id}"), 404, "resource_not_found")

        last = http.delete(f"{MINE}/{one.rpartition('/')[2]}")
        refused(last, 400, "organization_minimum_permissions_needed")
        assert http.delete(one).json()["response"]["deleted"] is True
        refused(http.get(one), 404, "organization_not_found_or_unauthorized")
        assert http.get(MINE, params={"paginated": "true"}).json()["response"] == {"data": [], "total_count": 0}


def test_the_application_makes_organizations_roles_and_limits(own: dict[str, Any]) -> None:
    user_id = provision(own, "/v1/users", email_address=[address()], password="lantern-Orbit-73").json()["id"]
    made = provision(own, "/v1/organizations", name="Acme", created_by=user_id, max_allowed_memberships=1).json()
    assert (made["created_by"], made["members_count"]) == (user_id, 1)
    members = f"/v1/organizations/{made['id']}/memberships"
    second = provision(own, "/v1/users", email_address=[address()], password="lantern-Orbit-73").json()["id"]
    full = provision(own, members, user_id=second, role="org:member")
    refused(full, 403, "organization_membership_quota_exceeded")

    permission = provision(own, "/v1/organization_permissions", name="Sell", key="org:shop:sell").json()
    role = provision(own, "/v1/organization_roles", name="Seller", key="org:seller", permissions=[permission["id"]])
    assert [one["key"] for one in role.json()["permissions"]] == ["org:shop:sell"]

    key = {"authorization": f"Bearer {own['secret_key']}"}
    where = own["backend_url"] + f"/v1/organizations/{made['id']}"
    merged = httpx.patch(f"{where}/metadata", json={"private_metadata": {"a": {"b": 1}}}, headers=key)
    merged = httpx.patch(f"{where}/metadata", json={"private_metadata": {"a": {"b": None, "c": 2}}}, headers=key)
    assert merged.json()["private_metadata"] == {"a": {"c": 2}}
    changed = httpx.patch(f"{where}/memberships/{user_id}", json={"role": "org:seller"}, headers=key)
    refused(changed, 400, "organization_minimum_permissions_needed")


def test_nobody_is_invited_where_there_are_no_addresses(tmp_path: Path) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text(
        "[attributes.email_address]\nenabled = false\nrequired = false\nused_for_first_factor = false\n"
    )
    with started("--settings", str(settings)) as server, browser(server) as http:
        made = provision(server, "/v1/users", username="lovelace", password="lantern-Orbit-73")
        assert made.status_code == 200, made.text
        http.post("/v1/client/sign_ins", data={"identifier": "lovelace", "password": "lantern-Orbit-73"})
        one = f"{ORGANIZATIONS}/{http.post(ORGANIZATIONS, data={'name': 'Acme'}).json()['response']['id']}"
        answer = http.post(f"{one}/invitations", data={"email_address": address(), "role": "org:member"})
        refused(answer, 422, "feature_requires_email_address_enabled")


def test_what_a_role_lacks_is_told(server: Reference, made: Organization) -> None:
    lacking = "org:sys_domains:manage"
    member = server.memberships.add(made, server.users.make(), role_without(server, lacking))

    with pytest.raises(Problem) as refusal:
        server.permissions.require(member, "org:sys_memberships:read", lacking)

    assert refusal.value.code == "missing_organization_permission"
    assert refusal.value.items[0].meta == {"permissions": [lacking]}


def test_pending_invitations_take_seats(server: Reference, made: Organization) -> None:
    made.max_allowed_memberships = 2
    server.memberships.need_room(made)
    replace(server.organizations.pending_invitations, lambda _organization: 1)
    with pytest.raises(Problem, match="organization_membership_quota_exceeded"):
        server.memberships.need_room(made)
    made.max_allowed_memberships = 0
    server.memberships.need_room(made, 1_000)


def test_a_deleted_user_belongs_nowhere(server: Reference, maker: User, made: Organization) -> None:
    server.users.delete(maker)

    assert (made.members, server.store.memberships) == ({}, {})
    assert server.views.organization(made)["members_count"] == 0


@pytest.mark.parametrize("name", ["https://a.example", "<b>Acme</b>", "www.example.com", "see http://x", "<script>"])
def test_names_are_no_addresses_and_no_markup(server: Reference, name: str) -> None:
    problem = server.organizations.name_problem(name)
    assert problem
    assert problem.code == "form_param_value_invalid"


@pytest.mark.parametrize("name", ["Acme, Inc.", "A < B", "Straße & Söhne", "C++ > C", "01 / 02"])
def test_names_may_have_all_else(server: Reference, name: str) -> None:
    assert server.organizations.name_problem(name) is None
    slug = server.organizations.derived_slug(name)
    assert server.organizations.slug_problem(slug) is None


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ('roles = ["org:admin org:sys_profile:delete"]', "default_role"),
        ('roles = ["org:Admin"]', "no key of a role"),
        ('roles = ["org:admin org:sys_wizardry"]', "no permission"),
        ('roles = ["org:admin", "org:member"]', "creator_role needs"),
        ('enrollment_modes = ["enterprise_sso"]', "unknown enterprise_sso"),
        ("max_allowed_memberships = -1", "must not be negative"),
    ],
)
def test_settings_that_no_instance_could_have_are_refused(tmp_path: Path, table: str, reason: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(f"[organizations]\n{table}\n")
    with pytest.raises(BadSettings, match=reason):
        load(file)
