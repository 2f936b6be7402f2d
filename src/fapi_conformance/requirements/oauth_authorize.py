"""The instance as an OAuth provider: what an application asks of a browser's person, and how it is answered."""

from fapi_conformance.requirements.area import MUST, SHOULD, Area

AUTHORIZE, BY_POST, CONSENT = "requestOAuthAuthorize", "requestOAuthAuthorizePOST", "submitOAuthConsent"
BOTH = (AUTHORIZE, BY_POST)
APPLICATION = ("oauth_application",)
"""Means for what no application that registers itself can be."""

_authorize = Area(
    name="OAUTH-AUTHORIZE",
    when=("oauth-provider",),
    operations=BOTH,
    twins=("CODE",),
    profile="oauth-provider",
)

CODE = _authorize(
    "CODE",
    MUST,
    "Somebody who agrees is sent to the application's address with a code and the state that it sent.",
    f"{AUTHORIZE} 302",
    f"{AUTHORIZE} 303",
    f"{CONSENT} 302",
    "OAUTH-001",
    "OAUTH-007",
    "OAUTH-024",
    operations=(AUTHORIZE, CONSENT),
    twins=(),
)
POSTED = _authorize(
    "POSTED",
    MUST,
    "The same request in a form is answered as the one in an address is.",
    f"{BY_POST} 302",
    f"{BY_POST} 303",
    "OAUTH-001",
    operations=(BY_POST,),
)
FORM_POST = _authorize(
    "FORM-POST",
    MUST,
    "With `response_mode=form_post` the answer is a page whose form posts code and state to the application's address.",
    f"{AUTHORIZE} 200",
    f"{CONSENT} 200",
    "OAUTH-007",
    operations=(AUTHORIZE, CONSENT),
)
REDIRECT_STATUS = _authorize(
    "REDIRECT-STATUS",
    SHOULD,
    "An application is answered by 302 or 303, which no browser posts on, and by `iss` where the metadata says so.",
    "SEC-209",
)
SIGNED_OUT = _authorize(
    "SIGNED-OUT",
    MUST,
    "A browser in which nobody is signed in gets no code.",
    "SEC-206",
    "OAUTH-008",
)
TO_SIGN_IN = _authorize(
    "SIGNED-OUT.LED",
    SHOULD,
    "It is led to a page of the instance, and not to the application.",
    "OAUTH-008",
    operations=(AUTHORIZE,),
)

# The state

STATE = _authorize(
    "STATE",
    MUST,
    "Whatever state comes back is the one that was sent, letter by letter, in an address and in a form.",
    "SEC-204",
    "OAUTH-007",
)
STATE_NEEDED = _authorize(
    "STATE.NEEDED",
    MUST,
    "A request with neither a state nor a code challenge brings no code.",
    "SEC-204",
    "OAUTH-002",
)
STATE_SHORT = _authorize(
    "STATE.SHORT",
    MUST,
    "A state of less than eight characters, without a code challenge, brings no code.",
    "SEC-204",
    "OAUTH-002",
)
STATE_OR_PKCE = _authorize(
    "STATE.OR-PKCE",
    MUST,
    "A code challenge makes a state dispensable.",
    f"{AUTHORIZE} 302",
    "OAUTH-002",
    operations=(AUTHORIZE,),
)

# Where the answer goes

