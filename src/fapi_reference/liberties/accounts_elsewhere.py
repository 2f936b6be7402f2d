"""Liberties of accounts elsewhere: how people come back from a provider, and what is made of what it says."""

from html import escape
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from starlette.responses import HTMLResponse, RedirectResponse

from fapi_reference.exchange import Exchange
from fapi_reference.faults.surgery import View, alter, replace
from fapi_reference.liberties.registry import liberty
from fapi_reference.problems import Item, refuse
from fapi_reference.records.application import OpenIDProvider
from fapi_reference.records.attempts import SignUp
from fapi_reference.records.identities import ExternalAccount
from fapi_reference.records.people import User
from fapi_reference.records.sessions import Client
from fapi_reference.records.verification import ExternalIdentity, Verification
from fapi_reference.services.authorizations import AuthorizationRequest

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

CALLBACK = "/v1/oauth_callback"


@liberty("callback-ends-on-a-page", fact="OAUTH-100")
def callback_ends_on_a_page(server: "Reference") -> None:
    """Whoever comes back in a browser is shown a page that leads on by itself; an app is opened all the same."""

    def page(_server: "Reference", exchange: Exchange) -> None:
        where = exchange.response.headers.get("location", "")
        if exchange.path == CALLBACK and exchange.method == "GET" and where.startswith("http"):
            exchange.response = HTMLResponse(f'<meta http-equiv="refresh" content="0; url={escape(where)}">')

    server.transport.endings = {"callback-page": page, **server.transport.endings}


@liberty("callback-refuses-on-a-page", fact="OAUTH-103, SEC-186")
def callback_refuses_on_a_page(server: "Reference") -> None:
    """Whoever comes back to nothing is shown a page that says so, under a heading."""

    def page(_server: "Reference", exchange: Exchange) -> None:
        refused = exchange.response.status_code >= HTTPStatus.BAD_REQUEST
        limited = exchange.response.status_code == HTTPStatus.TOO_MANY_REQUESTS
        by_link = exchange.method == "GET"  # of a form, no page is documented
        if exchange.path == CALLBACK and by_link and refused and not limited:
            exchange.response = HTMLResponse('<h1>This did not work</h1><a href="javascript:history.back()">Back</a>')

    server.transport.endings = {"callback-refusal": page, **server.transport.endings}


@liberty("callback-moved", fact="OAUTH-100")
def callback_moved(server: "Reference") -> None:
    """Whoever comes back is sent on with 301."""

    def moved(_server: "Reference", exchange: Exchange) -> None:
        if exchange.path == CALLBACK and exchange.method == "GET" and exchange.response.status_code == 303:
            exchange.response = RedirectResponse(exchange.response.headers["location"], 301)

    server.transport.endings = {"callback-moved": moved, **server.transport.endings}


@liberty("callback-refuses-with-403", fact="OAUTH-102, OAUTH-103")
def callback_refuses_with_403(server: "Reference") -> None:
    """A visit that was never begun is refused as something that nobody may do here."""
    meant = server.authorizations.meant

    def refused(exchange: Exchange) -> AuthorizationRequest:
        if exchange.first("state") and server.authorizations.request(exchange.first("state") or "") is None:
            raise refuse("resource_forbidden")
        return meant(exchange)

    replace(meant, refused)


@liberty("failed-visits-stay-open", fact="AUTH-314, OAUTH-104")
def failed_visits_stay_open(server: "Reference") -> None:
    """A visit that failed says why, and stays unverified."""

    def failed(request: AuthorizationRequest, why: Item) -> None:
        request.verification.error = why

    replace(server.authorizations.failed, failed)


@liberty("nonce-only-after-a-sign-in", fact="OAUTH-106, AUTH-090")
def nonce_only_after_a_sign_in(server: "Reference") -> None:
    """An app gets a nonce where its client's token has changed, and nowhere else; failures are told by name alone."""
    nonce = server.authorizations.nonce

    def told(client: Client | None) -> dict[str, str]:
        return nonce(client) if client and client.rotates else {}

    replace(nonce, told)


@liberty("apps-keep-their-token", fact="AUTH-085, OAUTH-106")
def apps_keep_their_token(server: "Reference") -> None:
    """The token that an app had goes on being known until the answer that hands the next one out."""
    issue = server.rotating_nonces.issue

    def lenient(client: Client) -> str:
        due, client.rotates = client.rotates, False
        made = issue(client)
        client.rotates = due
        return made

    replace(issue, lenient)


@liberty("no-challenge", fact="SEC-190")
def no_challenge(server: "Reference") -> None:
    """No challenge goes to the provider, and no verifier."""
    replace(server.relying_party.challenge, lambda _verifier: {})
    replace(server.relying_party.verifier, lambda _request: {})


