"""Deviations of what an app brings from a provider by itself, and of what is at once with a visit."""

from typing import Any, NoReturn

from fapi_reference.faults import fault, replace
from fapi_reference.problems import Problem, refuse
from fapi_reference.records.people import User
from fapi_reference.records.verification import ExternalIdentity, Verification
from fapi_reference.reference import Reference
from fapi_reference.services.connections import ONE_TAP

TOLD = "google_one_tap_token_invalid"


@fault("one-tap.knows-nobody", caught_by=("ID-TOKEN.SIGN-IN",))
def knows_nobody(server: Reference) -> None:
    """Whoever comes with a token of a provider is somebody new."""

    def brought(*_: Any) -> NoReturn:
        raise refuse("external_account_not_found")

    replace(server.arrivals.brought_to_sign_in, brought)


@fault("one-tap.unknown-is-another-word", caught_by=("ID-TOKEN.SIGN-IN.UNKNOWN",))
def unknown_is_another_word(server: Reference) -> None:
    """An account that nobody has is told as an identifier that nobody has."""

    def brought(*args: Any) -> Any:
        try:
            return original(*args)
        except Problem as problem:
            if problem.items[0].code == "external_account_not_found":
                raise refuse("form_identifier_not_found", "token") from None
            raise

    original = replace(server.arrivals.brought_to_sign_in, brought)


@fault("one-tap.nobody-signs-up", caught_by=("ID-TOKEN.SIGN-UP",))
def nobody_signs_up(server: Reference) -> None:
    """A token of a provider is no good for a sign-up."""

    def sign_up(client: Any, attempt: Any, identity: ExternalIdentity, verification: Verification) -> None:
        if verification.strategy == ONE_TAP:
            raise refuse("form_param_value_disabled", "strategy")
        original(client, attempt, identity, verification)

    original = replace(server.arrivals.sign_up, sign_up)


@fault("one-tap.refused-as-an-exchange", caught_by=("ID-TOKEN.REFUSED.CODE",))
def refused_as_an_exchange(server: Reference) -> None:
    """A token that does not hold is told as a code that was not taken."""

    async def of_token(*args: Any) -> ExternalIdentity:
        try:
            return await original(*args)
        except Problem as problem:
            raise (refuse("oauth_token_exchange_error") if problem.items[0].code == TOLD else problem) from None

    original = replace(server.id_tokens.of_token, of_token)


@fault("one-tap.connected-unproven", caught_by=("ID-TOKEN.CONNECT",))
def connected_unproven(server: Reference) -> None:
    """An account that is connected by a token has still to be proven."""

    def proof(identity: ExternalIdentity, strategy: str) -> Verification:
        made = original(identity, strategy)
        made.status = "unverified"
        return made

    original = replace(server.external_accounts.proof, proof)


@fault("external-account.one-scope-more", caught_by=("EXTERNAL-ACCOUNT.CREATE.SCOPES",))
def one_scope_more(server: Reference) -> None:
    """Scopes in addition are asked for in one parameter, or not at all."""

    def scopes(form: Any) -> tuple[str, ...]:
        if len(form.values.get("additional_scope", [])) > 1:
            raise refuse("form_param_value_invalid", "additional_scope")
        return original(form)

    original = replace(server.authorizations.scopes, scopes)


@fault("oauth-callback.used-when-it-is-over", caught_by=("OAUTH-CALLBACK.TWICE-AT-ONCE",))
def used_when_it_is_over(server: Reference) -> None:
    """A state is used once its visit has come to an end; until then it is good for another."""
    replace(server.authorizations.use, lambda _request: None)


@fault("external-account.of-the-departed", caught_by=("EXTERNAL-ACCOUNT.USER-DELETED",))
def of_the_departed(server: Reference) -> None:
    """An account elsewhere stays with the user who is gone."""

    def keep(_user: User) -> None:
        pass

    def holder(identity: ExternalIdentity) -> User | None:
        user_id = server.store.subjects.get((identity.strategy, identity.subject))
        if user_id and user_id not in server.store.users:
            raise refuse("oauth_identification_claimed")
        return original(identity)

    replace(server.external_accounts.forget_all, keep)
    original = replace(server.external_accounts.holder, holder)


@fault("social.whole-addresses-only", caught_by=("SOCIAL.SIGN-IN.RELATIVE",))
def whole_addresses_only(server: Reference) -> None:
    """Where a flow ends has to be a whole address."""

    def completed(form: Any, back: str, *, native: bool) -> str | None:
        if (form.get("action_complete_redirect_url") or "").startswith("/"):
            raise refuse("invalid_redirect_url", "action_complete_redirect_url")
        return original(form, back, native=native)

    original = replace(server.redirects.completed, completed)


@fault("social.paths-of-our-own", caught_by=("SOCIAL.SIGN-IN.RELATIVE.LANDS",))
def paths_of_our_own(server: Reference) -> None:
    """A path that a flow ends at is taken for one of this server."""

    def completed(form: Any, back: str, *, native: bool) -> str | None:
        path = form.get("action_complete_redirect_url") or ""
        return f"{server.base_url}{path}" if path.startswith("/") else original(form, back, native=native)

    original = replace(server.redirects.completed, completed)
