"""An organization has domains: named, proven by a code to an address in them, given up; and some nobody can have."""

import secrets
from collections.abc import Callable, Mapping

import pytest

from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.client.form import FormValue
from fapi_conformance.client.organizations import OrganizationDomainsArea
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect import equals, present, refused, succeeded
from fapi_conformance.expect.look import ABSENT, at, say
from fapi_conformance.expect.organization_domains import OLD_PROOF, PROOF, domain_proof, domain_proven, domain_unproven
from fapi_conformance.expect.pages import not_on_page, on_page
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.recipes.refusals import ANY_REFUSAL
from fapi_conformance.requirements import organization_domain as required
from fapi_conformance.requirements import organization_domain_code as code
from fapi_conformance.target import organization_domains as domains
from fapi_conformance.target.member import Member
from fapi_conformance.target.organization_domains import Domain
from fapi_conformance.target.organizations import MANAGE_DOMAINS, Organization, permits
from fapi_conformance.target.person import new_domain
from fapi_conformance.target.refusals import accepted, not_by_settings
from fapi_conformance.target.target import Target

OTHER_SPELLING: Mapping[str, FormValue] = {"enrollmentMode": "manual_invitation"}
TAKEN = ("organization_domain_already_exists", "organization_domain_already_exists_same_organization")
NO_DOMAINS = ("no domain", "localhost", "203.0.113.7", "-.com", "https://example.com/")


@pytest.fixture
def organization(organization: Organization) -> Organization:
    """One whose maker may deal with its domains."""
    return permits(organization, MANAGE_DOMAINS)


@pytest.fixture
def area(organization: Organization) -> OrganizationDomainsArea:
    return organization.by_maker.domains


@proves(
    required.CREATED,
    required.LISTED,
    required.FILTERED_MODE,
    required.OLD_SPELLING,
    required.PREPARED,
    code.PREPARED_TRIES,
    code.PREPARED_EXPIRY,
    required.ALIAS,
    required.WRONG,
    required.VERIFIED,
    required.FILTERED_VERIFIED,
    required.TWICE,
    required.DELETED,
)
def test_a_domain_from_its_name_to_its_end(
    target: Target, organization: Organization, area: OrganizationDomainsArea
) -> None:
    name, maker = new_domain(), organization.maker.actor

    answer = area.create(name=name)
    domain = domains.as_added(organization, name, answer)
    with step(required.CREATED):
        equals(
            answer, object="organization_domain", organization_id=organization.id, enrollment_mode="manual_invitation"
        )
        equals(answer, name=name)
        domain_unproven(answer)
    with step(required.LISTED):
        on_page(area.list(), domain.id)
        equals(domain.read(), id=domain.id, name=name)
    with step(required.FILTERED_MODE):
        on_page(area.list(enrollment_mode="manual_invitation"), domain.id)
        not_on_page(area.list(enrollment_mode="automatic_suggestion"), domain.id)
    with step(required.OLD_SPELLING):
        succeeded(area.list(**OTHER_SPELLING))
    unproven_ones = area.list(verified=False), area.list(verified=True)

    address = target.address(at=name)
    answer = accepted(maker, area.prepare(domain.id, affiliation_email_address=address), "a code on its way")
    with step(required.PREPARED):
        equals(answer, affiliation_email_address=address)
        awaits_code(answer)
    with step(code.PREPARED_TRIES):
        assert domain_proof(answer, "attempts") == 0, "it does not say that nothing was tried yet"
    with step(code.PREPARED_EXPIRY):
        assert isinstance(domain_proof(answer, "expire_at"), int), "its verification has no expiry"
    with step(required.ALIAS):
        both_say(answer, "status", "strategy", "attempts", "expire_at")
    with step(required.WRONG):
        wrong = area.attempt(domain.id, code=target.wrong_code, intent=Intent.INVALID)
        refused(wrong, 422, "form_code_incorrect")
        domain_unproven(domain.read())

    answer = attempted_after_another(target, domain, address)
    with step(required.VERIFIED):
        domain_proven(answer)
        domain_proven(domain.read())
    with step(required.ALIAS):
        both_say(answer, "status", "strategy")
    with step(required.FILTERED_VERIFIED):
        on_page(unproven_ones[0], domain.id)
        not_on_page(unproven_ones[1], domain.id)
        on_page(area.list(verified=True), domain.id)
        not_on_page(area.list(verified=False), domain.id)
    with step(required.TWICE):
        refused(with_room(area.create(name=name)), 422, TAKEN)

    answer = area.delete(domain.id)
    with step(required.DELETED):
        equals(accepted(maker, answer, "a deleted domain"), deleted=True)
        not_on_page(area.list(), domain.id)
        refused(area.read(domain.id, intent=Intent.INVALID), 404)


