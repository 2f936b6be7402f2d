"""SAML: what the target says of itself, how people are sent to their company, and what comes of their return."""

from fapi_conformance.requirements.area import MUST, SHOULD, Area

WHEN = ("enterprise-sso", "email-identifier")
"""Companies are known by the addresses of their people: without addresses there are none to come from."""
SIGN_UP = (*WHEN, "sign-up-open")
SENT = ("createSignIn", "prepareSignInFactorOne")
BACK = ("acs", "createSignIn", "prepareSignInFactorOne")

saml = Area(
    name="SAML",
    profile="saml",
    when=SIGN_UP,
    operations=BACK,
    twins=("SIGN-IN.COMPLETE",),
    means=("saml_connection",),
)
"""Where nothing else is said, it is about whoever comes back from their company."""

METADATA = saml(
    "METADATA",
    SHOULD,
    "Metadata names the entity of the connection, and where its responses are to be posted.",
    "samlMetadata 200",
    "SAML-002",
    operations=("samlMetadata",),
    when=("saml",),
    twins=(),
)
METADATA_TYPE = saml(
    "METADATA.TYPE",
    SHOULD,
    "Metadata is announced as `application/samlmetadata+xml`, `application/xml` or `text/xml`.",
    "samlMetadata 200",
    "SAML-002",
    operations=("samlMetadata",),
    when=("saml",),
    twins=(),
)
METADATA_PRIVATE = saml(
    "METADATA.PRIVATE",
    MUST,
    "Metadata shows no private key, and nothing of any other connection.",
    "samlMetadata 200",
    "SEC-200",
    operations=("samlMetadata",),
    when=("saml",),
    twins=(),
)
START = saml(
    "SIGN-IN.START",
    MUST,
    "A sign-in prepared for `enterprise_sso` has an absolute URL to the company: official clients go there.",
    "createSignIn 200",
    "prepareSignInFactorOne 200",
    "AUTH-257",
    "AUTH-250",
    operations=SENT,
    when=WHEN,
    twins=(),
)
FACTOR = saml(
    "SIGN-IN.FACTOR",
    SHOULD,
    "A sign-in by an address of a company needs its first factor, of which `enterprise_sso` is the only one.",
    "createSignIn 200",
    "AUTH-066",
    operations=("createSignIn",),
    twins=("SIGN-IN.START",),
)
NO_COMPANY = saml(
    "SIGN-IN.NO-COMPANY",
    SHOULD,
    "A sign-in by `enterprise_sso` with an address of no company is refused.",
    "createSignIn 422",
    "SAML-006",
    "error catalogue: enterprise_sso_sign_in_connection_missing",
    operations=("createSignIn",),
    when=(*WHEN, "no-enumeration-protection"),
    twins=("SIGN-IN.START",),
)
REQUEST = saml(
    "REQUEST",
    SHOULD,
    "The company is sent an AuthnRequest of the connection's entity, by the redirect binding, with a RelayState.",
    "SAML-002",
    "SAML bindings 3.4",
    "SAML profiles 4.1.4.1",
    operations=SENT,
    when=WHEN,
    twins=("SIGN-IN.START",),
)
FRESH = saml(
    "REQUEST.FRESH",
    SHOULD,
    "Each AuthnRequest has an id and a RelayState of its own.",
    "SEC-197",
    "SAML core 3.2.1",
    operations=SENT,
    when=WHEN,
    twins=("SIGN-IN.START",),
)
SIGNED_IN = saml(
    "SIGN-IN.COMPLETE",
    MUST,
    "Whom their company vouches for is signed in as the user who has that account, or asked for one step more.",
    "acs 303",
    "SAML-003",
    "AUTH-411",
    twins=("SIGN-UP.COMPLETE",),
)
LANDS = saml(
    "SIGN-IN.LANDS",
    SHOULD,
    "Who comes back is led to the `redirect_url` of the attempt, or to its end.",
    "acs 303",
    "SAML-003",
)
TRANSFERABLE = saml(
    "SIGN-IN.TRANSFERABLE",
    MUST,
    "A sign-in by somebody whom no user is yet is `transferable` and goes on as a sign-up, or makes the user.",
    "acs 303",
    "createSignUps 200",
    "AUTH-320",
    operations=(*BACK, "createSignUps"),
    twins=("SIGN-UP.COMPLETE",),
)
SIGN_UP_START = saml(
    "SIGN-UP.START",
    MUST,
    "A sign-up by `enterprise_sso` has an absolute URL to the company: official clients go there.",
    "createSignUps 200",
    "AUTH-250",
    operations=("createSignUps",),
    twins=(),
)
SIGNED_UP = saml(
    "SIGN-UP.COMPLETE",
    MUST,
    "Whom their company vouches for can sign up: with a `verified` account, the sign-up goes on to its end.",
    "acs 303",
    "createSignUps 200",
    "SAML-003",
    "AUTH-322",
    operations=("acs", "createSignUps"),
    twins=("SIGN-UP.START",),
)
ADDRESS = saml(
    "SIGN-UP.ADDRESS",
    SHOULD,
    "The address that the company tells is a verified one of the user.",
    "getUser 200",
    "SAML-003",
    operations=("acs", "createSignUps", "getUser"),
    twins=("SIGN-UP.COMPLETE",),
)
ACCOUNT = saml(
    "ACCOUNT",
    SHOULD,
    "The user shows the account at the company, with its address and its names.",
    "getUser 200",
    "SAML-007",
    operations=("acs", "getUser"),
    twins=("SIGN-UP.COMPLETE",),
)
UNASKED = saml(
    "UNASKED",
    SHOULD,
    "Where the connection allows it, a user is signed in by a response that nobody has asked for.",
    "acs 303",
    "SAML-005",
    operations=("acs",),
    twins=("SIGN-UP.COMPLETE",),
)
UNASKED_ANSWERS = saml(
    "UNASKED.ANSWERS",
    MUST,
    "A response without a RelayState that answers a request is no response of the company's own accord: refused.",
    "acs 400",
    "acs 401",
    "SAML-005",
    operations=("acs",),
    twins=("UNASKED",),
)
UNASKED_OFF = saml(
    "UNASKED.OFF",
    MUST,
    "Where the connection does not allow it, a response that nobody has asked for signs nobody in.",
    "acs 401",
    "SEC-197",
    operations=("acs",),
)
UNASKED_LANDS = saml(
    "UNASKED.LANDS",
    SHOULD,
    "A RelayState that is an address elsewhere leads nobody there.",
    "acs 303",
    "SEC-199",
    operations=("acs",),
    twins=("UNASKED",),
)
RELAY_STATE = saml(
    "RELAY-STATE.MISSING",
    MUST,
    "A response to a request that comes without its RelayState signs nobody in.",
    "acs 400",
    "SAML-004",
)
RELAY_STATE_CODE = saml(
    "RELAY-STATE.MISSING.CODE",
    MUST,
    "It is told `saml_response_relaystate_missing`: at once by 400, or as the error of the attempt.",
    "acs 400",
    "SAML-004",
)
INACTIVE = saml(
    "INACTIVE",
    MUST,
    "At a connection that is not active nobody comes back: 404 `saml_connection_active_not_found`.",
    "acs 404",
    "SAML-004",
    operations=("acs",),
)
DOMAIN = saml(
    "DOMAIN",
    MUST,
    "A company vouches for nobody with an address outside of its domains: nobody is signed in.",
    "acs 400",
    "SAML-004",
    "SEC-198",
)
DOMAIN_CODE = saml(
    "DOMAIN.CODE",
    MUST,
    "It is told `saml_email_address_domain_mismatch`: at once by 400, or as the error of the attempt.",
    "acs 400",
    "SAML-004",
    "SEC-198",
)
ATTRIBUTE = saml(
    "ATTRIBUTE.MISSING",
    MUST,
    "Somebody of whom no address is told is not signed in.",
    "acs 400",
    "SAML-004",
    "SEC-198",
)
ATTRIBUTE_CODE = saml(
    "ATTRIBUTE.MISSING.CODE",
    MUST,
    "It is told `saml_user_attribute_missing`: at once by 400, or as the error of the attempt.",
    "acs 400",
    "SAML-004",
    "SEC-198",
)
PROVISIONING = saml(
    "PROVISIONING.OFF",
    MUST,
    "A connection that takes nobody on makes no user of a stranger: `saml_jit_provisioning_disabled`.",
    "acs 404",
    "SAML-004",
    "SEC-198",
    twins=("SIGN-UP.COMPLETE",),
)
PRIVILEGES = saml(
    "ATTRIBUTE.PRIVILEGES",
    SHOULD,
    "An attribute that is called a role or private metadata does nothing.",
    "acs 303",
    "SEC-198",
    operations=("acs", "createSignUps", "getUser"),
    twins=("SIGN-UP.COMPLETE",),
)
