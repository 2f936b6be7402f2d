"""Sign-up by an account elsewhere, and the ways between sign-in and sign-up that open when it turns out otherwise."""

from fapi_conformance.requirements.social import MEANS, PROFILE
from fapi_conformance.verdict.requirement import Level, Requirement

SIGN_IN = ("social-sign-in",)
WHEN = ("social-sign-in", "sign-up-open")

START = Requirement(
    id="SOCIAL.SIGN-UP.START",
    level=Level.MUST,
    says="A sign-up by an enabled `oauth_*` strategy has an absolute URL to its provider in its verification.",
    sources=("createSignUps 200", "AUTH-310", "AUTH-321"),
    profile=PROFILE,
    operations=("createSignUps",),
    when=WHEN,
    means=MEANS,
)
VERIFIED = Requirement(
    id="SOCIAL.SIGN-UP",
    level=Level.MUST,
    says="Who comes back with an account that no user has signs up by it: complete, or with what is missing named.",
    sources=("getOauthCallback 303", "getSignUps 200", "AUTH-322"),
    profile=PROFILE,
    operations=("createSignUps", "getOauthCallback", "getSignUps"),
    when=WHEN,
    means=MEANS,
    twins=("SOCIAL.SIGN-UP.START",),
)
COMPLETE = Requirement(
    id="SOCIAL.SIGN-UP.COMPLETE",
    level=Level.MUST,
    says="Once nothing is missing, that sign-up makes a user with this account, verified, and a session.",
    sources=("getSignUps 200", "getUser 200", "AUTH-297"),
    profile=PROFILE,
    operations=("createSignUps", "getOauthCallback", "getUser"),
    when=WHEN,
    means=MEANS,
    twins=("SOCIAL.SIGN-UP",),
)
ADDRESS = Requirement(
    id="SOCIAL.SIGN-UP.ADDRESS",
    level=Level.SHOULD,
    says="The address that the provider has verified is the user's, verified.",
    sources=("USER-230", "USER-221"),
    profile=PROFILE,
    operations=("getUser",),
    when=(*WHEN, "email-addresses"),
    means=MEANS,
    twins=("SOCIAL.SIGN-UP.COMPLETE",),
)
TRANSFERABLE = Requirement(
    id="SOCIAL.TRANSFER.TO-SIGN-UP",
    level=Level.MUST,
    says="A sign-in with an account that no user has is at `needs_identifier`, its verification `transferable`.",
    sources=("getOauthCallback 303", "getSignIn 200", "AUTH-320", "AUTH-451"),
    profile=PROFILE,
    operations=("createSignIn", "getOauthCallback", "getSignIn"),
    when=WHEN,
    means=MEANS,
    twins=("SOCIAL.SIGN-IN.START",),
)
NOT_FOUND = Requirement(
    id="SOCIAL.TRANSFER.TO-SIGN-UP.ERROR",
    level=Level.SHOULD,
    says="The error in it is `external_account_not_found`.",
    sources=("OAUTH-107", "AUTH-320"),
    profile=PROFILE,
    operations=("getOauthCallback", "getSignIn"),
    when=WHEN,
    means=MEANS,
    twins=("SOCIAL.TRANSFER.TO-SIGN-UP",),
)
TRANSFERRED = Requirement(
    id="SOCIAL.TRANSFER.TO-SIGN-UP.CONTINUES",
    level=Level.MUST,
    says="A sign-up with `transfer` goes on with the account that was proven: complete, or with what is missing named.",
    sources=("createSignUps 200", "AUTH-320", "AUTH-322"),
    profile=PROFILE,
    operations=("createSignUps",),
    when=WHEN,
    means=MEANS,
    twins=("SOCIAL.TRANSFER.TO-SIGN-UP",),
)
OTHER_CLIENT = Requirement(
    id="SOCIAL.TRANSFER.OTHER-CLIENT",
    level=Level.MUST,
    says="What one client has proven, another cannot go on with: its transfer is refused.",
    sources=("createSignUps 400", "createSignIn 400", "SEC-191"),
    profile=PROFILE,
    operations=("createSignUps", "createSignIn"),
    when=WHEN,
    means=MEANS,
    twins=("SOCIAL.TRANSFER.TO-SIGN-UP",),
)
ONCE = Requirement(
    id="SOCIAL.TRANSFER.ONCE",
    level=Level.SHOULD,
    says="A transfer is used up: the next one is refused with 400 `account_transfer_invalid`.",
    sources=("AUTH-327",),
    profile=PROFILE,
    operations=("createSignUps",),
    when=(*WHEN, "multi-session"),
    means=MEANS,
    twins=("SOCIAL.TRANSFER.TO-SIGN-UP.CONTINUES",),
)
EXISTS = Requirement(
    id="SOCIAL.TRANSFER.TO-SIGN-IN",
    level=Level.MUST,
    says="A sign-up with an account that a user has is `transferable`, with the error `external_account_exists`.",
    sources=("getOauthCallback 303", "getSignUps 200", "AUTH-321"),
    profile=PROFILE,
    operations=("createSignUps", "getOauthCallback", "getSignUps"),
    when=WHEN,
    means=MEANS,
    twins=("SOCIAL.SIGN-UP.START", "EXTERNAL-ACCOUNT.CONNECT"),
)
EXISTING = Requirement(
    id="SOCIAL.TRANSFER.TO-SIGN-IN.CONTINUES",
    level=Level.MUST,
    says="A sign-in with `transfer` goes on as that user: complete, or with a step that is named.",
    sources=("createSignIn 200", "AUTH-321"),
    profile=PROFILE,
    operations=("createSignIn",),
    when=WHEN,
    means=MEANS,
    twins=("SOCIAL.TRANSFER.TO-SIGN-IN",),
)
DENIED = Requirement(
    id="SOCIAL.SIGN-UP.DENIED",
    level=Level.MUST,
    says="A sign-up whose person says no at the provider has the error `oauth_access_denied`, and makes nobody.",
    sources=("getOauthCallback 303", "getSignUps 200", "OAUTH-104"),
    profile=PROFILE,
    operations=("createSignUps", "getOauthCallback", "getSignUps"),
    when=WHEN,
    means=MEANS,
    twins=("SOCIAL.SIGN-UP",),
)
