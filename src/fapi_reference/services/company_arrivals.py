"""Somebody whom their company has named: what that asks for beside what every arrival does, and what they get by it."""

from typing import TYPE_CHECKING

from fapi_reference.problems import Problem, refuse
from fapi_reference.records.organizations import Membership, Organization
from fapi_reference.records.people import User
from fapi_reference.records.sessions import Client
from fapi_reference.records.verification import ExternalIdentity, Verification
from fapi_reference.services.enterprise_accounts import KIND, STRATEGY

if TYPE_CHECKING:
    from fapi_reference.reference import Reference


class CompanyArrivals:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    # what may keep them out

    def refuse(self, identity: ExternalIdentity, user: User | None) -> None:
        """SAML-004. ``user``: None for somebody who is nobody's user yet."""
        if not identity.connection_id:
            return
        connection = self.server.enterprise_connections.named(identity.connection_id)
        if user is None and connection.disable_jit_provisioning:
            raise refuse("saml_jit_provisioning_disabled", email_address=identity.email_address)
        self.refuse_full(self.server.enterprise_connections.organization(connection), user)

    def refuse_full(self, organization: Organization | None, user: User | None) -> None:
        if organization is None or (user and user.id in organization.members):
            return
        try:
            self.server.memberships.need_room(organization)
        except Problem:
            raise refuse("organization_membership_quota_exceeded_for_sso") from None

    def refuse_additional(self, user: User) -> None:
        """USER-206: somebody whom a company speaks for is known as the company says, where it wants that."""
        connections = self.server.store.enterprise_connections
        if any(connections[one.connection_id].disable_additional_identifications for one in user.enterprise_accounts):
            raise refuse("enterprise_sso_additional_identifications_disabled")

    def refuse_parting(self, membership: Membership) -> None:
        """ORG-006: who belongs to an organization by their company belongs to it for as long as they come by that."""
        connections = self.server.store.enterprise_connections
        accounts = self.server.memberships.user(membership).enterprise_accounts
        tied = [connections[one.connection_id] for one in accounts]
        if any(one.active and one.organization_id == membership.organization_id for one in tied):
            raise refuse("organization_membership_enterprise_connection_cannot_remove")

    # without having been sent

    def unasked(self, client: Client, identity: ExternalIdentity) -> None:
        """Signed in, or taken on; somebody who is signed in already just goes on."""
        user = self.server.arrivals.known(identity)
        verification = Verification(
            kind=KIND, strategy=STRATEGY, expire_at=self.server.clock.now() + self.server.codes.lifetime()
        )
        if user is None:
            self.refuse(identity, None)
            self.server.sign_ups.refuse_closed()
            attempt = self.server.sign_ups.open(client)
            self.server.arrivals.adopt(attempt, identity, verification)
            self.server.sign_ups.advance(client, attempt, STRATEGY)
        elif self.server.sessions.user_session(client, user.id) is None:
            self.refuse(identity, user)
            self.server.arrivals.refuse(client, user)
            beginning = self.server.sign_ins.begin(client)
            beginning.first_factor = verification
            self.server.arrivals.sign_in(client, beginning, identity, verification)

    # what they get

    def link(self, user: User, identity: ExternalIdentity) -> None:
        """Their account, their address, and a place in the organization of the company."""
        connection = self.server.enterprise_connections.named(identity.connection_id)
        new = self.server.enterprise_accounts.of(user, connection.id) is None
        self.server.enterprise_accounts.link(user, identity)
        self.server.external_accounts.bring_address(user, identity)
        if new or connection.sync_user_attributes:
            self.take_over(user, identity)
        organization = self.server.enterprise_connections.organization(connection)
        if organization and user.id not in organization.members:
            role = self.server.roles.named(self.server.settings.organizations.default_role)
            self.server.memberships.add(organization, user, role)

    def take_over(self, user: User, identity: ExternalIdentity) -> None:
        """What the company says of its people goes before what they say themselves. Metadata is told by name."""
        attributes = self.server.settings.attributes
        if identity.first_name and attributes.first_name.enabled:
            user.first_name = identity.first_name
        if identity.last_name and attributes.last_name.enabled:
            user.last_name = identity.last_name
        user.public_metadata = {**user.public_metadata, **identity.public_metadata}
