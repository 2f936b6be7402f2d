"""Liberties of the tickets that bring people into an organization."""

from typing import TYPE_CHECKING

from fapi_reference.faults.surgery import replace
from fapi_reference.liberties.registry import liberty
from fapi_reference.problems import Problem, refuse
from fapi_reference.records.attempts import SignIn
from fapi_reference.records.organizations import OrganizationInvitation
from fapi_reference.records.people import User
from fapi_reference.records.sessions import Client, Session

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

MIXED_UP = {
    "organization_invitation_identification_not_exist": "invitation_account_not_exists",
    "organization_invitation_identification_already_exists": "invitation_account_exists",
}


@liberty("organization-ticket-chooses-nothing", fact="ORG-012, AUTH-167")
def chooses_nothing(server: "Reference") -> None:
    """Whoever joins by a ticket is there for themselves until they choose the organization."""

    def join(invitation: OrganizationInvitation, user: User, _session: Session) -> None:
        server.organization_invitations.accept(invitation, user)

    replace(server.organization_tickets.join, join)


@liberty("organization-ticket-is-one-step", fact="AUTH-337, ORG-310")
def is_one_step(server: "Reference") -> None:
    """A user who comes by the ticket of an organization still proves a factor; then they are a member."""

    def proven(client: Client, attempt: SignIn, strategy: str) -> None:
        if strategy == "ticket" and attempt.invitation_id is not None:
            attempt.first_factor = None
        else:
            original(client, attempt, strategy)

    original = replace(server.sign_ins.proven, proven)


@liberty("organization-ticket-as-any", fact="ORG-310, AUTH-339")
def as_any(server: "Reference") -> None:
    """In the wrong place the ticket of an organization is refused as one of the application is."""

    def told(problem: Problem) -> Problem:
        code = MIXED_UP.get(problem.code)
        return refuse(code, "ticket") if code else problem

    def to_sign_in(ticket: str) -> tuple[OrganizationInvitation, User] | None:
        try:
            return signing_in(ticket)
        except Problem as problem:
            raise told(problem) from None

    def invitation(ticket: str) -> object:
        try:
            return signing_up(ticket)
        except Problem as problem:
            raise told(problem) from None

    signing_in = replace(server.organization_tickets.to_sign_in, to_sign_in)
    signing_up = replace(server.tickets.invitation, invitation)  # type: ignore[arg-type]
