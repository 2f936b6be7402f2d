"""Deviations of leaving an organization, and of keeping somebody who manages it."""

from collections.abc import Callable

from fapi_reference.exchange import Exchange, Form
from fapi_reference.faults import fault, replace
from fapi_reference.problems import Problem, refuse
from fapi_reference.records.organizations import Membership, Role
from fapi_reference.records.people import User
from fapi_reference.reference import Reference

FORCED = "[organizations]\nforce_selection = true\n"


def _leaves(server: Reference, whose: Callable[[Exchange, Form], User | None]) -> None:
    """Somebody else leaves than who asks; None for nobody else."""
    check = server.transport.hooks["parameters"]

    def changed(server: Reference, exchange: Exchange) -> None:
        leaving = exchange.method == "DELETE" and "/organization_memberships/" in exchange.path
        somebody = whose(exchange, exchange.form) if leaving else None
        check(server, exchange)
        exchange.user = somebody or exchange.user

    server.transport.hooks["parameters"] = changed


@fault("organization-leaving.for-somebody", caught_by=("ORGANIZATION-LEAVING.NOT-A-MEMBER",))
def for_somebody(server: Reference) -> None:
    """Who leaves an organization that they are not in takes its newest member away."""

    def newest(exchange: Exchange, _form: Form) -> User | None:
        organization = server.store.organizations.get(exchange.ids["organization_id"])
        if organization is None or exchange.user is None or exchange.user.id in organization.members:
            return None
        return server.memberships.user(server.memberships.listed(organization)[0])

    _leaves(server, newest)


@fault("organization-leaving.whom-the-form-names", caught_by=("ORGANIZATION-LEAVING.ONLY-ONESELF",))
def whom_the_form_names(server: Reference) -> None:
    """A parameter says who leaves, and without it it is who asks; nobody has to be left."""
    replace(server.memberships.need_another_manager, lambda _membership: None)
    _leaves(server, lambda _exchange, form: server.store.users.get(form.values.pop("user_id", [""])[0]))


LAST = ("ORGANIZATION-LEAVING.LAST.LEAVES", "ORGANIZATION-LEAVING.LAST.DEMOTED", "ORGANIZATION-LEAVING.LAST.REMOVED")


@fault("organization-leaving.nobody-left", caught_by=LAST)
def nobody_left(server: Reference) -> None:
    """Nobody has to be left who manages the organization."""
    replace(server.memberships.need_another_manager, lambda _membership: None)


@fault("organization-leaving.anybody-left", caught_by=LAST)
def anybody_left(server: Reference) -> None:
    """Anybody who is left is enough, whether they manage the organization or not."""
    need = server.memberships.need_another_manager

    def any_other(membership: Membership) -> None:
        if len(server.memberships.organization(membership).members) == 1:
            need(membership)

    replace(need, any_other)


@fault("organization-leaving.demotes-themself", caught_by=("ORGANIZATION-LEAVING.LAST.DEMOTED",))
def demotes_themself(server: Reference) -> None:
    """The last who manages an organization may not go, and may become a plain member."""

    def given(membership: Membership, role: Role) -> None:
        membership.role = role.key

    replace(server.memberships.assign, given)


@fault("organization-leaving.goes", caught_by=("ORGANIZATION-LEAVING.LAST.LEAVES", "ORGANIZATION-LEAVING.LAST.REMOVED"))
def goes(server: Reference) -> None:
    """The last who manages an organization may not become a plain member, and may go."""
    replace(server.memberships.end, server.memberships.forget)


@fault("organization-leaving.last-in-other-words", caught_by=("ORGANIZATION-LEAVING.LAST.CODE",))
def last_in_other_words(server: Reference) -> None:
    """That somebody has to be left is told as a request that cannot be done."""
    need = server.memberships.need_another_manager

    def otherwise(membership: Membership) -> None:
        try:
            need(membership)
        except Problem:
            raise refuse("missing_organization_permission", permissions=[]) from None

    replace(need, otherwise)


@fault("organization-leaving.managers-stay", caught_by=("ORGANIZATION-LEAVING.NOT-THE-LAST",))
def managers_stay(server: Reference) -> None:
    """Who manages an organization never leaves it, whoever else does."""

    def never(membership: Membership) -> None:
        if server.memberships.manages(server.roles.of(membership)):
            raise refuse("organization_minimum_permissions_needed")

    replace(server.memberships.need_another_manager, never)


@fault("organization-leaving.last-organization", caught_by=("ORGANIZATION-LEAVING.LAST-ORGANIZATION",), settings=FORCED)
def last_organization(server: Reference) -> None:
    """Everybody has to have an organization, and leaves their only one."""
    replace(server.memberships.need_another, lambda _membership: None)
