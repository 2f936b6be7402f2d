"""Changes to a connection as a form brings them: all of them, or none."""

from dataclasses import fields, replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from fapi_reference.exchange import Form
from fapi_reference.problems import refuse
from fapi_reference.records.enterprise import AttributeMapping, EnterpriseConnection
from fapi_reference.services import identity_providers, metadata
from fapi_reference.services.outbound import Unreachable
from fapi_reference.services.relying_party import is_address

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

FLAGS = {
    "active": "active",
    "sync_user_attributes": "sync_user_attributes",
    "disable_additional_identifications": "disable_additional_identifications",
    "saml_allow_subdomains": "allow_subdomains",
    "saml_allow_idp_initiated": "allow_idp_initiated",
    "saml_force_authn": "force_authn",
}
"""Switches of a form, each with what it switches."""
NAME_LIMIT = 256


class ConnectionChanges:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    async def document(self, url: str, param: str) -> str:
        """The metadata that a provider hands out itself."""
        if not is_address(url):
            raise refuse("form_param_format_invalid", param)
        try:
            found = await self.server.outbound.document(url)
        except Unreachable:
            raise refuse("saml_failed_to_fetch_idp_metadata", param) from None
        if found.status != HTTPStatus.OK:
            raise refuse("saml_failed_to_fetch_idp_metadata", param)
        return found.content.decode("utf-8", "replace")

    def apply(self, connection: EnterpriseConnection, form: Form, fetched: str = "") -> None:
        """On a copy first: what is refused has changed nothing. ``fetched``: metadata that stands elsewhere."""
        for name in form.values:
            if name.startswith("oidc_"):
                raise refuse("enterprise_connection_invalid_type", name)
        changed = replace(connection, idp=identity_providers.as_told(connection.idp, form.get, "saml_idp_", fetched))
        if (called := form.get("name")) is not None:
            changed.name = self.readable(called)
        if form.every("domains"):
            changed.domains = self.server.enterprise_connections.read_domains(form.every("domains"))
            self.refuse_unowned(connection, changed.domains)
        for param, switched in FLAGS.items():
            if (flag := form.flag(param)) is not None:
                setattr(changed, switched, flag)
        if (text := form.get("saml_attribute_mapping")) is not None:
            changed.mapping = mapping(connection.mapping, metadata.read(text, "saml_attribute_mapping"))
        if (text := form.get("custom_attributes")) is not None:
            changed.custom_attributes = metadata.read(text, "custom_attributes")
        self.keep(connection, changed)

    def refuse_unowned(self, connection: EnterpriseConnection, domains: list[str]) -> None:
        """Who runs a connection takes no domain by saying so: whoever has an address there would be in their hands."""
        organization = self.server.enterprise_connections.organization(connection)
        own = organization.domains if organization else []
        verified = {one.name for one in own if self.server.organization_domains.is_verified(one)}
        if set(domains) - verified - set(connection.domains):
            raise refuse("organization_domain_ownership_not_verified", "domains")

    def keep(self, connection: EnterpriseConnection, changed: EnterpriseConnection) -> None:
        """What the change would make of it, if that can be."""
        self.server.enterprise_connections.refuse_incomplete(changed)
        for one in fields(EnterpriseConnection):
            setattr(connection, one.name, getattr(changed, one.name))
        self.server.enterprise_connections.shelve(connection)
        self.server.enterprise_connections.changed(connection)

    def readable(self, name: str) -> str:
        if len(name) > NAME_LIMIT:
            raise refuse("form_param_max_length_exceeded", "name")
        return name


def mapping(before: AttributeMapping, told: dict[str, Any], param: str = "saml_attribute_mapping") -> AttributeMapping:
    """Only the names that are there to be told, each a text."""
    known = {one.name for one in fields(AttributeMapping)}
    if any(name not in known or not isinstance(value, str) for name, value in told.items()):
        raise refuse("form_param_value_invalid", param)
    return replace(before, **told)