@liberty("the-provider-is-asked-who-it-is", fact="SEC-188")
def the_provider_is_asked_who_it_is(server: "Reference") -> None:
    """ID tokens are not looked at: the provider is asked directly who came."""

    async def identity(
        provider: OpenIDProvider, tokens: dict[str, Any], _nonce: str | None, asked: tuple[str, ...]
    ) -> ExternalIdentity:
        told = await server.relying_party.user_info(provider, tokens["access_token"], "")
        scopes = tuple(str(tokens.get("scope") or " ".join(asked)).split())
        return server.relying_party.named(provider, told, scopes=scopes, access_token=tokens["access_token"])

    replace(server.relying_party.identity, identity)
    replace(server.relying_party.same_person, lambda told, _subject: isinstance(told.get("sub"), str))


@liberty("unvouched-address-is-nobodys", fact="SEC-188, AUTH-451")
def unvouched_address_is_nobodys(server: "Reference") -> None:
    """An account with an address that its provider does not vouch for is a stranger's, who may sign up without it."""
    by_address = server.arrivals.by_address

    def vouched(identity: ExternalIdentity) -> User | None:
        return by_address(identity) if identity.email_verified else None

    def adopt(attempt: SignUp, identity: ExternalIdentity, verification: Verification) -> None:
        original(attempt, identity, verification)
        address = attempt.values.get("email_address", "")
        if server.identifiers.taken("email_address", address) and "email_address" not in attempt.verifications:
            attempt.values.pop("email_address", None)

    replace(by_address, vouched)
    original = replace(server.arrivals.adopt, adopt)


@liberty("password-all-the-same", fact="AUTH-290")
def password_all_the_same(server: "Reference") -> None:
    """Whoever comes by a provider has to choose a password too, where passwords are required."""
    supplied = server.requirements.supplied

    def asked(attempt: SignUp, name: str) -> bool:
        return attempt.password is not None if name == "password" else supplied(attempt, name)

    replace(supplied, asked)


@liberty("account-known-by-its-identification", fact="USER-324, USER-325")
def account_known_by_its_identification(server: "Reference") -> None:
    """An account elsewhere goes by the id of its identification, and its provider without the prefix."""
    named = server.external_accounts.named

    def renamed(shown: View) -> View:
        provider = shown["provider"].removeprefix("oauth_")
        return shown | {"id": shown["identification_id"], "external_account_id": shown["id"], "provider": provider}

    def found(user: User, account_id: str) -> ExternalAccount:
        mine = {one.identification_id: one.id for one in user.external_accounts}
        return named(user, mine.get(account_id, ""))

    alter(server.views.external_account, renamed)
    replace(named, found)


@liberty("accounts-of-a-kind", fact="USER-327")
def accounts_of_a_kind(server: "Reference") -> None:
    """A user may have several accounts of one provider."""
    replace(server.external_accounts.refuse_second, lambda _user, _strategy: None)


@liberty("claimed-told-as-connected", fact="SEC-189, USER-327")
def claimed_told_as_connected(server: "Reference") -> None:
    """That an account is somebody else's is told as that it is connected already."""
    failed = server.authorizations.failed

    def other(request: AuthorizationRequest, why: Item) -> None:
        claimed = why.code == "oauth_identification_claimed"
        failed(request, refuse("oauth_account_already_connected").items[0] if claimed else why)

    replace(failed, other)


@liberty("tokens-not-taken-back", fact="USER-331")
def tokens_not_taken_back(server: "Reference") -> None:
    """No provider is asked to take its tokens back."""

    async def revoke(_provider: OpenIDProvider, _token: str) -> bool:
        return False

    replace(server.relying_party.revoke, revoke)


@liberty("transferred-and-gone", fact="AUTH-327")
def transferred_and_gone(server: "Reference") -> None:
    """An attempt that has been transferred is its client's no more."""
    take = server.transfers.take

    def taken(verification: Verification) -> tuple[ExternalIdentity, Verification]:
        for client in server.store.clients.values():
            if client.sign_in and client.sign_in.first_factor is verification:
                client.sign_in = None
            if client.sign_up and client.sign_up.verifications.get("external_account") is verification:
                client.sign_up = None
        return take(verification)

    replace(take, taken)


@liberty("way-shown-for-good", fact="E11, USER-324")
def way_shown_for_good(server: "Reference") -> None:
    """A verification shows where its visit began, long after it is over."""
    ways: dict[int, tuple[Verification, str | None]] = {}  # with the verification itself, so that its id stays its own
    use = server.authorizations.use

    def used(request: AuthorizationRequest) -> None:
        ways[id(request.verification)] = request.verification, request.verification.external_url
        use(request)

    def shown(verification: Verification | None) -> View | None:
        told = view(verification)
        if told is not None and id(verification) in ways:
            told["external_verification_redirect_url"] = ways[id(verification)][1]
        return told

    replace(use, used)
    view = replace(server.views.verification, shown)


@liberty("any-browser-ends-a-visit", fact="SEC-186")
def any_browser_ends_a_visit(server: "Reference") -> None:
    """Whatever browser comes back, the visit serves who began it."""
    replace(server.authorizations.is_its_browser, lambda _exchange, _request: True)
