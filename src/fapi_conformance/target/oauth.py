"""Applications of the instance as an OAuth provider, and the way by which one gets a code and tokens for somebody."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer, Intent, Json
from fapi_conformance.client.form import OMIT, FormValue
from fapi_conformance.client.native import NativeApp
from fapi_conformance.devices.oauth_client import Landing, OAuthClient, Request, landing
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.target.capabilities import Capability
from fapi_conformance.target.means import lacking
from fapi_conformance.target.refusals import accepted

if TYPE_CHECKING:
    from fapi_conformance.target.target import Target

KIND = "oauth_application"
SCOPES = ("profile", "email")
"""What an application may ask for that says nothing (OAUTH-010)."""
NO_SECRET = "none"
REFUSAL = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Granted:
    """A code that somebody agreed to, and the request that it is an answer to."""

    request: Request
    landing: Landing
    code: str = field(repr=False)

    @property
    def client(self) -> OAuthClient:
        return self.request.client

    def form(self, **changed: FormValue) -> dict[str, FormValue]:
        """By which it is exchanged."""
        return self.request.exchange(self.code, **changed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """What a code was exchanged for."""

    granted: Granted
    answer: Answer

    @property
    def access(self) -> str:
        return str(self.answer.json["access_token"])

    @property
    def refresh(self) -> str | None:
        return _text(self.answer.json, "refresh_token")

    @property
    def id_token(self) -> str | None:
        return _text(self.answer.json, "id_token")

    @property
    def scopes(self) -> frozenset[str]:
        """As the answer tells them; those that were asked for where it does not."""
        told = _text(self.answer.json, "scope") or self.granted.request.told("scope") or ""
        return frozenset(told.split())


def new_redirect_uri(*, host: str = "") -> str:
    """An address of an application that is nobody else's, and where nobody listens."""
    return f"https://{host or f'app-{secrets.token_hex(6)}.example.com'}/callback"


def application(
    target: "Target",
    *,
    public: bool = False,
    scopes: Sequence[str] = SCOPES,
    redirect_uris: Sequence[str] = (),
    **wants: Json,
) -> OAuthClient:
    """A new application: by means, else by registering itself where it asks for nothing that this cannot give it.

    ``wants`` are further members of the Backend API's resource, such as ``consent_screen_enabled`` and
    ``jwt_access_tokens``; with any of them it takes means. Raises :class:`NotTestable` where it cannot be had.
    """
    if target.capabilities[Capability.OAUTH_PROVIDER] is False:
        raise NotTestable("the instance is no OAuth provider")
    addresses = tuple(redirect_uris) or (new_redirect_uri(),)
    if KIND in target.kinds:
        return _by_means(target, addresses, public=public, scopes=tuple(scopes), wants=wants)
    if target.capabilities[Capability.DYNAMIC_REGISTRATION] is True and not wants:
        method = {"token_endpoint_auth_method": NO_SECRET} if public else {}
        return registered(target, redirect_uris=list(addresses), scope=" ".join(scopes), **method)
    raise lacking(KIND)


def registered(target: "Target", **metadata: Json) -> OAuthClient:
    """An application that registers itself with that metadata. It stays: only means take one away again."""
    named = {"redirect_uris": [new_redirect_uri()], "client_name": f"fapi-{secrets.token_hex(8)}", **metadata}
    reader = target.reader("application")
    made = accepted(reader, reader.oauth.register(named), "an application that has registered itself")
    return client_of(made.json)


def client_of(document: Json) -> OAuthClient:
    """The client that a registration made."""
    try:
        return OAuthClient(
            client_id=str(document["client_id"]),
            secret=_text(document, "client_secret"),
            redirect_uris=tuple(map(str, document["redirect_uris"])),
            scopes=tuple(str(document["scope"]).split()),
        )
    except (KeyError, TypeError) as problem:
        raise Deviation(expected="a client as OAUTH-032 has it", got=f"one without {problem}") from problem


