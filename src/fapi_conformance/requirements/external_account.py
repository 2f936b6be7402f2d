"""Accounts elsewhere that the signed-in person has: connected, asked anew, let go."""

from fapi_conformance.requirements.social import MEANS, PROFILE
from fapi_conformance.verdict.requirement import Level, Requirement

WHEN = ("social",)
CONNECTED = ("EXTERNAL-ACCOUNT.CONNECT",)

CREATE = Requirement(
    id="EXTERNAL-ACCOUNT.CREATE",
    level=Level.MUST,
    says="To connect an account of an enabled provider begins with an absolute URL to that provider.",
    sources=("postOAuthAccounts 200", "USER-321"),
    profile=PROFILE,
    operations=("postOAuthAccounts",),
    when=WHEN,
    means=MEANS,
)
REPEATED = Requirement(
    id="EXTERNAL-ACCOUNT.CREATE.SCOPES",
    level=Level.MUST,
    says="Scopes in addition are taken as official clients send them there: each in a parameter of its own.",
    sources=("postOAuthAccounts 200", "USER-329"),
    profile=PROFILE,
    operations=("postOAuthAccounts",),
    when=WHEN,
    means=MEANS,
    twins=("EXTERNAL-ACCOUNT.CREATE",),
)
CONNECT = Requirement(
    id="EXTERNAL-ACCOUNT.CONNECT",
    level=Level.MUST,
    says="Who comes back from the provider has the account among `external_accounts`, verified.",
    sources=("getOauthCallback 303", "getUser 200", "USER-324"),
    profile=PROFILE,
    operations=("postOAuthAccounts", "getOauthCallback", "getUser"),
    when=WHEN,
    means=MEANS,
    twins=("EXTERNAL-ACCOUNT.CREATE",),
)
FILLED = Requirement(
    id="EXTERNAL-ACCOUNT.CONNECT.FILLED",
    level=Level.SHOULD,
    says="It then tells who the person is there: `provider_user_id`, address and names.",
    sources=("USER-324",),
    profile=PROFILE,
    operations=("getUser",),
    when=WHEN,
    means=MEANS,
    twins=CONNECTED,
)
LANDS = Requirement(
    id="EXTERNAL-ACCOUNT.CONNECT.LANDS",
    level=Level.SHOULD,
    says="The callback leads to the `redirect_url`, or to the `action_complete_redirect_url` that was given.",
    sources=("OAUTH-105",),
    profile=PROFILE,
    operations=("getOauthCallback",),
    when=WHEN,
    means=MEANS,
    twins=CONNECTED,
)
DENIED = Requirement(
    id="EXTERNAL-ACCOUNT.DENIED",
    level=Level.MUST,
    says="An account whose person says no stays listed, with the error `oauth_access_denied` in its verification.",
    sources=("getOauthCallback 303", "getUser 200", "USER-326", "OAUTH-104"),
    profile=PROFILE,
    operations=("postOAuthAccounts", "getOauthCallback", "getUser"),
    when=WHEN,
    means=MEANS,
    twins=CONNECTED,
)
CONNECTED_ALREADY = Requirement(
    id="EXTERNAL-ACCOUNT.CONNECTED-ALREADY",
    level=Level.SHOULD,
    says="A second account of a provider is `oauth_account_already_connected`, at once or in the verification.",
    sources=("postOAuthAccounts 400", "USER-327"),
    profile=PROFILE,
    operations=("postOAuthAccounts", "getUser"),
    when=WHEN,
    means=MEANS,
    twins=CONNECTED,
)
CLAIMED = Requirement(
    id="EXTERNAL-ACCOUNT.CLAIMED",
    level=Level.MUST,
    says="An account that one user has cannot be connected by another: it stays where it is.",
    sources=("postOAuthAccounts 400", "getUser 200", "SEC-189"),
    profile=PROFILE,
    operations=("postOAuthAccounts", "getOauthCallback", "getUser"),
    when=WHEN,
    means=MEANS,
    twins=CONNECTED,
)
CLAIMED_CODE = Requirement(
    id="EXTERNAL-ACCOUNT.CLAIMED.CODE",
    level=Level.SHOULD,
    says="That is told as `oauth_identification_claimed` or `oauth_account_already_connected`.",
    sources=("USER-327", "SEC-189"),
    profile=PROFILE,
    operations=("postOAuthAccounts", "getUser"),
    when=WHEN,
    means=MEANS,
    twins=CONNECTED,
)
CLAIMED_ADDRESS = Requirement(
    id="EXTERNAL-ACCOUNT.CLAIMED.ADDRESS",
    level=Level.MUST,
    says="An account with the address of another user takes that address from nobody, and gives it to nobody.",
    sources=("getOauthCallback 303", "getUser 200", "SEC-189"),
    profile=PROFILE,
    operations=("postOAuthAccounts", "getOauthCallback", "getUser"),
    when=(*WHEN, "email-addresses", "sign-up-verifies"),
    means=MEANS,
    twins=CONNECTED,
)
EXPOSED = Requirement(
    id="EXTERNAL-ACCOUNT.TOKENS-UNSEEN",
    level=Level.MUST,
    says="No answer shows a token of the provider.",
    sources=("getUser 200", "SEC-192"),
    profile=PROFILE,
    operations=("getUser", "getClient", "getOauthCallback"),
    when=WHEN,
    means=MEANS,
    twins=CONNECTED,
)
REAUTHORIZE = Requirement(
    id="EXTERNAL-ACCOUNT.REAUTHORIZE",
    level=Level.MUST,
    says="To ask anew begins with a new URL to the provider; the account stays connected.",
    sources=("reauthorizeExternalAccount 200", "USER-329"),
    profile=PROFILE,
    operations=("reauthorizeExternalAccount",),
    when=WHEN,
    means=MEANS,
    twins=CONNECTED,
)
SCOPES = Requirement(
    id="EXTERNAL-ACCOUNT.REAUTHORIZE.SCOPES",
    level=Level.SHOULD,
    says="The scopes that were asked for in addition, each in a parameter of its own, stand in that URL.",
    sources=("USER-329", "USER-323"),
    profile=PROFILE,
    operations=("reauthorizeExternalAccount",),
    when=WHEN,
    means=MEANS,
    twins=("EXTERNAL-ACCOUNT.REAUTHORIZE",),
)
APPROVED = Requirement(
    id="EXTERNAL-ACCOUNT.REAUTHORIZE.APPROVED",
    level=Level.SHOULD,
    says="Once the person has agreed, they are among `approved_scopes`.",
    sources=("USER-325",),
    profile=PROFILE,
    operations=("reauthorizeExternalAccount", "getUser"),
    when=WHEN,
    means=MEANS,
    twins=("EXTERNAL-ACCOUNT.REAUTHORIZE",),
)
HINTS = Requirement(
    id="EXTERNAL-ACCOUNT.HINTS",
    level=Level.SHOULD,
    says="`oidc_prompt` and `oidc_login_hint` reach the provider as `prompt` and `login_hint`.",
    sources=("USER-323",),
    profile=PROFILE,
    operations=("postOAuthAccounts", "reauthorizeExternalAccount"),
    when=WHEN,
    means=MEANS,
    twins=("EXTERNAL-ACCOUNT.CREATE",),
)
DELETE = Requirement(
    id="EXTERNAL-ACCOUNT.DELETE",
    level=Level.MUST,
    says="A deleted account is told as deleted, and listed no more.",
    sources=("deleteExternalAccount 200", "getUser 200", "USER-330"),
    profile=PROFILE,
    operations=("deleteExternalAccount", "getUser"),
    when=WHEN,
    means=MEANS,
    twins=CONNECTED,
)
DELETED_SIGN_IN = Requirement(
    id="EXTERNAL-ACCOUNT.DELETE.SIGN-IN",
    level=Level.SHOULD,
    says="Nobody signs in by it any more.",
    sources=("SEC-192",),
    profile=PROFILE,
    operations=("deleteExternalAccount", "createSignIn"),
    when=("social", "social-sign-in"),
    means=MEANS,
    twins=("EXTERNAL-ACCOUNT.DELETE", "SOCIAL.SIGN-IN.COMPLETE"),
)
USER_DELETED = Requirement(
    id="EXTERNAL-ACCOUNT.USER-DELETED",
    level=Level.SHOULD,
    says="The account of a user who is gone belongs to nobody: a sign-in by it finds no user.",
    sources=("AUTH-320", "USER-032"),
    profile=PROFILE,
    operations=("deleteUser", "createSignIn"),
    when=("social-sign-in", "delete-self"),
    means=MEANS,
    twins=("SOCIAL.SIGN-IN.COMPLETE",),
)
TOKENS = Requirement(
    id="EXTERNAL-ACCOUNT.TOKENS",
    level=Level.MUST,
    says="To give the provider's tokens up answers with the user, or is refused where that provider takes none back.",
    sources=("revokeExternalAccountTokens 200", "revokeExternalAccountTokens 400", "USER-331"),
    profile=PROFILE,
    operations=("revokeExternalAccountTokens",),
    when=WHEN,
    means=MEANS,
    twins=CONNECTED,
)
TOKENS_REVOKED = Requirement(
    id="EXTERNAL-ACCOUNT.TOKENS.REVOKED",
    level=Level.SHOULD,
    says="A provider that takes tokens back is then asked to.",
    sources=("USER-331", "RFC 7009"),
    profile=PROFILE,
    operations=("revokeExternalAccountTokens",),
    when=WHEN,
    means=MEANS,
    twins=("EXTERNAL-ACCOUNT.TOKENS",),
)
NO_URL = Requirement(
    id="EXTERNAL-ACCOUNT.REDIRECT-URL",
    level=Level.MUST,
    says="A `redirect_url` that is no URL is refused with 422.",
    sources=("postOAuthAccounts 422", "USER-322"),
    profile=PROFILE,
    operations=("postOAuthAccounts",),
    when=WHEN,
    means=MEANS,
    twins=("EXTERNAL-ACCOUNT.CREATE",),
)
NO_URL_CODE = Requirement(
    id="EXTERNAL-ACCOUNT.REDIRECT-URL.CODE",
    level=Level.SHOULD,
    says="It is told as `invalid_redirect_url`.",
    sources=("USER-322", "AUTH-333"),
    profile=PROFILE,
    operations=("postOAuthAccounts", "reauthorizeExternalAccount"),
    when=WHEN,
    means=MEANS,
    twins=("EXTERNAL-ACCOUNT.CREATE",),
)
SCRIPT = Requirement(
    id="EXTERNAL-ACCOUNT.REDIRECT-URL.SCRIPT",
    level=Level.MUST,
    says="A `redirect_url` that is a script is refused, or leads nobody there.",
    sources=("postOAuthAccounts 422", "USER-322", "SEC-242"),
    profile=PROFILE,
    operations=("postOAuthAccounts", "reauthorizeExternalAccount", "getOauthCallback"),
    when=WHEN,
    means=MEANS,
    twins=("EXTERNAL-ACCOUNT.CREATE",),
)
