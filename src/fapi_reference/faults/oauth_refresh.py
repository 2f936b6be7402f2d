"""Deviations of the refresh grant: more than was granted, to somebody else, after its end."""

from fapi_reference.clock import DAY
from fapi_reference.exchange import Form
from fapi_reference.faults import fault, replace
from fapi_reference.oauth_problems import OAuthProblem
from fapi_reference.records.oauth import OAuthApplication, OAuthGrant, RefreshToken
from fapi_reference.records.people import User
from fapi_reference.reference import Reference
from fapi_reference.views.base import View

Found = tuple[RefreshToken, OAuthGrant]


@fault("oauth-refresh.not-served", caught_by=("OAUTH-REFRESH.TOKEN",))
def not_served(server: Reference) -> None:
    """Refresh tokens are given, and bring nothing."""

    def refresh(_application: OAuthApplication, _form: Form) -> View:
        raise OAuthProblem("unsupported_grant_type")

    replace(server.oauth_grants.refresh, refresh)


@fault("oauth-refresh.new-one-dead", caught_by=("OAUTH-REFRESH.NEWEST",))
def new_one_dead(server: Reference) -> None:
    """The refresh token that comes with a refresh is good for nothing."""

    def rotated(grant: OAuthGrant, shown: RefreshToken) -> RefreshToken:
        made = original(grant, shown)
        made.expires_at = made.issued_at
        return made

    original = replace(server.oauth_grants.rotated, rotated)


@fault("oauth-refresh.usual-scope", caught_by=("OAUTH-REFRESH.SCOPE.SAME",))
def usual_scope(server: Reference) -> None:
    """A refresh without a scope brings a token for what is usual."""

    def narrowed(grant: OAuthGrant, text: str | None) -> tuple[str, ...]:
        usual = tuple(one for one in ("openid", "email") if one in grant.scopes)
        return original(grant, text) if text else usual

    original = replace(server.oauth_grants.narrowed, narrowed)


@fault("oauth-refresh.never-less", caught_by=("OAUTH-REFRESH.SCOPE.NARROWER",))
def never_less(server: Reference) -> None:
    """Who asks for less gets all that was granted."""

    def narrowed(grant: OAuthGrant, text: str | None) -> tuple[str, ...]:
        original(grant, text)
        return grant.scopes

    original = replace(server.oauth_grants.narrowed, narrowed)


@fault("oauth-refresh.widens", caught_by=("OAUTH-REFRESH.SCOPE.WIDER", "OAUTH-REFRESH.SCOPE.WIDER.REFUSED"))
def widens(server: Reference) -> None:
    """A refresh brings a token for what it asks for, be it granted or not."""
    original = replace(
        server.oauth_grants.narrowed,
        lambda grant, text: tuple(text.split()) if text else original(grant, text),
    )


@fault("oauth-refresh.wider-overheard", caught_by=("OAUTH-REFRESH.SCOPE.WIDER.REFUSED",))
def wider_overheard(server: Reference) -> None:
    """Who asks for more than was granted gets what was, as if nothing else had been said."""

    def narrowed(grant: OAuthGrant, text: str | None) -> tuple[str, ...]:
        asked = tuple(one for one in (text or "").split() if one in grant.scopes)
        return asked or grant.scopes

    replace(server.oauth_grants.narrowed, narrowed)


@fault("oauth-refresh.no-id-token", caught_by=("OAUTH-REFRESH.ID-TOKEN",))
def no_id_token(server: Reference) -> None:
    """Who somebody is was told once, and is not told again."""

    def refresh(application: OAuthApplication, form: Form) -> View:
        return {name: value for name, value in original(application, form).items() if name != "id_token"}

    original = replace(server.oauth_grants.refresh, refresh)


