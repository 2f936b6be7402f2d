"""Organizations as such, and what lies in one: members, invitations, domains, requests to join, roles."""

from fapi_conformance.client.area import Acts, Area
from fapi_conformance.client.companies import OrganizationEnterpriseConnectionsArea
from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.client.form import FormValue, Parameters
from fapi_conformance.client.upload import Upload

_VALID = Intent.VALID


class OrganizationsArea(Area):
    def create(self, *, intent: Intent = _VALID, **form: FormValue) -> Answer:
        return self._actor.act("createOrganization", form=form, intent=intent)

    def read(self, organization_id: str, *, intent: Intent = _VALID) -> Answer:
        return self._actor.act("getOrganization", {"organization_id": organization_id}, intent=intent)

    def update(self, organization_id: str, *, intent: Intent = _VALID, **form: FormValue) -> Answer:
        return self._actor.act("updateOrganization", {"organization_id": organization_id}, form=form, intent=intent)

    def delete(self, organization_id: str, *, intent: Intent = _VALID) -> Answer:
        return self._actor.act("deleteOrganization", {"organization_id": organization_id}, intent=intent)

    def set_logo(self, organization_id: str, upload: Upload, *, intent: Intent = _VALID) -> Answer:
        path, content, kind = {"organization_id": organization_id}, upload.content, upload.content_type
        return self._actor.act("updateOrganizationLogo", path, content=content, content_type=kind, intent=intent)

    def delete_logo(self, organization_id: str, *, intent: Intent = _VALID) -> Answer:
        return self._actor.act("deleteOrganizationLogo", {"organization_id": organization_id}, intent=intent)


class WithinOrganization(Area):
    """An area of one organization: its id goes into every path."""

    __slots__ = ("organization_id",)

    def __init__(self, actor: Acts, organization_id: str) -> None:
        super().__init__(actor)
        self.organization_id = organization_id

    def _on(
        self,
        operation: str,
        intent: Intent,
        *,
        query: Parameters = (),
        form: Parameters | None = None,
        **path: str,
    ) -> Answer:
        where = {"organization_id": self.organization_id, **path}
        return self._actor.act(operation, where, query, form, intent=intent)


class OrganizationMembersArea(WithinOrganization):
    """Members are addressed by the id of their user (ORG-003)."""

    def list(self, *, intent: Intent = _VALID, **query: FormValue) -> Answer:
        return self._on("ListOrganizationMemberships", intent, query=query)

    def add(self, *, intent: Intent = _VALID, **form: FormValue) -> Answer:
        return self._on("CreateOrganizationMembership", intent, form=form)

    def update(self, user_id: str, *, intent: Intent = _VALID, **form: FormValue) -> Answer:
        return self._on("UpdateOrganizationMembership", intent, form=form, user_id=user_id)

    def remove(self, user_id: str, *, intent: Intent = _VALID) -> Answer:
        return self._on("removeOrganizationMember", intent, user_id=user_id)


class OrganizationInvitationsArea(WithinOrganization):
    def list(self, *, intent: Intent = _VALID, **query: FormValue) -> Answer:
        return self._on("getOrganizationInvitations", intent, query=query)

    def pending(self, *, intent: Intent = _VALID, **query: FormValue) -> Answer:
        return self._on("getAllPendingOrganizationInvitations", intent, query=query)

    def create(self, *, intent: Intent = _VALID, **form: FormValue) -> Answer:
        return self._on("createOrganizationInvitations", intent, form=form)

    def bulk(self, *, intent: Intent = _VALID, **form: FormValue) -> Answer:
        """``email_address`` may be a list: it is sent once for each (ORG-303)."""
        return self._on("bulkCreateOrganizationInvitations", intent, form=form)

    def revoke(self, invitation_id: str, *, intent: Intent = _VALID) -> Answer:
        return self._on("revokePendingOrganizationInvitation", intent, invitation_id=invitation_id)


