"""Connections to companies and the accounts there (SAML-007), as their users and as those who run them see them."""

from fapi_reference.records.enterprise import EnterpriseAccount, EnterpriseConnection
from fapi_reference.records.verification import Verification
from fapi_reference.views.base import ServerViews, View


class EnterpriseViews(ServerViews):
    def account_verification(self, verification: Verification) -> View:
        return {
            "object": verification.kind,
            "status": verification.status,
            "strategy": verification.strategy,
            "external_verification_redirect_url": None,
            "error": None,
            "expire_at": None,
            "attempts": None,
        }

    def company_account(self, account: EnterpriseAccount) -> View:
        """What a SAML account and an enterprise account have in common."""
        told, connection = account.identity, self.server.store.enterprise_connections[account.connection_id]
        return {
            "id": account.id,
            "provider": connection.provider,
            "active": connection.active,
            "email_address": told.email_address,
            "first_name": told.first_name or None,
            "last_name": told.last_name or None,
            "provider_user_id": told.subject,
            "enterprise_connection_id": connection.id,
            "last_authenticated_at": account.last_authenticated_at,
            "public_metadata": dict(told.public_metadata),
            "verification": self.account_verification(account.verification),
        }

    def saml_account(self, account: EnterpriseAccount) -> View:
        connection = self.server.store.enterprise_connections[account.connection_id]
        shown = self.connection_of_account(connection) | {"id": connection.saml_id}
        return {**self.company_account(account), "object": "saml_account", "saml_connection": shown}

    def enterprise_account(self, account: EnterpriseAccount) -> View:
        connection = self.server.store.enterprise_connections[account.connection_id]
        shown = {
            name: value
            for name, value in self.connection_of_account(connection).items()
            if name != "allow_organization_account_linking"
        } | {"id": connection.id, "protocol": "saml", "logo_public_url": None}
        return {
            **self.company_account(account),
            "object": "enterprise_account",
            "protocol": "saml",
            "enterprise_connection": shown,
        }

    def connection_of_account(self, connection: EnterpriseConnection) -> View:
        return {
            "name": connection.name,
            "domain": connection.domains[0] if connection.domains else "",
            "domains": list(connection.domains),
            "active": connection.active,
            "provider": connection.provider,
            "sync_user_attributes": connection.sync_user_attributes,
            "allow_subdomains": connection.allow_subdomains,
            "allow_idp_initiated": connection.allow_idp_initiated,
            "disable_additional_identifications": connection.disable_additional_identifications,
            "allow_organization_account_linking": connection.allow_organization_account_linking,
            "created_at": connection.created_at,
            "updated_at": connection.updated_at,
        }

    def enterprise_connection(self, connection: EnterpriseConnection) -> View:
        """To whoever runs it. What is not set is left out: nothing of it may be null."""
        organization = {"organization_id": connection.organization_id} if connection.organization_id else {}
        return {
            "id": connection.id,
            "name": connection.name,
            "provider": connection.provider,
            "logo_public_url": None,
            "active": connection.active,
            "domains": list(connection.domains),
            **organization,
            "sync_user_attributes": connection.sync_user_attributes,
            "disable_additional_identifications": connection.disable_additional_identifications,
            "allow_organization_account_linking": connection.allow_organization_account_linking,
            "authenticatable": True,
            "saml_connection": self.saml_part(connection),
            "created_at": connection.created_at,
            "updated_at": connection.updated_at,
        }

    def saml_part(self, connection: EnterpriseConnection) -> View:
        idp, ours = connection.idp, self.server.enterprise_connections
        source = {"source": connection.login_hint.source} if connection.login_hint.source else {}
        shown = {
            "id": connection.saml_id,
            "name": connection.name,
            "idp_entity_id": idp.entity_id,
            "idp_sso_url": idp.sso_url,
            "idp_certificate": idp.certificate,
            "idp_certificate_issued_at": idp.certificate_issued_at,
            "idp_certificate_expires_at": idp.certificate_expires_at,
            "idp_metadata_url": idp.metadata_url,
            "acs_url": ours.acs_url(connection),
            "sp_entity_id": ours.entity_id(connection),
            "sp_metadata_url": ours.metadata_url(connection),
            "active": connection.active,
            "allow_idp_initiated": connection.allow_idp_initiated,
            "allow_subdomains": connection.allow_subdomains,
            "force_authn": connection.force_authn,
            "login_hint": {"mode": connection.login_hint.mode, **source},
        }
        return {name: value for name, value in shown.items() if value not in ("", None)}
