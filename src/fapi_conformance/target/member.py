"""A signed-up user with credentials, on an actor of its own; and the gate before all: that one can be made."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.browser import NoDevBrowser
from fapi_conformance.client.exchange import Json
from fapi_conformance.client.form import FormValue
from fapi_conformance.devices import Authenticator, BackupCodes
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.target.refusals import accepted, strayed

if TYPE_CHECKING:
    from fapi_conformance.target.target import Target

LISTS = {"email_address": "email_addresses", "phone_number": "phone_numbers", "web3_wallet": "web3_wallets"}
"""The members of a user that list its addresses, numbers and wallets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Names and password are None, and the address empty, where the instance does not have them.

    ``identifier`` is what this member signs in by: the address, the number or the username. Devices are None where
    the member holds none.
    """

    user_id: str
    identifier: str
    email: str
    phone_number: str | None
    username: str | None
    password: str | None = field(repr=False)
    first_name: str | None
    last_name: str | None
    actor: Actor
    session_id: str
    authenticator: Authenticator | None = None
    backup_codes: BackupCodes | None = None

    def known_by(self) -> dict[str, FormValue]:
        """The identifier by the name that a sign-up has for it."""
        kinds = {self.email: "email_address", self.phone_number: "phone_number", self.username: "username"}
        return {kinds[self.identifier]: self.identifier}


def bedrock(target: "Target") -> Member:
    """Make a member and read its unguessable name back, by the first way that works.

    Raises the first :class:`Deviation` that was met where no way works, or :class:`NotTestable` where only settings
    or a lack of means were in the way.
    """
    causes: list[Deviation | NotTestable] = []
    for way in target.ways():
        try:
            member = target.member(way=way)
            read_back(member)
        except NoDevBrowser as cause:  # for any other requirement a missing precondition, here the target's own fault
            causes.append(Deviation(expected="a dev-browser token as top-level `id`", got=cause.because))
        except (Deviation, NotTestable) as cause:
            causes.append(cause)
        else:
            return member
    raise next((cause for cause in causes if isinstance(cause, Deviation)), causes[0])


def read_back(member: Member) -> None:
    """Raises :class:`Deviation` unless ``GET /v1/me`` shows this very member."""
    actor = member.actor
    user = accepted(actor, actor.me.read(), "the signed-in user").resource
    if not isinstance(user, dict):
        raise strayed(actor, expected="a user", got=user, where="$.response")
    expected = {
        "id": member.user_id,
        "first_name": member.first_name,
        "last_name": member.last_name,
        "username": member.username,
    }
    for name, value in expected.items():
        if value is not None and user.get(name) != value:
            raise strayed(actor, expected=repr(value), got=user.get(name), where=f"$.response.{name}")
    for kind, value in (("email_address", member.email), ("phone_number", member.phone_number)):
        listed = identifications(user, kind)
        if value and value.lower() not in listed:
            raise strayed(actor, expected=repr(value), got=listed, where=f"$.response.{LISTS[kind]}")


def identifications(user: Json, kind: str) -> list[str]:
    """The addresses, numbers or wallets of a user, in small letters."""
    listed = user.get(LISTS[kind])
    items = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    return [text.lower() for one in items if isinstance(text := one.get(kind), str)]
