"""People who have an account are invited to organizations: they accept, too late or somebody else; it is revoked."""

from collections.abc import Callable, Iterator

from fapi_conformance.client.exchange import Answer
from fapi_conformance.expect.look import at
from fapi_conformance.machine.acts import Names, act
from fapi_conformance.machine.companies import acting, manages, named, plain, send, taken, there, wherever
from fapi_conformance.machine.memberships import strangers
from fapi_conformance.machine.stage import Stage
from fapi_conformance.model.organizations import Invitation
from fapi_conformance.model.world import Session
from fapi_conformance.requirements import machine_organizations as required

INVITE, REVOKE = "createOrganizationInvitations", "revokePendingOrganizationInvitation"
ACCEPT = "acceptOrganizationInvitation"


def _invitable(stage: Stage) -> list[Names]:
    return [
        named(session, organization.name, person.name)
        for session, organization in wherever(stage, manages)
        if stage.world.organizations.room(organization, 2)  # whether a full one takes whom it has invited is not told
        for person in strangers(stage, organization)
    ]


@act("{1} invites {4} to {3} by {0} on the {2}", _invitable)
def invite(stage: Stage, name: str, _person: str, _client: str, which: str, whom: str) -> None:
    _invite(stage, name, which, whom, stage.world.organizations.named[which].plain)


@act("{1} invites {4} to {3}, to manage it, by {0} on the {2}", _invitable)
def invite_manager(stage: Stage, name: str, _person: str, _client: str, which: str, whom: str) -> None:
    _invite(stage, name, which, whom, stage.world.organizations.named[which].manager)


def _invite(stage: Stage, name: str, which: str, whom: str, role: str) -> None:
    session, organization = there(stage, name, which)
    person = stage.world.people[whom]
    answer = send(stage, session, INVITE, organization, email_address=person.email, role=role)
    taken(stage, required.MANAGED, session, answer, f"{whom} invited")
    its_id = str(at(answer.resource, "id"))
    stage.world.organizations.invite(organization, person, session.person, role, its_id)


def _not_permitted(stage: Stage) -> list[Names]:
    return [
        named(session, organization.name, person.name)
        for session, organization in wherever(stage, plain)
        for person in strangers(stage, organization)
    ]


@act("{1}, who may not, tries to invite {4} to {3} by {0} on the {2}", _not_permitted)
def invite_not_permitted(stage: Stage, name: str, person: str, _client: str, which: str, whom: str) -> None:
    session, organization = there(stage, name, which)
    address = stage.world.people[whom].email
    answer = send(stage, session, INVITE, organization, email_address=address, role=organization.plain)
    stage.refused(required.PERMITTED, answer, f"{person} may not invite anybody")


# accepted

Pair = tuple[Session, Invitation]


def _pairs(test: Callable[[Stage, Session, Invitation], bool]) -> Callable[[Stage], list[Names]]:
    def pairs(stage: Stage) -> Iterator[Pair]:
        for session in acting(stage):
            for invitation in stage.world.organizations.invitations.values():
                if test(stage, session, invitation):
                    yield session, invitation

    return lambda stage: [named(one, it.name, it.organization.name, it.person.name) for one, it in pairs(stage)]


def acceptable(stage: Stage, session: Session, invitation: Invitation) -> bool:
    room = stage.world.organizations.room(invitation.organization)
    return invitation.person is session.person and invitation.good and room


def accept_by(stage: Stage, session: Session, invitation: Invitation) -> Answer:
    return stage.by(session, ACCEPT, {"invitation_id": invitation.id})


@act("{1} accepts {3} to {4} by {0} on the {2}", _pairs(acceptable))
def accept(stage: Stage, name: str, _person: str, _client: str, which: str, _organization: str, _whom: str) -> None:
    session, invitation = stage.world.sessions[name], stage.world.organizations.invitations[which]
    answer = accept_by(stage, session, invitation)
    taken(stage, required.INVITED, session, answer, f"{which} accepted")
    status = at(answer.resource, "status")
    stage.agree(required.INVITED, status == "accepted", "accepted", status, "$.response.status")
    stage.world.organizations.accept(invitation, session)


def _spent(_stage: Stage, session: Session, invitation: Invitation) -> bool:
    """What accepting once more answers while they still belong to it is not promised."""
    organization = invitation.organization
    spent = invitation.state != "pending" or organization.gone
    return invitation.person is session.person and spent and session.person not in organization.members


@act("{1} accepts {3} to {4}, which is spent, by {0} on the {2}", _pairs(_spent))
def accept_spent(
    stage: Stage, name: str, _person: str, _client: str, which: str, _organization: str, _whom: str
) -> None:
    invitation = stage.world.organizations.invitations[which]
    answer = accept_by(stage, stage.world.sessions[name], invitation)
    state = "of a deleted organization" if invitation.organization.gone else invitation.state
    stage.refused(required.INVITED_ONCE, answer, f"{which} is {state}")


def _anothers(_stage: Stage, session: Session, invitation: Invitation) -> bool:
    return invitation.person is not session.person and invitation.state == "pending"


@act("{1} accepts {3} to {4}, which is for {5}, by {0} on the {2}", _pairs(_anothers))
def accept_anothers(
    stage: Stage, name: str, _person: str, _client: str, which: str, _organization: str, whom: str
) -> None:
    answer = accept_by(stage, stage.world.sessions[name], stage.world.organizations.invitations[which])
    stage.refused(required.INVITED_ONCE, answer, f"{which} is for {whom}")


# revoked


def revocable(_stage: Stage, session: Session, invitation: Invitation) -> bool:
    organization = invitation.organization
    return invitation.state == "pending" and not organization.gone and organization.manages(session.person)


def revoke_by(stage: Stage, session: Session, invitation: Invitation) -> Answer:
    path = {"organization_id": invitation.organization.id, "invitation_id": invitation.id}
    return stage.by(session, REVOKE, path)


@act("{1} revokes {3} of {5} to {4} by {0} on the {2}", _pairs(revocable))
def revoke_invitation(
    stage: Stage, name: str, _person: str, _client: str, which: str, _organization: str, _whom: str
) -> None:
    session, invitation = stage.world.sessions[name], stage.world.organizations.invitations[which]
    answer = revoke_by(stage, session, invitation)
    taken(stage, required.MANAGED, session, answer, f"{which} revoked")
    invitation.state = "revoked"
