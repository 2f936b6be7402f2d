"""Connections to the identity providers of companies: which there are, whose addresses they vouch for, who runs them.

| connection | event | next | refused with |
|---|---|---|---|
| none | made by the application | inactive | |
| inactive | switched on, with entity id, address and certificate of the provider | active | |
| inactive | switched on without them | unchanged | 422 saml_connection_cant_be_activated |
| active | one of the three is taken away | unchanged | 422 saml_connection_cant_be_activated |
| active, inactive | switched off | inactive: nobody comes by it | |
"""

from typing import TYPE_CHECKING

from fapi_reference.ids import new_id
from fapi_reference.problems import refuse
from fapi_reference.records.enterprise import AttributeMapping, EnterpriseConnection, TestRun
from fapi_reference.records.organizations import Organization
from fapi_reference.records.people import User
from fapi_reference.services.organization_domains import NAME, NAME_LIMIT

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

CLAIMS = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims"
PROVIDERS = {
    "saml_custom": AttributeMapping(),
    "saml_okta": AttributeMapping(),
    "saml_google": AttributeMapping(),
    "saml_microsoft": AttributeMapping(
        user_id="http://schemas.microsoft.com/identity/claims/objectidentifier",
        email_address=f"{CLAIMS}/emailaddress",
        first_name=f"{CLAIMS}/givenname",
        last_name=f"{CLAIMS}/surname",
    ),
}
"""Kinds of provider, each with the names by which it tells of people unless it is told other ones."""
TEST_RUN_SECONDS = 3600


