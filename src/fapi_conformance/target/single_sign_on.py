"""To the identity provider of a company and back: how people sign in and sign up by whom they work for.

As official clients go: a sign-in is begun with the address and the strategy, prepared, and then the browser
is sent off.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.browser import Browser
from fapi_conformance.client.callback import Returned
from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.client.form import FormValue
from fapi_conformance.client.native import NativeApp
from fapi_conformance.devices.saml.conduct import HONEST, Conduct, Request, ServiceProvider, Subject
from fapi_conformance.devices.saml.identity_provider import Form, SamlIdentityProvider
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.target.elsewhere import IN_SIGN_IN, IN_SIGN_UP, authorization_url, landing
from fapi_conformance.target.person import new_domain, new_name
from fapi_conformance.target.refusals import accepted

if TYPE_CHECKING:
    from fapi_conformance.target.target import Target

KIND = "saml_connection"
STRATEGY = "enterprise_sso"


@dataclass(frozen=True, slots=True, kw_only=True)
class SamlConnection:
    """One of the instance to a company, whose people have addresses at ``domain``.

    ``id`` names it in paths of SAML, ``enterprise_id`` where connections are tended.
    """

    id: str
    enterprise_id: str
    name: str
    domain: str
    idp: SamlIdentityProvider
    service: ServiceProvider

    def vouch(self, subject: Subject, request: Request | None = None, conduct: Conduct = HONEST) -> Form:
        """What its identity provider posts to the target."""
        return self.idp.vouch(subject, self.service, request, conduct)


class SamlConnections:
    """Those of a run, made by means when they are first asked for."""

    def __init__(self, target: "Target") -> None:
        self._target = target
        self._known: dict[tuple[tuple[str, Any], ...], SamlConnection | NotTestable] = {}
        self._people: dict[str, Employee] = {}

    def get(self, **wants: Any) -> SamlConnection:
        """The same one for the same wants, so that nobody may change it."""
        key = tuple(sorted(wants.items()))
        if key not in self._known:
            try:
                self._known[key] = self.new(**wants)
            except NotTestable as reason:
                self._known[key] = reason
        found = self._known[key]
        if isinstance(found, NotTestable):
            raise NotTestable(found.because, remedy=found.remedy)
        return found

    def somebody(self, connection: SamlConnection) -> "Employee":
        """Somebody who signed up by it: the same for every test, so that nothing may be done to them."""
        if connection.id not in self._people:
            self._people[connection.id] = employed(self._target, connection)
        return self._people[connection.id]

    def new(self, idp: SamlIdentityProvider | None = None, **wants: Any) -> SamlConnection:
        """One of its own, active unless ``wants`` says otherwise. Raises :class:`NotTestable` where none can be had."""
        there, domain, name = idp or SamlIdentityProvider(), new_domain(), f"Company {new_name()}"
        told = self._target.means.provide(
            KIND,
            name=name,
            provider="saml_custom",
            domains=[domain],
            idp_entity_id=there.entity_id,
            idp_sso_url=there.sso_url,
            idp_certificate=there.certificate,
            attribute_mapping=there.attributes,
            **{"active": True, **wants},
        )
        self._target.ledger.provided(KIND, str(told["id"]))
        return SamlConnection(
            id=str(told["id"]),
            enterprise_id=str(told.get("enterprise_connection_id") or told["id"]),
            name=name,
            domain=domain,
            idp=there,
            service=ServiceProvider(entity_id=str(told["sp_entity_id"]), acs_url=str(told["acs_url"])),
        )


@dataclass(slots=True, kw_only=True)
class Errand:
    """An attempt whose person is about to go to their company: ``url`` leads there. ``returned`` once they are back."""

    actor: Actor
    connection: SamlConnection
    started: Answer
    url: str
    returned: Returned | None = field(default=None)

    @property
    def request(self) -> Request:
        """What the company is asked. Raises Deviation where that cannot be made out."""
        return self.connection.idp.asked(self.url)

    @property
    def id(self) -> str:
        return str(self.started.resource["id"])

    def read(self, **query: FormValue) -> Answer:
        """The attempt, as its own client sees it."""
        area = self.actor.sign_ups if "verifications" in self.started.resource else self.actor.sign_ins
        return area.read(self.id, **query)

    def back(self, form: Mapping[str, str], *, intent: Intent = Intent.VALID) -> Answer:
        """Come back with what the company posts, and read the attempt then (for an app: AUTH-090)."""
        self.returned = self.actor.return_from_company(self.connection.id, form, intent=intent)
        nonce = self.returned.nonce if isinstance(self.actor, NativeApp) else None
        return self.read(rotating_token_nonce=nonce) if nonce else self.read()

    def vouched(self, subject: Subject, conduct: Conduct = HONEST, *, intent: Intent = Intent.VALID) -> Answer:
        """Go there, be vouched for as this person, and come back: the attempt then."""
        return self.back(self.connection.vouch(subject, self.request, conduct), intent=intent)


@dataclass(frozen=True, slots=True, kw_only=True)
class Employee:
    """Somebody who signed up by their company, on ``actor``. ``attempt`` is how the sign-up was when they came back."""

    user_id: str
    actor: Actor
    subject: Subject
    attempt: Answer


def colleague(target: "Target", connection: SamlConnection, **wants: Any) -> Subject:
    """Somebody new at that company."""
    return Subject.new(target.address(at=connection.domain), **wants)


def to_sign_in(target: "Target", actor: Actor, connection: SamlConnection, address: str, **form: FormValue) -> Errand:
    """A sign-in that leads to the company of this address. Raises Deviation where it does not."""
    wanted = {"strategy": STRATEGY, "redirect_url": landing(target, actor), **form}
    created = actor.sign_ins.create(identifier=address, **wanted)
    attempt = accepted(actor, created, "a sign-in by a company").resource
    prepared = actor.sign_ins.prepare_first_factor(str(attempt.get("id")), **wanted)
    answer = accepted(actor, prepared, "a sign-in that leads to the company")
    return Errand(actor=actor, connection=connection, started=answer, url=authorization_url(actor, answer, IN_SIGN_IN))


def to_sign_up(target: "Target", actor: Actor, connection: SamlConnection, address: str, **form: FormValue) -> Errand:
    """A sign-up that leads to the company of this address. Raises Deviation where it does not."""
    consent = {"legal_accepted": True} if target.environment.legal_consent else {}
    wanted = {"strategy": STRATEGY, "redirect_url": landing(target, actor), **consent, **form}
    answer = accepted(actor, actor.sign_ups.create(email_address=address, **wanted), "a sign-up by a company")
    return Errand(actor=actor, connection=connection, started=answer, url=authorization_url(actor, answer, IN_SIGN_UP))


def signed_up(
    target: "Target", connection: SamlConnection, subject: Subject | None = None, actor: Actor | None = None
) -> Employee:
    """Somebody new who signed up by that company. Raises Deviation where that does not go."""
    who = subject or colleague(target, connection)
    client = actor or target.visitor("employee")
    attempt = to_sign_up(target, client, connection, str(who.email)).vouched(who)
    user_id, _ = target.finished(client, attempt, str(who.email))
    return Employee(user_id=user_id, actor=client, subject=who, attempt=attempt)


def employed(target: "Target", connection: SamlConnection, subject: Subject | None = None) -> Employee:
    """The same for a test about something else: that nobody can sign up so is told where that is judged."""
    try:
        return signed_up(target, connection, subject)
    except Deviation as problem:
        raise NotTestable("nobody could sign up by their company") from problem


def adopt(actor: Actor, returned: Returned) -> None:
    """A browser that was new to a development instance is known by what it was given on the way (AUTH-095)."""
    if isinstance(actor, Browser) and actor.endpoint.development and (token := returned.told("__clerk_db_jwt")):
        actor.dev_browser_token = token
