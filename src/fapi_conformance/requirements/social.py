"""Sign-in by an account elsewhere: to its provider, back by the callback, and what comes of it."""

from fapi_conformance.verdict.requirement import Level, Requirement

PROFILE = "social"
WHEN = ("social-sign-in",)
LINKING = ("social-sign-in", "email-addresses", "sign-up-verifies")
"""Members have an address that was proven, which a provider may name as well."""
MEANS = ("openid_provider",)

START = Requirement(
    id="SOCIAL.SIGN-IN.START",
    level=Level.MUST,
    says="A sign-in by an enabled `oauth_*` strategy needs an identifier, and has an absolute URL to its provider.",
    sources=("createSignIn 200", "AUTH-250"),
    profile=PROFILE,
    operations=("createSignIn",),
    when=WHEN,
    means=MEANS,
)
AUTHORIZATION = Requirement(
    id="SOCIAL.AUTHORIZATION",
    level=Level.SHOULD,
    says="That URL asks the provider for a code, with `client_id`, `redirect_uri`, `scope` and `state`.",
    sources=("USER-323", "RFC 6749 4.1.1"),
    profile=PROFILE,
    operations=("createSignIn",),
    when=WHEN,
    means=MEANS,
    twins=("SOCIAL.SIGN-IN.START",),
)
STATE = Requirement(
    id="SOCIAL.STATE.FRESH",
    level=Level.MUST,
    says="Each authorization URL has a `state` of its own.",
    sources=("SEC-190", "RFC 9700 2.1"),
    profile=PROFILE,
    operations=("createSignIn", "postOAuthAccounts"),
    when=WHEN,
    means=MEANS,
    twins=("SOCIAL.SIGN-IN.START",),
)
SECRETS = Requirement(
    id="SOCIAL.STATE.NO-SECRET",
    level=Level.MUST,
    says="No authorization URL shows the client's secret at the provider or a token of the person's client.",
    sources=("SEC-190",),
    profile=PROFILE,
    operations=("createSignIn", "postOAuthAccounts"),
    when=WHEN,
    means=MEANS,
    twins=("SOCIAL.SIGN-IN.START",),
)
NO_REDIRECT_URL = Requirement(
    id="SOCIAL.SIGN-IN.NO-REDIRECT-URL",
    level=Level.MUST,
    says="A sign-in by an `oauth_*` strategy without `redirect_url` is refused.",
    sources=("createSignIn 422", "AUTH-246"),
    profile=PROFILE,
    operations=("createSignIn",),
    when=WHEN,
    means=MEANS,
    twins=("SOCIAL.SIGN-IN.START",),
)
DISABLED = Requirement(
    id="SOCIAL.DISABLED",
    level=Level.MUST,
    says="The strategy of a provider that is not enabled is refused, wherever it is asked for.",
    sources=("createSignIn 400", "createSignUps 400", "postOAuthAccounts 400", "SEC-191"),
    profile=PROFILE,
    operations=("createSignIn", "createSignUps", "postOAuthAccounts"),
    when=WHEN,
    means=MEANS,
    twins=("SOCIAL.SIGN-IN.START",),
)
SIGNED_IN = Requirement(
    id="SOCIAL.SIGN-IN.COMPLETE",
    level=Level.MUST,
    says="Who comes back with an account that a user has is signed in as that user, or asked for one step more.",
    sources=("getOauthCallback 303", "createSignIn 200", "AUTH-235", "AUTH-411"),
    profile=PROFILE,
    operations=("createSignIn", "getOauthCallback"),
    when=WHEN,
    means=MEANS,
    twins=("EXTERNAL-ACCOUNT.CONNECT",),
)
LANDS = Requirement(
    id="SOCIAL.SIGN-IN.LANDS",
    level=Level.SHOULD,
    says="The callback of a completed sign-in leads to its `action_complete_redirect_url`.",
    sources=("OAUTH-105",),
    profile=PROFILE,
    operations=("getOauthCallback",),
    when=WHEN,
    means=MEANS,
    twins=("SOCIAL.SIGN-IN.COMPLETE",),
)
LANDS_AT_REDIRECT_URL = Requirement(
    id="SOCIAL.SIGN-IN.LANDS.REDIRECT-URL",
    level=Level.SHOULD,
    says="Without one, or where more is needed, the callback leads to the `redirect_url` of the attempt.",
    sources=("OAUTH-105",),
    profile=PROFILE,
    operations=("getOauthCallback",),
    when=WHEN,
    means=MEANS,
    twins=("SOCIAL.SIGN-IN.COMPLETE",),
)
RELATIVE = Requirement(
    id="SOCIAL.SIGN-IN.RELATIVE",
    level=Level.MUST,
    says="An `action_complete_redirect_url` that is a path is taken: official clients send what they were given.",
    sources=("createSignIn 200", "official-client-wire: signIn.create"),
    profile=PROFILE,
    operations=("createSignIn",),
    when=WHEN,
    means=MEANS,
    twins=("SOCIAL.SIGN-IN.START",),
)
LANDS_RELATIVE = Requirement(
    id="SOCIAL.SIGN-IN.RELATIVE.LANDS",
    level=Level.SHOULD,
    says="It is a path of where the `redirect_url` leads.",
    sources=("OAUTH-105", "RFC 3986 5.2"),
    profile=PROFILE,
    operations=("getOauthCallback",),
    when=WHEN,
    means=MEANS,
    twins=("SOCIAL.SIGN-IN.RELATIVE", "SOCIAL.SIGN-IN.COMPLETE"),
)
IS_SIGNED_IN = Requirement(
    id="SOCIAL.SIGN-IN.SIGNED-IN-ALREADY",
    level=Level.SHOULD,
    says="Who is signed in on this client already is told so in the verification, and gets no second session.",
    sources=("AUTH-252", "OAUTH-107"),
    profile=PROFILE,
    operations=("createSignIn", "getOauthCallback"),
    when=(*WHEN, "multi-session"),
    means=MEANS,
    twins=("SOCIAL.SIGN-IN.COMPLETE",),
)
SESSION_EXISTS = Requirement(
    id="SOCIAL.SIGN-IN.SESSION-EXISTS",
    level=Level.MUST,
    says="In single-session mode it is refused with 400 `session_exists` on a client with a live session.",
    sources=("createSignIn 400", "AUTH-251"),
    profile=PROFILE,
    operations=("createSignIn",),
    when=(*WHEN, "single-session"),
    means=MEANS,
    twins=("SOCIAL.SIGN-IN.START",),
)
LINKED = Requirement(
    id="SOCIAL.LINK.VERIFIED",
    level=Level.SHOULD,
    says="An account with a verified address that a user has proven is linked to that user, who is signed in.",
    sources=("SEC-188",),
    profile=PROFILE,
    operations=("createSignIn", "getOauthCallback", "getUser"),
    when=LINKING,
    means=MEANS,
    twins=("SOCIAL.SIGN-IN.COMPLETE",),
)
UNVERIFIED = Requirement(
    id="SOCIAL.LINK.UNVERIFIED",
    level=Level.MUST,
    says="An address that the provider has not verified signs nobody in and links nothing by itself.",
    sources=("getOauthCallback 303", "SEC-188"),
    profile=PROFILE,
    operations=("createSignIn", "createSignUps", "getOauthCallback"),
    when=LINKING,
    means=MEANS,
    twins=("SOCIAL.SIGN-IN.COMPLETE",),
)
DENIED = Requirement(
    id="SOCIAL.DENIED",
    level=Level.MUST,
    says="Who says no at the provider comes back to a verification with the error `oauth_access_denied`.",
    sources=("getOauthCallback 303", "getSignIn 200", "OAUTH-104"),
    profile=PROFILE,
    operations=("createSignIn", "getOauthCallback", "getSignIn"),
    when=WHEN,
    means=MEANS,
    twins=("SOCIAL.SIGN-IN.COMPLETE",),
)
DENIED_STATUS = Requirement(
    id="SOCIAL.DENIED.STATUS",
    level=Level.MUST,
    says="The sign-in that was denied is at `needs_identifier`.",
    sources=("getSignIn 200", "AUTH-451"),
    profile=PROFILE,
    operations=("getOauthCallback", "getSignIn"),
    when=WHEN,
    means=MEANS,
    twins=("SOCIAL.DENIED",),
)
DENIED_VERIFICATION = Requirement(
    id="SOCIAL.DENIED.VERIFICATION",
    level=Level.SHOULD,
    says="Its verification is `failed`, or stays `unverified`.",
    sources=("OAUTH-104", "AUTH-314"),
    profile=PROFILE,
    operations=("getOauthCallback", "getSignIn"),
    when=WHEN,
    means=MEANS,
    twins=("SOCIAL.DENIED",),
)
DENIED_LANDS = Requirement(
    id="SOCIAL.DENIED.LANDS",
    level=Level.SHOULD,
    says="The browser goes back to the `redirect_url` of the attempt.",
    sources=("OAUTH-104",),
    profile=PROFILE,
    operations=("getOauthCallback",),
    when=WHEN,
    means=MEANS,
    twins=("SOCIAL.DENIED",),
)
