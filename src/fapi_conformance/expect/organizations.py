"""What is said of lists that come in pages, and of the organizations that somebody is a member of."""

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer, Json
from fapi_conformance.errors import Deviation
from fapi_conformance.expect.answers import succeeded
from fapi_conformance.expect.look import ABSENT, at, say
from fapi_conformance.target.member import Member
from fapi_conformance.target.organizations import ALL


def page(answer: Answer) -> list[Json]:
    """What a page holds: `data`, beside a `total_count` (GEN-061)."""
    succeeded(answer)
    listed, total = at(answer.resource, "data"), at(answer.resource, "total_count")
    if not isinstance(listed, list):
        raise Deviation(expected="a list", got=say(listed), where="$.response.data")
    if not isinstance(total, int) or total < len(listed):
        raise Deviation(expected=f"a number, {len(listed)} or more", got=say(total), where="$.response.total_count")
    return listed


def on_page(answer: Answer, item_id: str) -> Json:
    """The thing with that id, which is on the page."""
    listed = page(answer)
    found = next((one for one in listed if at(one, "id") == item_id), None)
    if found is None:
        got = say([at(one, "id") for one in listed])
        raise Deviation(expected=f"{say(item_id)} among them", got=got, where="$.response.data[].id")
    return found


def not_on_page(answer: Answer, item_id: str) -> None:
    """The thing with that id is not, or no more, on the page."""
    if item_id in [at(one, "id") for one in page(answer)]:
        raise Deviation(expected=f"{say(item_id)} not among them", got="it is", where="$.response.data[].id")


PROOF, OLD_PROOF = "affiliation_verification", "verification"
"""Two names of the same: servers of before 2026 have the second one only (ORG-500)."""


def domain_proof(answer: Answer, name: str) -> Json:
    """What a domain says of its proof; ABSENT, where it has none."""
    new = at(answer.resource, f"{PROOF}.{name}")
    return at(answer.resource, f"{OLD_PROOF}.{name}") if new is ABSENT else new


def domain_proven(answer: Answer) -> None:
    if (status := domain_proof(succeeded(answer), "status")) != "verified":
        raise Deviation(expected='"verified"', got=say(status), where=f"$.response.{PROOF}.status")


def domain_unproven(answer: Answer) -> None:
    if domain_proof(succeeded(answer), "status") == "verified":
        raise Deviation(expected="a domain that is not verified", got="verified", where=f"$.response.{PROOF}.status")


NOT_PUBLIC = frozenset(
    {"email_addresses", "phone_numbers", "web3_wallets", "passkeys", "external_accounts", "private_metadata"}
    | {"unsafe_metadata", "password_enabled", "totp_enabled", "two_factor_enabled", "backup_code_enabled"}
    | {"sessions", "last_sign_in_at", "organization_memberships"}
)
"""What no organization sees of somebody; any other member more is a warning of its own (GEN-009)."""


def only_public(item: Json, who: Member, *secrets: str) -> None:
    """A thing that is about somebody shows no more of them than public data, and none of these texts.

    One address or number is what they are known by, and public.
    """
    shown = at(item, "public_user_data")
    if told := NOT_PUBLIC & shown.keys() if isinstance(shown, dict) else set():
        where = f"public_user_data.{min(told)}"
        raise Deviation(expected="nothing but public data", got=", ".join(sorted(told)), where=where)
    known_by = str(at(shown, "identifier"))
    for secret in (*secrets, who.email, who.phone_number, who.password):
        if secret and secret != known_by and secret in str(item):
            raise Deviation(expected="nothing but public data", got="more of the account", where="public_user_data")


def roles_in(actor: Actor) -> dict[str, str]:
    """The role that somebody has in each organization that they say to be a member of, by its id."""
    listed = page(actor.me.organization_memberships.list(paginated=True, limit=ALL))
    return {str(at(one, "organization.id")): str(at(one, "role")) for one in listed}


def is_member(actor: Actor, organization_id: str, role: str | None = None) -> None:
    """They are a member there, with that role where one is given."""
    found = roles_in(actor)
    if organization_id not in found:
        where = "$.response.data[].organization.id"
        raise Deviation(expected=say(organization_id), got=say(list(found)), where=where, exchange=actor.last)
    if role is not None and found[organization_id] != role:
        where = "$.response.data[].role"
        raise Deviation(expected=say(role), got=say(found[organization_id]), where=where, exchange=actor.last)


def is_no_member(actor: Actor, organization_id: str) -> None:
    if organization_id in roles_in(actor):
        where = "$.response.data[].organization.id"
        raise Deviation(expected="no membership", got="a membership", where=where, exchange=actor.last)
