"""Deviations of email links."""

from dataclasses import replace as changed
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import orjson

from fapi_reference.exchange import Exchange
from fapi_reference.faults import alter, fault, replace
from fapi_reference.problems import Problem, refuse
from fapi_reference.records.attempts import SignIn, SignUp
from fapi_reference.records.sessions import Client
from fapi_reference.records.verification import Verification
from fapi_reference.reference import Reference
from fapi_reference.services.keys import unsegment
from fapi_reference.services.link_sources import OfSignIn, Source

ANY_CLIENT = "protection.email_link_same_client = false\n"


@fault("email-link.factor-without-id", caught_by=("EMAIL-LINK.FACTOR-ID",))
def factor_without_id(server: Reference) -> None:
    """A factor by email link shows the masked address and not its id."""

    def anonymous(shown: dict[str, Any]) -> dict[str, Any]:
        factors = shown["supported_first_factors"] or []
        bare = [
            {name: value for name, value in one.items() if name != "email_address_id"}
            if one["strategy"] == "email_link"
            else one
            for one in factors
        ]
        return shown | {"supported_first_factors": bare or None}

    alter(server.views.sign_in, anonymous)


@fault("email-link.proven-unopened", caught_by=("EMAIL-LINK.PREPARED",))
def proven_unopened(server: Reference) -> None:
    """A link counts as opened as soon as it was sent."""

    def send(*args: Any, **kwargs: Any) -> Verification:
        return changed(original(*args, **kwargs), status="verified")

    original = replace(server.links.send, send)


@fault("email-link.counted", caught_by=("EMAIL-LINK.UNCOUNTED",))
def counted(server: Reference) -> None:
    """A link counts attempts, as a code does."""

    def send(*args: Any, **kwargs: Any) -> Verification:
        return changed(original(*args, **kwargs), attempts=0)

    original = replace(server.links.send, send)


@fault("email-link.leads-home", caught_by=("EMAIL-LINK.NEEDS-LANDING",))
def leads_home(server: Reference) -> None:
    """A link that was to lead nowhere leads to the service itself."""
    needed = server.redirects.needed
    replace(needed, lambda form: needed(form) if "redirect_url" in form else server.base_url)


@fault("email-link.any-address", caught_by=("EMAIL-LINK.SCRIPT", "REDIRECT.SIGN-UP.SCRIPT", "REDIRECT.ADDRESS.SCRIPT"))
def any_address(server: Reference) -> None:
    """Whoever opens a link is sent wherever the preparation said, to scripts too."""
    replace(server.redirects.read, lambda url, _param="redirect_url": urlsplit(url or ""))


@fault("email-link.opened-in-vain", caught_by=("EMAIL-LINK.SIGNS-IN",))
def opened_in_vain(server: Reference) -> None:
    """An opened link is verified, and the sign-in stays where it was."""

    def proven(client: Client, attempt: SignIn, strategy: str) -> None:
        if strategy != "email_link":
            original(client, attempt, strategy)

    original = replace(server.sign_ins.proven, proven)


@fault("email-link.outcome-untold", caught_by=("EMAIL-LINK.LANDING",))
def outcome_untold(server: Reference) -> None:
    """An opened link leads back without a word on what came of it."""
    replace(server.links.landing, lambda verification, _status, _session=None: verification.redirect_url or "")


@fault("email-link.leads-elsewhere", caught_by=("EMAIL-LINK.LANDING",))
def leads_elsewhere(server: Reference) -> None:
    """An opened link leads to the home page of the application and not to the address of its preparation."""

    def landing(verification: Verification, *args: Any) -> str:
        parts = urlsplit(verification.redirect_url or "")
        home = urlunsplit((parts.scheme, parts.netloc, "/", "", ""))
        return original(changed(verification, redirect_url=home), *args)

    original = replace(server.links.landing, landing)


@fault("email-link.session-unnamed", caught_by=("EMAIL-LINK.LANDING-SESSION",))
def session_unnamed(server: Reference) -> None:
    """The address does not name the session that an opened link has made."""
    landing = server.links.landing
    replace(landing, lambda verification, status, _session=None: landing(verification, status))


@fault("email-link.query-dropped", caught_by=("EMAIL-LINK.LANDING-QUERY",))
def query_dropped(server: Reference) -> None:
    """The address that a link leads back to loses its own query."""

    def landing(verification: Verification, *args: Any) -> str:
        bare = urlunsplit(urlsplit(verification.redirect_url or "")._replace(query=""))
        return original(changed(verification, redirect_url=bare), *args)

    original = replace(server.links.landing, landing)


@fault("email-link.opener-unnamed", caught_by=("EMAIL-LINK.OPENED-AT",))
def opener_unnamed(server: Reference) -> None:
    """A verified link does not say which client has opened it."""

    def unnamed(shown: dict[str, Any] | None) -> dict[str, Any] | None:
        return shown and {name: value for name, value in shown.items() if name != "verified_at_client"}

    verification = server.views.verification
    replace(verification, lambda one: unnamed(verification(one)))


@fault("email-link.opened-anywhere", caught_by=("EMAIL-LINK.ELSEWHERE.REFUSED",))
def opened_anywhere(server: Reference) -> None:
    """The environment says that links are for the same client, and any browser may open one."""
    replace(server.links.may_open, lambda _verification, _opener: True)