def awaits_code(answer: Answer) -> None:
    told = {part: domain_proof(answer, part) for part in ("status", "strategy")}
    if told != {"status": "unverified", "strategy": "email_code"}:
        raise Deviation(expected="unverified, by email_code", got=say(told), where=f"$.response.{PROOF}")


def attempted_after_another(target: Target, domain: Domain, address: str) -> Answer:
    """The answer to the right code behind a wrong one; to a second right one, where one try is all that a code has."""
    answer = domain.area.attempt(domain.id, code=target.code_sent(address), intent=Intent.OPEN)
    if "verification_failed" not in answer.codes:
        return answer
    again = domain.area.prepare(domain.id, affiliation_email_address=address)
    accepted(domain.organization.maker.actor, again, "another code on its way")
    return domain.area.attempt(domain.id, code=target.code_sent(address))


def with_room(answer: Answer) -> Answer:
    """The answer, unless it says that the organization may have no further domain, whatever that is called."""
    not_by_settings(answer)
    return answer


@proves(required.COMMON, required.DISPOSABLE, required.NO_DOMAIN, required.SMALL_LETTERS, required.SERVERS_OWN)
def test_names_of_domains(target: Target, organization: Organization, area: OrganizationDomainsArea) -> None:
    domains.added(organization)
    with step(required.COMMON):
        refused(with_room(area.create(name="gmail.com")), 422, "organization_domain_common")
    with step(required.DISPOSABLE):
        answer = with_room(area.create(name="mailinator.com"))
        refused(answer, 422, ("organization_domain_blocked", "organization_domain_common"))
    with step(required.NO_DOMAIN):
        for name in NO_DOMAINS:
            refused(with_room(area.create(name=name, intent=Intent.INVALID)), 422)
    with step(required.SMALL_LETTERS):
        name = new_domain()
        equals(succeeded(with_room(area.create(name=name.upper()))), name=name)
    with step(required.SERVERS_OWN):
        for sent in of_a_domain(target.organization(organization.maker)):
            answer = area.create(name=new_domain(), **sent, intent=Intent.INVALID)
            if not answer.ok:
                refused(answer, ANY_REFUSAL)
                continue
            domain_unproven(answer)
            equals(answer, organization_id=organization.id)
            if at(answer.resource, "affiliation_email_address") not in (None, ABSENT):
                where = "$.response.affiliation_email_address"
                raise Deviation(expected="null", got="what was sent", where=where)
            succeeded(area.delete(str(present(answer, "id"))))


@proves(required.UNPREPARED, required.MISMATCH, required.LOOK_ALIKES)
def test_addresses_that_prove_nothing(target: Target, organization: Organization) -> None:
    domain = domains.added(organization)
    with step(required.UNPREPARED):
        for tried in (target.public_code, target.wrong_code):
            refused(domain.area.attempt(domain.id, code=tried, intent=Intent.INVALID), ANY_REFUSAL)
        domain_unproven(domain.read())
    with step(required.MISMATCH):
        answer = asked(domain, target.address(at=new_domain()))
        refused(answer, 422, "organization_domain_mismatch", naming="affiliation_email_address")
        domain_unproven(domain.read())
    with step(required.LOOK_ALIKES):
        for address in look_alikes(domain):
            refused(asked(domain, address), 422)
        domain_unproven(domain.read())


@proves(required.OTHERS_CODE)
def test_the_code_of_another_domain(target: Target, organization: Organization) -> None:
    one, other = domains.added(organization), domains.added(organization)
    codes = []
    for domain in (one, other):
        address = target.mail_address(at=domain.name)
        inbox = target.inbox(address)
        accepted(organization.maker.actor, asked(domain, address), "a code on its way")
        codes.append(inbox.code())
    if codes[0] == codes[1]:
        raise NotTestable("both were sent the same code")

    refused(other.area.attempt(other.id, code=codes[0], intent=Intent.INVALID), ANY_REFUSAL)
    domain_unproven(other.read())
    answer = other.area.attempt(other.id, code=codes[1], intent=Intent.OPEN)
    if "verification_failed" not in answer.codes:  # one wrong try may be all that a code has
        domain_proven(answer)


