"""The rows of how people come to an organization in the table of operations. All bodies here are closed (GAP-001)."""

from fapi_reference.handlers import (
    membership_requests,
    organization_domains,
    organization_invitations,
    own_invitations,
    own_suggestions,
)
from fapi_reference.routes import Access, Operation, Routes


def add_to(routes: Routes) -> None:
    add, op, session = routes.add, Operation, Access.SESSION
    invitations = "/v1/organizations/{organization_id}/invitations"
    invite = frozenset({"email_address", "role", "notify"})
    add("GET", invitations, op(handler=organization_invitations.listed, access=session))
    inviting = op(handler=organization_invitations.create, access=session, known=invite, of_others=True)
    add("POST", invitations, inviting)
    add(
        "POST",
        f"{invitations}/bulk",
        op(
            handler=organization_invitations.create_many,
            access=session,
            known=invite,
            of_others=True,
            repeated=frozenset({"email_address"}),
        ),
    )
    add("GET", f"{invitations}/pending", op(handler=organization_invitations.pending, access=session))
    revoking = op(handler=organization_invitations.revoke, access=session)
    add("POST", f"{invitations}/{{invitation_id}}/revoke", revoking)

    add("GET", "/v1/me/organization_invitations", op(handler=own_invitations.listed, access=session))
    accepting = op(handler=own_invitations.accept, access=session)
    add("POST", "/v1/me/organization_invitations/{invitation_id}/accept", accepting)
    suggestion = "/v1/me/organization_suggestions/{suggestion_id}"
    add("GET", "/v1/me/organization_suggestions", op(handler=own_suggestions.listed, access=session))
    add("POST", f"{suggestion}/accept", op(handler=own_suggestions.accept, access=session))

    requests = "/v1/organizations/{organization_id}/membership_requests"
    add("GET", requests, op(handler=membership_requests.listed, access=session))
    add("POST", f"{requests}/{{request_id}}/accept", op(handler=membership_requests.accept, access=session))
    add("POST", f"{requests}/{{request_id}}/reject", op(handler=membership_requests.reject, access=session))

    domains = "/v1/organizations/{organization_id}/domains"
    domain = f"{domains}/{{domain_id}}"
    add("GET", domains, op(handler=organization_domains.listed, access=session))
    making = op(handler=organization_domains.create, access=session, known=frozenset({"name", "enrollment_mode"}))
    add("POST", domains, making)
    add("GET", domain, op(handler=organization_domains.read, access=session))
    add("DELETE", domain, op(handler=organization_domains.delete, access=session))
    mode = frozenset({"enrollment_mode", "delete_pending"})
    for action, handler, known in (
        ("update_enrollment_mode", organization_domains.update_enrollment_mode, mode),
        ("prepare_affiliation_verification", organization_domains.prepare, frozenset({"affiliation_email_address"})),
        ("attempt_affiliation_verification", organization_domains.attempt, frozenset({"code"})),
    ):
        add("POST", f"{domain}/{action}", op(handler=handler, access=session, known=known))
