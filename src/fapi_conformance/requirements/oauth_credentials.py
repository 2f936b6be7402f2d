"""What an application is known by at the token endpoint: a secret, or the verifier of its code."""

from fapi_conformance.requirements.oauth_token import MUST, PROFILE, SHOULD, TOKEN, WHEN, refused
from fapi_conformance.verdict.requirement import Requirement

PUBLIC = Requirement(
    id="OAUTH-TOKEN.PUBLIC",
    level=MUST,
    says="A public client exchanges its code by its id and its code verifier, without a secret.",
    sources=(f"{TOKEN} 200", "OAUTH-041", "OAUTH-043"),
    profile=PROFILE,
    operations=(TOKEN,),
    when=WHEN,
)
EITHER_WAY = Requirement(
    id="OAUTH-TOKEN.CREDENTIALS.EITHER-WAY",
    level=MUST,
    says="An application shows its secret by HTTP Basic or in the form, whichever way it was registered for.",
    sources=(f"{TOKEN} 200", "OAUTH-041"),
    profile=PROFILE,
    operations=(TOKEN,),
    when=WHEN,
)
CHALLENGED = Requirement(
    id="OAUTH-TOKEN.CREDENTIALS.CHALLENGED",
    level=SHOULD,
    says="Whoever fails by HTTP Basic is told so by `WWW-Authenticate: Basic`.",
    sources=("OAUTH-050", "SEC-216"),
    profile=PROFILE,
    operations=(TOKEN,),
    when=WHEN,
    twins=("OAUTH-TOKEN.CODE",),
)
VERIFIER_WRONG = refused(
    "VERIFIER.WRONG",
    "A code verifier that does not give the challenge is not taken, nor is the challenge itself",
    f"{TOKEN} 400",
    f"{TOKEN} 401",
    "OAUTH-043",
    "SEC-214",
    twins=("OAUTH-TOKEN.PUBLIC",),
)
VERIFIER_MISSING = refused(
    "VERIFIER.MISSING",
    "A public client whose code was asked for with a challenge brings its verifier",
    f"{TOKEN} 400",
    f"{TOKEN} 401",
    "OAUTH-043",
    "SEC-214",
    twins=("OAUTH-TOKEN.PUBLIC",),
)
VERIFIER_CONFIDENTIAL = refused(
    "VERIFIER.OF-CONFIDENTIAL",
    "A client with a secret whose code was asked for with a challenge brings its verifier too",
    "OAUTH-043",
    "SEC-214",
    level=SHOULD,
)
VERIFIER_UNASKED = refused(
    "VERIFIER.WITHOUT-CHALLENGE",
    "A verifier for a code that was asked for without a challenge shows that somebody took the challenge away",
    "SEC-215",
    level=SHOULD,
)
SECRET_WRONG = refused(
    "SECRET.WRONG",
    "A client with a wrong secret, or with another's, is 401",
    f"{TOKEN} 401",
    "OAUTH-041",
    "SEC-216",
)
SECRET_MISSING = refused(
    "SECRET.MISSING",
    "A client that has a secret shows it: its id alone, or an empty secret, is not enough",
    f"{TOKEN} 401",
    "OAUTH-041",
    "SEC-216",
)
CLIENT_UNKNOWN = refused("CLIENT.UNKNOWN", "A client that nobody registered is 401", f"{TOKEN} 401", "OAUTH-041")
SECRET_TWO_WAYS = refused(
    "SECRET.TWO-WAYS",
    "Credentials by HTTP Basic and in the form that contradict each other are not taken",
    "SEC-216",
    level=SHOULD,
)
