"""Deviations of the code that proves a domain."""

from dataclasses import replace as changed
from typing import Any

from fapi_reference.clock import DAY
from fapi_reference.exchange import Exchange
from fapi_reference.faults import fault, replace
from fapi_reference.problems import refuse
from fapi_reference.records.organizations import Organization, OrganizationDomain
from fapi_reference.reference import Reference

ATTEMPT = "/v1/organizations/{organization_id}/domains/{domain_id}/attempt_affiliation_verification"
NOTHING = frozenset({"", "null", "true", "0", "[]"})


@fault("organization-domain-code.failed-once", caught_by=("ORGANIZATION-DOMAIN.CODE.FAILED",))
def failed_once(server: Reference) -> None:
    """The right code for a domain is taken after its verification has failed."""
    attempt = server.organization_domains.attempt

    def attempted(organization: Organization, domain: OrganizationDomain, code: str) -> None:
        found = domain.affiliation_verification
        if found and found.status == "failed" and server.codes.matches(found, code):
            server.organization_domains.vouch(organization, domain, verified=True)
        else:
            attempt(organization, domain, code)

    replace(attempt, attempted)


@fault("organization-domain-code.unlimited", caught_by=("ORGANIZATION-DOMAIN.CODE.LIMITED",))
def unlimited(server: Reference) -> None:
    """Codes for a domain can be tried as often as one likes."""
    attempt = server.organization_domains.attempt

    def attempted(organization: Organization, domain: OrganizationDomain, code: str) -> None:
        if domain.affiliation_verification:
            domain.affiliation_verification.attempts = 0
        attempt(organization, domain, code)

    replace(attempt, attempted)


@fault("organization-domain-code.blank", caught_by=("ORGANIZATION-DOMAIN.CODE.BLANK",))
def blank(server: Reference) -> None:
    """No code at all proves a domain."""
    verbs = server.routes.resources[ATTEMPT].verbs
    attempt = verbs["POST"].handler

    def handler(given: Reference, exchange: Exchange) -> Any:
        if (exchange.form.get("code") or "").strip() not in NOTHING:
            return attempt(given, exchange)
        organization = server.store.organizations[exchange.ids["organization_id"]]
        domain = server.organization_domains.named(organization, exchange.ids["domain_id"])
        server.organization_domains.vouch(organization, domain, verified=True)
        return server.views.envelope(server.views.organization_domain(domain), exchange)

    verbs["POST"] = changed(verbs["POST"], handler=handler)


@fault("organization-domain-code.for-ever", caught_by=("ORGANIZATION-DOMAIN.CODE.EXPIRED",))
def for_ever(server: Reference) -> None:
    """The code for a domain is good after its time."""
    attempt = server.organization_domains.attempt

    def attempted(organization: Organization, domain: OrganizationDomain, code: str) -> None:
        if domain.affiliation_verification:
            domain.affiliation_verification.expire_at = server.clock.now() + DAY
        attempt(organization, domain, code)

    replace(attempt, attempted)


@fault("organization-domain-code.only-one", caught_by=("ORGANIZATION-DOMAIN.CODE.AGAIN",))
def only_one(server: Reference) -> None:
    """Whoever has not used the code for a domain in time gets no other one that is good."""
    attempt, codes = server.organization_domains.attempt, server.codes
    prepare = server.organization_domains.prepare
    late: set[str] = set()

    def prepared(organization: Organization, domain: OrganizationDomain, address: str) -> None:
        if domain.affiliation_verification and codes.status(domain.affiliation_verification) == "expired":
            late.add(domain.id)
        prepare(organization, domain, address)

    def attempted(organization: Organization, domain: OrganizationDomain, code: str) -> None:
        if domain.id in late:
            raise refuse("verification_expired")
        attempt(organization, domain, code)

    replace(prepare, prepared)
    replace(attempt, attempted)


@fault("organization-domain-code.always", caught_by=("ORGANIZATION-DOMAIN.AT-ONCE",))
def always(server: Reference) -> None:
    """Whoever has an address in a domain proves that once more."""
    replace(server.organization_domains.own_address, lambda _user, _name: None)
