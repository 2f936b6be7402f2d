"""To an account elsewhere and back: how people sign in, sign up and connect by the OpenID provider of the run."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.callback import Returned
from fapi_conformance.client.exchange import Answer, Intent, Json
from fapi_conformance.client.form import FormValue
from fapi_conformance.client.native import NativeApp
from fapi_conformance.devices.openid_provider.device import OpenidProvider
from fapi_conformance.devices.openid_provider.visit import HONEST, Conduct, Person
from fapi_conformance.errors import NotTestable
from fapi_conformance.target.refusals import accepted, strayed

if TYPE_CHECKING:
    from fapi_conformance.target.target import Target

APP = "com.example.fapi-conformance://sso-callback"
"""Where a native app is opened: an address that no browser would go to."""
NOT_LED_THERE = frozenset(
    {"invalid_redirect_url", "invalid_url_scheme", "prohibited_redirect_url", "resource_missmatch"}
)
IN_SIGN_IN = "first_factor_verification"
IN_SIGN_UP = "verifications.external_account"
URL = "external_verification_redirect_url"


@dataclass(slots=True, kw_only=True)
class Trip:
    """An attempt whose person is about to go to the provider: ``url`` leads there. ``returned`` once they came back."""

    actor: Actor
    provider: OpenidProvider
    started: Answer
    url: str
    returned: Returned | None = field(default=None)

    @property
    def id(self) -> str:
        return str(self.started.resource["id"])

    def read(self, **query: FormValue) -> Answer:
        """The attempt, as its own client sees it."""
        area = self.actor.sign_ups if "verifications" in self.started.resource else self.actor.sign_ins
        return area.read(self.id, **query)

    def back(self, callback: str, *, intent: Intent = Intent.VALID) -> Answer:
        """Come back by that URL, and read the attempt then; an app takes over what the browser did (AUTH-090)."""
        self.returned = self.actor.return_from(callback, intent=intent)
        nonce = self.returned.nonce if isinstance(self.actor, NativeApp) else None
        return self.read(rotating_token_nonce=nonce) if nonce else self.read()

    def consent(self, person: Person, conduct: Conduct = HONEST) -> Answer:
        """Go there as this person, agree, and come back: the attempt then."""
        return self.back(self.provider.consent(self.url, person, conduct))

    def deny(self) -> Answer:
        """Go there, say no, and come back."""
        return self.back(self.provider.deny(self.url))


def authenticating(target: "Target", provider: OpenidProvider) -> OpenidProvider:
    """The same, where people sign in by it: some connections are there to be connected only."""
    told = target.environment.social.get(provider.strategy)
    if told is not None and told.authenticatable is False:
        raise NotTestable(f"nobody signs in by {provider.strategy} here", remedy="let people sign in by it")
    return provider


def to_sign_in(target: "Target", actor: Actor, provider: OpenidProvider | None = None, **form: FormValue) -> Trip:
    """A sign-in that leads to the provider. Raises Deviation where it does not."""
    there = authenticating(target, provider or target.provider())
    wanted = {"strategy": there.strategy, "redirect_url": landing(target, actor), **form}
    answer = _let_go(actor, actor.sign_ins.create(**wanted), "a sign-in by an account elsewhere")
    return Trip(actor=actor, provider=there, started=answer, url=authorization_url(actor, answer, IN_SIGN_IN))


def to_sign_up(target: "Target", actor: Actor, provider: OpenidProvider | None = None, **form: FormValue) -> Trip:
    """A sign-up that leads to the provider. Raises Deviation where it does not."""
    there = authenticating(target, provider or target.provider())
    consent = {"legal_accepted": True} if target.environment.legal_consent else {}
    wanted = {"strategy": there.strategy, "redirect_url": landing(target, actor), **consent, **form}
    answer = _let_go(actor, actor.sign_ups.create(**wanted), "a sign-up by an account elsewhere")
    return Trip(actor=actor, provider=there, started=answer, url=authorization_url(actor, answer, IN_SIGN_UP))


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An account elsewhere of whoever is signed in on ``actor``: ``person`` is who they are there.

    ``callback`` is the URL by which they came back, ``user`` what they then see of themselves.
    """

    id: str
    actor: Actor
    person: Person
    callback: str
    returned: Returned
    user: Answer

    @property
    def shown(self) -> Json:
        """As the user's own list has it; None where it is not in there."""
        return listed(self.user, self.id)


def connect(
    target: "Target",
    actor: Actor,
    person: Person | None = None,
    conduct: Conduct = HONEST,
    *,
    provider: OpenidProvider | None = None,
    **form: FormValue,
) -> Account:
    """Whoever is signed in connects an account of that person, or of somebody new with a verified address."""
    there = provider or target.provider()
    who = person or there.person(target.mail_address())
    wanted = {"strategy": there.strategy, "redirect_url": landing(target, actor), **form}
    created = _let_go(actor, actor.me.external_accounts.create(**wanted), "an account elsewhere to connect")
    callback = there.consent(authorization_url(actor, created, "verification"), who, conduct)
    return come_back(actor, str(created.resource.get("id")), who, callback)


def come_back(actor: Actor, account_id: str, person: Person, callback: str) -> Account:
    """Come back to an account that is being connected or asked anew, and look at oneself."""
    returned = actor.return_from(callback)
    nonce = returned.nonce if isinstance(actor, NativeApp) else None
    user = actor.me.read(rotating_token_nonce=nonce) if nonce else actor.me.read()
    return Account(id=account_id, actor=actor, person=person, callback=callback, returned=returned, user=user)


def connected(
    target: "Target", actor: Actor, person: Person | None = None, *, provider: OpenidProvider | None = None
) -> Account:
    """As above. Raises Deviation unless the account is verified then."""
    account = connect(target, actor, person, provider=provider)
    status = ((account.shown or {}).get("verification") or {}).get("status")
    if status != "verified":
        raise strayed(actor, expected="'verified'", got=status, where="$.response.external_accounts[].verification")
    return account


def listed(user: Answer, account_id: str) -> Json:
    """That account among the user's, by its id or by that of its identification; None where it is not there."""
    accounts = user.resource.get("external_accounts") if isinstance(user.resource, dict) else None
    for one in accounts if isinstance(accounts, list) else []:
        if isinstance(one, dict) and account_id in {one.get("id"), one.get("external_account_id")}:
            return one
    return None


def authorization_url(actor: Actor, answer: Answer, verification: str) -> str:
    """Where the person has to go. Raises Deviation unless it is an absolute URL (USER-321, AUTH-250)."""
    found: Json = answer.resource
    for name in (*verification.split("."), URL):
        found = found.get(name) if isinstance(found, dict) else None
    parts = urlsplit(found) if isinstance(found, str) else None
    if parts is None or parts.scheme not in {"http", "https"} or not parts.netloc:
        raise strayed(actor, expected="an absolute URL", got=found, where=f"$.response.{verification}.{URL}")
    return str(found)


def _let_go(actor: Actor, answer: Answer, what: str) -> Answer:
    """It is 2xx. Which apps people may be led back to is for the instance to say."""
    if isinstance(actor, NativeApp) and set(answer.codes) & NOT_LED_THERE:
        raise NotTestable(f"the instance leads nobody back to {APP}", remedy="let it lead native apps back to there")
    return accepted(actor, answer, what)


def landing(target: "Target", actor: Actor) -> str:
    """Where that kind of client is led back to."""
    return APP if isinstance(actor, NativeApp) else target.landing
