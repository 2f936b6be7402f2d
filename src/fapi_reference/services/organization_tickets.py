"""The ticket of an organization's invitation: whoever has read the mail signs up or in by it, and joins (ORG-310).

| the invited address | event | next | refused with |
|---|---|---|---|
| nobody's | in a sign-up | proven; a member once complete | |
| nobody's | in a sign-in | | 400 organization_invitation_identification_not_exist |
| a user's | in a sign-up | | 400 organization_invitation_identification_already_exists |
| a user's | in a sign-in | first factor; a member once complete | |
| a user's | link opened where they are signed in | a member | |
"""

from typing import TYPE_CHECKING

from fapi_reference.exchange import Exchange, Mode
from fapi_reference.problems import refuse
from fapi_reference.records.attempts import SignIn
from fapi_reference.records.organizations import OrganizationInvitation
from fapi_reference.records.people import User
from fapi_reference.records.sessions import Session

if TYPE_CHECKING:
    from fapi_reference.reference import Reference


class OrganizationTickets:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    def holder(self, invitation: OrganizationInvitation) -> User | None:
        return self.server.users.find("email_address", invitation.email_address)

    # signing in

    def to_sign_in(self, ticket: str) -> tuple[OrganizationInvitation, User] | None:
        """Whose address was invited; nothing, for a ticket of another kind."""
        source = self.server.tickets.source(ticket)
        if not isinstance(source, OrganizationInvitation):
            return None
        self.server.tickets.refuse_spent(source)
        user = self.holder(source)
        if user is None:
            raise refuse("organization_invitation_identification_not_exist", "ticket")
        self.server.organization_invitations.acceptable(source, user)
        return source, user

    def brought(self, attempt: SignIn) -> OrganizationInvitation | None:
        return self.server.store.organization_invitations.get(attempt.invitation_id or "")

    def refuse_late(self, attempt: SignIn, user: User) -> None:
        """What was open when the sign-in began may be taken back, or used, before the second factor is proven."""
        invitation = self.brought(attempt)
        if invitation:
            self.server.tickets.refuse_spent(invitation)
            self.server.organization_invitations.acceptable(invitation, user)

    # joining

    def join(self, invitation: OrganizationInvitation, user: User, session: Session) -> None:
        """Whoever came for an organization is in it: it is the session's active one."""
        made = self.server.organization_invitations.accept(invitation, user)
        session.last_active_organization_id = made.organization_id

    def taken_up(self, invitation: OrganizationInvitation, exchange: Exchange) -> bool:
        """Nothing is left to do for somebody whom this browser is recognised as: they are a member. Only a production
        browser has a cookie that says who it is (GAP-035).
        """
        if exchange.mode is not Mode.COOKIE or not exchange.client:
            return False
        user = self.holder(invitation)
        session = self.server.sessions.user_session(exchange.client, user.id) if user else None
        if user is None or session is None:
            return False
        self.join(invitation, user, session)
        self.server.clients.changed(exchange.client)
        return True
