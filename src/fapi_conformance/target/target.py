"""The implementation under test, as tests see it: what it offers, and who they can be towards it."""

import secrets
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from functools import cached_property, partial
from types import MappingProxyType
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.browser import Browser
from fapi_conformance.client.endpoint import API_VERSION, Endpoint, Pacing
from fapi_conformance.client.exchange import Answer, Intent, Json
from fapi_conformance.client.form import FormValue
from fapi_conformance.client.limits import Limits
from fapi_conformance.client.native import NativeApp
from fapi_conformance.client.recorder import Recorder
from fapi_conformance.devices.inbox import Inbox
from fapi_conformance.devices.oauth_client import OAuthClient
from fapi_conformance.devices.openid_provider.device import OpenidProvider
from fapi_conformance.devices.openid_provider.running import Running
from fapi_conformance.devices.saml.identity_provider import SamlIdentityProvider
from fapi_conformance.devices.wallet import Keyring
from fapi_conformance.errors import NotTestable
from fapi_conformance.target import new_members, oauth, organizations, programs, second_factors
from fapi_conformance.target import person as people
from fapi_conformance.target.capabilities import Capabilities, Capability, capabilities
from fapi_conformance.target.codes import Codes
from fapi_conformance.target.environment import IDENTIFIERS, Environment
from fapi_conformance.target.ledger import TIDY_SECONDS, Ledger, Left
from fapi_conformance.target.means import Means, NoMeans, Noted
from fapi_conformance.target.member import Member
from fapi_conformance.target.new_members import Way
from fapi_conformance.target.pace import Pace
from fapi_conformance.target.provider_metadata import offered
from fapi_conformance.target.providers import Providers
from fapi_conformance.target.risks import RISKS
from fapi_conformance.target.signing_in import CODES
from fapi_conformance.target.single_sign_on import SamlConnection, SamlConnections