@proves(required.TAKEN, required.TAKEN_LARGE)
def test_the_domain_of_another_organization(
    target: Target, organization: Organization, new_member: Callable[..., Member]
) -> None:
    """It may be refused as soon as it is named, or only when somebody would prove it."""
    verified = domains.verified(target, organization)
    rival = target.organization(new_member())

    with step(required.TAKEN):
        never_verified(target, rival, verified.name)
    with step(required.TAKEN_LARGE):
        never_verified(target, rival, verified.name.upper())


@proves(required.PARENT)
def test_by_way_of_another_organization(
    target: Target, organization: Organization, new_member: Callable[..., Member]
) -> None:
    domain = domains.added(organization)
    address = domains.prepared(target, domain)
    before = domain.read().resource
    elsewhere = target.organization(new_member()).by_maker.domains
    wrong = Intent.INVALID

    answers = [
        elsewhere.read(domain.id, intent=wrong),
        elsewhere.update_enrollment_mode(domain.id, enrollment_mode="manual_invitation", intent=wrong),
        elsewhere.prepare(domain.id, affiliation_email_address=address, intent=wrong),
        elsewhere.attempt(domain.id, code=target.public_code, intent=wrong),
        elsewhere.delete(domain.id, intent=wrong),
    ]

    for answer in answers:
        refused(answer, ANY_REFUSAL)
        assert domain.name not in str(answer.json), "the refusal shows the name of the domain"
    after = domain.read().resource
    assert after == before, f"the domain is not what it was before: {say(after)}"


def asked(domain: Domain, address: str) -> Answer:
    """A code is asked for, to this address. NotTestable where the instance does not take addresses of that kind."""
    answer = domain.area.prepare(domain.id, affiliation_email_address=address, intent=Intent.OPEN)
    not_by_settings(answer)
    return answer


def look_alikes(domain: Domain) -> list[str]:
    """Addresses whose domain is another one, and only looks like this."""
    who = f"fc{secrets.token_hex(6)}"
    return [
        f"{who}@mail.{domain.name}",
        f"{who}@not{domain.name}",
        f"{who}@{domain.name}.example.org",
        f"{who}@example.org,{who}@{domain.name}",
        f"{who}@{domain.name.replace('c', 'с', 1)}",  # a Cyrillic letter, on purpose
    ]


def of_a_domain(other: Organization) -> list[dict[str, FormValue]]:
    """What only the server sets, all at once and one by one."""
    mark = secrets.token_hex(8)
    each: list[dict[str, FormValue]] = [
        {"verified": True},
        {"verification[status]": "verified"},
        {"affiliation_verification": {"status": "verified"}},
        {"organization_id": other.id},
        {"affiliation_email_address": f"{mark}@example.com"},
    ]
    return [{name: value for one in each for name, value in one.items()}, *each]


def both_say(answer: Answer, *parts: str) -> None:
    new, old = at(answer.resource, PROOF), at(answer.resource, OLD_PROOF)
    if new is ABSENT or old is ABSENT:
        raise NotTestable("the domain has only one of the two")
    for part in parts:
        if at(new, part) != at(old, part):
            raise Deviation(expected=say(at(new, part)), got=say(at(old, part)), where=f"$.response.{OLD_PROOF}.{part}")


def never_verified(target: Target, rival: Organization, name: str) -> None:
    """Another organization cannot add the domain; where it can, it cannot prove it."""
    area, wrong = rival.by_maker.domains, Intent.OPEN
    answer = with_room(area.create(name=name, intent=wrong))
    if not answer.ok:
        refused(answer, 422, TAKEN)
        return
    domain_id, address = str(present(answer, "id")), target.address(at=name)
    answer = area.prepare(domain_id, affiliation_email_address=address, intent=wrong)
    if answer.ok:
        answer = area.attempt(domain_id, code=target.code_sent(address), intent=wrong)
    refused(answer, 422, TAKEN[0])
    domain_unproven(area.read(domain_id))
