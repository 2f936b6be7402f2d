"""For each operation, how to arrange a live state in which one valid request succeeds. One module an area."""

from fapi_conformance.recipes import (
    client,
    companies,
    devices,
    environment,
    external_accounts,
    identifications,
    links,
    me,
    oauth,
    organization_domains,
    organization_invitations,
    organization_members,
    organization_suggestions,
    organizations,
    passing,
    passkeys,
    passwords,
    pictures,
    programs,
    reverifications,
    second_factors,
    sessions,
    sign_ins,
    sign_ups,
    waitlist,
)
from fapi_conformance.recipes.call import Call
from fapi_conformance.recipes.catalogue import Recipe, catalogue
from fapi_conformance.recipes.world import World

__all__ = ["RECIPES", "Call", "Recipe", "World"]

RECIPES = catalogue(
    environment,
    passing,
    waitlist,
    client,
    sessions,
    reverifications,
    sign_ups,
    sign_ins,
    me,
    passwords,
    pictures,
    identifications,
    second_factors,
    passkeys,
    devices,
    links,
    external_accounts,
    organizations,
    organization_members,
    organization_invitations,
    organization_suggestions,
    organization_domains,
    programs,
    companies,
    oauth,
)
"""Every recipe by the id of its operation."""
