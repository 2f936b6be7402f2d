"""What a recipe can draw on: people and their clients, made when first asked for, for one test."""

import secrets
import string
from collections.abc import Callable

from fapi_conformance.client.actor import Actor
from fapi_conformance.errors import NotTestable
from fapi_conformance.target.capabilities import Capability
from fapi_conformance.target.member import Member
from fapi_conformance.target.organization_domains import SUGGESTION, Domain, suggestion_for, verified
from fapi_conformance.target.organizations import MANAGE_DOMAINS, MANAGE_MEMBERS, Organization, permits, role_without
from fapi_conformance.target.target import Target

ALPHABET = string.ascii_letters + string.digits
PREFIXES = {
    "session_id": "sess_",
    "sign_in_id": "sia_",
    "sign_up_id": "sua_",
    "user_id": "user_",
    "organization_id": "org_",
    "active_organization_id": "org_",
    "invitation_id": "orginv_",
    "domain_id": "orgdmn_",
    "suggestion_id": "orgsugg_",
    "request_id": "orgmemreq_",
    "client_id": "",
    "organizationID": "org_",
    "saml_connection_id": "samlc_",
    "enterprise_connection_id": "entconn_",
    "enterpriseConnectionID": "entconn_",
}


HEXADECIMAL = {"apiKeyID": "ak_"}
"""Ids that are a prefix and 32 hexadecimal digits."""


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
        self._colleague: Member | None = None
        self._organizations: dict[str, Organization] = {}
        self._suggesting: dict[str, Domain] = {}
        self._roles: dict[str, str] = {}
        self._permits: set[tuple[str, tuple[str, ...]]] = set()

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

    @property
    def colleague(self) -> Member:
        """A third member, who may come to belong to what the member makes, and has an organization of their own."""
        if self._colleague is None:
            self._colleague = self._make()
        return self._colleague

    @property
    def organization(self) -> Organization:
        """One that the member made."""
        return self.made_by(self.member)

    @property
    def host(self) -> Organization:
        """One that the colleague made."""
        return self.made_by(self.colleague)

    def made_by(self, maker: Member) -> Organization:
        """The organization of that member, made when it is first asked for."""
        self.needs(Capability.ORGANIZATIONS, "to belong to one")
        self.needs(Capability.ORGANIZATION_CREATION, "to make one")
        if maker.user_id not in self._organizations:
            self._organizations[maker.user_id] = self.target.organization(maker)
        return self._organizations[maker.user_id]

    def role_in(self, organization: Organization) -> str:
        """The key of a role in it that does not manage members."""
        if organization.id not in self._roles:
            self._roles[organization.id] = role_without(organization, MANAGE_MEMBERS)
        return self._roles[organization.id]

    def permitted(self, organization: Organization, *permissions: str) -> Organization:
        """It, where whoever made it has one of these. Raises NotTestable where the creator role has none."""
        if (organization.id, permissions) not in self._permits:
            permits(organization, *permissions)
            self._permits.add((organization.id, permissions))
        return organization

    def suggested(self, organization: Organization) -> tuple[Member, str]:
        """Somebody new with an address in a domain of it, and the id of the suggestion that they have of it."""
        self.needs(Capability.ORGANIZATION_SUGGESTIONS, "to be suggested one")
        if organization.id not in self._suggesting:
            self.permitted(organization, MANAGE_DOMAINS)
            self._suggesting[organization.id] = verified(self.target, organization, mode=SUGGESTION)
        address = self.target.address(at=self._suggesting[organization.id].name)
        somebody = self._making(actor=self.visitor("somebody in the domain"), email_address=address)
        return somebody, suggestion_for(somebody.actor, organization)

    def become(self, member: Member) -> Member:
        """From now on the recipes are about this member."""
        self._member = member
        return member

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
    if parameter in HEXADECIMAL:
        return HEXADECIMAL[parameter] + secrets.token_hex(16)
    return PREFIXES.get(parameter, "idn_") + "".join(secrets.choice(ALPHABET) for _ in range(27))
