"""Deviations of organizations as such: made, named, read, changed."""

from fapi_reference.exchange import Exchange, Form
from fapi_reference.faults import alter, fault, replace, without
from fapi_reference.problems import Problem, refuse
from fapi_reference.records.organizations import Membership, Organization
from fapi_reference.records.people import User
from fapi_reference.reference import Reference
from fapi_reference.views.base import View

NO_SLUGS = "[organizations]\nslugs = false\n"
NOBODY_CREATES = "[organizations]\nusers_create = false\n"
OFF = "[organizations]\nenabled = false\n"


@fault("organization.under-another-name", caught_by=("ORGANIZATION.CREATED",))
def under_another_name(server: Reference) -> None:
    """An organization is called by its slug."""
    alter(server.views.organization, lambda shown: shown | {"name": shown["slug"] or shown["id"]})


@fault("organization.nobodys", caught_by=("ORGANIZATION.CREATED.MEMBER", "ORGANIZATION.CREATED.IN-CLIENT"))
def nobodys(server: Reference) -> None:
    """A new organization has no members, not even who made it."""
    create = server.organizations.create
    replace(create, lambda name, slug, _creator: create(name, slug, None))


@fault(
    "organization.not-in-client",
    caught_by=("ORGANIZATION.CREATED.IN-CLIENT", "ORGANIZATION.UPDATED", "ORGANIZATION-INVITATION.ACCEPTED.CLIENT"),
)
def not_in_client(server: Reference) -> None:
    """Clients show no memberships of their users."""
    alter(server.views.session_user, lambda shown: shown | {"organization_memberships": []})


@fault("organization.creator-like-everybody", caught_by=("ORGANIZATION.CREATED.ROLE",))
def creator_like_everybody(server: Reference) -> None:
    """Whoever makes an organization gets the role of people who join."""
    create = server.organizations.create

    def plain(name: str, slug: str | None, creator: User | None) -> Organization:
        made = create(name, slug, creator)
        for membership in made.members.values():
            membership.role = server.settings.organizations.default_role
        return made

    replace(create, plain)


@fault("organization.counted-without-creator", caught_by=("ORGANIZATION.CREATED.COUNTS",))
def counted_without_creator(server: Reference) -> None:
    """Who made an organization is not counted among its members."""
    alter(server.views.organization, lambda shown: shown | {"members_count": shown["members_count"] - 1})


@fault("organization.no-image-url", caught_by=("ORGANIZATION.IMAGE-URL",))
def no_image_url(server: Reference) -> None:
    """An organization without a logo has no image URL."""
    without(server.views.organization, "image_url")


@fault("organization.nameless", caught_by=("ORGANIZATION.NAME.REQUIRED",))
def nameless(server: Reference) -> None:
    """An organization needs no name."""
    read = server.organizations.read_new

    def named(form: Form) -> tuple[str, str | None]:
        return read(form) if form.get("name") else ("New organization", None)

    replace(read, named)


@fault("organization.any-name", caught_by=("ORGANIZATION.NAME.UNSAFE", "ORGANIZATION.UPDATED.UNSAFE"))
def any_name(server: Reference) -> None:
    """Links and markup are as good a name as any other."""
    problem = server.organizations.name_problem

    def lenient(name: str) -> Problem | None:
        found = problem(name)
        return None if found and found.code == "form_param_value_invalid" else found

    replace(problem, lenient)


@fault("organization.any-length", caught_by=("ORGANIZATION.NAME.LONG",))
def any_length(server: Reference) -> None:
    """A name may be of any length."""
    problem = server.organizations.name_problem
    replace(problem, lambda name: problem(name[:99]))


@fault("organization.slug-made-up", caught_by=("ORGANIZATION.SLUG.GIVEN",))
def slug_made_up(server: Reference) -> None:
    """A slug that is given is taken for a wish, and another one is made."""
    create = server.organizations.create
    replace(create, lambda name, _slug, creator: create(name, None, creator))


@fault("organization.slug-by-name-alone", caught_by=("ORGANIZATION.SLUG.MADE",))
def slug_by_name_alone(server: Reference) -> None:
    """Two organizations of one name have one slug."""
    replace(server.organizations.derived_slug, lambda name: name.lower().replace(" ", "-"))


def _allowing(server: Reference, code: str) -> None:
    problem = server.organizations.slug_problem

    def lenient(slug: str | None, of: Organization | None = None) -> Problem | None:
        found = problem(slug, of)
        return None if found and found.code == code else found

    replace(problem, lenient)


