"""Liberties of the OAuth provider: tokens, and what is told of them."""

from dataclasses import replace as changed
from typing import TYPE_CHECKING, Any

from fapi_reference.exchange import Exchange, Form
from fapi_reference.faults.surgery import alter, replace
from fapi_reference.liberties.registry import liberty
from fapi_reference.oauth_problems import OAuthProblem
from fapi_reference.records.oauth import (
    AccessToken,
    AuthorizationCode,
    OAuthApplication,
    OAuthGrant,
    RefreshToken,
)

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

STANDARD = frozenset({"iss", "sub", "aud", "exp", "iat", "nonce"})
CLAIMS = frozenset(
    {"email", "email_verified", "family_name", "given_name", "name", "username", "preferred_username", "picture"}
    | {"public_metadata", "private_metadata", "unsafe_metadata", "org_id", "org_name", "org_slug"}
)


@liberty("access-tokens-are-opaque", fact="OAUTH-060")
def access_tokens_are_opaque(server: "Reference") -> None:
    """An older instance: its applications get access tokens that only it can read."""
    made = server.oauth_tokens.access_token

    def opaque(application: OAuthApplication, grant: OAuthGrant, scopes: tuple[str, ...]) -> AccessToken:
        application.jwt_access_tokens = False
        return made(application, grant, scopes)

    replace(made, opaque)


@liberty("access-tokens-have-the-long-type", fact="OAUTH-060")
def access_tokens_have_the_long_type(server: "Reference") -> None:
    """`typ` is written out: `application/at+jwt`."""
    header = server.oauth_tokens.header
    replace(header, lambda kind: header(f"application/{kind}" if kind == "at+jwt" else kind))


@liberty("refresh-tokens-stay", fact="OAUTH-048")
def refresh_tokens_stay(server: "Reference") -> None:
    """A refresh token is good for as often as it is shown, and handed out again."""

    def same(_grant: OAuthGrant, shown: RefreshToken) -> RefreshToken:
        return shown

    replace(server.oauth_grants.rotated, same)


@liberty("refresh-tokens-for-everybody", fact="OAUTH-046")
def refresh_tokens_for_everybody(server: "Reference") -> None:
    """Applications get refresh tokens without having asked for `offline_access`."""
    replace(server.oauth_grants.first_refresh_token, server.oauth_grants.new_refresh_token)


def _told_otherwise(server: "Reference", error: str, status: int, *, said: str = "") -> None:
    """Where one error is spoken of with another status, or under another name."""
    path = "/oauth/token"
    refuse = server.transport.refuse

    def other(exchange: Exchange, problem: Any) -> None:
        if exchange.path == path and isinstance(problem, OAuthProblem) and problem.code == error:
            problem = OAuthProblem(said or error, status=status)
        refuse(exchange, problem)

    replace(refuse, other)


@liberty("grant-types-are-refused-with-400", fact="OAUTH-040")
def grant_types_are_refused_with_400(server: "Reference") -> None:
    """A grant type that is not served is refused with the status of RFC 6749."""
    _told_otherwise(server, "unsupported_grant_type", 400)


@liberty("grants-are-refused-with-401", fact="OAUTH-042, OAUTH-047")
def grants_are_refused_with_401(server: "Reference") -> None:
    """`invalid_grant` has the other status that is published for it."""
    _told_otherwise(server, "invalid_grant", 401)


@liberty("wider-scopes-are-an-invalid-grant", fact="OAUTH-047")
def wider_scopes_are_an_invalid_grant(server: "Reference") -> None:
    """More than was granted is refused in the words that the schema has."""
    _told_otherwise(server, "invalid_scope", 400, said="invalid_grant")


@liberty("oauth-errors-have-no-description", fact="OAUTH-049")
def oauth_errors_have_no_description(server: "Reference") -> None:
    """Only the name of the error is told."""
    alter(server.views.oauth_error, lambda shown: {"error": shown["error"]})


@liberty("token-type-is-in-lower-case", fact="OAUTH-044")
def token_type_is_in_lower_case(server: "Reference") -> None:
    """`bearer`, as Clerk's guide shows it."""
    alter(server.views.oauth_tokens, lambda shown: shown | {"token_type": "bearer"})


@liberty("token-answers-are-lean", fact="OAUTH-044")
def token_answers_are_lean(server: "Reference") -> None:
    """What a token answer need not say it does not. For what the token is it may say only where that was asked for."""
    alter(server.views.oauth_tokens, lambda shown: {k: value for k, value in shown.items() if k != "expires_in"})


@liberty("access-tokens-live-two-hours", fact="OAUTH-045")
def access_tokens_live_two_hours(server: "Reference") -> None:
    """As another guide has it."""
    server.settings = changed(server.settings, oauth=changed(server.settings.oauth, token_seconds=2 * 3600))


@liberty("audience-is-a-list", fact="OAUTH-062")
def audience_is_a_list(server: "Reference") -> None:
    """`aud` of ID tokens is a list of one."""
    replace(server.oauth_tokens.audience, lambda grant: [grant.client_id])


@liberty("id-tokens-are-lean", fact="OAUTH-062")
def id_tokens_are_lean(server: "Reference") -> None:
    """What else there is to know of somebody is told by userinfo."""
    alter(
        server.oauth_tokens.id_claims,
        lambda claims: {name: value for name, value in claims.items() if name in STANDARD},
    )


