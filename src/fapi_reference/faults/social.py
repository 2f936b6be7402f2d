"""Deviations of signing in by an account elsewhere."""

from dataclasses import replace as changed
from typing import Any

from fapi_reference.exchange import Exchange, Form
from fapi_reference.faults import alter, fault, replace
from fapi_reference.problems import Item
from fapi_reference.records.application import OpenIDProvider
from fapi_reference.records.people import User
from fapi_reference.records.sessions import Client
from fapi_reference.records.verification import ExternalIdentity
from fapi_reference.reference import Reference
from fapi_reference.services.authorizations import AuthorizationRequest
from fapi_reference.transport.headers import deliver_token

SINGLE = "[instance]\nsingle_session_mode = true\n"


@fault("social.nowhere-to-go", caught_by=("SOCIAL.SIGN-IN.START",))
def nowhere_to_go(server: Reference) -> None:
    """A sign-in by a provider does not say where that is."""

    def lost(shown: dict[str, Any]) -> dict[str, Any]:
        first = shown["first_factor_verification"]
        return shown | {"first_factor_verification": first and first | {"external_verification_redirect_url": None}}

    alter(server.views.sign_in, lost)


@fault("social.relative-way", caught_by=("SOCIAL.SIGN-UP.START", "EXTERNAL-ACCOUNT.CREATE"))
def relative_way(server: Reference) -> None:
    """The address of the provider is told without its host."""
    original = replace(
        server.relying_party.authorization_url, lambda *args: "/" + original(*args).split("//", 1)[1].split("/", 1)[1]
    )


@fault("social.known-before-they-came", caught_by=("SOCIAL.SIGN-IN.START",))
def known_before_they_came(server: Reference) -> None:
    """A sign-in by a provider looks like one that waits for a first factor of its user."""

    def waiting(shown: dict[str, Any]) -> dict[str, Any]:
        first = shown["first_factor_verification"]
        elsewhere = first and first["object"] == "verification_oauth" and first["status"] == "unverified"
        return shown | ({"status": "needs_first_factor"} if elsewhere else {})

    alter(server.views.sign_in, waiting)


@fault("social.scopeless", caught_by=("SOCIAL.AUTHORIZATION",))
def scopeless(server: Reference) -> None:
    """The provider is asked for nothing in particular."""
    original = replace(
        server.relying_party.authorization_url,
        lambda request, *args: original(changed(request, scopes=()), *args),
    )


@fault("social.state-of-the-day", caught_by=("SOCIAL.STATE.FRESH",))
def state_of_the_day(server: Reference) -> None:
    """All visits have the same state."""
    state = server.authorizations.new_state()
    replace(server.authorizations.new_state, lambda: state)


@fault("social.secret-in-the-open", caught_by=("SOCIAL.STATE.NO-SECRET",))
def secret_in_the_open(server: Reference) -> None:
    """The client's secret stands in the address that a browser is sent to."""

    def telling(request: AuthorizationRequest, provider: OpenIDProvider, told: dict[str, Any]) -> str:
        return f"{original(request, provider, told)}&client_secret={provider.client_secret}"

    original = replace(server.relying_party.authorization_url, telling)


@fault("social.no-way-back", caught_by=("SOCIAL.SIGN-IN.NO-REDIRECT-URL",))
def no_way_back(server: Reference) -> None:
    """Whoever does not say where to go back to is led to the service itself."""

    def back(form: Form, **options: Any) -> str:
        return original(form, **options) if "redirect_url" in form else server.base_url

    original = replace(server.redirects.back, back)


@fault("social.disabled-in-name", caught_by=("SOCIAL.DISABLED",))
def disabled_in_name(server: Reference) -> None:
    """A provider that is off is served like one that is on."""

    def provider(strategy: str) -> OpenIDProvider:
        if strategy in server.connections.served():
            return original(strategy)
        at = "https://elsewhere.example"
        told = {"issuer": at, "authorization_endpoint": f"{at}/authorize"}
        return OpenIDProvider(strategy=strategy, issuer=at, client_id="x", client_secret="x", metadata=told)

    original = replace(server.connections.provider, provider)
    need_served = replace(
        server.strategies.need_served,
        lambda strategy, known, *more: None if strategy.startswith("oauth_") else need_served(strategy, known, *more),
    )
    replace(server.connections.need, lambda _strategy, **_options: None)


@fault("social.stranger-again", caught_by=("SOCIAL.SIGN-IN.COMPLETE",))
def stranger_again(server: Reference) -> None:
    """Nobody is recognised by an account that they have elsewhere."""
    replace(server.arrivals.known, lambda _identity: None)
    replace(server.arrivals.by_address, lambda _identity: None)


@fault("social.somebody-else", caught_by=("SOCIAL.SIGN-IN.COMPLETE",))
def somebody_else(server: Reference) -> None:
    """Whoever comes back with an account that a user has is signed in as the user who was made last."""

    def known(identity: ExternalIdentity) -> User | None:
        user = original(identity)
        return user and next((one for one in reversed(server.store.users.values()) if one is not user), user)

    original = replace(server.arrivals.known, known)


