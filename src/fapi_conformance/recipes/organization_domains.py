"""The domains of an organization: named, read, shown to be its own by a code, enrolling, given up."""

from fapi_conformance.recipes.call import Call
from fapi_conformance.recipes.catalogue import recipe
from fapi_conformance.recipes.organizations import within
from fapi_conformance.recipes.world import World
from fapi_conformance.target.capabilities import Capability
from fapi_conformance.target.organization_domains import MANUAL, Domain, added, prepared, verified
from fapi_conformance.target.organizations import MANAGE_DOMAINS
from fapi_conformance.target.person import new_domain


def _call(world: World, operation_id: str) -> Call:
    """Each stands on a domain that the member has added."""
    world.needs(Capability.ORGANIZATION_DOMAINS, "to have domains")
    world.permitted(world.organization, MANAGE_DOMAINS)
    return within(world, operation_id)


def _on(call: Call, domain: Domain) -> Call:
    return call.at(domain_id=domain.id).marked(domain.name)


@recipe("CreateOrganizationDomain", spends=True, signed_in=True)
def create(world: World) -> Call:
    call = _call(world, "CreateOrganizationDomain")
    return call.with_form({"name": new_domain(), "enrollment_mode": MANUAL})


@recipe("ListOrganizationDomains", signed_in=True)
def listed(world: World) -> Call:
    call = _call(world, "ListOrganizationDomains")
    return call.marked(added(world.organization).name)


@recipe("GetOrganizationDomain", signed_in=True)
def read(world: World) -> Call:
    return _on(_call(world, "GetOrganizationDomain"), added(world.organization))


@recipe("deleteOrganizationDomain", spends=True, signed_in=True)
def delete(world: World) -> Call:
    return _on(_call(world, "deleteOrganizationDomain"), added(world.organization))


@recipe("UpdateOrganizationDomainEnrollmentMode", signed_in=True)
def enrol(world: World) -> Call:
    """In the way that every instance has: that it is a domain of its own is shown before (ORG-508)."""
    call = _call(world, "UpdateOrganizationDomainEnrollmentMode")
    return _on(call, verified(world.target, world.organization)).with_form({"enrollment_mode": MANUAL})


@recipe("prepareOrganizationDomainVerification", signed_in=True)
def prepare(world: World) -> Call:
    call = _call(world, "prepareOrganizationDomainVerification")
    world.target.codes.need("email_address")  # else a code would be sent that nobody reads
    domain = added(world.organization)
    return _on(call, domain).with_form({"affiliation_email_address": world.target.address(at=domain.name)})


@recipe("attemptOrganizationDomainVerification", spends=True, signed_in=True)
def attempt(world: World) -> Call:
    call = _call(world, "attemptOrganizationDomainVerification")
    domain = added(world.organization)
    address = prepared(world.target, domain)
    return _on(call, domain).with_form({"code": world.target.code_sent(address)})
