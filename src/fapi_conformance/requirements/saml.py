"""SAML: what the target says of itself, how people are sent to their company, and what comes of their return."""

from fapi_conformance.verdict.requirement import Level, Requirement

PROFILE = "saml"
WHEN = ("enterprise-sso", "email-identifier")
"""Companies are known by the addresses of their people: without addresses there are none to come from."""
SIGN_UP = (*WHEN, "sign-up-open")
MEANS = ("saml_connection",)
SENT = ("createSignIn", "prepareSignInFactorOne")
BACK = ("acs", "createSignIn", "prepareSignInFactorOne")

METADATA = Requirement(
    id="SAML.METADATA",
    level=Level.SHOULD,
    says="Metadata names the entity of the connection, and where its responses are to be posted.",
    sources=("samlMetadata 200", "SAML-002"),
    profile=PROFILE,
    operations=("samlMetadata",),
    when=("saml",),
    means=MEANS,
)
METADATA_TYPE = Requirement(
    id="SAML.METADATA.TYPE",
    level=Level.SHOULD,
    says="Metadata is announced as `application/samlmetadata+xml`, `application/xml` or `text/xml`.",
    sources=("samlMetadata 200", "SAML-002"),
    profile=PROFILE,
    operations=("samlMetadata",),
    when=("saml",),
    means=MEANS,
)
METADATA_PRIVATE = Requirement(
    id="SAML.METADATA.PRIVATE",
    level=Level.MUST,
    says="Metadata shows no private key, and nothing of any other connection.",
    sources=("samlMetadata 200", "SEC-200"),
    profile=PROFILE,
    operations=("samlMetadata",),
    when=("saml",),
    means=MEANS,
)
START = Requirement(
    id="SAML.SIGN-IN.START",
    level=Level.MUST,
    says="A sign-in prepared for `enterprise_sso` has an absolute URL to the company: official clients go there.",
    sources=("createSignIn 200", "prepareSignInFactorOne 200", "AUTH-257", "AUTH-250"),
    profile=PROFILE,
    operations=SENT,
    when=WHEN,
    means=MEANS,
)
FACTOR = Requirement(
    id="SAML.SIGN-IN.FACTOR",
    level=Level.SHOULD,
    says="A sign-in by an address of a company needs its first factor, of which `enterprise_sso` is the only one.",
    sources=("createSignIn 200", "AUTH-066"),
    profile=PROFILE,
    operations=("createSignIn",),
    when=SIGN_UP,
    means=MEANS,
    twins=("SAML.SIGN-IN.START",),
)
NO_COMPANY = Requirement(
    id="SAML.SIGN-IN.NO-COMPANY",
    level=Level.SHOULD,
    says="A sign-in by `enterprise_sso` with an address of no company is refused.",
    sources=("createSignIn 422", "SAML-006", "error catalogue: enterprise_sso_sign_in_connection_missing"),
    profile=PROFILE,
    operations=("createSignIn",),
    when=(*WHEN, "no-enumeration-protection"),
    means=MEANS,
    twins=("SAML.SIGN-IN.START",),
)
REQUEST = Requirement(
    id="SAML.REQUEST",
    level=Level.SHOULD,
    says="The company is sent an AuthnRequest of the connection's entity, by the redirect binding, with a RelayState.",
    sources=("SAML-002", "SAML bindings 3.4", "SAML profiles 4.1.4.1"),
    profile=PROFILE,
    operations=SENT,
    when=WHEN,
    means=MEANS,
    twins=("SAML.SIGN-IN.START",),
)
FRESH = Requirement(
    id="SAML.REQUEST.FRESH",
    level=Level.SHOULD,
    says="Each AuthnRequest has an id and a RelayState of its own.",
    sources=("SEC-197", "SAML core 3.2.1"),
    profile=PROFILE,
    operations=SENT,
    when=WHEN,
    means=MEANS,
    twins=("SAML.SIGN-IN.START",),
)
SIGNED_IN = Requirement(
    id="SAML.SIGN-IN.COMPLETE",
    level=Level.MUST,
    says="Whom their company vouches for is signed in as the user who has that account, or asked for one step more.",
    sources=("acs 303", "SAML-003", "AUTH-411"),
    profile=PROFILE,
    operations=BACK,
    when=SIGN_UP,
    means=MEANS,
    twins=("SAML.SIGN-UP.COMPLETE",),
)
LANDS = Requirement(
    id="SAML.SIGN-IN.LANDS",
    level=Level.SHOULD,
    says="Who comes back is led to the `redirect_url` of the attempt, or to its end.",
    sources=("acs 303", "SAML-003"),
    profile=PROFILE,
    operations=BACK,
    when=SIGN_UP,
    means=MEANS,
    twins=("SAML.SIGN-IN.COMPLETE",),
)
TRANSFERABLE = Requirement(
    id="SAML.SIGN-IN.TRANSFERABLE",
    level=Level.MUST,
    says="A sign-in by somebody whom no user is yet is `transferable` and goes on as a sign-up, or makes the user.",
    sources=("acs 303", "createSignUps 200", "AUTH-320"),
    profile=PROFILE,
    operations=(*BACK, "createSignUps"),
    when=SIGN_UP,
    means=MEANS,
    twins=("SAML.SIGN-UP.COMPLETE",),
)
SIGN_UP_START = Requirement(
    id="SAML.SIGN-UP.START",
    level=Level.MUST,
    says="A sign-up by `enterprise_sso` has an absolute URL to the company: official clients go there.",
    sources=("createSignUps 200", "AUTH-250"),
    profile=PROFILE,
    operations=("createSignUps",),
    when=SIGN_UP,
    means=MEANS,
)
SIGNED_UP = Requirement(
    id="SAML.SIGN-UP.COMPLETE",
    level=Level.MUST,
    says="Whom their company vouches for can sign up: with a `verified` account, the sign-up goes on to its end.",
    sources=("acs 303", "createSignUps 200", "SAML-003", "AUTH-322"),
    profile=PROFILE,
    operations=("acs", "createSignUps"),
    when=SIGN_UP,
    means=MEANS,
    twins=("SAML.SIGN-UP.START",),
)
ADDRESS = Requirement(
    id="SAML.SIGN-UP.ADDRESS",
    level=Level.SHOULD,
    says="The address that the company tells is a verified one of the user.",
    sources=("getUser 200", "SAML-003"),
    profile=PROFILE,
    operations=("acs", "createSignUps", "getUser"),
    when=SIGN_UP,
    means=MEANS,
    twins=("SAML.SIGN-UP.COMPLETE",),
)
ACCOUNT = Requirement(
    id="SAML.ACCOUNT",
    level=Level.SHOULD,
    says="The user shows the account at the company, with its address and its names.",
    sources=("getUser 200", "SAML-007"),
    profile=PROFILE,
    operations=("acs", "getUser"),
    when=SIGN_UP,
    means=MEANS,
    twins=("SAML.SIGN-UP.COMPLETE",),
)
UNASKED = Requirement(
    id="SAML.UNASKED",
    level=Level.SHOULD,
    says="Where the connection allows it, a user is signed in by a response that nobody has asked for.",
    sources=("acs 303", "SAML-005"),
    profile=PROFILE,
    operations=("acs",),
    when=SIGN_UP,
    means=MEANS,
    twins=("SAML.SIGN-UP.COMPLETE",),
)
UNASKED_ANSWERS = Requirement(
    id="SAML.UNASKED.ANSWERS",
    level=Level.MUST,
    says="A response without a RelayState that answers a request is no response of the company's own accord: refused.",
    sources=("acs 400", "acs 401", "SAML-005"),
    profile=PROFILE,
    operations=("acs",),
    when=SIGN_UP,
    means=MEANS,
    twins=("SAML.UNASKED",),
)
UNASKED_OFF = Requirement(
    id="SAML.UNASKED.OFF",
    level=Level.MUST,
    says="Where the connection does not allow it, a response that nobody has asked for signs nobody in.",
    sources=("acs 401", "SEC-197"),
    profile=PROFILE,
    operations=("acs",),
    when=SIGN_UP,
    means=MEANS,
    twins=("SAML.SIGN-IN.COMPLETE",),
)
UNASKED_LANDS = Requirement(
    id="SAML.UNASKED.LANDS",
    level=Level.SHOULD,
    says="A RelayState that is an address elsewhere leads nobody there.",
    sources=("acs 303", "SEC-199"),
    profile=PROFILE,
    operations=("acs",),
    when=SIGN_UP,
    means=MEANS,
    twins=("SAML.UNASKED",),
)
RELAY_STATE = Requirement(
    id="SAML.RELAY-STATE.MISSING",
    level=Level.MUST,
    says="A response to a request that comes without its RelayState signs nobody in.",
    sources=("acs 400", "SAML-004"),
    profile=PROFILE,
    operations=BACK,
    when=SIGN_UP,
    means=MEANS,
    twins=("SAML.SIGN-IN.COMPLETE",),
)
RELAY_STATE_CODE = Requirement(
    id="SAML.RELAY-STATE.MISSING.CODE",
    level=Level.MUST,
    says="It is told `saml_response_relaystate_missing`: at once by 400, or as the error of the attempt.",
    sources=("acs 400", "SAML-004"),
    profile=PROFILE,
    operations=BACK,
    when=SIGN_UP,
    means=MEANS,
    twins=("SAML.SIGN-IN.COMPLETE",),
)
INACTIVE = Requirement(
    id="SAML.INACTIVE",
    level=Level.MUST,
    says="At a connection that is not active nobody comes back: 404 `saml_connection_active_not_found`.",
    sources=("acs 404", "SAML-004"),
    profile=PROFILE,
    operations=("acs",),
    when=SIGN_UP,
    means=MEANS,
    twins=("SAML.SIGN-IN.COMPLETE",),
)
DOMAIN = Requirement(
    id="SAML.DOMAIN",
    level=Level.MUST,
    says="A company vouches for nobody with an address outside of its domains: nobody is signed in.",
    sources=("acs 400", "SAML-004", "SEC-198"),
    profile=PROFILE,
    operations=BACK,
    when=SIGN_UP,
    means=MEANS,
    twins=("SAML.SIGN-IN.COMPLETE",),
)
DOMAIN_CODE = Requirement(
    id="SAML.DOMAIN.CODE",
    level=Level.MUST,
    says="It is told `saml_email_address_domain_mismatch`: at once by 400, or as the error of the attempt.",
    sources=("acs 400", "SAML-004", "SEC-198"),
    profile=PROFILE,
    operations=BACK,
    when=SIGN_UP,
    means=MEANS,
    twins=("SAML.SIGN-IN.COMPLETE",),
)
ATTRIBUTE = Requirement(
    id="SAML.ATTRIBUTE.MISSING",
    level=Level.MUST,
    says="Somebody of whom no address is told is not signed in.",
    sources=("acs 400", "SAML-004", "SEC-198"),
    profile=PROFILE,
    operations=BACK,
    when=SIGN_UP,
    means=MEANS,
    twins=("SAML.SIGN-IN.COMPLETE",),
)
ATTRIBUTE_CODE = Requirement(
    id="SAML.ATTRIBUTE.MISSING.CODE",
    level=Level.MUST,
    says="It is told `saml_user_attribute_missing`: at once by 400, or as the error of the attempt.",
    sources=("acs 400", "SAML-004", "SEC-198"),
    profile=PROFILE,
    operations=BACK,
    when=SIGN_UP,
    means=MEANS,
    twins=("SAML.SIGN-IN.COMPLETE",),
)
PROVISIONING = Requirement(
    id="SAML.PROVISIONING.OFF",
    level=Level.MUST,
    says="A connection that takes nobody on makes no user of a stranger: `saml_jit_provisioning_disabled`.",
    sources=("acs 404", "SAML-004", "SEC-198"),
    profile=PROFILE,
    operations=BACK,
    when=SIGN_UP,
    means=MEANS,
    twins=("SAML.SIGN-UP.COMPLETE",),
)
PRIVILEGES = Requirement(
    id="SAML.ATTRIBUTE.PRIVILEGES",
    level=Level.SHOULD,
    says="An attribute that is called a role or private metadata does nothing.",
    sources=("acs 303", "SEC-198"),
    profile=PROFILE,
    operations=("acs", "createSignUps", "getUser"),
    when=SIGN_UP,
    means=MEANS,
    twins=("SAML.SIGN-UP.COMPLETE",),
)
