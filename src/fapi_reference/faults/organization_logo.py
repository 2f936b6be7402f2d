"""Deviations of the logos of organizations."""

from fapi_reference.exchange import Exchange
from fapi_reference.faults import fault, replace
from fapi_reference.problems import Problem
from fapi_reference.records.organizations import Organization
from fapi_reference.records.people import Picture, User
from fapi_reference.reference import Reference
from fapi_reference.views.base import View


@fault("organization-logo.dropped", caught_by=("ORGANIZATION-LOGO.SET",))
def dropped(server: Reference) -> None:
    """A logo is read and thrown away."""
    put = server.pictures.set

    def lost(owner: User | Organization, exchange: Exchange) -> Picture:
        picture = put(owner, exchange)
        if isinstance(owner, Organization):
            server.pictures.forget(owner)
        return picture

    replace(put, lost)


@fault("organization-logo.shown-once", caught_by=("ORGANIZATION-LOGO.SEEN",))
def shown_once(server: Reference) -> None:
    """Only the answer to its upload tells of a logo."""
    seen: set[str] = set()
    logo = server.views.logo

    def once(organization: Organization) -> View:
        picture = organization.picture.id if organization.picture else None
        fresh = picture is not None and picture not in seen
        seen.update([picture] if picture else [])
        return logo(organization) | {"has_image": fresh}

    replace(logo, once)


@fault("organization-logo.no-text", caught_by=("ORGANIZATION-LOGO.AS-TEXT",))
def no_text(server: Reference) -> None:
    """A picture comes as a file or not at all."""
    replace(server.pictures.decoded, lambda body: body)


@fault("organization-logo.removed-in-name", caught_by=("ORGANIZATION-LOGO.REMOVED",))
def removed_in_name(server: Reference) -> None:
    """A removed logo is answered as deleted, and shown on."""
    remove = server.pictures.remove

    def kept(owner: User | Organization) -> Picture:
        gone = remove(owner)
        if isinstance(owner, Organization):
            owner.picture = gone
        return gone

    replace(remove, kept)


@fault("organization-logo.removed-untold", caught_by=("ORGANIZATION-LOGO.REMOVED.SAYS",))
def removed_untold(server: Reference) -> None:
    """Removing a picture answers what it was, and not that it is deleted."""
    deleted = server.views.deleted

    def untold(kind: str, object_id: str) -> View:
        told = deleted(kind, object_id)
        return told | {"deleted": False} if kind == "image" else told

    replace(deleted, untold)


@fault("organization-logo.nothing-removed", caught_by=("ORGANIZATION-LOGO.NOTHING-TO-REMOVE",))
def nothing_removed(server: Reference) -> None:
    """Where there is no logo, the default one is removed."""
    remove = server.pictures.remove
    replace(remove, lambda owner: remove(owner) if owner.picture else server.pictures.default())


@fault("organization-logo.by-its-name", caught_by=("ORGANIZATION-LOGO.NO-PICTURE",))
def by_its_name(server: Reference) -> None:
    """Whatever is called a picture is taken for one, and handed out as it came."""
    drawn = server.pictures.drawn

    def as_it_came(content: bytes) -> tuple[str, bytes]:
        try:
            return drawn(content)
        except Problem:
            return "PNG", content

    replace(drawn, as_it_came)
