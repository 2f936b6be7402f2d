"""What a recipe can draw on: people and their clients, made when first asked for, for one test."""

import secrets
import string
from collections.abc import Callable

from fapi_conformance.client.actor import Actor
from fapi_conformance.errors import NotTestable
from fapi_conformance.target.capabilities import Capability
from fapi_conformance.target.member import Member
from fapi_conformance.target.target import Target

ALPHABET = string.ascii_letters + string.digits
PREFIXES = {"session_id": "sess_", "sign_in_id": "sia_", "sign_up_id": "sua_"}


class World:
    """The people of one test. ``member`` is who the recipes are about, ``stranger`` somebody else altogether.

    ``native``: all of them come by native app; else as the instance lets them in.
    """

    def __init__(self, target: Target, make: Callable[..., Member] | None = None, *, native: bool = False) -> None:
        self.target = target
        self.native = native
        self._making = make or target.member
        self._member: Member | None = None
        self._stranger: Member | None = None

    @property
    def member(self) -> Member:
        """Signed in on an actor of its own."""
        if self._member is None:
            self._member = self._make()
        return self._member

    @property
    def newcomer(self) -> Member:
        """A member without a second factor, also where everybody needs one: then each time a new one."""
        if self.target.capabilities[Capability.SECOND_FACTOR_REQUIRED] is not True:
            return self.member
        self._member = self._making(actor=self.visitor("newcomer"), settle=False)
        return self._member

    @property
    def secured(self) -> Member:
        """The member, with an authenticator app as second factor."""
        self.needs(Capability.AUTHENTICATOR_APP, "for a second factor")
        self._member = self.target.secured(self.member)
        return self._member

    @property
    def stranger(self) -> Member:
        """Another member, signed in on another actor."""
        if self._stranger is None:
            self._stranger = self._make()
        return self._stranger

    def _make(self) -> Member:
        return self._making(actor=self.visitor("member"))

    def renew(self) -> None:
        """Forget the member: the next one asked for is new."""
        self._member = None

    def visitor(self, name: str = "visitor") -> Actor:
        """An actor that nobody is signed in on."""
        return self.target.new_native(name) if self.native else self.target.visitor(name)

    def elsewhere(self) -> tuple[Actor, str]:
        """The member signed in on one more client, which may be lost: its actor and session."""
        actor = self.visitor("elsewhere")
        return actor, self.target.sign_in(self.member, actor)

    def needs(self, capability: Capability, purpose: str) -> None:
        """Raises NotTestable where the instance says that it does not offer this. Unknown is not off."""
        if self.target.capabilities[capability] is False:
            raise NotTestable(f"the instance has no {capability.value}, which is needed {purpose}")


def unknown_id(parameter: str) -> str:
    """An id in the published form that names nothing (AUTH-050, AUTH-051)."""
    return PREFIXES.get(parameter, "idn_") + "".join(secrets.choice(ALPHABET) for _ in range(27))
