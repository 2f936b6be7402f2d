"""SAML connections of the Backend API, and what is ours alone: whether a connection takes people on, and test runs."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from fapi_reference.backend.body import Body
from fapi_reference.backend.organizations import paged
from fapi_reference.problems import refuse
from fapi_reference.records.enterprise import EnterpriseConnection, IdentityProvider, LoginHint
from fapi_reference.services.connection_changes import mapping
from fapi_reference.services.identity_providers import as_told

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

PROVIDER = frozenset({"idp_entity_id", "idp_sso_url", "idp_certificate", "idp_metadata_url", "idp_metadata"})
COMMON = PROVIDER | {"name", "domain", "domains", "organization_id", "attribute_mapping", "force_authn", "login_hint"}
OURS = frozenset({"disable_jit_provisioning", "created_by"})
"""Answers name the first, and no published body does; the second is whoever runs a connection by themselves."""
NEW = COMMON | OURS | {"provider"}
FLAGS = frozenset(
    {"active", "sync_user_attributes", "allow_subdomains", "allow_idp_initiated", "disable_additional_identifications"}
    | {"allow_organization_account_linking", "force_authn", "disable_jit_provisioning"}
)
CHANGES = COMMON | OURS | FLAGS | {"consent_verified_domains_deletion"}
LISTING = frozenset({"limit", "offset", "query", "order_by", "organization_id"})
MODES = ("email_address", "custom_attribute", "off")


async def create(server: "Reference", body: dict[str, Any], _id: str) -> Any:
    """Off, until it is switched on."""
    given = Body(body, NEW)
    name, provider, domains = given.need("name"), given.need("provider"), domains_of(given)
    if not domains:
        raise refuse("form_param_missing", "domains")
    server.enterprise_connections.need_provider(provider)
    server.enterprise_connections.read_domains(domains)
    refuse_owner(server, given)
    idp = as_told(IdentityProvider(), given.text, "idp_", await fetched(server, given))
    made = server.enterprise_connections.create(name, provider, domains)
    made.idp = idp
    apply(made, given)
    return view(server, made)


def listed(server: "Reference", body: dict[str, Any], _id: str) -> Any:
    given = Body(body, LISTING)
    query, organization_id = (given.text("query") or "").lower(), given.text("organization_id")
    wanted = [
        view(server, one)
        for one in reversed(server.store.enterprise_connections.values())
        if (query in one.name.lower() or any(query in domain for domain in one.domains))
        and organization_id in (None, one.organization_id)
    ]
    return paged(given, wanted)


def read(server: "Reference", _body: dict[str, Any], connection_id: str) -> Any:
    return view(server, found(server, connection_id))


async def update(server: "Reference", body: dict[str, Any], connection_id: str) -> Any:
    connection, given = found(server, connection_id), Body(body, CHANGES)
    refuse_owner(server, given)
    document = await fetched(server, given)
    connection = found(server, connection_id)
    changed = replace(connection, idp=as_told(connection.idp, given.text, "idp_", document))
    if name := given.text("name"):
        changed.name = name
    if domains := domains_of(given):
        changed.domains = server.enterprise_connections.read_domains(domains)
    apply(changed, given)
    server.connection_changes.keep(connection, changed)
    return view(server, connection)


def delete(server: "Reference", _body: dict[str, Any], connection_id: str) -> Any:
    connection = found(server, connection_id)
    server.enterprise_connections.delete(connection)
    return server.views.deleted("saml_connection", connection.saml_id)


def create_test_run(server: "Reference", _body: dict[str, Any], connection_id: str) -> Any:
    """Ours alone: newer versions let those who run a connection make them."""
    connection = found(server, connection_id)
    run = server.enterprise_connections.test_run(connection)
    url = server.enterprise_connections.begin_url(connection, run)
    return {"object": "enterprise_connection_test_run", "id": run.id, "ticket": run.ticket, "url": url}


def read_test_run(server: "Reference", _body: dict[str, Any], connection_id: str, run_id: str) -> Any:
    connection, run = found(server, connection_id), server.store.test_runs.get(run_id)
    if run is None or run.connection_id != connection.id:
        raise refuse("resource_not_found")
    return {"object": "enterprise_connection_test_run", "id": run.id, "status": run.status}


def found(server: "Reference", connection_id: str) -> EnterpriseConnection:
    return server.enterprise_connections.named(connection_id)


def domains_of(given: Body) -> list[str]:
    """The one domain is how it was told of old."""
    one = given.text("domain")
    return given.texts("domains") or ([one] if one else [])


async def fetched(server: "Reference", given: Body) -> str:
    url = given.text("idp_metadata_url")
    return await server.connection_changes.document(url, "idp_metadata_url") if url else ""


def refuse_owner(server: "Reference", given: Body) -> None:
    organization_id, user_id = given.text("organization_id"), given.text("created_by")
    if organization_id and organization_id not in server.store.organizations:
        raise refuse("resource_not_found", "organization_id")
    if user_id and user_id not in server.store.users:
        raise refuse("resource_not_found", "created_by")


def apply(connection: EnterpriseConnection, given: Body) -> None:
    connection.organization_id = given.text("organization_id") or connection.organization_id
    connection.created_by = given.text("created_by") or connection.created_by
    if told := given.object("attribute_mapping"):
        connection.mapping = mapping(connection.mapping, told, "attribute_mapping")
    if hint := given.object("login_hint"):
        connection.login_hint = login_hint(hint)
    for name in sorted(FLAGS):
        if name in given.values and (flag := given.flag(name)) is not None:
            setattr(connection, name, flag)


def login_hint(told: dict[str, Any]) -> LoginHint:
    mode, source = told.get("mode"), told.get("source", "")
    if mode not in MODES or not isinstance(source, str) or set(told) - {"mode", "source"}:
        raise refuse("form_param_value_invalid", "login_hint")
    return LoginHint(mode=str(mode), source=source)


def view(server: "Reference", connection: EnterpriseConnection) -> dict[str, Any]:
    idp, mapped, ours = connection.idp, connection.mapping, server.enterprise_connections
    return {
        "object": "saml_connection",
        "id": connection.saml_id,
        "name": connection.name,
        "domain": connection.domains[0] if connection.domains else "",
        "domains": list(connection.domains),
        "idp_entity_id": idp.entity_id or None,
        "idp_sso_url": idp.sso_url or None,
        "idp_certificate": idp.certificate or None,
        "idp_certificate_issued_at": idp.certificate_issued_at,
        "idp_certificate_expires_at": idp.certificate_expires_at,
        "idp_metadata_url": idp.metadata_url or None,
        "idp_metadata": idp.metadata or None,
        "acs_url": ours.acs_url(connection),
        "sp_entity_id": ours.entity_id(connection),
        "sp_metadata_url": ours.metadata_url(connection),
        "organization_id": connection.organization_id,
        "attribute_mapping": {
            "user_id": mapped.user_id,
            "email_address": mapped.email_address,
            "first_name": mapped.first_name,
            "last_name": mapped.last_name,
        },
        "active": connection.active,
        "provider": connection.provider,
        "user_count": ours.users(connection),
        "sync_user_attributes": connection.sync_user_attributes,
        "allow_subdomains": connection.allow_subdomains,
        "allow_idp_initiated": connection.allow_idp_initiated,
        "disable_additional_identifications": connection.disable_additional_identifications,
        "allow_organization_account_linking": connection.allow_organization_account_linking,
        "authenticatable": True,
        "force_authn": connection.force_authn,
        "login_hint": {"mode": connection.login_hint.mode, "source": connection.login_hint.source},
        "disable_jit_provisioning": connection.disable_jit_provisioning,
        "enterprise_connection_id": connection.id,
        "created_at": connection.created_at,
        "updated_at": connection.updated_at,
    }


HANDLERS: dict[str, dict[str, Callable[..., Any]]] = {
    "/v1/saml_connections": {"GET": listed, "POST": create},
    "/v1/saml_connections/{id}": {"GET": read, "PATCH": update, "DELETE": delete},
    "/v1/saml_connections/{id}/test_runs": {"POST": create_test_run},
    "/v1/saml_connections/{id}/test_runs/{run_id}": {"GET": read_test_run},
}