@fault("oauth-refresh.any-token", caught_by=("OAUTH-REFRESH.UNKNOWN",))
def any_token(server: Reference) -> None:
    """A refresh token that nobody gave out is taken for the newest of the application."""

    def refresh_token(application: OAuthApplication, given: str) -> Found:
        known = given in server.store.refresh_tokens or given in server.store.access_tokens
        return original(application, given if known else newest(server, application))

    original = replace(server.oauth_grants.refresh_token, refresh_token)


@fault("oauth-refresh.without-token", caught_by=("OAUTH-REFRESH.MISSING",))
def without_token(server: Reference) -> None:
    """Who shows no refresh token means the newest of the application."""

    def refresh(application: OAuthApplication, form: Form) -> View:
        if not form.get("refresh_token"):
            form.values["refresh_token"] = [newest(server, application)]
        return original(application, form)

    original = replace(server.oauth_grants.refresh, refresh)


def newest(server: Reference, application: OAuthApplication) -> str:
    own = [
        one.token
        for one in server.store.refresh_tokens.values()
        if one.grant_id in server.store.oauth_grants
        and server.oauth_grants.belongs(server.store.oauth_grants[one.grant_id], application)
        and not one.replaced
    ]
    return own[-1] if own else ""


@fault("oauth-refresh.tokens-of-anybody", caught_by=("OAUTH-REFRESH.OF-ANOTHER-CLIENT",))
def tokens_of_anybody(server: Reference) -> None:
    """A refresh token is taken from whichever application brings it."""

    def refresh_token(application: OAuthApplication, given: str) -> Found:
        token = server.store.refresh_tokens.get(given)
        grant = server.store.oauth_grants.get(token.grant_id) if token else None
        owner = server.oauth_applications.find(grant.client_id) if grant else None
        return original(owner or application, given)

    original = replace(server.oauth_grants.refresh_token, refresh_token)


@fault("oauth-refresh.by-access-token", caught_by=("OAUTH-REFRESH.BY-ACCESS-TOKEN",))
def by_access_token(server: Reference) -> None:
    """An access token refreshes itself."""

    def refresh_token(application: OAuthApplication, given: str) -> Found:
        access = server.store.access_tokens.get(given)
        grant = server.store.oauth_grants.get(access.grant_id) if access else None
        own = grant.refresh_tokens[-1].token if grant and grant.refresh_tokens else given
        return original(application, own)

    original = replace(server.oauth_grants.refresh_token, refresh_token)


@fault("oauth-refresh.of-nobody", caught_by=("OAUTH-REFRESH.DELETED-USER",))
def of_nobody(server: Reference) -> None:
    """What somebody has granted outlives them: tokens are made of who they were."""
    users = server.store.users
    kept: dict[str, User] = {}

    def forget_user(user: User) -> None:
        kept[user.id] = user

    def refresh_token(application: OAuthApplication, given: str) -> Found:
        token = server.store.refresh_tokens.get(given)
        grant = server.store.oauth_grants.get(token.grant_id) if token else None
        if grant and grant.user_id in kept:
            users[grant.user_id] = kept[grant.user_id]
        return original(application, given)

    replace(server.oauth_grants.forget_user, forget_user)
    original = replace(server.oauth_grants.refresh_token, refresh_token)


@fault("oauth-refresh.again-and-again", caught_by=("OAUTH-REFRESH.REUSED",))
def again_and_again(server: Reference) -> None:
    """A refresh token that was replaced goes on as the new one does."""

    def rotated(grant: OAuthGrant, shown: RefreshToken) -> RefreshToken:
        made = original(grant, shown)
        shown.replaced = False
        return made

    original = replace(server.oauth_grants.rotated, rotated)


@fault("oauth-refresh.for-a-month", caught_by=("OAUTH-REFRESH.LASTS",))
def for_a_month(server: Reference) -> None:
    """A refresh token is good for thirty days."""

    def new_refresh_token(grant: OAuthGrant) -> RefreshToken:
        made = original(grant)
        made.expires_at = made.issued_at + 30 * DAY
        return made

    original = replace(server.oauth_grants.new_refresh_token, new_refresh_token)
