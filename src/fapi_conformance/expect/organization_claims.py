"""What a session token claims of an organization, as official readers read it in either version (GAP-064 to 066)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fapi_conformance.client.exchange import Json
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect.look import say
from fapi_conformance.tokens import SessionToken

OF_VERSION_1 = ("org_id", "org_role", "org_slug", "org_permissions")
PREFIX = "org:"
"""What the key of a role begins with, unless it is of old."""
_SCOPES = ("o", "uo", "ou")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """``role`` is the whole key of it, and None as the slug where the token does not tell; ``permissions`` are whole
    keys, and None where it claims none at all.
    """

    organization_id: str
    role: str | None
    slug: str | None
    permissions: frozenset[str] | None


def version(claims: Mapping[str, Json]) -> int:
    return 2 if claims.get("v") == 2 else 1


def organization_in(token: SessionToken) -> Claimed | None:
    """The organization that it claims; None where it claims none."""
    claims = token.claims
    if version(claims) == 2:
        return _of_version_2(claims)
    if not isinstance(claims.get("org_id"), str):
        return None
    listed = claims.get("org_permissions")
    return Claimed(
        organization_id=claims["org_id"],
        role=_text(claims.get("org_role")),
        slug=_text(claims.get("org_slug")),
        permissions=frozenset(map(str, listed)) if isinstance(listed, list) else None,
    )


def claims_organization(token: SessionToken, organization_id: str) -> Claimed:
    found = organization_in(token)
    if found is None or found.organization_id != organization_id:
        where = "claim o.id" if version(token.claims) == 2 else "claim org_id"
        raise Deviation(expected=say(organization_id), got=say(found and found.organization_id), where=where)
    return found


def claims_none(token: SessionToken) -> None:
    told = sorted({"o", *OF_VERSION_1} & {name for name, value in token.claims.items() if value is not None})
    if told:
        raise Deviation(expected="no organization", got=f"claims {', '.join(told)}", where="claims")


def claims_not(token: SessionToken, organization_id: str) -> None:
    """In neither version; another organization may be claimed."""
    of_version_2 = token.claims.get("o")
    told = (of_version_2.get("id") if isinstance(of_version_2, dict) else None, token.claims.get("org_id"))
    if organization_id in told:
        raise Deviation(expected="another organization or none", got=say(organization_id), where="claims")


def told_role(found: Claimed) -> str:
    if found.role is None:
        raise Deviation(expected="a role", got="nothing", where="claims of the organization")
    return found.role


def claims_role(found: Claimed, key: str) -> bool:
    """Whether that is the role. Of a key of old, without `org:`, version 2 cannot tell that it has none (ORG-101)."""
    return found.role == key or (not key.startswith(PREFIX) and found.role == f"{PREFIX}{key}")


def told_permissions(found: Claimed) -> frozenset[str]:
    """NotTestable where the token claims none: features may be off, or the role may have none (GAP-066)."""
    if found.permissions is None:
        raise NotTestable("the token claims no permissions")
    return found.permissions


def _of_version_2(claims: Mapping[str, Json]) -> Claimed | None:
    told = claims.get("o")
    if not isinstance(told, dict) or not isinstance(told.get("id"), str):
        return None
    role = _text(told.get("rol"))
    return Claimed(
        organization_id=told["id"],
        role=f"org:{role}" if role else None,
        slug=_text(told.get("slg")),
        permissions=frozenset(_granted(claims, told)) if told.get("per") and told.get("fpm") else None,
    )


def _granted(claims: Mapping[str, Json], told: Mapping[str, Json]) -> Iterator[str]:
    """Element k of `fpm` belongs to the k-th feature of organizations, and its bits to the names in `per`."""
    features = [one.partition(":") for one in _elements(claims.get("fea"))]
    ours = [slug for scope, colon, slug in features if colon and scope in _SCOPES]
    names = _elements(told.get("per"))
    for feature, mask in zip(ours, _elements(told.get("fpm")), strict=False):
        if not mask.isdecimal():
            raise Deviation(expected="decimal digits", got=say(mask), where="claim o.fpm")
        granted = int(mask)
        yield from (f"org:{feature}:{name}" for bit, name in enumerate(names) if granted >> bit & 1)


def _elements(listed: Json) -> list[str]:
    return [one.strip() for one in listed.split(",")] if isinstance(listed, str) and listed else []


def _text(value: Json) -> str | None:
    return value if isinstance(value, str) and value else None
