"""Templates for tokens, as the application sets them down."""

from typing import TYPE_CHECKING, Any

from fapi_reference.backend.body import Body
from fapi_reference.ids import new_id
from fapi_reference.problems import refuse
from fapi_reference.records.application import JwtTemplate
from fapi_reference.services import signing
from fapi_reference.services.jwt_templates import RESERVED
from fapi_reference.services.keys import ALGORITHM

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

KNOWN = frozenset(
    ["name", "claims", "lifetime", "allowed_clock_skew", "custom_signing_key", "signing_algorithm", "signing_key"]
)
LIFETIME, LIFETIMES = 60, range(30, 315_360_001)
SKEW, SKEWS = 5, range(301)


def create(server: "Reference", body: dict[str, Any], _id: str) -> Any:
    template = read_body(server, body)
    server.store.jwt_templates[template.id] = template
    return view(template)


def update(server: "Reference", body: dict[str, Any], template_id: str) -> Any:
    old = found(server, template_id)
    new = read_body(server, body, old)
    server.store.jwt_templates[old.id] = new
    return view(new)


def listed(server: "Reference", _body: dict[str, Any], _id: str) -> Any:
    return [view(one) for one in server.store.jwt_templates.values()]


def read(server: "Reference", _body: dict[str, Any], template_id: str) -> Any:
    return view(found(server, template_id))


def delete(server: "Reference", _body: dict[str, Any], template_id: str) -> Any:
    del server.store.jwt_templates[found(server, template_id).id]
    return {"object": "jwt_template", "id": template_id, "deleted": True}


def found(server: "Reference", template_id: str) -> JwtTemplate:
    template = server.store.jwt_templates.get(template_id)
    if template is None:
        raise refuse("resource_not_found")
    return template


def read_body(server: "Reference", body: dict[str, Any], old: JwtTemplate | None = None) -> JwtTemplate:
    """A whole template; one that is updated keeps its id and its age."""
    given = Body(body, KNOWN)
    name, claims = given.text("name"), given.object("claims")
    if name is None:
        raise refuse("form_param_missing", "name")
    if body.get("claims") is None:
        raise refuse("form_param_missing", "claims")
    if any(other.name == name and other is not old for other in server.store.jwt_templates.values()):
        raise refuse("form_identifier_exists", "name")
    if RESERVED & claims.keys():
        raise refuse("jwt_template_reserved_claim", "claims")
    algorithm, key = signing_of(given)
    now = server.clock.now()
    return JwtTemplate(
        id=old.id if old else new_id("jtmp"),
        name=name,
        claims=claims,
        lifetime=given.number("lifetime", LIFETIMES, LIFETIME),
        allowed_clock_skew=given.number("allowed_clock_skew", SKEWS, SKEW),
        signing_algorithm=algorithm,
        signing_key=key,
        created_at=old.created_at if old else now,
        updated_at=now,
    )


def signing_of(given: Body) -> tuple[str, str | None]:
    """A custom key comes with its algorithm; without one the instance signs."""
    if not given.flag("custom_signing_key"):
        return ALGORITHM, None
    algorithm, key = given.text("signing_algorithm"), given.text("signing_key")
    for name, value in (("signing_algorithm", algorithm), ("signing_key", key)):
        if value is None:
            raise refuse("form_param_missing", name)
    if algorithm not in signing.ALGORITHMS:
        raise refuse("form_param_value_invalid", "signing_algorithm")
    if not signing.fits(algorithm, key or ""):
        raise refuse("form_param_value_invalid", "signing_key")
    return algorithm, key


def view(template: JwtTemplate) -> dict[str, Any]:
    """Never the key."""
    return {
        "object": "jwt_template",
        "id": template.id,
        "name": template.name,
        "claims": template.claims,
        "lifetime": template.lifetime,
        "allowed_clock_skew": template.allowed_clock_skew,
        "custom_signing_key": template.signing_key is not None,
        "signing_algorithm": template.signing_algorithm,
        "created_at": template.created_at,
        "updated_at": template.updated_at,
    }
