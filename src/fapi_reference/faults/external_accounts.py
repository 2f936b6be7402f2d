"""Deviations of accounts elsewhere that a user has."""

from dataclasses import replace as changed
from typing import Any

from fapi_reference.exchange import Exchange
from fapi_reference.faults import alter, fault, replace
from fapi_reference.problems import Item, Problem, refuse
from fapi_reference.records.identities import ExternalAccount
from fapi_reference.records.people import User
from fapi_reference.records.verification import ExternalIdentity
from fapi_reference.reference import Reference
from fapi_reference.services.authorization_purposes import OfAccount
from fapi_reference.services.authorizations import AuthorizationRequest, Wanted
from fapi_reference.services.redirects import BROWSERS_OWN

REAUTHORIZE = "/v1/me/external_accounts/{external_account_id}/reauthorize"
TOKENS = "/v1/me/external_accounts/{external_account_id}/tokens"


@fault("external-account.nowhere", caught_by=("EXTERNAL-ACCOUNT.CREATE",))
def nowhere(server: Reference) -> None:
    """An account that is to be connected does not say where."""

    def lost(shown: dict[str, Any]) -> dict[str, Any]:
        return shown | {"verification": shown["verification"] | {"external_verification_redirect_url": None}}

    alter(server.views.external_account, lost)


@fault("external-account.unlisted", caught_by=("EXTERNAL-ACCOUNT.CONNECT",))
def unlisted(server: Reference) -> None:
    """A user does not show the accounts that they have elsewhere."""
    alter(server.views.user, lambda shown: shown | {"external_accounts": []})


@fault("external-account.never-verified", caught_by=("EXTERNAL-ACCOUNT.CONNECT",))
def never_verified(server: Reference) -> None:
    """A connected account goes on looking like one that is not."""

    def waiting(shown: dict[str, Any]) -> dict[str, Any]:
        proof = shown["verification"]
        return shown | {"verification": proof | ({"status": "unverified"} if proof["status"] == "verified" else {})}

    alter(server.views.external_account, waiting)


@fault("external-account.empty", caught_by=("EXTERNAL-ACCOUNT.CONNECT.FILLED",))
def empty(server: Reference) -> None:
    """A connected account does not say whose it is there."""
    alter(server.views.external_account, lambda shown: shown | {"provider_user_id": "", "email_address": ""})


@fault("external-account.gone-with-the-no", caught_by=("EXTERNAL-ACCOUNT.DENIED",))
def gone_with_the_no(server: Reference) -> None:
    """An account whose person says no is listed no more."""

    def failed(request: AuthorizationRequest, why: Item) -> None:
        original(request, why)
        purpose = request.purpose
        if isinstance(purpose, OfAccount):
            server.external_accounts.forget(
                server.store.users[purpose.user_id], server.store.external_accounts[purpose.id]
            )

    original = replace(server.authorizations.failed, failed)


@fault("external-account.two-of-a-kind", caught_by=("EXTERNAL-ACCOUNT.CONNECTED-ALREADY",))
def two_of_a_kind(server: Reference) -> None:
    """A user may have any number of accounts of one provider, the same one twice too."""
    replace(server.external_accounts.refuse_second, lambda _user, _strategy: None)
    replace(server.external_accounts.is_of, lambda _account, _identity: False)


@fault("external-account.handed-over", caught_by=("EXTERNAL-ACCOUNT.CLAIMED", "EXTERNAL-ACCOUNT.CLAIMED.CODE"))
def handed_over(server: Reference) -> None:
    """An account elsewhere is whoever's who connected it last."""

    def connect(user: User, account: ExternalAccount, identity: ExternalIdentity) -> None:
        holder = server.external_accounts.holder(identity)
        if holder and holder is not user:
            for other in server.external_accounts.connected(holder):
                if server.external_accounts.is_of(other, identity):
                    server.external_accounts.forget(holder, other)
            identity = changed(identity, email_verified=False)
        original(user, account, identity)

    original = replace(server.external_accounts.connect, connect)


@fault("external-account.shared", caught_by=("EXTERNAL-ACCOUNT.CLAIMED",))
def shared(server: Reference) -> None:
    """An account elsewhere may be that of several users."""
    replace(server.external_accounts.claimed, lambda _identity, _user: False)


@fault("external-account.claim-misnamed", caught_by=("EXTERNAL-ACCOUNT.CLAIMED.CODE",))
def claim_misnamed(server: Reference) -> None:
    """That an account is somebody else's is told as a no of its person."""

    def failed(request: AuthorizationRequest, why: Item) -> None:
        no = changed(why, code="oauth_access_denied")
        original(request, no if why.code == "oauth_identification_claimed" else why)

    original = replace(server.authorizations.failed, failed)


@fault("external-account.address-taken-over", caught_by=("EXTERNAL-ACCOUNT.CLAIMED.ADDRESS",))
def address_taken_over(server: Reference) -> None:
    """An address goes to whoever connects an account elsewhere that has it."""
    replace(server.external_accounts.address_taken, lambda _identity, _user: False)


@fault("external-account.tokens-told", caught_by=("EXTERNAL-ACCOUNT.TOKENS-UNSEEN",))
def tokens_told(server: Reference) -> None:
    """An account elsewhere shows the token by which its provider is asked."""
    view = server.views.external_account

    def telling(account: ExternalAccount) -> dict[str, Any]:
        return view(account) | ({"access_token": account.identity.access_token} if account.identity else {})

    replace(view, telling)