@fault("organization.slug-of-others", caught_by=("ORGANIZATION.SLUG.TAKEN",))
def slug_of_others(server: Reference) -> None:
    """A slug that another organization has is given once more."""
    _allowing(server, "form_identifier_exists")


@fault("organization.any-slug", caught_by=("ORGANIZATION.SLUG.BAD",))
def any_slug(server: Reference) -> None:
    """Any text is a slug."""
    _allowing(server, "form_param_format_invalid")


@fault("organization.slug-nevertheless", caught_by=("ORGANIZATION.SLUG.OFF",), settings=NO_SLUGS)
def slug_nevertheless(server: Reference) -> None:
    """Slugs are off, and one that is given is taken all the same."""
    _allowing(server, "organization_slugs_disabled")


@fault("organization.unreadable", caught_by=("ORGANIZATION.READ",))
def unreadable(server: Reference) -> None:
    """Only the lists of an organization are read, and not the organization itself."""
    admit = server.permissions.admit

    def refusing(exchange: Exchange, *permissions: str) -> Organization:
        if exchange.method == "GET" and exchange.path.endswith(exchange.ids.get("organization_id", "?")):
            raise refuse("organization_not_found_or_unauthorized")
        return admit(exchange, *permissions)

    replace(admit, refusing)


@fault("organization.read-by-slug", caught_by=("ORGANIZATION.READ.BY-SLUG",))
def read_by_slug(server: Reference) -> None:
    """The slug of an organization is as good as its id in every path."""
    membership = server.permissions.membership

    def by_either(user: User, id_or_slug: str) -> Membership:
        named = server.organizations.find(id_or_slug)
        return membership(user, named.id if named else id_or_slug)

    replace(membership, by_either)


@fault("organization.unchanged", caught_by=("ORGANIZATION.UPDATED",))
def unchanged(server: Reference) -> None:
    """A new name is accepted and forgotten."""
    replace(server.organizations.update, lambda _organization, _form: None)


@fault("organization.new-name-new-slug", caught_by=("ORGANIZATION.UPDATED.ALONE",))
def new_name_new_slug(server: Reference) -> None:
    """Whoever changes the name gets another slug with it."""
    update = server.organizations.update

    def renamed(organization: Organization, form: Form) -> None:
        update(organization, form)
        slug = server.organizations.derived_slug(organization.name)
        if form.get("name") and not form.get("slug") and slug:
            server.organizations.rename(organization, slug)

    replace(update, renamed)


@fault(
    "organization.client-remembers", caught_by=("ORGANIZATION-LEAVING.LEFT.IN-CLIENT", "ORGANIZATION-DELETED.IN-CLIENT")
)
def client_remembers(server: Reference) -> None:
    """A membership that a client has shown once is shown for ever."""
    shown_once: dict[str, dict[str, View]] = {}

    def remembering(shown: View) -> View:
        kept = shown_once.setdefault(shown["id"], {})
        kept.update({one["id"]: one for one in shown["organization_memberships"]})
        return shown | {"organization_memberships": list(kept.values())}

    alter(server.views.session_user, remembering)


def _creating_despite(server: Reference, code: str) -> None:
    need = server.organizations.need_creator

    def lenient(user: User) -> None:
        try:
            need(user)
        except Problem as problem:
            if problem.code != code:
                raise

    replace(need, lenient)


@fault("organization.unlimited", caught_by=("ORGANIZATION.LIMIT",))
def unlimited(server: Reference) -> None:
    """How many organizations somebody may make is told, and does not matter."""
    _creating_despite(server, "org_creation_limit_exceeded")


@fault("organization.anybody-creates", caught_by=("ORGANIZATION.NOT-ALLOWED",))
def anybody_creates(server: Reference) -> None:
    """That a user may make no organizations is told, and does not matter."""
    _creating_despite(server, "user_create_organization_not_enabled")


@fault("organization.created-nevertheless", caught_by=("ORGANIZATION.NOBODY-ALLOWED",), settings=NOBODY_CREATES)
def created_nevertheless(server: Reference) -> None:
    """That nobody may make organizations is told, and does not matter."""
    _creating_despite(server, "user_create_organization_not_enabled")


@fault("organization.on-nevertheless", caught_by=("ORGANIZATION.OFF",), settings=OFF)
def on_nevertheless(server: Reference) -> None:
    """Organizations are off, and made all the same."""
    replace(server.permissions.need_enabled, lambda: None)
    replace(server.organizations.may_create, lambda _user: True)
