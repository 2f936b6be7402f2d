"""Deviations of the organization that a session acts for, and of what tokens claim of it."""

from typing import Any

from fapi_reference.exchange import Exchange
from fapi_reference.faults import alter, fault, replace
from fapi_reference.problems import Problem
from fapi_reference.records.organizations import Membership
from fapi_reference.records.sessions import Session
from fapi_reference.reference import Reference

Claims = dict[str, Any]


@fault("active-organization.not-kept", caught_by=("ACTIVE-ORGANIZATION.CHOSEN",))
def not_kept(server: Reference) -> None:
    """The organization in a touch is read and not kept."""
    replace(server.active_organizations.activate, lambda _session, _given: None)


@fault("active-organization.by-id-alone", caught_by=("ACTIVE-ORGANIZATION.CHOSEN.BY-SLUG",))
def by_id_alone(server: Reference) -> None:
    """A slug names no organization."""
    replace(server.active_organizations.found, server.active_organizations.membership)


@fault("active-organization.first-stays", caught_by=("ACTIVE-ORGANIZATION.CHOSEN.ANOTHER",))
def first_stays(server: Reference) -> None:
    """A session that acts for an organization goes on doing so whichever is chosen."""
    activate = server.active_organizations.activate

    def once(session: Session, given: str | None) -> None:
        if session.last_active_organization_id is None or not given:
            activate(session, given)

    replace(activate, once)


@fault("active-organization.no-way-back", caught_by=("ACTIVE-ORGANIZATION.PERSONAL",))
def no_way_back(server: Reference) -> None:
    """Whoever chose an organization never is there for themselves again."""
    replace(server.active_organizations.without_one, lambda session: session.last_active_organization_id)


@fault("active-organization.everywhere", caught_by=("ACTIVE-ORGANIZATION.OWN-SESSION",))
def everywhere(server: Reference) -> None:
    """What is chosen in one session is chosen for the person, on all devices."""
    activate = server.active_organizations.activate

    def on_all(session: Session, given: str | None) -> None:
        activate(session, given)
        for other in server.sessions.of_user(server.users.of(session)):
            other.last_active_organization_id = session.last_active_organization_id

    replace(activate, on_all)


@fault("active-organization.unclaimed", caught_by=("ACTIVE-ORGANIZATION.CLAIMED",))
def unclaimed(server: Reference) -> None:
    """Tokens know nothing of organizations."""
    replace(server.tokens.organization_claims, lambda _session, _exchange, _organization_id: {})


@fault("active-organization.token-of-before", caught_by=("ACTIVE-ORGANIZATION.CLAIMED.AT-ONCE",))
def token_of_before(server: Reference) -> None:
    """A touch answers the token that there was before it."""
    last = server.tokens.last

    def stale(session: Session, exchange: Exchange) -> str:
        return session.last_token.jwt if session.last_token else last(session, exchange)

    replace(last, stale)


def _change(server: Reference, **members: Any) -> None:
    """Other members of the claim `o`; None leaves one out."""

    def changed(claims: Claims) -> Claims:
        told = {name: value for name, value in (claims["o"] | members).items() if value is not None}
        return claims | {"o": told}

    alter(server.active_organizations.version_2_claims, changed)


@fault("active-organization.no-slug", caught_by=("ACTIVE-ORGANIZATION.CLAIMED.SLUG",))
def no_slug(server: Reference) -> None:
    """Version 2 does not tell the slug."""
    _change(server, slg=None)


@fault("active-organization.both-versions", caught_by=("ACTIVE-ORGANIZATION.CLAIMED.ONE-VERSION",))
def both_versions(server: Reference) -> None:
    """Version 2 tells the organization in the words of version 1 too."""
    alter(server.active_organizations.version_2_claims, lambda claims: claims | {"org_id": claims["o"]["id"]})


@fault("active-organization.whole-role", caught_by=("ACTIVE-ORGANIZATION.CLAIMED.ROLE",))
def whole_role(server: Reference) -> None:
    """Version 2 tells the whole key of a role, so that readers put `org:` before it twice."""
    alter(
        server.active_organizations.version_2_claims,
        lambda claims: claims | {"o": claims["o"] | {"rol": f"org:{claims['o']['rol']}"}},
    )