class Target:
    """``issuer`` is what session tokens must name, ``token_lifetime`` their seconds; None where nobody told.

    ``origin`` is what browsers send; without one, it is what the environment suggests. ``allowed`` are the risks
    that tests may take with it.
    """

    wrong_code = "000000"

    def __init__(
        self,
        base_url: str,
        environment: Environment,
        *,
        recorder: Recorder | None = None,
        means: Means | None = None,
        pacing: Pacing | None = None,
        origin: str | None = None,
        issuer: str | None = None,
        token_lifetime: int | None = None,
        device_trust: bool | None = None,
        provider_metadata: Json = None,
        allowed: Collection[str] = RISKS,
        api_version: str = API_VERSION,
        limits: Limits | None = None,
        provider: Callable[[], Running] | None = None,
        waitlist: Callable[[], "Target"] | None = None,
    ) -> None:
        self.environment = environment
        self.capabilities: Capabilities = capabilities(environment)
        recorder = recorder or Recorder()
        self.means: Means = Noted(means or NoMeans(), recorder.interrupt)
        self._providers = Providers(provider, self.means, environment)
        self._waitlist = waitlist
        self._waiting: Target | None = None
        if waitlist is not None:
            self.capabilities = MappingProxyType({**self.capabilities, Capability.WAITLIST: True})
        self._issuer = issuer
        self.token_lifetime = token_lifetime
        self.allowed = frozenset(allowed)
        self.recorder = recorder
        self.ledger = Ledger()
        self.keyring: Keyring = Keyring()
        self.endpoint = Endpoint(
            base_url=base_url,
            origin=origin or _origin(base_url, environment),
            development={"development": True, "production": False}.get(environment.kind or ""),
            api_version=api_version,
            pacing=pacing or Pace(),
            witness=self.ledger,
            limits=limits or Limits(),
        )
        self.codes = Codes(environment, self.means, patience=3.0 if self.endpoint.loopback else 30.0)
        if environment.captcha or (environment.captcha is None and not self.endpoint.loopback):
            self.endpoint.testing_token = self._testing_token

        self.learn_trust(device_trust)
        self.learn_provider(provider_metadata)

    def learn_trust(self, asked: bool | None) -> None:
        """Whether a right password on an unknown client is not enough: no environment tells, a sign-in has shown it."""
        self.capabilities = MappingProxyType({**self.capabilities, Capability.DEVICE_TRUST: asked})

    def learn_provider(self, metadata: Json) -> None:
        """What it is as an OAuth provider, as the metadata document of it tells; None: nobody has read that."""
        self.provider_metadata = metadata
        self.capabilities = MappingProxyType({**self.capabilities, **offered(metadata)})

    def __repr__(self) -> str:
        return f"<Target {self.base_url}>"

    @property
    def base_url(self) -> str:
        return self.endpoint.base_url

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The means of this run, by the names that requirements use: user, age, testing_token, issuer…"""
        return self.means.kinds() | (frozenset() if self._issuer is None else {"issuer"})

    @cached_property
    def off(self) -> Mapping[str, str]:
        """The capabilities that cannot be claimed here, each with the reason. What is not said counts as not offered:
        judging it could accuse an instance of a feature that it never promised (GAP-031).
        """
        reasons = {False: "the environment says that {} is off", None: "the environment does not say whether {} is on"}
        offered = self.capabilities.items()
        told = {name: reasons[state].format(name) for name, state in offered if state is not True}
        if self.capabilities[Capability.DYNAMIC_REGISTRATION] is False:
            told[Capability.DYNAMIC_REGISTRATION] = "the metadata of the provider names no registration_endpoint"
        if self.capabilities[Capability.OAUTH_PROVIDER] is False:
            told[Capability.OAUTH_PROVIDER] = "there is no metadata of a provider, or it has no authorization_endpoint"
        if self.capabilities[Capability.DEVICE_TRUST] is False:
            told[Capability.DEVICE_TRUST] = "a right password was enough on an unknown client: device-trust is off"
        return told

    @cached_property
    def issuer(self) -> str | None:
        """What session tokens of this target must name; None where neither an option nor the means tell."""
        if self._issuer is None and "issuer" in self.kinds:
            return str(self.means.provide("issuer")["issuer"])
        return self._issuer

    # actors

    def new_browser(self, name: str = "browser") -> Browser:
        return Browser(name, self.endpoint, self.recorder)

    def new_native(self, name: str = "native app") -> NativeApp:
        return NativeApp(name, self.endpoint, self.recorder)

    def reader(self, name: str = "reader") -> Actor:
        """Somebody who is no client of any kind, and brings nothing but the request."""
        return Actor(name, self.endpoint, self.recorder)

    def visitor(self, name: str = "visitor") -> Actor:
        """Somebody new of the kind that this instance lets in: a browser, or a native app past a captcha (GAP-079)."""
        barred = bool(self.environment.captcha) and "testing_token" not in self.kinds
        if barred and self.capabilities[Capability.NATIVE] is not False:
            return self.new_native(name)
        return self.new_browser(name)

    @property
    def settles(self) -> float:
        """The seconds after which what is over has to be seen to be so everywhere; on this machine it is at once."""
        return 0.0 if self.endpoint.loopback else 30.0

    # what a person brings

    def code_sent(self, to: FormValue) -> str:
        """The code that was sent to this address or number since one was last asked for here.

        Where test mode makes it public, it is known beforehand. Raises :class:`NotTestable` where it cannot be had.
        """
        return self.codes.inbox(str(to)).code()

    @property
    def public_code(self) -> str:
        """What proves a test address in test mode; anywhere else, and where nothing was sent, a code like any other."""
        return people.TEST_CODE

    def address(self, *, at: str = "example.com") -> str:
        """An unguessable address: a test address where test mode is not off, else one for means to verify or read."""
        if "user" not in self.kinds:
            self.codes.need("email_address")
        return people.new_address(test=self.environment.test_mode is not False, domain=at)

    def mail_address(self, *, at: str = "example.com") -> str:
        """An unguessable address that is no test address, at a domain that nobody has."""
        return people.new_address(test=False, domain=at)

    def phone_number(self) -> str:
        """A test number. Raises :class:`NotTestable` where nobody could read a code that is sent there."""
        self.codes.need("phone_number")
        return people.new_phone_number()

    def username(self) -> str:
        return people.new_username()

    def identifier(self) -> dict[str, FormValue]:
        """A new one of the kind that people here are known by, by its parameter name."""
        kinds = [kind for kind in IDENTIFIERS if self.environment.identifies_by(kind)]
        kind = (kinds or ["email_address"])[0]
        made = {"email_address": self.address, "phone_number": self.phone_number, "username": self.username}
        return {kind: made[kind]()}

    def password(self) -> str:
        return people.new_password(self.environment)

    def short_password(self) -> tuple[str, tuple[str, ...]]:
        """A password whose only fault is its length, and what may be said of it (AUTH-317 leaves open what else is)."""
        too_weak = ("form_password_not_strong_enough",) if self.environment.password_rules.strength else ()
        return people.short_password(self.environment), ("form_password_length_too_short", *too_weak)

    def name(self) -> str:
        return people.new_name()

    def newcomer(self, **wants: str | None) -> dict[str, FormValue]:
        """The form of a whole sign-up by somebody new: everything that this instance asks for, by parameter name."""
        return new_members.person(self, wants).form()

    def redeem(self, actor: Actor, ticket: str, *, intent: Intent = Intent.VALID, **more: FormValue) -> Answer:
        """Sign up by a ticket, with all that the instance asks for but the address, which the invitation brings."""
        person = {name: value for name, value in self.newcomer().items() if name != "email_address"}
        return actor.sign_ups.create(**person, strategy="ticket", ticket=ticket, **more, intent=intent)

    @property
    def landing(self) -> str:
        """An address of the application that links may lead back to, with a query of its own."""
        return f"{self.endpoint.origin or self.base_url}/fapi-conformance?kept=yes"

    def inbox(self, to: str) -> Inbox:
        """What the target sends to that address or number."""
        return self.codes.inbox(to)

    def finished(self, actor: Actor, answer: Answer, address: str) -> tuple[str, str]:
        """Complete a sign-up that somebody with that address has begun otherwise; the ids of user and session."""
        return new_members.finished(self, actor, answer, address)

    def provider(self, strategy: str | None = None) -> OpenidProvider:
        """The OpenID provider behind that connection of the instance, or behind any that the run has.

        It is started when somebody first asks. Raises :class:`NotTestable` where the run has no means for it.
        """
        return self._providers.behind(strategy)

    def waitlisted(self) -> "Target":
        """Where people wait to be let in: this instance, or another one of the same implementation.

        Raises :class:`NotTestable` where the run has none.
        """
        if self.environment.sign_up_mode == "waitlist":
            return self
        if self._waiting is None:
            if self._waitlist is None:
                raise NotTestable(
                    "nobody waits here to be let in", remedy="pass --waitlist-url of an instance in that mode"
                )
            self._waiting = self._waitlist()
        self._waiting.endpoint.purpose = self.endpoint.purpose
        return self._waiting

    def unread_address(self) -> str:
        """An unguessable address whose mails nobody has to read."""
        return people.new_address(test=self.environment.test_mode is not False)

    @cached_property
    def saml(self) -> SamlConnections:
        """Connections to identity providers of companies. Each raises :class:`NotTestable` without means for it."""
        return SamlConnections(self)

    def saml_connection(self, idp: SamlIdentityProvider | None = None, **wants: Json) -> SamlConnection:
        """A connection of its own to that identity provider, or to a new one; it goes when the run ends."""
        return self.saml.new(idp, **wants)

    def seen_by_everybody(self, url: str) -> Answer:
        """What stands at that address. Raises :class:`NotTestable` for one of another host: nothing else is visited."""
        parts = urlsplit(url)
        if f"{parts.scheme}://{parts.netloc}" != self.endpoint.wire.origin:
            raise NotTestable(f"it is served by another host, {parts.netloc or 'none'}")
        path = parts.path.removeprefix(self.endpoint.wire.prefix)
        return self.reader("somebody").call("GET", path, query=parse_qsl(parts.query, keep_blank_values=True))

    # members

    def member(
        self, *, actor: Actor | None = None, way: Way | None = None, settle: bool = True, **wants: str | None
    ) -> Member:
        """A new signed-up user, signed in on ``actor`` or on a visitor of its own.

        ``settle``: where the instance wants a second factor of everybody, the member sets one up.

        ``wants`` fixes fields of the sign-up (``email_address``, ``password``, ``first_name``, ``last_name``,
        ``username``, ``phone_number``); None leaves one out. Tries the ways in order; raises the first cause.
        """
        wanted = new_members.person(self, wants)
        first: Exception | None = None
        for one in [way] if way else self.ways():
            try:
                made = one(wanted, actor or self.visitor("member"))
                return new_members.settled(self, made) if settle else made
            except (NotTestable, AssertionError) as cause:
                first = first or cause
        raise first or NotTestable("there is no way to make a member")

    def ways(self) -> list[Way]:
        """How members can be made here, best first: never empty."""
        return new_members.ways(self)

    def sign_in(self, member: Member, actor: Actor) -> str:
        """Sign a member in on another actor; the id of the new session."""
        show = partial(second_factors.shown, self, member)
        return new_members.signed_in(self, actor, member.user_id, member, show=show)

    def typing_signs_in(self) -> bool:
        """Whether members can sign in by anything that they type: a password, or a code that was sent to them."""
        factors = self.environment.first_factors
        usable = factors is None or not factors.isdisjoint({"password", *CODES})
        return usable and self.capabilities[Capability.IDENTIFIER] is not False

    def elsewhere(self, member: Member, actor: Actor | None = None) -> Member:
        """The same person signed in once more, on another actor."""
        second = actor or self.visitor("second device")
        return replace(member, actor=second, session_id=self.sign_in(member, second))

    def secured(self, member: Member) -> Member:
        """The member with an authenticator app and, where there are any, backup codes. It can sign in elsewhere."""
        return new_members.secured(self, member)

    def provided_member(self, **wants: Json) -> Member:
        """A member made by means with these members of their Backend API resource, and signed in.

        Raises :class:`NotTestable` where the run has no means to make users.
        """
        made = new_members.by_means(self, new_members.person(self, {}), self.visitor("member"), **wants)
        return new_members.settled(self, made)

    def ban(self, member: Member) -> None:
        """For good. Raises :class:`NotTestable` where the run has no means for it."""
        self.means.provide("ban", user_id=member.user_id)

    def organization(self, maker: Member, **form: FormValue) -> organizations.Organization:
        """A new organization with an unguessable name, made by that member."""
        return organizations.made(self, maker, **form)

    def having_chosen(self, member: Member) -> Member:
        """The member, with an organization chosen where their session waits for that."""
        organizations.having_chosen(self, member)
        return member

    def joined(self, organization: organizations.Organization, member: Member, role: str | None = None) -> Json:
        """Add another member, by the maker, with that role or one that does not manage members; the membership."""
        return organizations.joined(organization, member, role)

    def oauth_application(self, *, public: bool = False, **wants: Any) -> OAuthClient:
        """A new application that people let in by the instance; see :func:`fapi_conformance.target.oauth.application`.

        By means, else it registers itself. Raises :class:`NotTestable` where neither can be.
        """
        return oauth.application(self, public=public, **wants)

    def template(self, **wants: Json) -> str:
        """A new template for tokens, by its unguessable name; it goes when the run ends.

        Raises :class:`NotTestable` where the run has no means for it.
        """
        made = self.means.provide("jwt_template", name=f"fapi-{secrets.token_hex(8)}", **{"claims": {}, **wants})
        self.ledger.provided("jwt_template", str(made["id"]))
        return str(made["name"])

    def integration(self) -> str:
        """The name of a service that the instance makes tokens for. Raises :class:`NotTestable` as above."""
        return str(self.means.provide("integration")["service"])

    def sign_in_token(self, user_id: str, **wants: Json) -> Mapping[str, Json]:
        """A ticket that signs that user in: its ``id`` and ``token``. Raises :class:`NotTestable` as above."""
        return self._ticket("sign_in_token", user_id=user_id, **wants)

    def invitation(self, email_address: str, **wants: Json) -> Mapping[str, Json]:
        """An invitation that leads back to the application: its ``id`` and ``url``, and the ``ticket`` in that."""
        wanted = {"redirect_url": self.landing, "notify": False, **wants}
        made = self._ticket("invitation", email_address=email_address, **wanted)
        return {**made, "ticket": parse_qs(urlsplit(str(made.get("url"))).query).get("ticket", [""])[0]}

    @cached_property
    def satellite(self) -> programs.Satellite:
        """A domain beside the instance's own, one for all tests. Raises :class:`NotTestable` as above."""
        return programs.satellite(self)

    @cached_property
    def proxied(self) -> programs.Satellite:
        """The same behind a proxy of the application."""
        return programs.satellite(self, proxied=True)

    def agent_task(self, user_id: str, **wants: Json) -> programs.Task:
        """What lets a program act for that user. Raises :class:`NotTestable` as above."""
        return programs.agent_task(self, user_id, **wants)

    def _ticket(self, kind: str, **wants: Json) -> Mapping[str, Json]:
        made = self.means.provide(kind, **wants)
        self.ledger.provided(kind, str(made["id"]))
        return made

    def tidy(self, *, seconds: float = TIDY_SECONDS) -> tuple[Left, ...]:
        """Delete every user that this process made; what could not be deleted within ``seconds``, and why.

        Never raises an exception.
        """
        elsewhere = self._waiting.tidy(seconds=seconds) if self._waiting else ()
        return (*self.ledger.tidy(self, seconds=seconds), *elsewhere)

    def close(self) -> None:
        """Close the connections; actors cannot be used any more."""
        self._providers.close()
        if self._waiting is not None:
            self._waiting.close()
        self.endpoint.wire.close()

    def _testing_token(self) -> str | None:
        return self.means.provide("testing_token").get("token") if "testing_token" in self.kinds else None


def _origin(base_url: str, environment: Environment) -> str:
    """An origin that the instance is likely to allow: its own home page, any local one in development."""
    if environment.kind == "development":
        return "http://localhost:3000"
    parts = urlsplit(environment.home_url or "")
    if parts.scheme in {"http", "https"} and parts.netloc:
        return f"{parts.scheme}://{parts.netloc}"
    own = urlsplit(base_url)
    return f"{own.scheme}://{own.netloc}"
