"""Deviations of what a role permits, and of what it lacks."""

from fapi_reference.exchange import Exchange
from fapi_reference.faults import fault, replace
from fapi_reference.problems import Problem, refuse
from fapi_reference.records.organizations import Membership, Organization
from fapi_reference.reference import Reference
from fapi_reference.services.permissions import (
    DELETE_PROFILE,
    MANAGE_DOMAINS,
    MANAGE_MEMBERSHIPS,
    MANAGE_PROFILE,
    READ_MEMBERSHIPS,
)


def _everybodys(server: Reference, permission: str) -> None:
    """Every member has it."""
    has = server.permissions.has
    replace(has, lambda membership, asked: asked == permission or has(membership, asked))


@fault("organization-permission.profile", caught_by=("ORGANIZATION-PERMISSION.PROFILE",))
def profile(server: Reference) -> None:
    """Every member changes the organization."""
    _everybodys(server, MANAGE_PROFILE)


@fault("organization-permission.delete", caught_by=("ORGANIZATION-PERMISSION.DELETE",))
def delete(server: Reference) -> None:
    """Every member deletes the organization."""
    _everybodys(server, DELETE_PROFILE)


@fault(
    "organization-permission.members",
    caught_by=(
        "ORGANIZATION-PERMISSION.MEMBERS",
        "ORGANIZATION-PERMISSION.MEMBERS.INVITED",
        "ORGANIZATION-PERMISSION.SELF-PROMOTION",
    ),
)
def members(server: Reference) -> None:
    """Every member manages the others."""
    _everybodys(server, MANAGE_MEMBERSHIPS)


@fault("organization-permission.domains", caught_by=("ORGANIZATION-PERMISSION.DOMAINS",))
def domains(server: Reference) -> None:
    """Every member adds domains."""
    _everybodys(server, MANAGE_DOMAINS)


@fault("organization-permission.over-oneself", caught_by=("ORGANIZATION-PERMISSION.SELF-PROMOTION",))
def over_oneself(server: Reference) -> None:
    """Everybody may do to themself what needs a permission to be done to others."""
    admit = server.permissions.admit

    def lenient(exchange: Exchange, *permissions: str) -> Organization:
        oneself = exchange.user is not None and exchange.ids.get("user_id") == exchange.user.id
        return admit(exchange) if oneself else admit(exchange, *permissions)

    replace(admit, lenient)


@fault("organization-permission.invited-seen", caught_by=("ORGANIZATION-PERMISSION.MEMBERS.INVITED",))
def invited_seen(server: Reference) -> None:
    """Every member sees what only those who manage members may change."""
    admit = server.permissions.admit

    def lenient(exchange: Exchange, *permissions: str) -> Organization:
        return admit(exchange) if exchange.method == "GET" else admit(exchange, *permissions)

    replace(admit, lenient)


@fault("organization-permission.in-other-words", caught_by=("ORGANIZATION-PERMISSION.CODE",))
def in_other_words(server: Reference) -> None:
    """What a role lacks is refused as if there were no such organization."""
    require = server.permissions.require

    def otherwise(membership: Membership, *permissions: str) -> None:
        try:
            require(membership, *permissions)
        except Problem:
            raise refuse("organization_not_found_or_unauthorized") from None

    replace(require, otherwise)


@fault("organization-permission.untold", caught_by=("ORGANIZATION-PERMISSION.TOLD",))
def untold(server: Reference) -> None:
    """A refusal does not tell which permission is missing."""
    require = server.permissions.require

    def silent(membership: Membership, *permissions: str) -> None:
        try:
            require(membership, *permissions)
        except Problem:
            raise refuse("missing_organization_permission") from None

    replace(require, silent)


@fault("organization-permission.reading-is-managing", caught_by=("ORGANIZATION-PERMISSION.READING",))
def reading_is_managing(server: Reference) -> None:
    """Only who manages members sees them."""
    has = server.permissions.has
    replace(has, lambda membership, asked: has(membership, MANAGE_MEMBERSHIPS if asked == READ_MEMBERSHIPS else asked))