class EnterpriseConnections:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    # which

    def served(self) -> bool:
        return self.server.settings.enterprise_sso.enabled

    def self_served(self) -> bool:
        return self.served() and self.server.settings.enterprise_sso.self_serve

    def named(self, connection_id: str) -> EnterpriseConnection:
        """By either of its ids."""
        store = self.server.store
        found = store.enterprise_connections.get(connection_id) or store.saml_connections.get(connection_id)
        if found is None or not self.served():
            raise refuse("resource_not_found")
        return found

    def active(self, saml_id: str) -> EnterpriseConnection:
        """SAML-004."""
        found = self.server.store.saml_connections.get(saml_id)
        if found is None or not found.active or not self.served():
            raise refuse("saml_connection_active_not_found")
        return found

    def of_address(self, address: str) -> list[EnterpriseConnection]:
        """The active ones that vouch for an address."""
        if not self.served() or "@" not in address:
            return []
        labels = address.rpartition("@")[2].lower().split(".")
        above = [".".join(labels[start:]) for start in range(len(labels))]
        known = self.server.store.company_domains
        every = {one.id: one for domain in above for one in known.get(domain, {}).values()}
        return [one for one in every.values() if one.active and self.vouches(one, address)]

    def holds(self, domain: str) -> bool:
        """Whether people come by a company of this very domain."""
        shelf = self.server.store.company_domains.get(domain, {})
        return self.served() and any(one.active for one in shelf.values())

    def vouches(self, connection: EnterpriseConnection, address: str) -> bool:
        """What stands behind the last `@` is one of the domains, or below one where that is allowed (SEC-198)."""
        host = address.rpartition("@")[2].lower()
        below = connection.allow_subdomains
        return any(host == domain or (below and host.endswith(f".{domain}")) for domain in connection.domains)

    # made, changed, deleted

    def create(self, name: str, provider: str, domains: list[str]) -> EnterpriseConnection:
        self.need_provider(provider)
        now = self.server.clock.now()
        made = EnterpriseConnection(
            id=new_id("entconn"),
            saml_id=new_id("samlc"),
            name=name,
            provider=provider,
            domains=self.read_domains(domains),
            mapping=PROVIDERS[provider],
            created_at=now,
            updated_at=now,
        )
        self.server.store.enterprise_connections[made.id] = made
        self.server.store.saml_connections[made.saml_id] = made
        self.shelve(made)
        return made

    def shelve(self, connection: EnterpriseConnection) -> None:
        """Where its domains are looked up."""
        known = self.server.store.company_domains
        for shelf in known.values():
            shelf.pop(connection.id, None)
        for domain in connection.domains:
            known.setdefault(domain, {})[connection.id] = connection

    def need_provider(self, provider: str) -> None:
        if provider not in PROVIDERS:
            raise refuse("form_param_value_invalid", "provider")

    def read_domains(self, domains: list[str]) -> list[str]:
        """In lower case, each once (GAP-059)."""
        lower = list(dict.fromkeys(one.lower() for one in domains))
        if any(len(one) > NAME_LIMIT or not NAME.fullmatch(one) for one in lower):
            raise refuse("form_param_format_invalid", "domains")
        return lower

    def refuse_incomplete(self, connection: EnterpriseConnection) -> None:
        """Asked of what a change would make of it."""
        if connection.active and not (connection.idp.complete and connection.domains):
            raise refuse("saml_connection_cant_be_activated")

    def changed(self, connection: EnterpriseConnection) -> None:
        connection.updated_at = max(self.server.clock.now(), connection.updated_at)

    def delete(self, connection: EnterpriseConnection) -> None:
        """Nobody comes by it any more, and nobody has an account there."""
        self.server.store.enterprise_connections.pop(connection.id, None)
        self.server.store.saml_connections.pop(connection.saml_id, None)
        connection.domains = []
        self.shelve(connection)
        self.server.enterprise_accounts.forget_connection(connection)

    # whose

    def organization(self, connection: EnterpriseConnection) -> Organization | None:
        if not self.server.settings.organizations.enabled:
            return None
        return self.server.store.organizations.get(connection.organization_id or "")

    def run_by(self, user: User, connection: EnterpriseConnection) -> bool:
        """Whoever made it, and whoever may manage the connections of its organization."""
        from fapi_reference.services.permissions import MANAGE_CONNECTIONS

        organization = self.organization(connection)
        if organization is None:
            return connection.created_by == user.id
        membership = self.server.memberships.find(user, organization.id)
        return membership is not None and self.server.permissions.has(membership, MANAGE_CONNECTIONS)

    def users(self, connection: EnterpriseConnection) -> int:
        accounts = self.server.store.enterprise_accounts.values()
        return sum(one.connection_id == connection.id for one in accounts)

    # addresses of our own

    def acs_url(self, connection: EnterpriseConnection) -> str:
        return f"{self.server.issuer}/v1/saml/acs/{connection.saml_id}"

    def entity_id(self, connection: EnterpriseConnection) -> str:
        return f"{self.server.issuer}/saml/{connection.saml_id}"

    def metadata_url(self, connection: EnterpriseConnection) -> str:
        return f"{self.server.issuer}/v1/saml/metadata/{connection.saml_id}.xml"

    # being tried

    def test_run(self, connection: EnterpriseConnection) -> TestRun:
        now = self.server.clock.now()
        made = TestRun(
            id=new_id("entcontr"),
            connection_id=connection.id,
            ticket=new_id("tkt"),
            created_at=now,
            expires_at=now + TEST_RUN_SECONDS * 1_000,
        )
        self.server.store.test_runs[made.id] = made
        return made

    def begun_by(self, connection: EnterpriseConnection, ticket: str) -> TestRun:
        """A run of this very connection; another one's ticket is none."""
        runs = self.server.store.test_runs.values()
        run = next((one for one in runs if one.ticket == ticket and one.connection_id == connection.id), None)
        if run is None or run.status != "pending":
            raise refuse("ticket_invalid_code", "ticket")
        if self.server.clock.now() >= run.expires_at:
            raise refuse("ticket_expired_code", "ticket")
        return run

    def begin_url(self, connection: EnterpriseConnection, run: TestRun) -> str:
        where = f"{self.server.issuer}/v1/enterprise_connections/{connection.id}/init_test_run"
        return f"{where}?ticket={run.ticket}"
