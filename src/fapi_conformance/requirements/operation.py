"""What is true of every operation: written once, generated from the captured schema for each of them."""

from fapi_conformance.verdict.requirement import Level, Requirement

SUCCEEDS = Requirement(
    id="OPERATION.SUCCEEDS",
    level=Level.MUST,
    says="A valid request on live resources is answered with a documented success.",
    sources=("2xx responses of every operation",),
    profile="core",
)
NATIVE = Requirement(
    id="OPERATION.NATIVE",
    level=Level.MUST,
    says="A native app is served as a browser is, by every operation that names its scheme or that native apps call.",
    sources=("security of every operation", "AUTH-101", "AUTH-012", "AUTH-083", "AUTH-406"),
    profile="native",
    when=("native",),
    twins=("OPERATION.SUCCEEDS",),
)
REQUIRED_PARAMETER = Requirement(
    id="OPERATION.REQUIRED-PARAMETER",
    level=Level.MUST,
    says="A request without a parameter that its schema requires is refused.",
    sources=("required members of request schemas", "AUTH-257", "AUTH-266", "USER-222", "USER-229", "USER-241"),
    profile="core",
    twins=("OPERATION.SUCCEEDS",),
)
EMPTY_PARAMETER = Requirement(
    id="OPERATION.EMPTY-PARAMETER",
    level=Level.SHOULD,
    says="A request in which a required parameter that cannot be null is empty is refused.",
    sources=("required members of request schemas", "GEN-020", "AUTH-245"),
    profile="core",
    twins=("OPERATION.SUCCEEDS",),
)
CLOSED_BODY = Requirement(
    id="OPERATION.CLOSED-BODY",
    level=Level.SHOULD,
    says="A parameter that a closed request schema does not declare is refused.",
    sources=("closed request schemas", "GAP-001", "GEN-019"),
    profile="core",
    twins=("OPERATION.SUCCEEDS",),
)
REPEATED_PARAMETER = Requirement(
    id="OPERATION.REPEATED-PARAMETER",
    level=Level.SHOULD,
    says="A request in which a scalar parameter comes twice is refused, by a closed body and below `/v1/client`.",
    sources=("AUTH-010", "GEN-019"),
    profile="core",
    twins=("OPERATION.SUCCEEDS",),
)
VALUE = Requirement(
    id="OPERATION.VALUE",
    level=Level.SHOULD,
    says="A value that is none of those listed for its parameter, or not of its type, is refused.",
    sources=("enumerations and booleans of request schemas", "GEN-020", "AUTH-247"),
    profile="core",
    twins=("OPERATION.SUCCEEDS",),
)
SIGNED_OUT = Requirement(
    id="OPERATION.SIGNED-OUT",
    level=Level.MUST,
    says="An operation on what belongs to a signed-in person is refused with 401 to a caller without a session.",
    sources=("401 responses", "AUTH-102", "AUTH-103", "GEN-032"),
    profile="core",
    twins=("OPERATION.SUCCEEDS",),
)
UNKNOWN_ID = Requirement(
    id="OPERATION.UNKNOWN-ID",
    level=Level.MUST,
    says="A path that names nothing is refused: 404, the 400, 401 or 403 before a look-up, or 422 where it may be.",
    sources=("404 responses", "AUTH-238", "AUTH-417", "AUTH-044"),
    profile="core",
    twins=("OPERATION.SUCCEEDS",),
)
FOREIGN_ID = Requirement(
    id="OPERATION.FOREIGN-ID",
    level=Level.MUST,
    says="What is another person's or another client's is refused, and nothing of it is shown.",
    sources=(
        "getSignIn 404",
        "AUTH-238",
        "SEC-001",
        "SEC-002",
        "SEC-003",
        "SEC-004",
        "SEC-005",
        "SEC-006",
        "SEC-020",
        "SEC-021",
        "SEC-022",
        "SEC-023",
        "SEC-024",
    ),
    profile="core",
    twins=("OPERATION.SUCCEEDS",),
)
FOREIGN_PARAMETER = Requirement(
    id="OPERATION.FOREIGN-PARAMETER",
    level=Level.MUST,
    says="A body parameter that names an identification of somebody else is refused.",
    sources=("SEC-009", "SEC-011", "SEC-012", "AUTH-262"),
    profile="core",
    twins=("OPERATION.SUCCEEDS",),
)
UNKNOWN_PARAMETER = Requirement(
    id="OPERATION.UNKNOWN-PARAMETER",
    level=Level.SHOULD,
    says="A body parameter that names an identification which does not exist is refused.",
    sources=("SEC-009", "AUTH-262"),
    profile="core",
    twins=("OPERATION.SUCCEEDS",),
)
READ_CHANGES_NOTHING = Requirement(
    id="OPERATION.READ-CHANGES-NOTHING",
    level=Level.SHOULD,
    says="A GET leaves the client and its user as they were, but for handshakes, tickets and links, which act.",
    sources=("AUTH-020", "AUTH-384", "AUTH-151", "AUTH-328", "AUTH-334"),
    profile="core",
    twins=("OPERATION.SUCCEEDS",),
)
REFUSAL_CHANGES_NOTHING = Requirement(
    id="OPERATION.REFUSAL-CHANGES-NOTHING",
    level=Level.SHOULD,
    says="What is refused leaves the client and its user as they were, but for what counts refusals and a new attempt.",
    sources=("AUTH-387", "AUTH-243", "AUTH-363", "AUTH-364", "SEC-002", "SEC-003", "SEC-006", "SEC-009"),
    profile="core",
    twins=("OPERATION.SUCCEEDS",),
)
