"""What an environment says of organizations, three-valued; members that older environments lack are unknown."""

from collections.abc import Callable

from fapi_conformance.target.environment import Environment
from fapi_conformance.target.three_valued import all_of, any_of, not_

SETTINGS = "organization_settings"


def enabled(environment: Environment) -> bool | None:
    return environment.flag(SETTINGS, "enabled")


def creation(environment: Environment) -> bool | None:
    """Whether people may make organizations, unless their own user says otherwise (ORG-115)."""
    return all_of(enabled(environment), environment.flag("user_settings", "actions", "create_organization"))


def no_creation(environment: Environment) -> bool | None:
    return all_of(enabled(environment), not_(environment.flag("user_settings", "actions", "create_organization")))


def slugs(environment: Environment) -> bool | None:
    return all_of(enabled(environment), not_(environment.flag(SETTINGS, "slug", "disabled")))


def no_slugs(environment: Environment) -> bool | None:
    return all_of(enabled(environment), environment.flag(SETTINGS, "slug", "disabled"))


def admin_delete(environment: Environment) -> bool | None:
    """Whether a member with the permission may delete an organization; one of them may be excepted."""
    return all_of(enabled(environment), environment.flag(SETTINGS, "actions", "admin_delete"))


def no_admin_delete(environment: Environment) -> bool | None:
    return all_of(enabled(environment), not_(environment.flag(SETTINGS, "actions", "admin_delete")))


def company(environment: Environment) -> bool | None:
    """Whether a new organization has room for some more than who made it (ORG-117: 0 is without a limit)."""
    return _seats(environment, lambda seats: seats == 0 or seats >= COMPANY)


def of_one(environment: Environment) -> bool | None:
    return _seats(environment, lambda seats: seats == 1)


def limit_near(environment: Environment) -> bool | None:
    """Whether so few may belong to one that a test can fill it."""
    return _seats(environment, FEW_SEATS.__contains__)


def several(environment: Environment) -> bool | None:
    """Whether one person may make more than one; no limit is null, or zero (ORG-115, erratum E03)."""
    limit = environment.at("user_settings", "actions", "create_organizations_limit")
    return all_of(creation(environment), isinstance(limit, bool) or limit != 1)


def many(environment: Environment) -> bool | None:
    """Whether one person may make more than a page of them; as above."""
    limit = environment.at("user_settings", "actions", "create_organizations_limit")
    return all_of(creation(environment), not isinstance(limit, int) or isinstance(limit, bool) or limit not in FEW)


FEW = range(1, 13)
"""So few organizations of one person that a list of them has one page."""


def _seats(environment: Environment, fits: Callable[[int], bool]) -> bool | None:
    limit = environment.at(SETTINGS, "max_allowed_memberships")
    if isinstance(limit, bool) or not isinstance(limit, int):
        return None
    return all_of(enabled(environment), fits(limit))


COMPANY = 4
"""So many belong to it where tests need several: who made it, and three who are members or invited."""
FEW_SEATS = range(2, 13)
"""As many members and invitations as a test can make."""


def domains(environment: Environment) -> bool | None:
    return all_of(enabled(environment), environment.flag(SETTINGS, "domains", "enabled"))


def no_domains(environment: Environment) -> bool | None:
    return all_of(enabled(environment), not_(environment.flag(SETTINGS, "domains", "enabled")))


def enrols_by(environment: Environment, mode: str) -> bool | None:
    """Whether domains may enrol people in this way."""
    modes = environment.texts(SETTINGS, "domains", "enrollment_modes")
    return all_of(domains(environment), None if modes is None else mode in modes)


def suggestions(environment: Environment) -> bool | None:
    return enrols_by(environment, "automatic_suggestion")


def automatic_invitations(environment: Environment) -> bool | None:
    return enrols_by(environment, "automatic_invitation")


def modes_off(environment: Environment) -> bool | None:
    """Whether there is a way in which domains may not enrol people."""
    return all_of(domains(environment), not_(all_of(suggestions(environment), automatic_invitations(environment))))


def selection(environment: Environment) -> bool | None:
    """Whether everybody has to choose one. The schema of this version does not have the member (erratum E07)."""
    return all_of(enabled(environment), environment.flag(SETTINGS, "force_organization_selection"))


def personal_accounts(environment: Environment) -> bool | None:
    """Whether people may be there for themselves: where nothing is said of it, as it was before that could be off."""
    return any_of(not_(enabled(environment)), selection(environment) is not True)