@fault("external-account.asked-anew-in-vain", caught_by=("EXTERNAL-ACCOUNT.REAUTHORIZE",))
def asked_anew_in_vain(server: Reference) -> None:
    """To ask anew answers the account as it is, and leads nowhere."""
    operation = server.routes.resources[REAUTHORIZE].verbs["PATCH"]

    def handle(given: Reference, exchange: Exchange) -> Any:
        if exchange.user is None:
            raise refuse("signed_out")
        account = given.external_accounts.named(exchange.user, exchange.ids["external_account_id"])
        return given.views.envelope(given.views.external_account(account), exchange)

    object.__setattr__(operation, "handler", handle)


@fault("external-account.lost-by-asking", caught_by=("EXTERNAL-ACCOUNT.REAUTHORIZE",))
def lost_by_asking(server: Reference) -> None:
    """An account whose person is asked anew is listed no more until they have answered."""

    def touched(account: ExternalAccount) -> None:
        original(account)
        user = server.external_accounts.holder(account.identity) if account.identity else None
        if account.verification.status == "unverified" and user:
            user.external_accounts.remove(account)

    original = replace(server.external_accounts.touched, touched)


@fault("external-account.first-scope-only", caught_by=("EXTERNAL-ACCOUNT.REAUTHORIZE.SCOPES",))
def first_scope_only(server: Reference) -> None:
    """Of several scopes beside the usual ones the first is asked for."""
    original = replace(server.authorizations.scopes, lambda form: original(form)[:4])


@fault("external-account.scopes-forgotten", caught_by=("EXTERNAL-ACCOUNT.REAUTHORIZE.APPROVED",))
def scopes_forgotten(server: Reference) -> None:
    """An account shows the usual scopes, whatever was agreed to."""
    alter(server.views.external_account, lambda shown: shown | {"approved_scopes": "openid profile email"})


@fault("external-account.hints-unheard", caught_by=("EXTERNAL-ACCOUNT.HINTS",))
def hints_unheard(server: Reference) -> None:
    """How the provider is to receive the person does not reach it."""

    def wanted(*args: Any, **kwargs: Any) -> Wanted:
        return changed(original(*args, **kwargs), hints={})

    original = replace(server.authorizations.wanted, wanted)


@fault("external-account.kept", caught_by=("EXTERNAL-ACCOUNT.DELETE",))
def kept(server: Reference) -> None:
    """Deleting an account elsewhere says so and leaves it."""
    replace(server.external_accounts.remove, lambda _user, _account: None)


@fault("external-account.remembered", caught_by=("EXTERNAL-ACCOUNT.DELETE.SIGN-IN",))
def remembered(server: Reference) -> None:
    """A deleted account goes on signing its user in."""

    def forget(user: User, account: ExternalAccount) -> None:
        identity = account.identity
        original(user, account)
        if identity:
            server.store.subjects[(identity.strategy, identity.subject)] = user.id

    original = replace(server.external_accounts.forget, forget)


@fault("external-account.tokens-answer-the-account", caught_by=("EXTERNAL-ACCOUNT.TOKENS",))
def tokens_answer_the_account(server: Reference) -> None:
    """To give the tokens up answers as if the account had been deleted."""
    operation = server.routes.resources[TOKENS].verbs["DELETE"]

    def handle(given: Reference, exchange: Exchange) -> Any:
        return given.views.envelope(
            given.views.deleted("external_account", exchange.ids["external_account_id"]), exchange
        )

    object.__setattr__(operation, "handler", handle)


@fault("external-account.tokens-kept-alive", caught_by=("EXTERNAL-ACCOUNT.TOKENS.REVOKED",))
def tokens_kept_alive(server: Reference) -> None:
    """The provider does not hear that its tokens are given up."""

    async def revoke(*_: Any) -> bool:
        return True

    replace(server.relying_party.revoke, revoke)


@fault("external-account.no-address", caught_by=("EXTERNAL-ACCOUNT.REDIRECT-URL", "EXTERNAL-ACCOUNT.REDIRECT-URL.CODE"))
def no_address(server: Reference) -> None:
    """What is no address is taken for one."""

    def onwards(url: str, param: str, *, native: bool) -> str:
        return original(url, param, native=native) if "://" in url or ":" in url[:12] else url

    original = replace(server.redirects.onwards, onwards)


@fault("external-account.address-misnamed", caught_by=("EXTERNAL-ACCOUNT.REDIRECT-URL.CODE",))
def address_misnamed(server: Reference) -> None:
    """That an address is none is told like that of any other parameter."""

    def onwards(url: str, param: str, *, native: bool) -> str:
        try:
            return original(url, param, native=native)
        except Problem as problem:
            raise (
                refuse("form_param_format_invalid", param) if problem.code == "invalid_redirect_url" else problem
            ) from None

    original = replace(server.redirects.onwards, onwards)


@fault("external-account.led-to-a-script", caught_by=("EXTERNAL-ACCOUNT.REDIRECT-URL.SCRIPT",))
def led_to_a_script(server: Reference) -> None:
    """Whoever comes back may be led to a script."""

    def onwards(url: str, param: str, *, native: bool) -> str:
        scheme = url.partition(":")[0].lower()
        return url if scheme in BROWSERS_OWN else original(url, param, native=native)

    original = replace(server.redirects.onwards, onwards)
