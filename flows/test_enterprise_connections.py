"""Connections to companies, in the hands of who tends them; and their trial."""

from dataclasses import dataclass

import pytest

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.companies import OrganizationEnterpriseConnectionsArea, OwnEnterpriseConnectionsArea
from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect import equals, refused, succeeded
from fapi_conformance.expect.answers import member as member_of
from fapi_conformance.expect.look import outcome
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.recipes.refusals import ANY_REFUSAL
from fapi_conformance.requirements import enterprise_connection as tended
from fapi_conformance.target.organizations import MANAGE_CONNECTIONS, Organization, chosen, permits
from fapi_conformance.target.single_sign_on import SamlConnection, colleague
from fapi_conformance.target.target import Target

AREAS = ["their own", "of the organization"]
GONE = "saml_connection_active_not_found"


@dataclass(frozen=True, slots=True)
class Tended:
    """A connection of an organization, with the operations by which it is tended."""

    connection: SamlConnection
    area: OwnEnterpriseConnectionsArea | OrganizationEnterpriseConnectionsArea


@pytest.fixture
def made(target: Target, organization: Organization) -> SamlConnection:
    permits(organization, MANAGE_CONNECTIONS)
    chosen(organization.maker, organization)
    return target.saml_connection(organization_id=organization.id, allow_idp_initiated=True)


@pytest.fixture(params=AREAS)
def one(request: pytest.FixtureRequest, made: SamlConnection, organization: Organization) -> Tended:
    own = request.param == AREAS[0]
    by = organization.maker.actor
    return Tended(made, by.me.enterprise_connections if own else organization.by_maker.enterprise_connections)


@proves(tended.UPDATED, tended.KEPT, tended.LOWER_CASE, tended.SECRET)
def test_a_connection_is_changed(one: Tended, target: Target) -> None:
    connection, name, secret = one.connection, f"Company {target.name()}", target.name()
    with step(tended.UPDATED):
        answer = one.area.update(connection.enterprise_id, name=name, sync_user_attributes=False)
        equals(succeeded(answer), id=connection.enterprise_id, name=name, sync_user_attributes=False)
    with step(tended.KEPT):
        equals(answer, active=True, domains=[connection.domain])
    with step(tended.LOWER_CASE):
        changed = succeeded(one.area.update(connection.enterprise_id, domains=[connection.domain.upper()]))
        found = member_of(changed, "domains")
        assert found == [connection.domain], f"they are {found}"
    with step(tended.SECRET):
        answer = one.area.update(connection.enterprise_id, oidc_client_secret=secret, intent=Intent.OPEN)
        if secret in answer.content.decode("utf-8", "replace"):
            raise Deviation(expected="no secret", got="the secret that was given", where="$.response")


@proves(tended.SWITCHED_OFF)
def test_a_connection_is_switched_off(one: Tended, visitor: Actor, target: Target) -> None:
    before = comes_by(one.connection, visitor, target)
    if before.status >= 400:
        raise NotTestable(f"nobody comes by it before either: {outcome(before)}")

    equals(succeeded(one.area.update(one.connection.enterprise_id, active=False)), active=False)

    refused(comes_by(one.connection, target.visitor(), target), 404, GONE)


@proves(tended.DELETED)
def test_a_connection_is_deleted(one: Tended, visitor: Actor, target: Target) -> None:
    answer = one.area.delete(one.connection.enterprise_id)

    equals(succeeded(answer), deleted=True)
    refused(one.area.delete(one.connection.enterprise_id, intent=Intent.INVALID), ANY_REFUSAL)
    refused(comes_by(one.connection, visitor, target), 404)


@proves(tended.SELF_SERVE_OFF)
def test_where_nobody_tends_them(one: Tended) -> None:
    refused(one.area.update(one.connection.enterprise_id, name="Company", intent=Intent.INVALID), ANY_REFUSAL)
    refused(one.area.delete(one.connection.enterprise_id, intent=Intent.INVALID), ANY_REFUSAL)


@proves(tended.TRIAL, tended.TRIAL_TICKET)
def test_a_trial(visitor: Actor, target: Target) -> None:
    connection, other = target.saml.get(), target.saml.get(allow_idp_initiated=True)
    ticket = str(target.means.provide("saml_test_run", connection_id=connection.id)["ticket"])
    area = visitor.enterprise_connections
    with step(tended.TRIAL_TICKET):
        for where, given in ((other, ticket), (connection, f"{ticket}x"), (connection, "")):
            answer = area.init_test_run(where.enterprise_id, ticket=given, intent=Intent.INVALID)
            refused(answer, ANY_REFUSAL)
    with step(tended.TRIAL):
        answer = area.init_test_run(connection.enterprise_id, ticket=ticket)
        if answer.status != 301:
            raise Deviation(expected="301", got=outcome(answer), where="status")
        connection.idp.asked(answer.header("location") or "")


def comes_by(connection: SamlConnection, actor: Actor, target: Target) -> Answer:
    """What somebody new is answered who was vouched for there."""
    form = connection.vouch(colleague(target, connection))
    return actor.saml.acs(connection.id, intent=Intent.OPEN, **form)
