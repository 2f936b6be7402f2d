"""What holds for every exchange whatever the test was about: judged against the captured schema."""

from fapi_conformance.verdict.requirement import Level, Requirement

BODY = Requirement(
    id="EXCHANGE.BODY",
    level=Level.MUST,
    says="A documented answer has every required member, and each member has its declared type.",
    sources=("response schemas of every operation", "GEN-009"),
    profile="core",
    everywhere=True,
)
OBJECT = Requirement(
    id="EXCHANGE.OBJECT",
    level=Level.MUST,
    says="The member `object` of a resource names its published type.",
    sources=("response schemas of every operation", "AUTH-054"),
    profile="core",
    everywhere=True,
)
STATUS = Requirement(
    id="EXCHANGE.STATUS",
    level=Level.MUST,
    says="The status of a success or redirect is documented for its operation.",
    sources=("responses of every operation", "AUTH-047"),
    profile="core",
    everywhere=True,
)
REFUSAL_STATUS = Requirement(
    id="EXCHANGE.REFUSAL-STATUS",
    level=Level.SHOULD,
    says="The status of a refusal is documented for its operation, or is one that middleware may give to any of them.",
    sources=("responses of every operation", "behaviour-account-org-oauth section 17", "GEN-038"),
    profile="core",
    everywhere=True,
)
JSON = Requirement(
    id="EXCHANGE.JSON",
    level=Level.MUST,
    says="A documented JSON operation answers with a body that is JSON.",
    sources=("responses of every operation", "AUTH-019"),
    profile="core",
    everywhere=True,
)
ERROR_FORM = Requirement(
    id="EXCHANGE.ERROR-FORM",
    level=Level.MUST,
    says="A refusal is an object whose `errors` are not empty, each with the texts `code`, `message`, `long_message`.",
    sources=("ClerkErrors", "AUTH-034", "GEN-030"),
    profile="core",
    everywhere=True,
)
NO_SERVER_ERROR = Requirement(
    id="EXCHANGE.NO-SERVER-ERROR",
    level=Level.MUST,
    says="No request, well formed or not, ends in a server error.",
    sources=("responses of every operation", "GEN-038"),
    profile="core",
    everywhere=True,
)
MILLISECONDS = Requirement(
    id="EXCHANGE.MILLISECONDS",
    level=Level.MUST,
    says="The times of a resource are integers in milliseconds since 1970.",
    sources=("int64 members of every resource", "AUTH-052", "GEN-040"),
    profile="core",
    everywhere=True,
)
CONTENT_TYPE = Requirement(
    id="EXCHANGE.CONTENT-TYPE",
    level=Level.SHOULD,
    says="A JSON answer says `application/json`.",
    sources=("responses of every operation", "AUTH-420"),
    profile="core",
    everywhere=True,
)
TRACE = Requirement(
    id="EXCHANGE.TRACE",
    level=Level.SHOULD,
    says="An answer has a trace id of 32 hexadecimal digits, the same in header and error body, and names its version.",
    sources=("AUTH-023", "AUTH-041"),
    profile="core",
    everywhere=True,
)
UNDECLARED_MEMBER = Requirement(
    id="EXCHANGE.UNDECLARED-MEMBER",
    level=Level.SHOULD,
    says="An answer has no member that the published schema does not declare for a closed object.",
    sources=("closed response schemas", "GEN-009"),
    profile="core",
    everywhere=True,
)
UNKNOWN_VALUE = Requirement(
    id="EXCHANGE.UNKNOWN-VALUE",
    level=Level.SHOULD,
    says="A member with a published list of values has one of them.",
    sources=("enumerations of response schemas", "GEN-009"),
    profile="core",
    everywhere=True,
)
NEWER_MEMBER = Requirement(
    id="EXCHANGE.NEWER-MEMBER",
    level=Level.SHOULD,
    says="An answer has the members that entered the published schema after the newest recorded answers.",
    sources=("schema errata L01 to L04",),
    profile="core",
    everywhere=True,
)
RETRY_AFTER = Requirement(
    id="EXCHANGE.RETRY-AFTER",
    level=Level.SHOULD,
    says="An answer that there were too many requests says when to come again: in seconds, or by a date.",
    sources=("AUTH-359", "SEC-166", "RFC 6585 section 4", "RFC 9110 section 10.2.3"),
    profile="core",
    everywhere=True,
)
