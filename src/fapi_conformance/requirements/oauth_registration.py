"""Applications that register themselves (RFC 7591, as far as it is taken)."""

from fapi_conformance.requirements.area import MUST, SHOULD, Area
from fapi_conformance.requirements.oauth_authorize import AUTHORIZE

REGISTER = "registerOAuthClient"

_registration = Area(
    name="OAUTH-REGISTRATION",
    when=("oauth-provider", "dynamic-registration"),
    operations=(REGISTER,),
    twins=("MADE",),
    profile="oauth-provider",
)

MADE = _registration(
    "MADE",
    MUST,
    "Whoever asks without any credentials becomes an application, with what it said of itself, and a secret.",
    f"{REGISTER} 201",
    "OAUTH-030",
    "OAUTH-031",
    "OAUTH-032",
    twins=(),
)
TIMES = _registration(
    "TIMES",
    MUST,
    "The times of its id and its secret are in seconds, and 0 stands for a secret without an end.",
    f"{REGISTER} 201",
    "OAUTH-032",
)
PUBLIC = _registration(
    "PUBLIC",
    MUST,
    "An application that shows no secret gets none.",
    f"{REGISTER} 201",
    "OAUTH-032",
    "SEC-231",
)
DEFAULTS = _registration(
    "DEFAULTS",
    MUST,
    "What it does not say is set: its id for its name, scopes, and HTTP Basic for its secret.",
    f"{REGISTER} 201",
    "OAUTH-031",
    "OAUTH-033",
)
USABLE = _registration(
    "USABLE",
    MUST,
    "With a state and without a code challenge it gets a code that is exchanged for a token.",
    f"{REGISTER} 201",
    "OAUTH-033",
    operations=(REGISTER, AUTHORIZE, "getOAuthToken"),
)
CONSENT = _registration(
    "CONSENT",
    MUST,
    "People are always asked for their consent to it, whatever it says of itself.",
    "OAUTH-033",
    "OAUTH-011",
    "SEC-230",
    "SEC-206",
    operations=(REGISTER, AUTHORIZE),
)
PRIVILEGES = _registration(
    "PRIVILEGES",
    MUST,
    "It does not choose its id, its secret or its scopes beyond those that there are: that is left out or refused.",
    "SEC-230",
)
DISTINCT = _registration(
    "DISTINCT",
    SHOULD,
    "Each registration makes another application, also of the same words, and is not to be kept by caches.",
    "OAUTH-035",
)
SECRET_STRENGTH = _registration(
    "SECRET-STRENGTH",
    SHOULD,
    "A secret has 128 bits or more, and no two are alike.",
    "SEC-231",
)
REDIRECT_URIS = _registration(
    "REDIRECT-URIS",
    MUST,
    "Without an address to go back to, or with a relative one or none that is an address, nothing is registered.",
    f"{REGISTER} 400",
    "SEC-229",
    "OAUTH-031",
)
REDIRECT_URIS_SAFE = _registration(
    "REDIRECT-URIS.SAFE",
    SHOULD,
    "Scripts, files, fragments, wildcards, people in addresses and the open web without https are not registered.",
    "SEC-229",
)
ERROR = _registration(
    "ERROR",
    MUST,
    "A refusal with 400 names one of the errors of RFC 7591.",
    f"{REGISTER} 400",
    "OAUTH-034",
    twins=("REDIRECT-URIS",),
)
LIMITS = _registration(
    "LIMITS",
    SHOULD,
    "Names beyond 256 characters, addresses and scopes beyond 1024, and other ways of showing a secret are refused.",
    f"{REGISTER} 400",
    "OAUTH-031",
)
DISPLAY = _registration(
    "DISPLAY",
    SHOULD,
    "Addresses of a logo or a home page that are scripts are not registered, or not shown.",
    "SEC-231",
    operations=(REGISTER, "getOAuthConsent"),
)
OFF = _registration(
    "OFF",
    MUST,
    "Where no registration endpoint is published nobody registers.",
    f"{REGISTER} 422",
    "OAUTH-030",
    "SEC-228",
    when=("oauth-provider", "no-dynamic-registration"),
    twins=(),
)
OFF_CODE = _registration(
    "OFF.REFUSED",
    SHOULD,
    "There it is refused with 422 `feature_requires_dynamic_oauth_client_registration`.",
    f"{REGISTER} 422",
    "OAUTH-030",
    "feature_requires_dynamic_oauth_client_registration",
    when=("oauth-provider", "no-dynamic-registration"),
    twins=("OFF",),
)
