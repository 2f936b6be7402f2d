"""Liberties of what session tokens say of organizations."""

from typing import TYPE_CHECKING, Any

from fapi_reference.clock import SECOND
from fapi_reference.faults.surgery import View, alter, replace, without
from fapi_reference.liberties.registry import liberty
from fapi_reference.transport.versions import TOKEN_VERSION_2_SINCE

if TYPE_CHECKING:
    from fapi_reference.exchange import Exchange
    from fapi_reference.records.sessions import Session
    from fapi_reference.reference import Reference

LAG = 30 * SECOND


@liberty("token-features-of-users-too", fact="GAP-064, GAP-065, GAP-067")
def token_features_of_users_too(server: "Reference") -> None:
    """A token names features of the user among the organization's, a plan, and no more numbers than it has to."""

    def mixed(claims: View) -> View:
        if "fea" not in claims or "fpm" not in claims["o"]:
            return claims
        first, *rest = str(claims["fea"]).split(",")
        features = ["u:exports", first.replace("o:", "uo:"), "u:drafts", *rest, "o:audit"]
        numbers = str(claims["o"]["fpm"]).split(",")
        while numbers and numbers[-1] == "0":
            numbers.pop()
        told = claims["o"] | {"fpm": ", ".join(numbers)}
        return claims | {"fea": ",".join(features), "pla": "o:team", "o": told}

    alter(server.active_organizations.version_2_claims, mixed)


@liberty("token-without-features", fact="GAP-066, GAP-067")
def token_without_features(server: "Reference") -> None:
    """A token of an organization names neither features nor permissions."""

    def bare(claims: View) -> View:
        plain = {name: value for name, value in claims["o"].items() if name not in {"per", "fpm"}}
        return {"o": plain}

    alter(server.active_organizations.version_2_claims, bare)


@liberty("token-without-slug", fact="AUTH-199, AUTH-201")
def token_without_slug(server: "Reference") -> None:
    """A token of an organization does not name its slug."""
    without(server.active_organizations.version_1_claims, "org_slug")
    alter(
        server.active_organizations.version_2_claims,
        lambda claims: claims | {"o": {name: value for name, value in claims["o"].items() if name != "slg"}},
    )


@liberty("organization-claims-lag", fact="SEC-050, SEC-051")
def organization_claims_lag(server: "Reference") -> None:
    """New tokens claim for half a minute what they claimed before: they are made from the one before."""
    kept: dict[tuple[str, str, bool], tuple[int, dict[str, Any]]] = {}

    def claims(session: "Session", exchange: "Exchange", organization_id: str | None) -> dict[str, Any]:
        now = server.clock.now()
        wanted = session.last_active_organization_id if organization_id is None else organization_id
        key = (session.id, wanted or "", exchange.version >= TOKEN_VERSION_2_SINCE)
        since, before = kept.get(key, (0, {}))
        if wanted and before and now - since < LAG:
            return before
        fresh = original(session, exchange, organization_id)
        kept[key] = (now, fresh)
        return fresh

    original = replace(server.tokens.organization_claims, claims)
