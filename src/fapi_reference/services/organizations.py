"""Organizations: making, changing and deleting them (facts of the account area, section 8)."""

import re
from typing import TYPE_CHECKING

from fapi_reference.exchange import Form
from fapi_reference.ids import new_id, random_text
from fapi_reference.problems import Problem, refuse, together
from fapi_reference.records.organizations import Organization
from fapi_reference.records.people import User

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

NAME_LIMIT = 256
SLUG_LIMIT = 64
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NOT_IN_SLUGS = re.compile(r"[^a-z0-9]+")
_ADDRESS_OR_MARKUP = re.compile(r"https?:|www\.|://|<[a-z/!][^>]*>", re.IGNORECASE)


class Organizations:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    # making

    def need_creator(self, user: User) -> None:
        """ORG-115."""
        settings = self.server.settings.organizations
        if not self.may_create(user):
            raise refuse("user_create_organization_not_enabled")
        limit = settings.creation_limit if user.create_organizations_limit is None else user.create_organizations_limit
        created = sum(one.created_by == user.id for one in self.server.store.organizations.values()) if limit else 0
        if limit and created >= limit:
            raise refuse("org_creation_limit_exceeded")
        if settings.quota and len(self.server.store.organizations) >= settings.quota:
            raise refuse("organization_quota_exceeded")

    def may_create(self, user: User) -> bool:
        """The user's own switch, else the instance's; the instance's off wins."""
        settings = self.server.settings.organizations
        return settings.enabled and settings.users_create and user.create_organization_enabled

    def create(self, name: str, slug: str | None, creator: User | None) -> Organization:
        settings = self.server.settings.organizations
        now = self.server.clock.now()
        made = Organization(
            id=new_id("org"),
            name=name,
            slug=slug or self.derived_slug(name),
            max_allowed_memberships=settings.max_allowed_memberships,
            admin_delete_enabled=settings.admin_delete,
            created_by=creator.id if creator else None,
            created_at=now,
            updated_at=now,
        )
        self.server.store.organizations[made.id] = made
        self.hold(made)
        if creator:
            self.server.memberships.add(made, creator, self.server.roles.named(settings.creator_role))
        return made

    # names

    def read_new(self, form: Form) -> tuple[str, str | None]:
        """Name and slug of an organization to be."""
        name, slug = form.need("name"), form.get("slug")
        self.refuse_together([self.name_problem(name), self.slug_problem(slug)])
        return name, slug

    def refuse_together(self, found: list[Problem | None]) -> None:
        if problems := [one for one in found if one]:
            raise together(problems)

    def name_problem(self, name: str) -> Problem | None:
        """ORG-114."""
        if not name.strip():
            return refuse("form_param_nil", "name")
        if len(name) > NAME_LIMIT:
            return refuse("form_param_max_length_exceeded", "name")
        return refuse("form_param_value_invalid", "name") if _ADDRESS_OR_MARKUP.search(name) else None

    def slug_problem(self, slug: str | None, of: Organization | None = None) -> Problem | None:
        """ORG-113. Empty is as good as absent (ORG-119)."""
        if not slug:
            return None
        if not self.server.settings.organizations.slugs:
            return refuse("organization_slugs_disabled")
        if len(slug) > SLUG_LIMIT or not _SLUG.fullmatch(slug):
            return refuse("form_param_format_invalid", "slug")
        holder = self.server.store.slugs.get(slug)
        return refuse("form_identifier_exists", "slug") if holder and (of is None or holder != of.id) else None

    def derived_slug(self, name: str) -> str | None:
        """Of the name, with a tail that makes it nobody else's."""
        if not self.server.settings.organizations.slugs:
            return None
        plain = _NOT_IN_SLUGS.sub("-", name.lower()).strip("-")[: SLUG_LIMIT // 2].strip("-")
        tail = random_text(10).lower()
        return f"{plain}-{tail}" if plain else tail

    def hold(self, organization: Organization) -> None:
        if organization.slug:
            self.server.store.slugs[organization.slug] = organization.id

    def find(self, id_or_slug: str) -> Organization | None:
        """For what takes either (AUTH-151, AUTH-166)."""
        store = self.server.store
        return store.organizations.get(id_or_slug) or store.organizations.get(store.slugs.get(id_or_slug, ""))

    # being changed, and going

    def update(self, organization: Organization, form: Form) -> None:
        """Only given keys change, and either all of them or none (ORG-119)."""
        name, slug = form.present("name"), form.get("slug")
        self.refuse_together(
            [self.name_problem(name) if name is not None else None, self.slug_problem(slug, organization)]
        )
        if name is not None:
            organization.name = name
        if slug:
            self.rename(organization, slug)
        self.changed(organization)

    def rename(self, organization: Organization, slug: str) -> None:
        """A new slug frees the old one."""
        self.server.store.slugs.pop(organization.slug or "", None)
        organization.slug = slug
        self.hold(organization)

    def changed(self, organization: Organization) -> None:
        organization.updated_at = max(self.server.clock.now(), organization.updated_at)

    def delete(self, organization: Organization) -> None:
        """With all that belongs to it (ORG-120). Its invitations are nowhere listed any more, but whoever brings one is
        told why it is good for nothing (ORG-013).
        """
        store = self.server.store
        for membership in list(organization.members.values()):
            self.server.memberships.forget(membership)
        for domain in organization.domains:
            store.organization_domains.pop(domain.id, None)
        for suggestion in organization.suggestions:
            store.organization_suggestions.pop(suggestion.id, None)
        for request in organization.membership_requests:
            store.membership_requests.pop(request.id, None)
        self.server.pictures.forget(organization)
        store.slugs.pop(organization.slug or "", None)
        store.organizations.pop(organization.id, None)

    # counting

    def pending_invitations(self, organization: Organization) -> int:
        """Those of its list that still can be accepted (ORG-208, ORG-309)."""
        return len(self.server.organization_invitations.pending(organization))