@fault("social.end-forgotten", caught_by=("SOCIAL.SIGN-IN.LANDS",))
def end_forgotten(server: Reference) -> None:
    """Whoever is done is led to where those go who are not."""
    original = replace(server.authorizations.landing, lambda request, **_: original(request, complete=False))


@fault(
    "social.led-home",
    caught_by=("SOCIAL.SIGN-IN.LANDS.REDIRECT-URL", "SOCIAL.DENIED.LANDS", "EXTERNAL-ACCOUNT.CONNECT.LANDS"),
)
def led_home(server: Reference) -> None:
    """Whoever comes back from a provider is led to the service itself."""
    replace(server.authorizations.landing, lambda _request, **_: server.base_url)


@fault("social.signed-in-twice", caught_by=("SOCIAL.SIGN-IN.SIGNED-IN-ALREADY",))
def signed_in_twice(server: Reference) -> None:
    """A provider gives a user a second session on the same client."""
    replace(server.sign_ins.refuse_second_session, lambda _client, _user: None)


@fault("social.beside-a-session", caught_by=("SOCIAL.SIGN-IN.SESSION-EXISTS",), settings=SINGLE)
def beside_a_session(server: Reference) -> None:
    """A sign-in may be begun beside a session on an instance with one at a time."""
    replace(server.sign_ins.refuse_session_beside, lambda _client: None)


@fault("social.address-unnoticed", caught_by=("SOCIAL.LINK.VERIFIED",))
def address_unnoticed(server: Reference) -> None:
    """That a proven address is the same here and there is not noticed."""
    replace(server.arrivals.by_address, lambda _identity: None)


@fault("social.any-address-links", caught_by=("SOCIAL.LINK.UNVERIFIED",))
def any_address_links(server: Reference) -> None:
    """An account elsewhere is its user's by an address that its provider does not vouch for."""
    replace(server.arrivals.vouched_for, lambda _identity: True)


@fault("social.no-unheard", caught_by=("SOCIAL.DENIED", "SOCIAL.SIGN-UP.DENIED", "EXTERNAL-ACCOUNT.DENIED"))
def no_unheard(server: Reference) -> None:
    """What went wrong at a provider is told nowhere."""
    replace(server.authorizations.failed, lambda _request, _why: None)


@fault("social.denied-and-known", caught_by=("SOCIAL.DENIED.STATUS",))
def denied_and_known(server: Reference) -> None:
    """A sign-in that was denied waits for a first factor."""

    def waiting(shown: dict[str, Any]) -> dict[str, Any]:
        first = shown["first_factor_verification"]
        failed = first and first["object"] == "verification_oauth" and first["status"] == "failed"
        return shown | ({"status": "needs_first_factor"} if failed else {})

    alter(server.views.sign_in, waiting)


@fault("social.denied-too-late", caught_by=("SOCIAL.DENIED.VERIFICATION",))
def denied_too_late(server: Reference) -> None:
    """A visit that was denied looks like one that took too long."""

    def failed(request: AuthorizationRequest, why: Item) -> None:
        request.verification.status, request.verification.error = "expired", why

    replace(server.authorizations.failed, failed)


@fault("social.app-without-nonce", caught_by=("SOCIAL.NATIVE",))
def app_without_nonce(server: Reference) -> None:
    """An app is opened without what its client needs."""
    replace(server.authorizations.nonce, lambda _client: {})


@fault("social.nonce-of-nobody", caught_by=("SOCIAL.NATIVE",))
def nonce_of_nobody(server: Reference) -> None:
    """The nonce that an app brings is not known."""
    replace(server.rotating_nonces.redeem, lambda _nonce, _presented: None)


@fault("social.token-withheld", caught_by=("SOCIAL.NATIVE.ACTS",))
def token_withheld(server: Reference) -> None:
    """Whoever brings a nonce sees what it opens, and does not get the token that goes with it."""

    def deliver(given: Reference, exchange: Exchange) -> None:
        if not exchange.first("rotating_token_nonce"):
            deliver_token(given, exchange)

    server.transport.endings["token"] = deliver


@fault("social.nonce-for-finders", caught_by=("SOCIAL.NATIVE.ONCE",))
def nonce_for_finders(server: Reference) -> None:
    """A nonce opens its client to whoever has it, as often as they like."""

    def redeem(nonce: str, _presented: str) -> Client | None:
        found = server.store.rotating_nonces.get(nonce)
        return server.store.clients.get(found.client_id) if found else None

    replace(server.rotating_nonces.redeem, redeem)


@fault("social.nonce-for-whoever-is-first", caught_by=("SOCIAL.NATIVE.FOREIGN",))
def nonce_for_whoever_is_first(server: Reference) -> None:
    """A nonce works once, and it makes no difference who brings it."""

    def redeem(nonce: str, _presented: str) -> Client | None:
        found = server.store.rotating_nonces.pop(nonce, None)
        return server.store.clients.get(found.client_id) if found else None

    replace(server.rotating_nonces.redeem, redeem)


@fault("social.app-not-told", caught_by=("SOCIAL.NATIVE.FAILED",))
def app_not_told(server: Reference) -> None:
    """An app is opened as if all had gone well."""

    def told(request: AuthorizationRequest) -> dict[str, str]:
        return server.authorizations.nonce(server.store.clients.get(request.purpose.client_id))

    replace(server.authorizations.told, told)