@fault("active-organization.half-role", caught_by=("ACTIVE-ORGANIZATION.CLAIMED.ROLE",))
def half_role(server: Reference) -> None:
    """Version 1 tells a role without the beginning of its key."""
    alter(
        server.active_organizations.version_1_claims,
        lambda claims: claims | {"org_role": claims["org_role"].removeprefix("org:")},
    )


@fault("active-organization.bits-reversed", caught_by=("ACTIVE-ORGANIZATION.CLAIMED.PERMISSIONS",))
def bits_reversed(server: Reference) -> None:
    """The first permission is the highest bit of a feature's number, and not the lowest."""

    def reversed_names(claims: Claims) -> Claims:
        names = claims["o"].get("per", "").split(",")
        return claims | {"o": claims["o"] | {"per": ",".join(reversed(names))}}

    alter(server.active_organizations.version_2_claims, reversed_names)


@fault("active-organization.first-feature-alone", caught_by=("ACTIVE-ORGANIZATION.CLAIMED.PERMISSIONS.ALL",))
def first_feature_alone(server: Reference) -> None:
    """Only the first feature has its number."""

    def cut(claims: Claims) -> Claims:
        return claims | {"o": claims["o"] | {"fpm": claims["o"].get("fpm", "").partition(",")[0]}}

    alter(server.active_organizations.version_2_claims, cut)


@fault("active-organization.system-claimed", caught_by=("ACTIVE-ORGANIZATION.CLAIMED.SYSTEM",))
def system_claimed(server: Reference) -> None:
    """Version 1 tells the permissions of the system too."""
    told = server.active_organizations.version_1_claims

    def all_of_them(membership: Membership) -> Claims:
        return told(membership) | {"org_permissions": server.roles.of(membership).keys()}

    replace(told, all_of_them)


@fault("active-organization.not-asked-for", caught_by=("ACTIVE-ORGANIZATION.ASKED-FOR",))
def not_asked_for(server: Reference) -> None:
    """A token claims the active organization, whichever is asked for."""
    issue = server.tokens.issue

    def of_active(session: Session, exchange: Exchange, _organization_id: str | None = None) -> str:
        return issue(session, exchange)

    replace(issue, of_active)


@fault("active-organization.asking-chooses", caught_by=("ACTIVE-ORGANIZATION.ASKED-FOR",))
def asking_chooses(server: Reference) -> None:
    """Asking for a token of an organization makes that the active one."""
    issue = server.tokens.issue

    def choosing(session: Session, exchange: Exchange, organization_id: str | None = None) -> str:
        if organization_id is not None:
            session.last_active_organization_id = organization_id or None
        return issue(session, exchange, organization_id)

    replace(issue, choosing)


@fault(
    "active-organization.anybodys",
    caught_by=("ACTIVE-ORGANIZATION.FOREIGN", "ACTIVE-ORGANIZATION.HANDSHAKE.FOREIGN"),
)
def anybodys(server: Reference) -> None:
    """Whoever names an organization acts for it."""
    membership = server.active_organizations.membership

    def of_anybody(session: Session, organization_id: str | None = None) -> Membership | None:
        wanted = session.last_active_organization_id if organization_id is None else organization_id
        organization = server.store.organizations.get(wanted or "")
        found = membership(session, organization_id)
        return found or (next(iter(organization.members.values()), None) if organization else None)

    replace(membership, of_anybody)


@fault("active-organization.foreign-ignored", caught_by=("ACTIVE-ORGANIZATION.FOREIGN.REFUSED",))
def foreign_ignored(server: Reference) -> None:
    """An organization of others in a touch is passed over in silence."""
    asked = server.active_organizations.asked

    def lenient(session: Session, given: str | None) -> str | None:
        try:
            return asked(session, given)
        except Problem:
            return session.last_active_organization_id

    replace(asked, lenient)


@fault("active-organization.handshake-without", caught_by=("ACTIVE-ORGANIZATION.HANDSHAKE",))
def handshake_without(server: Reference) -> None:
    """A handshake takes no notice of the organization that it names."""
    replace(server.active_organizations.passing_by, lambda _session, _given: None)


@fault("active-organization.handshake-no-way-back", caught_by=("ACTIVE-ORGANIZATION.HANDSHAKE.PERSONAL",))
def handshake_no_way_back(server: Reference) -> None:
    """A handshake takes an empty organization for none that it names."""
    passing_by = server.active_organizations.passing_by
    replace(passing_by, lambda session, given: passing_by(session, given or None))
