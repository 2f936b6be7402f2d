"""Which organization is active in somebody's session: as the session shows it, and the next token of it."""

from fapi_conformance.client.exchange import Json
from fapi_conformance.client.form import FormValue
from fapi_conformance.errors import Deviation
from fapi_conformance.expect.answers import member, present, succeeded
from fapi_conformance.expect.look import say
from fapi_conformance.target.member import Member
from fapi_conformance.tokens import SessionToken, read

WHERE = "last_active_organization_id"


def active_in(somebody: Member) -> Json:
    return member(somebody.actor.sessions.read(somebody.session_id), WHERE)


def is_active(somebody: Member, organization_id: str | None) -> None:
    """That one and no other; None for none."""
    if (found := active_in(somebody)) != organization_id:
        raise Deviation(expected=say(organization_id), got=say(found), where=f"$.response.{WHERE}")


def is_not_active(somebody: Member, organization_id: str) -> None:
    if active_in(somebody) == organization_id:
        expected = "another organization or none"
        raise Deviation(expected=expected, got=say(organization_id), where=f"$.response.{WHERE}")


def token_of(somebody: Member, **form: FormValue) -> SessionToken:
    return read(present(succeeded(somebody.actor.sessions.token(somebody.session_id, **form)), "jwt"))