def ask(actor: Actor, request: Request, *, intent: Intent = Intent.VALID, by_post: bool = False) -> Landing:
    """Send the browser to the instance with that request, by an address or by a form: where it is sent."""
    if isinstance(actor, NativeApp):
        raise NotTestable("applications send browsers, which this instance does not let in")
    if by_post:
        return landing(actor.oauth.authorize_by_post(intent=intent, **request.parameters))
    return landing(actor.oauth.authorize_by(request.parameters, intent=intent))


def decide(
    actor: Actor,
    request: Request,
    *,
    consented: FormValue = True,
    intent: Intent = Intent.VALID,
    headers: Mapping[str, str | None] | None = None,
    **more: FormValue,
) -> Landing:
    """Decide about that request on the consent page: where the browser is sent."""
    form = {**request.parameters, "consented": consented, **more}
    answer = actor.me.oauth_consent.submit(request.client.client_id, intent=intent, headers=headers, **form)
    return landing(answer)


def pursued(actor: Actor, request: Request, *, by_post: bool = False) -> tuple[Landing, ...]:
    """All that somebody does who wants a request to succeed: what is wrong may be told only after the consent."""
    there = ask(actor, request, intent=Intent.OPEN, by_post=by_post)
    goes_on = there.answer.status < REFUSAL and there.code is None and not there.at(request.redirect_uri)
    if not goes_on or not request.client.asked_for_consent:
        return (there,)
    return there, decide(actor, request, intent=Intent.OPEN)


def agreed(actor: Actor, *clients: OAuthClient, scope: FormValue = OMIT) -> None:
    """The person agrees to these applications. Raises :class:`NotTestable` where a code does not come of it.

    What is refused afterwards is refused for nothing but what is wrong then.
    """
    for client in clients:
        try:
            granted(actor, client, scope)
        except Deviation as problem:
            raise NotTestable("no code could be had, which is told elsewhere") from problem


def granted(actor: Actor, client: OAuthClient, scope: FormValue = OMIT, **more: FormValue) -> Granted:
    """A code for the person who is signed in there, who agrees where they are asked.

    Raises :class:`Deviation` where no code comes of it.
    """
    request = client.request(scope, **more)
    there = ask(actor, request)
    if there.code is None and not there.at(request.redirect_uri) and request.client.asked_for_consent:
        there = decide(actor, request)
    if there.code is None:
        came = f"{there.answer.status} {' '.join(there.answer.codes)} {there.error or ''}".strip()
        raise Deviation(expected="a code for somebody who agrees", got=came, where="authorize and consent")
    return Granted(request=request, landing=there, code=there.code)


def tokens(target: "Target", grant: Granted, **changed: FormValue) -> Tokens:
    """What the application has for that code."""
    reader = target.reader("application")
    answer = reader.oauth.token(grant.form(**changed), credentials=grant.client.credentials)
    accepted(reader, answer, "tokens for a code")
    if _text(answer.json, "access_token") is None:
        raise Deviation(expected="an access token", got="none", where="$.access_token")
    return Tokens(granted=grant, answer=answer)


def tokens_for(
    target: "Target", actor: Actor, client: OAuthClient, scope: FormValue = OMIT, **more: FormValue
) -> Tokens:
    """The whole way: a code that the person agrees to, exchanged."""
    return tokens(target, granted(actor, client, scope, **more))


def _by_means(
    target: "Target", addresses: tuple[str, ...], *, public: bool, scopes: tuple[str, ...], wants: Mapping[str, Json]
) -> OAuthClient:
    made = target.means.provide(
        KIND,
        name=f"fapi-{secrets.token_hex(8)}",
        redirect_uris=list(addresses),
        scopes=" ".join(scopes),
        public=public,
        **wants,
    )
    target.ledger.provided(KIND, str(made["id"]))
    return OAuthClient(
        id=str(made["id"]),
        client_id=str(made["client_id"]),
        secret=None if public else _text(made, "client_secret"),
        redirect_uris=addresses,
        scopes=scopes,
        asked_for_consent=made.get("consent_screen_enabled") is not False,
    )


def _text(document: Json, name: str) -> str | None:
    value = document.get(name) if isinstance(document, Mapping) else None
    return value if isinstance(value, str) else None
