"""Pages that are too long, too short, counted wrongly or in the wrong order, and filters that filter nothing."""

from collections.abc import Collection
from dataclasses import replace as changed

from fapi_reference.exchange import Exchange
from fapi_reference.faults import alter, fault, replace
from fapi_reference.records.organizations import Membership, Organization, OrganizationDomain
from fapi_reference.reference import Reference
from fapi_reference.services.pages import Page

ENDLESS = 2**40


@fault("paging.limit-ignored", caught_by=("PAGING.LIMIT",))
def limit_ignored(server: Reference) -> None:
    """A page goes on to the end of the list, whatever its limit."""
    own = server.pages.asked
    replace(own, lambda exchange: changed(own(exchange), limit=ENDLESS))


@fault("paging.total-of-the-page", caught_by=("PAGING.TOTAL",))
def total_of_the_page(server: Reference) -> None:
    """What is counted is the page and not the list."""
    alter(server.views.page, lambda shown: {**shown, "total_count": len(shown["data"])})


@fault("paging.twenty-by-default", caught_by=("PAGING.DEFAULT",))
def twenty_by_default(server: Reference) -> None:
    """Where no limit is named a page holds twenty."""
    own = server.pages.asked

    def asked(exchange: Exchange) -> Page:
        return own(exchange) if exchange.first("limit") else changed(own(exchange), limit=20)

    replace(own, asked)


@fault("paging.always-the-first", caught_by=("PAGING.WALK",))
def always_the_first(server: Reference) -> None:
    """Whatever the offset, it is the first page that comes."""
    own = server.pages.asked
    replace(own, lambda exchange: changed(own(exchange), offset=0))


@fault("paging.oldest-domains-first", caught_by=("PAGING.ORDER",))
def oldest_domains_first(server: Reference) -> None:
    """Domains are listed in the order in which they were named."""
    own = server.organization_domains.listed

    def listed(organization: Organization) -> list[OrganizationDomain]:
        return own(organization)[::-1]

    replace(own, listed)


@fault("paging.any-range", caught_by=("PAGING.RANGE",))
def any_range(server: Reference) -> None:
    """A limit or an offset that is out of range, or no number, is taken for the default."""

    def number(exchange: Exchange, name: str, allowed: range, default: int) -> int:
        text = exchange.first(name) or ""
        asked = int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else default
        return asked if asked in allowed else default

    replace(server.pages.number, number)


@fault("paging.any-status", caught_by=("PAGING.STATUS",))
def any_status(server: Reference) -> None:
    """A status that there is not fits nothing, and is no error."""

    def chosen(exchange: Exchange, name: str, _allowed: Collection[str]) -> frozenset[str]:
        return frozenset(server.pages.every(exchange, name))

    replace(server.pages.chosen, chosen)


@fault("paging.pages-only", caught_by=("PAGING.PAGINATED",))
def pages_only(server: Reference) -> None:
    """There are no bare lists, also where one is asked for."""
    own = server.pages.flag
    replace(own, lambda exchange, name: True if name == "paginated" else own(exchange, name))


@fault("paging.pages-unasked", caught_by=("PAGING.BARE",))
def pages_unasked(server: Reference) -> None:
    """Where nothing is said of it, a list comes as a page."""
    own = server.pages.flag

    def flag(exchange: Exchange, name: str) -> bool | None:
        told = own(exchange, name)
        return True if name == "paginated" and told is None else told

    replace(own, flag)


@fault("paging.role-ignored", caught_by=("PAGING.BY-ROLE",))
def role_ignored(server: Reference) -> None:
    """Members are listed whatever role is asked for."""
    own = server.memberships.matching

    def matching(organization: Organization, _roles: list[str], words: str) -> list[Membership]:
        return own(organization, [], words)

    replace(own, matching)


@fault("paging.query-ignored", caught_by=("PAGING.BY-QUERY",))
def query_ignored(server: Reference) -> None:
    """Members are listed whatever is searched for."""
    own = server.memberships.matching

    def matching(organization: Organization, roles: list[str], _words: str) -> list[Membership]:
        return own(organization, roles, "")

    replace(own, matching)
