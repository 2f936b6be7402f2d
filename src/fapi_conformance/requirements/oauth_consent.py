"""What people are asked before an application gets anything of theirs, and what their decision is good for."""

from dataclasses import replace

from fapi_conformance.requirements.area import MUST, SHOULD, Area
from fapi_conformance.requirements.oauth_authorize import APPLICATION, AUTHORIZE, BY_POST

READ, SUBMIT = "getOAuthConsent", "submitOAuthConsent"
SKIPS = (AUTHORIZE, BY_POST, SUBMIT)

_consent = Area(
    name="OAUTH-CONSENT",
    when=("oauth-provider",),
    operations=(READ,),
    twins=("INFO",),
    profile="oauth-provider",
)
_decision = replace(_consent, operations=(SUBMIT,), twins=(), beside=("OAUTH-AUTHORIZE.CODE",))

# What they are shown

INFO = _consent(
    "INFO",
    MUST,
    "The signed-in person is told the application and each scope, in an answer that is not wrapped.",
    f"{READ} 200",
    "OAUTH-020",
    twins=(),
)
SCOPES = _consent(
    "SCOPES",
    MUST,
    "Asked about some scopes, it tells of these alone, and of none that the application may not ask for.",
    f"{READ} 200",
    "OAUTH-022",
    "SEC-013",
)
DOMAIN = _consent(
    "DOMAIN",
    MUST,
    "`redirect_domain` is the registrable domain of a registered address, and null for this machine and for numbers.",
    f"{READ} 200",
    "OAUTH-022",
)
DOMAIN_UNREGISTERED = _consent(
    "DOMAIN.UNREGISTERED",
    MUST,
    "An address that is not registered is not shown as the application's: `redirect_domain` is null, or it is refused.",
    "OAUTH-022",
    "SEC-013",
)
SECRET = _consent(
    "SECRET",
    MUST,
    "The application's secret is nowhere in what people are shown.",
    "SEC-231",
)
SIGNED_OUT = _consent(
    "SIGNED-OUT",
    MUST,
    "Without a session of one's own nothing of an application is told.",
    f"{READ} 401",
    "SEC-013",
    "OAUTH-023",
)
UNKNOWN_CLIENT = _consent(
    "CLIENT.UNKNOWN",
    SHOULD,
    "An application that there is not is 404.",
    f"{READ} 404",
    "OAUTH-023",
)
SCREEN_OFF = _consent(
    "SCREEN-OFF",
    SHOULD,
    "Where an application asks for no consent, there is nothing to be told, and a code comes at once.",
    f"{READ} 422",
    "OAUTH-011",
    "OAUTH-023",
    operations=(READ, AUTHORIZE),
    means=APPLICATION,
)

# What they decide

NOT_SKIPPED = _decision(
    "NOT-SKIPPED",
    MUST,
    "Nothing that an application puts into its request stands for the person's decision.",
    "SEC-206",
    "OAUTH-011",
    operations=(AUTHORIZE, BY_POST),
)
OF_A_SESSION = _decision(
    "OF-A-SESSION",
    MUST,
    "A decision by a browser in which nobody is signed in brings no code.",
    "SEC-206",
    f"{SUBMIT} 401",
)
ORIGIN = _decision(
    "ORIGIN",
    SHOULD,
    "A decision that comes from no origin in particular brings no code.",
    "OAUTH-025",
    "SEC-206",
)
DENIED = _decision(
    "DENIED",
    MUST,
    "Whoever does not agree goes back with `access_denied`, the state, and no code.",
    f"{SUBMIT} 302",
    f"{SUBMIT} 303",
    "OAUTH-024",
    "SEC-206",
)
DENIED_BY_FORM = _decision(
    "DENIED.FORM-POST",
    MUST,
    "The same where the answer is posted.",
    f"{SUBMIT} 200",
    "OAUTH-024",
    "OAUTH-007",
)
DENIED_STAYS = _decision(
    "DENIED.STAYS",
    MUST,
    "A denial is no consent: the next request brings no code without another decision.",
    "SEC-206",
    "OAUTH-024",
    operations=SKIPS,
)
ONLY_TRUE = _decision(
    "ONLY-TRUE",
    MUST,
    "Only `true` agrees: any other word, an empty one and none bring no code.",
    f"{SUBMIT} 302",
    "OAUTH-024",
)
REDIRECT_URI = _decision(
    "REDIRECT-URI",
    MUST,
    "An address that was put into the form of the consent page, and is not registered, is sent nothing.",
    "SEC-201",
    "OAUTH-005",
)
FOREIGN_ORGANIZATION = _decision(
    "ORGANIZATION.FOREIGN",
    MUST,
    "Nobody agrees for an organization that they do not belong to.",
    f"{SUBMIT} 403",
    "OAUTH-024",
    when=("oauth-provider", "organizations", "organization-creation"),
)

# What it is good for

REMEMBERED = _decision(
    "REMEMBERED",
    SHOULD,
    "`prompt=none` brings a code to whoever has agreed to the same before.",
    "OAUTH-009",
    operations=(AUTHORIZE,),
)
OF_A_PERSON = _decision(
    "OF-A-PERSON",
    MUST,
    "What one person has agreed to is not taken for the consent of another.",
    "SEC-207",
    operations=SKIPS,
)
OF_AN_APPLICATION = _decision(
    "OF-AN-APPLICATION",
    MUST,
    "Consent to one application is none to another.",
    "SEC-207",
    operations=SKIPS,
)
OF_SCOPES = _decision(
    "OF-SCOPES",
    MUST,
    "Consent to some scopes is none to further ones.",
    "SEC-207",
    operations=SKIPS,
)
