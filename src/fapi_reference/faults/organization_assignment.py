"""Forms of organizations that are merged into what is stored, whatever they hold."""

import json
from collections.abc import Callable

from fapi_reference.exchange import Exchange, Form
from fapi_reference.faults import fault, replace
from fapi_reference.records.organizations import Membership, Organization, Role
from fapi_reference.reference import Reference


def _let_through(server: Reference, *names: str, note: Callable[[Exchange, Form], None]) -> None:
    """Parameters that nobody knows are taken out before the check, and noted."""
    check = server.transport.hooks["parameters"]

    def lenient(server: Reference, exchange: Exchange) -> None:
        kept = {name: exchange.form.values.pop(name) for name in names if name in exchange.form}
        check(server, exchange)
        note(exchange, Form(kept))

    server.transport.hooks["parameters"] = lenient


@fault("organization-assignment.limit", caught_by=("ORGANIZATION-ASSIGNMENT.ORGANIZATION",))
def limit(server: Reference) -> None:
    """Whoever changes an organization says how many may belong to it."""

    def raised(exchange: Exchange, form: Form) -> None:
        organization = server.store.organizations.get(exchange.ids.get("organization_id", ""))
        if organization and (seats := form.get("max_allowed_memberships")):
            organization.max_allowed_memberships = int(seats)

    _let_through(server, "max_allowed_memberships", note=raised)


@fault("organization-assignment.metadata", caught_by=("ORGANIZATION-ASSIGNMENT.ORGANIZATION",))
def metadata(server: Reference) -> None:
    """A new name brings the public metadata along."""
    told: list[str] = []
    update = server.organizations.update

    def merged(organization: Organization, form: Form) -> None:
        update(organization, form)
        if told:
            organization.public_metadata = json.loads(told.pop())

    def noted(_exchange: Exchange, form: Form) -> None:
        told[:] = [found] if (found := form.get("public_metadata")) else []

    _let_through(server, "public_metadata", note=noted)
    replace(update, merged)


@fault("organization-assignment.membership", caught_by=("ORGANIZATION-ASSIGNMENT.MEMBERSHIP",))
def membership(server: Reference) -> None:
    """Another role brings the public metadata of the membership along."""
    told: list[str] = []
    assign = server.memberships.assign

    def merged(membership: Membership, role: Role) -> None:
        assign(membership, role)
        if told:
            membership.public_metadata = json.loads(told.pop())

    def noted(_exchange: Exchange, form: Form) -> None:
        told[:] = [found] if (found := form.get("public_metadata")) else []

    _let_through(server, "public_metadata", note=noted)
    replace(assign, merged)
