"""Deviations of deleting an organization."""

from typing import Any

from fapi_reference.exchange import Exchange
from fapi_reference.faults import alter, fault, replace
from fapi_reference.records.organizations import Organization
from fapi_reference.records.people import User
from fapi_reference.records.sessions import Session
from fapi_reference.reference import Reference
from fapi_reference.views.base import View

NO_DELETE = "[organizations]\nadmin_delete = false\n"


@fault("organization-deleted.in-name", caught_by=("ORGANIZATION-DELETED.DELETED",))
def in_name(server: Reference) -> None:
    """An organization is answered as deleted, and stays."""
    replace(server.organizations.delete, lambda _organization: None)


@fault("organization-deleted.of-another-type", caught_by=("ORGANIZATION-DELETED.TYPE",))
def of_another_type(server: Reference) -> None:
    """A deleted organization is a deleted object, and does not say of what."""
    deleted = server.views.deleted

    def untold(kind: str, object_id: str) -> View:
        return deleted("deleted_object" if kind == "organization" else kind, object_id)

    replace(deleted, untold)


@fault("organization-deleted.for-managers", caught_by=("ORGANIZATION-DELETED.FOR-OTHERS",))
def for_managers(server: Reference) -> None:
    """A deleted organization is gone for those who manage it, and stays for its plain members."""

    def partly(organization: Organization) -> None:
        for membership in list(organization.members.values()):
            if server.memberships.manages(server.roles.of(membership)):
                server.memberships.forget(membership)
            else:
                server.active_organizations.leave(membership)

    replace(server.organizations.delete, partly)


@fault("organization-deleted.still-claimed", caught_by=("ORGANIZATION-DELETED.NOT-CLAIMED",))
def still_claimed(server: Reference) -> None:
    """A session that has claimed an organization in a token goes on with that until another is chosen."""
    kept: dict[str, dict[str, Any]] = {}
    claims = server.tokens.organization_claims

    def remembered(session: Session, exchange: Exchange, organization_id: str | None) -> dict[str, Any]:
        found = claims(session, exchange, organization_id)
        if found:
            kept[session.id] = found
        return found or kept.get(session.id, {})

    replace(claims, remembered)


@fault("organization-deleted.chosen-nevertheless", caught_by=("ORGANIZATION-DELETED.NOT-CHOSEN",))
def chosen_nevertheless(server: Reference) -> None:
    """Whatever looks like the id of an organization that is not there is made the active one."""
    asked = server.active_organizations.asked

    def lenient(session: Session, given: str | None) -> str | None:
        unknown = given is not None and given.startswith("org_") and server.organizations.find(given) is None
        return given if unknown else asked(session, given)

    replace(asked, lenient)


@fault("organization-deleted.takes-others", caught_by=("ORGANIZATION-DELETED.OTHERS-STAY",))
def takes_others(server: Reference) -> None:
    """With an organization go all others that the same person made."""
    delete = server.organizations.delete

    def all_of_them(organization: Organization) -> None:
        made_by_them = [one for one in server.store.organizations.values() if one.created_by == organization.created_by]
        for one in made_by_them:
            delete(one)

    replace(delete, all_of_them)


@fault("organization-deleted.switch-only-told", caught_by=("ORGANIZATION-DELETED.SWITCHED-OFF",), settings=NO_DELETE)
def switch_only_told(server: Reference) -> None:
    """That members may not delete an organization is told, and does not matter."""
    create = server.organizations.create

    def deletable(name: str, slug: str | None, creator: User | None) -> Organization:
        made = create(name, slug, creator)
        made.admin_delete_enabled = True
        return made

    replace(create, deletable)
    alter(server.views.organization, lambda shown: shown | {"admin_delete_enabled": False})
