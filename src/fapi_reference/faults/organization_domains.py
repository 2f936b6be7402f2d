"""Deviations of the domains of organizations."""

from dataclasses import replace as changed
from typing import Any

from fapi_reference.exchange import Exchange
from fapi_reference.faults import alter, fault, replace
from fapi_reference.faults.operation import before_parameters
from fapi_reference.problems import Problem, refuse
from fapi_reference.records.organizations import Organization, OrganizationDomain
from fapi_reference.records.people import User
from fapi_reference.reference import Reference
from fapi_reference.services.organization_domains import BLOCKED, COMMON, SUGGESTING

DOMAINS = "/v1/organizations/{organization_id}/domains"
PUBLIC_CODE = "424242"


@fault("organization-domain.enrols-at-once", caught_by=("ORGANIZATION-DOMAIN.CREATED",))
def enrols_at_once(server: Reference) -> None:
    """A new domain suggests the organization to whoever has an address in it."""
    put = server.organization_domains.put
    replace(put, lambda organization, name, _mode, address: put(organization, name, SUGGESTING, address))


@fault("organization-domain.believed", caught_by=("ORGANIZATION-DOMAIN.CREATED",))
def believed(server: Reference) -> None:
    """A new domain is verified as soon as it is named."""
    replace(server.organization_domains.own_address, lambda _user, name: f"postmaster@{name}")


@fault("organization-domain.unlisted", caught_by=("ORGANIZATION-DOMAIN.LISTED",))
def unlisted(server: Reference) -> None:
    """The list of domains is empty."""
    replace(server.organization_domains.listed, lambda _organization: [])


@fault("organization-domain.verified-unread", caught_by=("ORGANIZATION-DOMAIN.LISTED.VERIFIED",))
def verified_unread(server: Reference) -> None:
    """The list of domains has all of them, whether verified ones are asked for or not."""
    flag = server.pages.flag
    replace(flag, lambda exchange, name: None if name == "verified" else flag(exchange, name))


@fault("organization-domain.mode-unread", caught_by=("ORGANIZATION-DOMAIN.LISTED.MODE",))
def mode_unread(server: Reference) -> None:
    """The list of domains has all of them, whatever mode is asked for."""
    chosen = server.pages.chosen

    def whatever(exchange: Exchange, name: str, allowed: Any) -> frozenset[str]:
        return frozenset() if name == "enrollment_mode" else chosen(exchange, name, allowed)

    replace(chosen, whatever)


@fault("organization-domain.one-spelling", caught_by=("ORGANIZATION-DOMAIN.LISTED.OLD-SPELLING",))
def one_spelling(server: Reference) -> None:
    """The spelling of an older official client is refused as unknown."""
    verbs = server.routes.resources[DOMAINS].verbs
    listed = verbs["GET"].handler

    def handler(given: Reference, exchange: Exchange) -> Any:
        if exchange.first("enrollmentMode"):
            raise refuse("form_param_unknown", "enrollmentMode")
        return listed(given, exchange)

    verbs["GET"] = changed(verbs["GET"], handler=handler)


@fault("organization-domain.as-written", caught_by=("ORGANIZATION-DOMAIN.SMALL-LETTERS",))
def as_written(server: Reference) -> None:
    """A domain has the letters with which it was written."""
    create = server.organization_domains.create

    def created(organization: Organization, name: str, mode: str, by: User | None) -> OrganizationDomain:
        made = create(organization, name, mode, by)
        made.name = name
        return made

    replace(create, created)


@fault("organization-domain.any-name", caught_by=("ORGANIZATION-DOMAIN.MALFORMED",))
def any_name(server: Reference) -> None:
    """Any text is the name of a domain."""
    check = server.organization_domains.refuse_name
    replace(check, lambda name: check(name) if name in COMMON | BLOCKED else None)


@fault("organization-domain.of-everybody", caught_by=("ORGANIZATION-DOMAIN.COMMON",))
def of_everybody(server: Reference) -> None:
    """An organization may have a domain where everybody gets an address."""
    check = server.organization_domains.refuse_name
    replace(check, lambda name: None if name in COMMON else check(name))