class OrganizationDomainsArea(WithinOrganization):
    def list(self, *, intent: Intent = _VALID, **query: FormValue) -> Answer:
        return self._on("ListOrganizationDomains", intent, query=query)

    def create(self, *, intent: Intent = _VALID, **form: FormValue) -> Answer:
        return self._on("CreateOrganizationDomain", intent, form=form)

    def read(self, domain_id: str, *, intent: Intent = _VALID) -> Answer:
        return self._on("GetOrganizationDomain", intent, domain_id=domain_id)

    def delete(self, domain_id: str, *, intent: Intent = _VALID) -> Answer:
        return self._on("deleteOrganizationDomain", intent, domain_id=domain_id)

    def update_enrollment_mode(self, domain_id: str, *, intent: Intent = _VALID, **form: FormValue) -> Answer:
        return self._on("UpdateOrganizationDomainEnrollmentMode", intent, form=form, domain_id=domain_id)

    def prepare(self, domain_id: str, *, intent: Intent = _VALID, **form: FormValue) -> Answer:
        """Have a code sent to an address in the domain, as ``affiliation_email_address``."""
        return self._on("prepareOrganizationDomainVerification", intent, form=form, domain_id=domain_id)

    def attempt(self, domain_id: str, *, intent: Intent = _VALID, **form: FormValue) -> Answer:
        return self._on("attemptOrganizationDomainVerification", intent, form=form, domain_id=domain_id)


class MembershipRequestsArea(WithinOrganization):
    def list(self, *, intent: Intent = _VALID, **query: FormValue) -> Answer:
        return self._on("listOrganizationMembershipRequests", intent, query=query)

    def accept(self, request_id: str, *, intent: Intent = _VALID) -> Answer:
        return self._on("acceptOrganizationMembershipRequest", intent, request_id=request_id)

    def reject(self, request_id: str, *, intent: Intent = _VALID) -> Answer:
        return self._on("rejectOrganizationMembershipRequest", intent, request_id=request_id)


class OrganizationRolesArea(WithinOrganization):
    def list(self, *, intent: Intent = _VALID, **query: FormValue) -> Answer:
        return self._on("ListOrganizationRoles", intent, query=query)


class OrganizationArea(WithinOrganization):
    """One organization, from within."""

    @property
    def memberships(self) -> OrganizationMembersArea:
        return OrganizationMembersArea(self._actor, self.organization_id)

    @property
    def invitations(self) -> OrganizationInvitationsArea:
        return OrganizationInvitationsArea(self._actor, self.organization_id)

    @property
    def domains(self) -> OrganizationDomainsArea:
        return OrganizationDomainsArea(self._actor, self.organization_id)

    @property
    def membership_requests(self) -> MembershipRequestsArea:
        return MembershipRequestsArea(self._actor, self.organization_id)

    @property
    def enterprise_connections(self) -> OrganizationEnterpriseConnectionsArea:
        return OrganizationEnterpriseConnectionsArea(self._actor, self.organization_id)

    @property
    def roles(self) -> OrganizationRolesArea:
        return OrganizationRolesArea(self._actor, self.organization_id)


class OwnMembershipsArea(Area):
    def list(self, *, intent: Intent = _VALID, **query: FormValue) -> Answer:
        return self._actor.act("getOrganizationMemberships", query=query, intent=intent)

    def leave(self, organization_id: str, *, intent: Intent = _VALID) -> Answer:
        return self._actor.act("deleteOrganizationMemberships", {"organization_id": organization_id}, intent=intent)


class OwnInvitationsArea(Area):
    def list(self, *, intent: Intent = _VALID, **query: FormValue) -> Answer:
        return self._actor.act("getUsersOrganizationInvitations", query=query, intent=intent)

    def accept(self, invitation_id: str, *, intent: Intent = _VALID) -> Answer:
        return self._actor.act("acceptOrganizationInvitation", {"invitation_id": invitation_id}, intent=intent)


class OwnSuggestionsArea(Area):
    def list(self, *, intent: Intent = _VALID, **query: FormValue) -> Answer:
        return self._actor.act("getOrganizationSuggestions", query=query, intent=intent)

    def accept(self, suggestion_id: str, *, intent: Intent = _VALID) -> Answer:
        return self._actor.act("acceptOrganizationSuggestion", {"suggestion_id": suggestion_id}, intent=intent)
