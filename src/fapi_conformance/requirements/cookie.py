"""The cookies of a production browser. Official clients and server SDKs tell by them who is signed in."""

from fapi_conformance.verdict.requirement import Level, Requirement

HIDDEN = Requirement(
    id="COOKIE.CLIENT.HIDDEN",
    level=Level.MUST,
    says="The cookie that identifies a production browser, `__client`, is out of reach of scripts.",
    sources=("AUTH-404", "AUTH-071", "securitySchemes ProductionBrowser", "SEC-082"),
    profile="production",
    operations=("createSignIn",),
    when=("production",),
)
OWN_SITE = Requirement(
    id="COOKIE.CLIENT.OWN-SITE",
    level=Level.MUST,
    says="`__client` is not sent along from other sites unless the instance says that its cookies are partitioned, and "
    "where the API is served over https, it is sent over that alone.",
    sources=("securitySchemes ProductionBrowser", "Client.Environment", "RFC 6265bis", "SEC-082"),
    profile="production",
    operations=("createSignIn",),
    when=("production",),
    twins=("COOKIE.CLIENT.HIDDEN",),
)
SIGNED_IN = Requirement(
    id="COOKIE.SIGNED-IN",
    level=Level.MUST,
    says="From a sign-in on, a production browser has the cookie `__client_uat` with a time in seconds, for scripts.",
    sources=("AUTH-074", "AUTH-155", "official client: to @clerk/backend a session without it is not signed in"),
    profile="production",
    operations=("attemptSignInFactorOne", "getClient"),
    when=("production",),
)
SIGNED_OUT = Requirement(
    id="COOKIE.SIGNED-OUT",
    level=Level.MUST,
    says="From a sign-out on, `__client_uat` is `0` in a production browser.",
    sources=("AUTH-074", "AUTH-155", "official client: @clerk/backend sends a browser that has it back for a session"),
    profile="production",
    operations=("removeClientSessionsAndRetainCookie", "getClient"),
    when=("production",),
    twins=("COOKIE.SIGNED-IN",),
)
SUFFIXED = Requirement(
    id="COOKIE.SIGNED-IN.SUFFIXED",
    level=Level.SHOULD,
    says="`__client_uat` has a twin of the same value whose name ends in the 8 characters of the publishable key.",
    sources=("AUTH-075", "AUTH-404"),
    profile="production",
    operations=("attemptSignInFactorOne", "getClient"),
    when=("production",),
    twins=("COOKIE.SIGNED-IN",),
)
SCOPE = Requirement(
    id="COOKIE.CLIENT.SCOPE",
    level=Level.SHOULD,
    says="`__client` is for the whole API and no further: its domain, if it names one, is none of many owners, its "
    "path is the root of the API, and it fits into what browsers keep.",
    sources=("RFC 6265bis", "SEC-083"),
    profile="production",
    operations=("createSignIn", "getClient"),
    when=("production",),
    twins=("COOKIE.CLIENT.HIDDEN",),
)
WITHDRAWN = Requirement(
    id="COOKIE.CLIENT.WITHDRAWN",
    level=Level.SHOULD,
    says="Deleting the client takes `__client` away from the browser.",
    sources=("GAP-013", "SEC-083"),
    profile="production",
    operations=("deleteClientSessions",),
    when=("production",),
    twins=("COOKIE.CLIENT.HIDDEN",),
)
