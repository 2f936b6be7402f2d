"""The rows of companies and their identity providers in the table of operations."""

from fapi_reference.handlers import enterprise_connections, saml
from fapi_reference.routes import Access, Operation, Routes

CHANGES = frozenset(
    {"name", "domains", "active", "sync_user_attributes", "disable_additional_identifications", "custom_attributes"}
    | {"saml_idp_entity_id", "saml_idp_sso_url", "saml_idp_certificate", "saml_idp_metadata_url", "saml_idp_metadata"}
    | {"saml_attribute_mapping", "saml_allow_subdomains", "saml_allow_idp_initiated", "saml_force_authn"}
    | {"oidc_client_id", "oidc_client_secret", "oidc_discovery_url", "oidc_auth_url", "oidc_token_url"}
    | {"oidc_user_info_url", "oidc_requires_pkce"}
)
"""Both bodies are closed (GAP-001); only one's own connection can be given to an organization."""
LISTS = frozenset({"domains"})


def add_to(routes: Routes) -> None:
    add, op = routes.add, Operation
    add("GET", "/v1/saml/metadata/{saml_connection_id}.xml", op(handler=saml.metadata, access=Access.OPEN))
    posted = op(handler=saml.consume, access=Access.PASSING, from_elsewhere=True)
    add("POST", "/v1/saml/acs/{saml_connection_id}", posted)
    trying = op(handler=enterprise_connections.begin_test_run, access=Access.OPEN)
    add("GET", "/v1/enterprise_connections/{enterprise_connection_id}/init_test_run", trying)

    mine = "/v1/me/enterprise_connections/{enterprise_connection_id}"
    changing = op(
        handler=enterprise_connections.update_own,
        access=Access.SESSION,
        known=CHANGES | {"organization_id"},
        repeated=LISTS,
    )
    add("PATCH", mine, changing)
    add("DELETE", mine, op(handler=enterprise_connections.delete_own, access=Access.SESSION))

    of_organization = "/v1/organizations/{organization_id}/enterprise_connections/{enterprise_connection_id}"
    update = enterprise_connections.update_of_organization
    add("PATCH", of_organization, op(handler=update, access=Access.SESSION, known=CHANGES, repeated=LISTS))
    add(
        "DELETE",
        of_organization,
        op(handler=enterprise_connections.delete_of_organization, access=Access.SESSION),
    )
