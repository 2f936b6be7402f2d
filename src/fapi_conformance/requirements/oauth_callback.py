"""The callback that providers lead back to: anybody may call it, with anything."""

from fapi_conformance.requirements.social import MEANS, PROFILE
from fapi_conformance.verdict.requirement import Level, Requirement

WHEN = ("social",)
SIGN_IN = ("social-sign-in",)

POST = Requirement(
    id="OAUTH-CALLBACK.POST",
    level=Level.MUST,
    says="The callback by form answers 303, and leads to the callback by GET with the same parameters.",
    sources=("postOauthCallback 303", "OAUTH-101"),
    profile=PROFILE,
    operations=("postOauthCallback",),
    when=WHEN,
)
POST_SERVES = Requirement(
    id="OAUTH-CALLBACK.POST.SERVES",
    level=Level.MUST,
    says="Who comes back by form is served as who comes back by GET.",
    sources=("postOauthCallback 303", "OAUTH-101", "AUTH-235"),
    profile=PROFILE,
    operations=("postOauthCallback", "getOauthCallback"),
    when=SIGN_IN,
    means=MEANS,
    twins=("SOCIAL.SIGN-IN.COMPLETE",),
)
INVALID = Requirement(
    id="OAUTH-CALLBACK.INVALID",
    level=Level.MUST,
    says="Without `state`, or with neither `code` nor `error`, nobody is signed in, and nobody led to the application.",
    sources=("getOauthCallback 400", "OAUTH-102", "SEC-186"),
    profile=PROFILE,
    operations=("getOauthCallback",),
    when=WHEN,
)
INVALID_CODE = Requirement(
    id="OAUTH-CALLBACK.INVALID.CODE",
    level=Level.SHOULD,
    says="It is refused with 400 `oauth_callback_invalid`.",
    sources=("getOauthCallback 400", "OAUTH-102"),
    profile=PROFILE,
    operations=("getOauthCallback",),
    when=WHEN,
)
UNKNOWN_STATE = Requirement(
    id="OAUTH-CALLBACK.UNKNOWN-STATE",
    level=Level.MUST,
    says="A `state` that nobody was given, or that was changed, signs nobody in.",
    sources=("getOauthCallback 400", "OAUTH-102", "SEC-186"),
    profile=PROFILE,
    operations=("getOauthCallback",),
    when=SIGN_IN,
    means=MEANS,
    twins=("SOCIAL.SIGN-IN.COMPLETE",),
)
UNKNOWN_STATE_CODE = Requirement(
    id="OAUTH-CALLBACK.UNKNOWN-STATE.CODE",
    level=Level.SHOULD,
    says="It is refused with 400 or 403, as `oauth_callback_invalid`.",
    sources=("getOauthCallback 400", "getOauthCallback 403", "OAUTH-102"),
    profile=PROFILE,
    operations=("getOauthCallback",),
    when=SIGN_IN,
    means=MEANS,
    twins=("SOCIAL.SIGN-IN.COMPLETE",),
)
REPLAYED = Requirement(
    id="OAUTH-CALLBACK.REPLAYED",
    level=Level.MUST,
    says="A callback that was used signs nobody in a second time, and gives nobody else's client a session.",
    sources=("getOauthCallback 400", "OAUTH-103", "SEC-186"),
    profile=PROFILE,
    operations=("getOauthCallback",),
    when=SIGN_IN,
    means=MEANS,
    twins=("SOCIAL.SIGN-IN.COMPLETE",),
)
STATE_AGAIN = Requirement(
    id="OAUTH-CALLBACK.STATE-AGAIN",
    level=Level.MUST,
    says="A `state` that was used signs nobody in with another code.",
    sources=("getOauthCallback 400", "OAUTH-103", "SEC-186"),
    profile=PROFILE,
    operations=("getOauthCallback",),
    when=SIGN_IN,
    means=MEANS,
    twins=("SOCIAL.SIGN-IN.COMPLETE",),
)
REPLAYED_STATUS = Requirement(
    id="OAUTH-CALLBACK.REPLAYED.STATUS",
    level=Level.SHOULD,
    says="It is refused with 400 or 403, or by a page.",
    sources=("OAUTH-103",),
    profile=PROFILE,
    operations=("getOauthCallback",),
    when=SIGN_IN,
    means=MEANS,
    twins=("SOCIAL.SIGN-IN.COMPLETE",),
)
OTHER_CLIENT = Requirement(
    id="OAUTH-CALLBACK.OTHER-CLIENT",
    level=Level.SHOULD,
    says="The callback of one client's visit, opened in another, signs nobody in there: it serves who began it alone.",
    sources=("OAUTH-103", "SEC-186"),
    profile=PROFILE,
    operations=("getOauthCallback",),
    when=SIGN_IN,
    means=MEANS,
    twins=("SOCIAL.SIGN-IN.COMPLETE",),
)
EXPIRED = Requirement(
    id="OAUTH-CALLBACK.EXPIRED",
    level=Level.SHOULD,
    says="A callback after its verification has expired signs nobody in.",
    sources=("SEC-186", "AUTH-310"),
    profile=PROFILE,
    operations=("getOauthCallback",),
    when=SIGN_IN,
    means=(*MEANS, "age"),
    twins=("SOCIAL.SIGN-IN.COMPLETE",),
)
ELSEWHERE = Requirement(
    id="OAUTH-CALLBACK.ELSEWHERE",
    level=Level.MUST,
    says="Where the callback leads is for the attempt to say: a `redirect_url` beside the state is not followed.",
    sources=("getOauthCallback 303", "postOauthCallback 303", "OAUTH-102", "SEC-187"),
    profile=PROFILE,
    operations=("getOauthCallback", "postOauthCallback"),
    when=SIGN_IN,
    means=MEANS,
    twins=("SOCIAL.SIGN-IN.START",),
)
ENCODED = Requirement(
    id="OAUTH-CALLBACK.ENCODED",
    level=Level.MUST,
    says="Line breaks and markup in its parameters make no header and no markup of the answer.",
    sources=("getOauthCallback 400", "postOauthCallback 303", "SEC-187"),
    profile=PROFILE,
    operations=("getOauthCallback", "postOauthCallback"),
    when=WHEN,
)
TWICE_AT_ONCE = Requirement(
    id="OAUTH-CALLBACK.TWICE-AT-ONCE",
    level=Level.SHOULD,
    says="Opened twice at once, a callback signs in once, and redeems its code once.",
    sources=("OAUTH-103", "SEC-186"),
    profile=PROFILE,
    operations=("getOauthCallback",),
    when=SIGN_IN,
    means=MEANS,
    twins=("SOCIAL.SIGN-IN.COMPLETE",),
)