@fault("organization-domain.thrown-away", caught_by=("ORGANIZATION-DOMAIN.DISPOSABLE",))
def thrown_away(server: Reference) -> None:
    """An organization may have a domain of addresses to throw away."""
    check = server.organization_domains.refuse_name
    replace(check, lambda name: None if name in BLOCKED else check(name))


@fault("organization-domain.twice", caught_by=("ORGANIZATION-DOMAIN.TWICE",))
def twice(server: Reference) -> None:
    """An organization has a domain as often as it likes."""
    domains = server.organization_domains
    create = domains.create

    def created(organization: Organization, name: str, mode: str, by: User | None) -> OrganizationDomain:
        if any(one.name == name for one in organization.domains):
            return domains.put(organization, name, mode, None)
        return create(organization, name, mode, by)

    replace(create, created)


@fault("organization-domain.of-several", caught_by=("ORGANIZATION-DOMAIN.TAKEN",))
def of_several(server: Reference) -> None:
    """Several organizations prove that a domain is theirs."""
    replace(server.organization_domains.refuse_held, lambda _organization, _name: None)


@fault("organization-domain.letters-count", caught_by=("ORGANIZATION-DOMAIN.TAKEN.LARGE-LETTERS",))
def letters_count(server: Reference) -> None:
    """A domain in large letters is another domain, and proven like one in small letters."""
    domains = server.organization_domains
    create, is_in = domains.create, domains.is_in

    def created(organization: Organization, name: str, mode: str, by: User | None) -> OrganizationDomain:
        if name == name.lower():
            return create(organization, name, mode, by)
        return domains.put(organization, name, mode, None)

    replace(create, created)
    replace(is_in, lambda address, name: is_in(address, name.lower()))


@fault("organization-domain.form-merged", caught_by=("ORGANIZATION-DOMAIN.SERVERS-OWN",))
def form_merged(server: Reference) -> None:
    """A domain is verified if whoever adds it says so."""
    put = server.organization_domains.put
    told: list[str] = []

    def remember(values: dict[str, list[str]]) -> None:
        told[:] = values.pop("verified", [])

    def merged(organization: Organization, name: str, mode: str, address: str | None) -> OrganizationDomain:
        return put(organization, name, mode, f"postmaster@{name}" if told == ["true"] else address)

    before_parameters(server, "/domains", remember)
    replace(put, merged)


@fault("organization-domain.prepared-for-ever", caught_by=("ORGANIZATION-DOMAIN.PREPARED.EXPIRY",))
def prepared_for_ever(server: Reference) -> None:
    """The verification of a domain has no end."""
    prepare = server.organization_domains.prepare

    def prepared(organization: Organization, domain: OrganizationDomain, address: str) -> None:
        prepare(organization, domain, address)
        if domain.affiliation_verification:
            domain.affiliation_verification.expire_at = None

    replace(prepare, prepared)


@fault("organization-domain.by-another-way", caught_by=("ORGANIZATION-DOMAIN.PREPARED",))
def by_another_way(server: Reference) -> None:
    """A domain whose code is on its way does not say to which address."""
    alter(server.views.organization_domain, lambda shown: {**shown, "affiliation_email_address": None})


@fault("organization-domain.tries-untold", caught_by=("ORGANIZATION-DOMAIN.PREPARED.TRIES",))
def tries_untold(server: Reference) -> None:
    """The verification of a domain does not say how many codes were tried."""
    affiliation = server.views.affiliation

    def untold(domain: OrganizationDomain) -> dict[str, Any] | None:
        shown = affiliation(domain)
        return {**shown, "attempts": None} if shown else None

    replace(affiliation, untold)


@fault("organization-domain.older-name-empty", caught_by=("ORGANIZATION-DOMAIN.PREPARED.ALIAS",))
def older_name_empty(server: Reference) -> None:
    """The older name of a domain's verification says nothing, although the newer one does."""
    alter(server.views.organization_domain, lambda shown: {**shown, "verification": None})


