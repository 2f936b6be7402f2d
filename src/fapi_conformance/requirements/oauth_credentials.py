"""What an application is known by at the token endpoint: a secret, or the verifier of its code."""

from fapi_conformance.requirements.area import MUST, SHOULD
from fapi_conformance.requirements.oauth_token import TOKEN, at_token

PUBLIC = at_token(
    "PUBLIC",
    MUST,
    "A public client exchanges its code by its id and its code verifier, without a secret.",
    f"{TOKEN} 200",
    "OAUTH-041",
    "OAUTH-043",
    twins=(),
)
EITHER_WAY = at_token(
    "CREDENTIALS.EITHER-WAY",
    MUST,
    "An application shows its secret by HTTP Basic or in the form, whichever way it was registered for.",
    f"{TOKEN} 200",
    "OAUTH-041",
    twins=(),
)
CHALLENGED = at_token(
    "CREDENTIALS.CHALLENGED",
    SHOULD,
    "Whoever fails by HTTP Basic is told so by `WWW-Authenticate: Basic`.",
    "OAUTH-050",
    "SEC-216",
)
VERIFIER_WRONG = at_token(
    "VERIFIER.WRONG",
    MUST,
    "A code verifier that does not give the challenge is not taken, nor is the challenge itself: no token.",
    f"{TOKEN} 400",
    f"{TOKEN} 401",
    "OAUTH-043",
    "SEC-214",
    twins=("PUBLIC",),
)
VERIFIER_MISSING = at_token(
    "VERIFIER.MISSING",
    MUST,
    "A public client whose code was asked for with a challenge brings its verifier: no token.",
    f"{TOKEN} 400",
    f"{TOKEN} 401",
    "OAUTH-043",
    "SEC-214",
    twins=("PUBLIC",),
)
VERIFIER_CONFIDENTIAL = at_token(
    "VERIFIER.OF-CONFIDENTIAL",
    SHOULD,
    "A client with a secret whose code was asked for with a challenge brings its verifier too: no token.",
    "OAUTH-043",
    "SEC-214",
)
VERIFIER_UNASKED = at_token(
    "VERIFIER.WITHOUT-CHALLENGE",
    SHOULD,
    "A verifier for a code that was asked for without a challenge shows that somebody took the challenge away: "
    "no token.",
    "SEC-215",
)
SECRET_WRONG = at_token(
    "SECRET.WRONG",
    MUST,
    "A client with a wrong secret, or with another's, is 401: no token.",
    f"{TOKEN} 401",
    "OAUTH-041",
    "SEC-216",
)
SECRET_MISSING = at_token(
    "SECRET.MISSING",
    MUST,
    "A client that has a secret shows it: its id alone, or an empty secret, is not enough: no token.",
    f"{TOKEN} 401",
    "OAUTH-041",
    "SEC-216",
)
CLIENT_UNKNOWN = at_token(
    "CLIENT.UNKNOWN",
    MUST,
    "A client that nobody registered is 401: no token.",
    f"{TOKEN} 401",
    "OAUTH-041",
)
SECRET_TWO_WAYS = at_token(
    "SECRET.TWO-WAYS",
    SHOULD,
    "Credentials by HTTP Basic and in the form that contradict each other are not taken: no token.",
    "SEC-216",
)
