"""The code for a domain: too many wrong ones, none, too late and once more; and somebody who needs none."""

import pytest

from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.errors import NotTestable
from fapi_conformance.expect import outlived, refused, succeeded
from fapi_conformance.expect.look import ABSENT, at
from fapi_conformance.expect.organization_domains import OLD_PROOF, PROOF, domain_proof, domain_proven, domain_unproven
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.recipes.refusals import ANY_REFUSAL
from fapi_conformance.requirements import organization_domain_code as required
from fapi_conformance.target import organization_domains as domains
from fapi_conformance.target.identifications import EMAIL, proven
from fapi_conformance.target.organization_domains import Domain
from fapi_conformance.target.organizations import MANAGE_DOMAINS, Organization, permits
from fapi_conformance.target.person import new_domain
from fapi_conformance.target.refusals import accepted
from fapi_conformance.target.target import Target

A_DOZEN = 12
"""Nobody publishes after how many tries a verification fails (AUTH-391)."""
NOTHING = ("", " ", "null", "true", "0", "[]")
"""What stands for no code at all; whoever compares loosely takes one of them for a code that was never set."""


@pytest.fixture
def organization(organization: Organization) -> Organization:
    """One whose maker may deal with its domains."""
    return permits(organization, MANAGE_DOMAINS)


@pytest.fixture
def domain(organization: Organization) -> Domain:
    return domains.added(organization)


def attempt(domain: Domain, code: str) -> Answer:
    return domain.area.attempt(domain.id, code=code, intent=Intent.OPEN)


@proves(required.LIMITED, required.FAILED)
def test_too_many_wrong_codes(target: Target, domain: Domain) -> None:
    right = target.code_sent(domains.prepared(target, domain))
    answer = attempt(domain, target.wrong_code)
    for _ in range(A_DOZEN - 1):
        if answer.status == 429:
            raise NotTestable("a rate limit comes before the limit of tries")
        if "verification_failed" in answer.codes:
            break
        answer = attempt(domain, target.wrong_code)

    with step(required.LIMITED):
        refused(answer, 400, "verification_failed")
    with step(required.FAILED):
        if "verification_failed" not in answer.codes:
            raise NotTestable("no number of wrong codes failed the verification")
        refused(attempt(domain, right), ANY_REFUSAL)
        domain_unproven(domain.read())


@proves(required.BLANK)
def test_no_code_at_all(target: Target, domain: Domain) -> None:
    """Each time of a code that was just sent: what is refused because of the tries before tells nothing."""
    for form in (*({"code": nothing} for nothing in NOTHING), {}, {"code[]": ""}):
        domains.prepared(target, domain)
        refused(domain.area.attempt(domain.id, **form, intent=Intent.OPEN), ANY_REFUSAL)
        domain_unproven(domain.read())


@proves(required.EXPIRED, required.AGAIN)
def test_a_code_that_comes_too_late(target: Target, domain: Domain) -> None:
    late = target.code_sent(domains.prepared(target, domain))
    answer = domain.read()
    if not isinstance(domain_proof(answer, "expire_at"), int):
        raise NotTestable("it does not say until when the code is good")
    lives = outlived(answer, OLD_PROOF if at(answer.resource, PROOF) is ABSENT else PROOF)
    target.means.age(domain.id, lives)

    answer = attempt(domain, late)
    with step(required.EXPIRED):
        refused(answer, ANY_REFUSAL)
        domain_unproven(domain.read())

    again = domains.prepared(target, domain)
    with step(required.AGAIN):
        assert domain_proof(domain.read(), "status") == "unverified", "its verification has not begun anew"
        domain_proven(attempt(domain, target.code_sent(again)))


@proves(required.AT_ONCE)
def test_who_needs_no_code(target: Target, organization: Organization) -> None:
    name, maker = new_domain(), organization.maker.actor
    proven(target, maker, EMAIL, value=target.address(at=name))

    answer = organization.by_maker.domains.create(name=name)

    domain_proven(accepted(maker, answer, "a domain that was added"))
    domain_proven(succeeded(organization.by_maker.domains.read(str(at(answer.resource, "id")))))