@fault("organization-domain.never-proven", caught_by=("ORGANIZATION-DOMAIN.VERIFIED",))
def never_proven(server: Reference) -> None:
    """The right code is taken, and the domain stays unverified."""
    attempt = server.organization_domains.attempt

    def attempted(organization: Organization, domain: OrganizationDomain, code: str) -> None:
        attempt(organization, domain, code)
        if domain.affiliation_verification:
            domain.affiliation_verification.status = "unverified"

    replace(attempt, attempted)


@fault("organization-domain.any-address", caught_by=("ORGANIZATION-DOMAIN.MISMATCH",))
def any_address(server: Reference) -> None:
    """A code for a domain goes to any address, and proves it."""
    prepare = server.organization_domains.prepare

    def prepared(organization: Organization, domain: OrganizationDomain, address: str) -> None:
        name, domain.name = domain.name, address.rpartition("@")[2].lower()
        try:
            prepare(organization, domain, address)
        finally:
            domain.name = name

    replace(prepare, prepared)


@fault("organization-domain.ends-alike", caught_by=("ORGANIZATION-DOMAIN.MISMATCH.LOOK-ALIKES",))
def ends_alike(server: Reference) -> None:
    """An address is in a domain if it ends like it."""
    replace(server.organization_domains.is_in, lambda address, name: address.lower().endswith(name))


@fault("organization-domain.begins-alike", caught_by=("ORGANIZATION-DOMAIN.MISMATCH.LOOK-ALIKES",))
def begins_alike(server: Reference) -> None:
    """An address is in a domain if what stands behind its `@` begins like it."""
    replace(server.organization_domains.is_in, lambda address, name: f"@{name}" in address.lower())


@fault("organization-domain.any-code", caught_by=("ORGANIZATION-DOMAIN.WRONG-CODE",))
def any_code(server: Reference) -> None:
    """Any code proves a domain."""

    def attempt(_organization: Organization, domain: OrganizationDomain, _code: str) -> None:
        if domain.affiliation_verification is None:
            raise refuse("verification_missing")
        domain.affiliation_verification.status, domain.verified_at = "verified", server.clock.now()

    replace(server.organization_domains.attempt, attempt)


@fault("organization-domain.unprepared", caught_by=("ORGANIZATION-DOMAIN.UNPREPARED",))
def unprepared(server: Reference) -> None:
    """The public code of test addresses proves a domain although none was sent."""
    attempt = server.organization_domains.attempt

    def attempted(organization: Organization, domain: OrganizationDomain, code: str) -> None:
        if domain.affiliation_verification is None and code == PUBLIC_CODE:
            server.organization_domains.vouch(organization, domain, verified=True)
        else:
            attempt(organization, domain, code)

    replace(attempt, attempted)


@fault("organization-domain.code-of-another", caught_by=("ORGANIZATION-DOMAIN.OTHERS-CODE",))
def code_of_another(server: Reference) -> None:
    """A code that was sent for any domain of the organization proves each of them."""
    attempt = server.organization_domains.attempt

    def attempted(organization: Organization, domain: OrganizationDomain, code: str) -> None:
        sent = [one.affiliation_verification for one in organization.domains if one.affiliation_verification]
        if any(one.code == code for one in sent):
            server.organization_domains.vouch(organization, domain, verified=True)
        else:
            attempt(organization, domain, code)

    replace(attempt, attempted)


@fault("organization-domain.outlives", caught_by=("ORGANIZATION-DOMAIN.DELETED",))
def outlives(server: Reference) -> None:
    """Deleting a domain changes nothing."""
    replace(server.organization_domains.delete, lambda _organization, _domain: None)


@fault("organization-domain.parent-unread", caught_by=("ORGANIZATION-DOMAIN.ELSEWHERE",))
def parent_unread(server: Reference) -> None:
    """A domain is found by its id, whatever organization the path names."""
    named = server.organization_domains.named

    def of_any(organization: Organization, domain_id: str) -> OrganizationDomain:
        try:
            return named(organization, domain_id)
        except Problem:
            if domain_id in server.store.organization_domains:
                return server.store.organization_domains[domain_id]
            raise

    replace(named, of_any)