REDIRECT_URI = _authorize(
    "REDIRECT-URI",
    MUST,
    "An address that is not exactly a registered one is sent nothing, neither a code nor an error.",
    "SEC-201",
    "OAUTH-004",
    "OAUTH-005",
)
REDIRECT_URI_CODE = _authorize(
    "REDIRECT-URI.REFUSED",
    SHOULD,
    "It is refused with 400 `redirect_uri_mismatch`.",
    "SEC-201",
    "OAUTH-005",
    "redirect_uri_mismatch",
)
REDIRECT_URI_TWICE = _authorize(
    "REDIRECT-URI.TWICE",
    MUST,
    "Of two addresses in one request the one that is not registered is sent nothing.",
    "SEC-201",
    "OAUTH-005",
)
REDIRECT_URI_WHICH = _authorize(
    "REDIRECT-URI.WHICH",
    MUST,
    "Without an address in the request, an application that has several registered gets no code.",
    "SEC-201",
    "OAUTH-004",
)
REDIRECT_URI_ONLY = _authorize(
    "REDIRECT-URI.ONLY",
    SHOULD,
    "Without an address in the request, the only registered one is answered.",
    "OAUTH-004",
    operations=(AUTHORIZE,),
)
UNKNOWN_CLIENT = _authorize(
    "CLIENT.UNKNOWN",
    MUST,
    "For an application that there is not, nobody is sent to the address in the request.",
    "SEC-202",
    "OAUTH-005",
)
FOREIGN_CLIENT = _authorize(
    "CLIENT.FOREIGN",
    MUST,
    "An application cannot have the address of another one answered.",
    "SEC-202",
    "SEC-201",
    "OAUTH-005",
)
DELETED_CLIENT = _authorize(
    "CLIENT.DELETED",
    MUST,
    "An application that was deleted is answered no more, neither where it asks nor where people have agreed.",
    "SEC-202",
    "OAUTH-005",
    means=APPLICATION,
)

# What is asked for

RESPONSE_TYPE = _authorize(
    "RESPONSE-TYPE",
    MUST,
    "Only codes are given: another response type brings neither a code nor a token into any address.",
    f"{AUTHORIZE} 400",
    "SEC-203",
    "OAUTH-006",
)
RESPONSE_MODE = _authorize(
    "RESPONSE-MODE",
    MUST,
    "Another response mode brings no token into any address.",
    "SEC-203",
)
PKCE_PLAIN = _authorize(
    "PKCE.PLAIN",
    MUST,
    "A code challenge in plain text brings no code.",
    f"{AUTHORIZE} 400",
    "SEC-205",
    "OAUTH-003",
)
PKCE_PUBLIC = _authorize(
    "PKCE.PUBLIC",
    MUST,
    "An application without a secret, made by the instance, gets no code without a code challenge.",
    f"{AUTHORIZE} 400",
    "SEC-205",
    "OAUTH-003",
    means=APPLICATION,
)
PKCE_HALF = _authorize(
    "PKCE.HALF",
    SHOULD,
    "A code challenge without its method, or a method without a challenge, brings no code.",
    "SEC-205",
    "OAUTH-003",
)
PKCE_FORM = _authorize(
    "PKCE.FORM",
    SHOULD,
    "A code challenge that is too short, too long or of other characters brings no code.",
    "SEC-205",
)
SCOPE = _authorize(
    "SCOPE",
    MUST,
    "What an application may not ask for it does not get: no code, or tokens without it.",
    "SEC-208",
    "OAUTH-010",
    operations=(*BOTH, "getOAuthToken"),
)
SCOPE_CODE = _authorize(
    "SCOPE.INVALID",
    SHOULD,
    "Asked for what it may not, it is told `invalid_scope`.",
    "OAUTH-010",
    "OAUTH-006",
)
ERROR = _authorize(
    "ERROR",
    MUST,
    "A wrong request brings no code; a redirect that tells it goes to the registered address, with the state.",
    "OAUTH-006",
    "SEC-203",
)
ERROR_NAMED = _authorize(
    "ERROR.NAMED",
    SHOULD,
    "The application is told the error by its name in OAuth.",
    "OAUTH-006",
    "OAUTH-009",
)

# Prompts

PROMPT_NONE = _authorize(
    "PROMPT.NONE",
    SHOULD,
    "With `prompt=none` nobody sees a page: without a session `login_required`, without consent `consent_required`.",
    "SEC-206",
    "OAUTH-009",
    operations=(AUTHORIZE,),
)
PROMPT_NONE_ALONE = _authorize(
    "PROMPT.NONE-ALONE",
    SHOULD,
    "`none` beside another prompt is an `invalid_request`.",
    "OAUTH-009",
    operations=(AUTHORIZE,),
)
PROMPT_LOGIN = _authorize(
    "PROMPT.LOGIN",
    SHOULD,
    "With `prompt=login` a session of before is not enough.",
    "OAUTH-009",
    operations=(AUTHORIZE,),
)
PROMPT_CONSENT = _authorize(
    "PROMPT.CONSENT",
    SHOULD,
    "With `prompt=consent` somebody who has agreed is asked again.",
    "OAUTH-009",
    operations=(AUTHORIZE,),
)