@fault("email-link.mismatch-untold", caught_by=("EMAIL-LINK.ELSEWHERE.TOLD",))
def mismatch_untold(server: Reference) -> None:
    """A browser that opens somebody else's link is told that it is verified, though nothing is."""
    landing = server.links.landing
    replace(
        landing,
        lambda one, status, session=None: landing(one, "verified" if status == "client_mismatch" else status, session),
    )


@fault("email-link.only-here", caught_by=("EMAIL-LINK.ELSEWHERE.FINISHED",), settings=ANY_CLIENT)
def only_here(server: Reference) -> None:
    """The environment says that links are for any client, and only the one that waits may open one."""
    replace(server.links.may_open, lambda verification, opener: bool(opener and opener.id == verification.client_id))


@fault("email-link.waiting-token-lost", caught_by=("EMAIL-LINK.ELSEWHERE.FINISHED",),
       settings=ANY_CLIENT + 'instance.environment = "production"\n')  # fmt: skip
def waiting_token_lost(server: Reference) -> None:
    """A link opened elsewhere changes the token of the client that waits, which never learns the new one."""
    replace(server.clients.rotate_on_sign_in, server.clients.rotate)


@fault("email-link.opener-signed-in", caught_by=("EMAIL-LINK.ELSEWHERE.OPENER", "EMAIL-LINK.ELSEWHERE.REFUSED"))
def opener_signed_in(server: Reference) -> None:
    """Whoever opens a link is signed in where they open it."""

    def opened(token: str, opener: Client | None) -> str:
        source, _ = server.links.meant(token)
        attempt = server.store.sign_ins.get(source.id)
        user = server.sign_ins.user(attempt) if attempt else None
        if opener and user and opener.id != source.client_id:
            server.sessions.start(opener, user, "email_link")
        return original(token, opener)

    original = replace(server.links.open, opened)


@fault("email-link.for-ever", caught_by=("EMAIL-LINK.EXPIRED", "EMAIL-LINK.EXPIRED-SEEN"))
def for_ever(server: Reference) -> None:
    """A link never expires, whatever its verification says."""
    status = server.codes.status
    replace(status, lambda one: one.status if one.strategy == "email_link" else status(one))


@fault("email-link.older-good", caught_by=("EMAIL-LINK.STALE",))
def older_good(server: Reference) -> None:
    """A link is good although a newer one was sent."""
    replace(server.links.is_newest, lambda _verification, _nonce: True)


@fault("email-link.good-again", caught_by=("EMAIL-LINK.REUSED",))
def good_again(server: Reference) -> None:
    """Each opening of a link starts a session."""

    def opened(token: str, opener: Client | None) -> str:
        try:
            return original(token, opener)
        except Problem:
            source, verification = server.links.meant(token)
            user = server.sign_ins.user(server.store.sign_ins[source.id])
            if opener and user:
                server.sessions.start(opener, user, "email_link")
            return server.links.landing(verification, "verified")

    original = replace(server.links.open, opened)


@fault("email-link.signature-unread", caught_by=("EMAIL-LINK.FORGED",))
def signature_unread(server: Reference) -> None:
    """The signature of a link is not looked at."""

    def read(token: str) -> dict[str, Any] | None:
        try:
            claims = orjson.loads(unsegment(token.split(".")[1]))
        except (ValueError, IndexError):
            return None
        return claims if isinstance(claims, dict) else None

    replace(server.keys.read, read)


@fault("email-link.unreadable-otherwise", caught_by=("EMAIL-LINK.UNREADABLE",))
def unreadable_otherwise(server: Reference) -> None:
    """A link that cannot be read is refused as if there were no client."""

    def meant(token: str) -> tuple[Source, Verification]:
        if server.keys.read(token) is None:
            raise refuse("client_state_invalid")
        return original(token)

    original = replace(server.links.meant, meant)


@fault("email-link.sign-up-waits", caught_by=("EMAIL-LINK.SIGN-UP",))
def sign_up_waits(server: Reference) -> None:
    """The opened link of a sign-up completes nothing: the sign-up wants another call."""

    def advance(client: Client, attempt: SignUp, strategy: str | None = None) -> None:
        if strategy != "email_link":
            original(client, attempt, strategy)

    original = replace(server.sign_ups.advance, advance)


@fault("email-link.claimed-twice", caught_by=("EMAIL-LINK.SIGN-UP-CLAIMED",))
def claimed_twice(server: Reference) -> None:
    """An address that somebody has proven meanwhile is given to a second user."""
    replace(server.identifiers.taken, lambda _kind, _value, **_: False)


@fault("email-link.address-unknown", caught_by=("EMAIL-LINK.ADDRESS",))
def address_unknown(server: Reference) -> None:
    """Links are only known to sign-ins: one of an address of the account leads nowhere."""
    find = server.link_sources.find
    replace(find, lambda kind, source_id: found if isinstance(found := find(kind, source_id), OfSignIn) else None)


@fault("email-link.opened-by-a-look", caught_by=("EMAIL-LINK.PREFETCH",))
def opened_by_a_look(server: Reference) -> None:
    """Whoever looks at a link by HEAD has opened it, for whoever waits."""
    verbs = server.routes.resources["/v1/verify"].verbs
    may_open = server.links.may_open
    looking = False

    def look(given: Reference, exchange: Exchange) -> Any:
        nonlocal looking
        looking = True
        try:
            return verbs["GET"].handler(given, exchange)
        finally:
            looking = False

    verbs["HEAD"] = changed(verbs["GET"], handler=look)
    replace(may_open, lambda verification, opener: looking or may_open(verification, opener))
