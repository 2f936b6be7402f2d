"""Tickets: sign-in tokens, and invitations of the application and of organizations, carried by their bearer (facts,
section 19). What those of an organization are good for is in `organization_tickets.py`.

| ticket | event | next | refused with |
|---|---|---|---|
| pending | redeemed: sign-in token in a sign-in, invitation in a sign-up | accepted | |
| pending | lifetime over | expired | 400 ticket_expired_code |
| pending | revoked by the application | revoked | 400 sign_in_token_revoked_code, revoked_invitation |
| accepted | redeemed again | accepted | 400 sign_in_token_already_used_code, invitation_already_accepted |
| sign-in token | in a sign-up | | 400 sign_in_token_not_in_sign_in_code |
| forged, foreign, of another kind | redeemed | | 400 ticket_invalid_code |
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from fapi_reference.clock import SECOND
from fapi_reference.exchange import Exchange
from fapi_reference.ids import new_id
from fapi_reference.problems import refuse
from fapi_reference.records.agent_tasks import AgentTask
from fapi_reference.records.application import Invitation, Mail, SignInToken
from fapi_reference.records.metadata import Metadata
from fapi_reference.records.organizations import OrganizationInvitation
from fapi_reference.records.people import User
from fapi_reference.services.redirects import with_parameters

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

A_MONTH = 2_592_000
"""Seconds (AUTH-338, GAP-032)."""
Source = SignInToken | Invitation | OrganizationInvitation | AgentTask
"""What a ticket stands for."""
FOR_SOMEBODY_NEW = {
    Invitation: "invitation_account_exists",
    OrganizationInvitation: "organization_invitation_identification_already_exists",
}
"""How a sign-up is refused by the ticket of somebody who has an account (AUTH-339, ORG-310)."""


class Tickets:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    # making

    def new_sign_in_token(self, user: User, seconds: int) -> SignInToken:
        now = self.server.clock.now()
        made = SignInToken(
            id=new_id("sit"), user_id=user.id, created_at=now, updated_at=now, expire_at=now + seconds * SECOND
        )
        self.server.store.sign_in_tokens[made.id] = made
        made.ticket = self.ticket(made.id, "sign_in_token", seconds)
        return made

    def new_invitation(
        self, address: str, metadata: Metadata, redirect_url: str | None, seconds: int, *, notify: bool
    ) -> Invitation:
        now = self.server.clock.now()
        made = Invitation(
            id=new_id("inv"),
            email_address=self.server.identifiers.normal("email_address", address),
            public_metadata=metadata,
            redirect_url=redirect_url,
            created_at=now,
            updated_at=now,
            expire_at=now + seconds * SECOND,
        )
        self.server.store.invitations[made.id] = made
        made.ticket = self.ticket(made.id, "invitation", seconds)
        if notify:
            link = self.address(made.ticket)
            self.server.store.outbox.append(Mail(to=made.email_address, link=link, sent_at=now))
        return made

    def ticket(self, source_id: str, source_type: str, seconds: int) -> str:
        """GAP-032."""
        claims = {
            "eis": seconds,
            "exp": self.server.clock.seconds() + seconds,
            "iid": self.server.instance_id,
            "sid": source_id,
            "st": source_type,
        }
        return self.server.keys.sign({"alg": "RS256", "typ": "JWT"}, claims)

    def address(self, ticket: str) -> str:
        return f"{self.server.base_url}/v1/tickets/accept?ticket={ticket}"

    # redeeming

    def status(self, source: Source) -> str:
        """Ageing the source makes its ticket expire: the times inside the ticket are only for its bearer."""
        late = source.status == "pending" and self.server.clock.now() >= source.expire_at
        return "expired" if late else source.status

    def source(self, ticket: str) -> Source:
        claims = self.server.keys.read(ticket) or {}
        store = self.server.store
        shelves: dict[str, Mapping[str, Source]] = {
            "sign_in_token": store.sign_in_tokens,
            "invitation": store.invitations,
            "organization_invitation": store.organization_invitations,
            "agent_task": store.agent_tasks,
        }
        found = shelves.get(str(claims.get("st")), {}).get(str(claims.get("sid")))
        if found is None:
            raise refuse("ticket_invalid_code", "ticket")
        return found

    def sign_in_token(self, ticket: str) -> tuple[SignInToken | AgentTask, User]:
        """A ticket that somebody may sign in with (AUTH-336, AUTH-339, GAP-081), and who that is."""
        source = self.source(ticket)
        if isinstance(source, AgentTask):
            return self.server.agent_tasks.open(ticket)
        if not isinstance(source, SignInToken):
            raise refuse("ticket_invalid_code", "ticket")
        self.refuse_spent(source)
        user = self.server.store.users.get(source.user_id)
        if user is None:
            raise refuse("sign_in_token_cannot_be_used_code", "ticket")
        return source, user

    def invitation(self, ticket: str) -> Invitation | OrganizationInvitation:
        """A ticket that somebody may sign up with."""
        source = self.source(ticket)
        if isinstance(source, SignInToken):
            raise refuse("sign_in_token_not_in_sign_in_code", "ticket")
        if isinstance(source, AgentTask):
            raise refuse("agent_task_not_in_sign_in", "ticket")
        self.refuse_spent(source)
        if self.server.identifiers.taken("email_address", source.email_address):
            raise refuse(FOR_SOMEBODY_NEW[type(source)], "ticket")
        if isinstance(source, OrganizationInvitation):
            self.server.organization_invitations.acceptable(source, None)
        return source

    def refuse_spent(self, source: Source) -> None:
        codes = source.REFUSALS
        status = self.status(source)
        if status in codes:
            raise refuse(codes[status], "ticket")

    def spend(self, source: Source) -> None:
        source.status = "accepted"
        source.updated_at = max(self.server.clock.now(), source.updated_at)

    def revoke(self, source: Source) -> None:
        """Only what is still open can be taken back."""
        self.refuse_spent(source)
        source.status = "revoked"
        source.updated_at = max(self.server.clock.now(), source.updated_at)

    # the link

    def landing(self, ticket: str, exchange: Exchange) -> str:
        """Where the link of a ticket leads. Accepting is not consuming (GAP-033 to GAP-038), but for somebody who has
        nothing left to do.
        """
        source = self.source(ticket)
        self.refuse_spent(source)
        status = self.left_to_do(source, exchange)
        chosen = None if isinstance(source, SignInToken | AgentTask) else source.redirect_url
        page = chosen or self.page("sign_up_url" if status == "sign_up" else "sign_in_url")
        return with_parameters(page, {"__clerk_ticket": ticket, "__clerk_status": status})

    def left_to_do(self, source: Source, exchange: Exchange) -> str:
        """In the words of the address (AUTH-335)."""
        if isinstance(source, SignInToken | AgentTask):
            return "sign_in"
        if isinstance(source, OrganizationInvitation):
            self.server.organization_invitations.open_organization(source)
            if self.server.organization_tickets.taken_up(source, exchange):
                return "complete"
        return "sign_in" if self.server.identifiers.taken("email_address", source.email_address) else "sign_up"

    def page(self, name: str) -> str:
        return urljoin(self.server.base_url, str(self.server.views.display_config()[name]))