@liberty("userinfo-leaves-out-what-is-not-known", fact="OAUTH-071")
def userinfo_leaves_out_what_is_not_known(server: "Reference") -> None:
    """Nothing is null."""
    alter(
        server.views.user_info,
        lambda shown: {name: value for name, value in shown.items() if value is not None},
    )


@liberty("userinfo-names-what-is-not-granted", fact="OAUTH-071")
def userinfo_names_what_is_not_granted(server: "Reference") -> None:
    """All claims are named; those that were not granted are null."""
    alter(server.views.user_info, lambda shown: dict.fromkeys(CLAIMS) | shown)


@liberty("inactive-tokens-have-all-members", fact="OAUTH-080, OAUTH-082")
def inactive_tokens_have_all_members(server: "Reference") -> None:
    """What is told of a dead token is null, and not left out."""
    nothing = dict.fromkeys(("client_id", "iat", "scope", "sub", "org_id"))
    alter(server.views.inactive_token_info, lambda shown: shown | nothing)


@liberty("introspection-knows-tokens-of-others", fact="OAUTH-082")
def introspection_knows_tokens_of_others(server: "Reference") -> None:
    """Any application may ask about any live token of the instance."""

    def anybody(_application: OAuthApplication, _grant: OAuthGrant) -> bool:
        return True

    replace(server.oauth_tokens.may_know, anybody)


@liberty("introspection-tells-strangers-nothing", fact="OAUTH-081")
def introspection_tells_strangers_nothing(server: "Reference") -> None:
    """Whoever does not say who it is gets an answer, and every token is inactive in it."""
    resource = server.routes.resources["/oauth/token_info"]
    informed = resource.verbs["POST"].handler

    def answered(server: "Reference", exchange: Exchange) -> Any:
        try:
            return informed(server, exchange)
        except OAuthProblem:
            exchange.form.need("token")
            return server.views.inactive_token_info()

    resource.verbs["POST"] = changed(resource.verbs["POST"], handler=answered)


@liberty("introspection-does-not-weigh-scopes", fact="OAUTH-084")
def introspection_does_not_weigh_scopes(server: "Reference") -> None:
    """A live token is active, whatever it is to be good for."""
    info = server.oauth_tokens.info
    replace(info, lambda application, shown, _wanted: info(application, shown, None))


@liberty("failed-exchanges-use-codes-up", fact="OAUTH-042, SEC-213")
def failed_exchanges_use_codes_up(server: "Reference") -> None:
    """A code is good for one try."""
    codes = server.oauth_grants.code

    def once(application: OAuthApplication, given: str) -> tuple[AuthorizationCode, OAuthGrant]:
        found = codes(application, given)
        found[0].used = True
        return found

    replace(codes, once)


@liberty("replayed-codes-leave-tokens-alive", fact="SEC-212")
def replayed_codes_leave_tokens_alive(server: "Reference") -> None:
    """A code that is shown again is refused, and that is all."""

    def nothing(_grant: OAuthGrant) -> None:
        return None

    replace(server.oauth_grants.replayed, nothing)


@liberty("confidential-clients-need-no-verifier", fact="OAUTH-043, SEC-214")
def confidential_clients_need_no_verifier(server: "Reference") -> None:
    """Who has proven itself by a secret may leave the verifier out; the schema tells such clients not to send one."""
    need = server.oauth_grants.need_verifier

    def lenient(code: AuthorizationCode, form: Form) -> None:
        _, grant = server.store.authorization_codes[code.code]
        application = server.store.oauth_clients[grant.client_id]
        if application.public or form.get("code_verifier") is not None:
            need(code, form)

    replace(need, lenient)


@liberty("verifiers-without-challenge-are-ignored", fact="SEC-215")
def verifiers_without_challenge_are_ignored(server: "Reference") -> None:
    """Where no challenge was sent, a verifier says nothing."""
    need = server.oauth_grants.need_verifier

    def lenient(code: AuthorizationCode, form: Form) -> None:
        if code.code_challenge is not None:
            need(code, form)

    replace(need, lenient)


@liberty("revoking-the-unknown-is-refused", fact="OAUTH-092")
def revoking_the_unknown_is_refused(server: "Reference") -> None:
    """A token that nobody has, or somebody else, cannot be revoked."""
    revoke = server.oauth_tokens.revoke

    def known(application: OAuthApplication, shown: str) -> None:
        token = server.store.refresh_tokens.get(shown) or server.store.access_tokens.get(shown)
        grant = server.store.oauth_grants.get(token.grant_id) if token else None
        if grant is None or grant.client_id != application.client_id:
            raise OAuthProblem("invalid_grant")
        revoke(application, shown)

    replace(revoke, known)


@liberty("refreshing-keeps-the-nonce", fact="OAUTH-047, OAUTH-062")
def refreshing_keeps_the_nonce(server: "Reference") -> None:
    """ID tokens have the nonce of the request whenever they are made."""
    made = server.oauth_tokens.id_token

    def with_nonce(grant: OAuthGrant, scopes: tuple[str, ...], access: AccessToken, _nonce: str | None) -> str:
        return made(grant, scopes, access, grant.code.nonce)

    replace(made, with_nonce)
