"""Companies and their identity providers: the two ends of SAML, and connections in the hands of who tends them."""

from fapi_conformance.recipes.call import Call
from fapi_conformance.recipes.catalogue import recipe
from fapi_conformance.recipes.sessions import markers
from fapi_conformance.recipes.world import World
from fapi_conformance.target.capabilities import Capability
from fapi_conformance.target.organizations import MANAGE_CONNECTIONS, chosen
from fapi_conformance.target.single_sign_on import SamlConnection, colleague, to_sign_in


def _connection(world: World) -> SamlConnection:
    world.needs(Capability.SAML, "to have connections to companies")
    return world.target.saml.get()


@recipe("samlMetadata")
def metadata(world: World) -> Call:
    path = {"saml_connection_id": _connection(world).id}
    return Call(actor=world.visitor(), operation_id="samlMetadata", path=path)


@recipe("acs", spends=True)
def consume(world: World) -> Call:
    """Of a sign-in by somebody whom no user is: it leads back all the same."""
    world.needs(Capability.EMAIL_IDENTIFIER, "to be somebody of a company")
    connection, target = _connection(world), world.target
    subject = colleague(target, connection)
    errand = to_sign_in(target, world.visitor(), connection, str(subject.email))
    form = connection.vouch(subject, errand.request)
    return Call(actor=errand.actor, operation_id="acs", path={"saml_connection_id": connection.id}, form=form)


@recipe("initEnterpriseConnectionTestRun", spends=True)
def begin_test_run(world: World) -> Call:
    connection = _connection(world)
    run = world.target.means.provide("saml_test_run", connection_id=connection.id)
    return Call(
        actor=world.visitor(),
        operation_id="initEnterpriseConnectionTestRun",
        path={"enterpriseConnectionID": connection.enterprise_id},
        query={"ticket": str(run["ticket"])},
    )


def _tended(world: World, operation_id: str) -> Call:
    """A connection of the member's organization, which is the one that they act for."""
    world.needs(Capability.SELF_SERVE_SSO, "to tend connections oneself")
    member, organization = world.member, world.permitted(world.organization, MANAGE_CONNECTIONS)
    connection = world.target.saml_connection(organization_id=organization.id)
    chosen(member, organization)
    path = {"enterprise_connection_id": connection.enterprise_id}
    return Call(actor=member.actor, operation_id=operation_id, path=path, markers=(*markers(member), connection.domain))


def _of_organization(world: World, operation_id: str) -> Call:
    return _tended(world, operation_id).at(organizationID=world.organization.id)


@recipe("updateMeEnterpriseConnection", signed_in=True)
def update_own(world: World) -> Call:
    return _tended(world, "updateMeEnterpriseConnection").with_form({"name": f"Company {world.target.name()}"})


@recipe("deleteMeEnterpriseConnection", spends=True, signed_in=True)
def delete_own(world: World) -> Call:
    return _tended(world, "deleteMeEnterpriseConnection")


@recipe("updateOrganizationEnterpriseConnection", signed_in=True)
def update_of_organization(world: World) -> Call:
    call = _of_organization(world, "updateOrganizationEnterpriseConnection")
    return call.with_form({"name": f"Company {world.target.name()}"})


@recipe("deleteOrganizationEnterpriseConnection", spends=True, signed_in=True)
def delete_of_organization(world: World) -> Call:
    return _of_organization(world, "deleteOrganizationEnterpriseConnection")
