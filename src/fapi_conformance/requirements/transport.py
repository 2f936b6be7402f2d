"""How requests travel: methods, parameters, versions, origins, bodies."""

from fapi_conformance.verdict.requirement import Level, Requirement

METHOD_OVERRIDE = Requirement(
    id="TRANSPORT.METHOD-OVERRIDE",
    level=Level.MUST,
    says="A POST with `_method=PATCH`, `PUT` or `DELETE` in its query is served as that method, by every operation.",
    sources=("AUTH-011", "GEN-010"),
    profile="core",
    operations=("patchUser", "removeClientSessionsAndRetainCookie"),
)
REAL_METHOD = Requirement(
    id="TRANSPORT.REAL-METHOD",
    level=Level.MUST,
    says="PATCH, PUT and DELETE are served as themselves, by every operation.",
    sources=("patchUser 200", "removeClientSessionsAndRetainCookie 200", "AUTH-012", "GEN-010"),
    profile="core",
    operations=("patchUser", "removeClientSessionsAndRetainCookie"),
)
CLIENT_PARAMETERS = Requirement(
    id="TRANSPORT.CLIENT-PARAMETERS",
    level=Level.MUST,
    says="The query parameters that official clients add to every call are accepted on every operation.",
    sources=("AUTH-014",),
    profile="core",
)
GET_CONTENT_TYPE = Requirement(
    id="TRANSPORT.GET-CONTENT-TYPE",
    level=Level.MUST,
    says="A GET is served whatever content type it announces for the body that it does not have.",
    sources=("AUTH-403",),
    profile="core",
    operations=("getClient",),
)
VERSION_CHOICE = Requirement(
    id="TRANSPORT.VERSION.CHOICE",
    level=Level.MUST,
    says="A published API version is accepted by header and by query.",
    sources=("AUTH-059", "AUTH-061"),
    profile="core",
    operations=("getClient",),
)
VERSION_UNKNOWN = Requirement(
    id="TRANSPORT.VERSION.UNKNOWN",
    level=Level.MUST,
    says="An API version that does not exist is refused.",
    sources=("AUTH-059", "AUTH-060"),
    profile="core",
    operations=("getClient",),
    twins=("TRANSPORT.VERSION.CHOICE",),
)
VERSION_TWICE = Requirement(
    id="TRANSPORT.VERSION.TWICE",
    level=Level.MUST,
    says="An API version by header and by query at once is refused.",
    sources=("AUTH-059", "AUTH-060"),
    profile="core",
    operations=("getClient",),
    twins=("TRANSPORT.VERSION.CHOICE",),
)
VERSION_CODE = Requirement(
    id="TRANSPORT.VERSION.CODE",
    level=Level.SHOULD,
    says="The refusal of a version is 400 `api_version_invalid`.",
    sources=("AUTH-060",),
    profile="core",
    operations=("getClient",),
    twins=("TRANSPORT.VERSION.CHOICE",),
)
VERSION_SAID = Requirement(
    id="TRANSPORT.VERSION.SAID",
    level=Level.SHOULD,
    says="The answer names the API version that was applied.",
    sources=("AUTH-023", "AUTH-062"),
    profile="core",
    operations=("getClient",),
)
CORS = Requirement(
    id="TRANSPORT.CORS",
    level=Level.MUST,
    says="An answer to an allowed origin names exactly that origin and allows credentials.",
    sources=("AUTH-107", "AUTH-108"),
    profile="core",
    operations=("getClient", "createSignIn"),
)
ORIGIN_CONFLICT = Requirement(
    id="TRANSPORT.ORIGIN-CONFLICT",
    level=Level.MUST,
    says="`Origin` and `Authorization` together are refused with 400 `origin_authorization_headers_conflict`.",
    sources=("AUTH-086", "SEC-085"),
    profile="native",
    operations=("getClient",),
    when=("native",),
    twins=("NATIVE.FIRST-TOKEN",),
)
REPEATED_PARAMETER = Requirement(
    id="TRANSPORT.REPEATED-PARAMETER",
    level=Level.SHOULD,
    says="A scalar parameter that is sent twice is refused with 422 `form_param_duplicate`.",
    sources=("AUTH-010", "SEC-246"),
    profile="core",
    operations=("createSignIn",),
    twins=("SIGN-IN.IDENTIFIED",),
)
JSON_BODY = Requirement(
    id="TRANSPORT.JSON-BODY",
    level=Level.SHOULD,
    says="A JSON body where a form is expected is never taken for that form.",
    sources=("AUTH-004", "GAP-007", "SEC-245"),
    profile="core",
    operations=("createSignIn",),
    twins=("SIGN-IN.IDENTIFIED",),
)
UNKNOWN_PATH = Requirement(
    id="TRANSPORT.UNKNOWN-PATH",
    level=Level.SHOULD,
    says="A path that no operation has is answered with 404.",
    sources=("AUTH-401",),
    profile="core",
)
PLAIN_BODY = Requirement(
    id="TRANSPORT.PLAIN-BODY",
    level=Level.SHOULD,
    says="A body that is announced as plain text, for which no browser asks ahead, is never taken for a form.",
    sources=("SEC-091", "SEC-245"),
    profile="core",
    operations=("patchUser",),
    twins=("USER.METADATA-REPLACED",),
)
OVERRIDE_OF_GET = Requirement(
    id="TRANSPORT.OVERRIDE-OF-GET",
    level=Level.SHOULD,
    says="A GET stays one, whatever method its query or its headers name: nobody is signed out by it, nothing deleted.",
    sources=("SEC-090",),
    profile="core",
    operations=("getClient", "getUser"),
    twins=("TRANSPORT.METHOD-OVERRIDE",),
)
ODD_METHODS = Requirement(
    id="TRANSPORT.ODD-METHODS",
    level=Level.SHOULD,
    says="A method that no operation has is refused, with what a path has in `Allow` where that is 405; none echoes.",
    sources=("RFC 9110 section 15.5.6", "RFC 9110 section 9.3.8", "SEC-250"),
    profile="core",
    operations=("getHealth", "getEnvironment"),
)
VERSION_GUARDED = Requirement(
    id="TRANSPORT.VERSION.GUARDED",
    level=Level.SHOULD,
    says="Who is signed out reads no user in any version of the API, nor by naming an odd version of the client.",
    sources=("AUTH-059", "SEC-251"),
    profile="core",
    operations=("getUser",),
    twins=("USER.READ",),
)
NOT_PUBLIC = Requirement(
    id="TRANSPORT.NOT-PUBLIC",
    level=Level.SHOULD,
    says="What is about somebody may be kept by no shared cache, and nobody is told that it has not changed who could "
    "not read it before.",
    sources=("RFC 9111 section 5.2.2", "SEC-257"),
    profile="core",
    operations=("getClient", "getUser", "createSessionToken"),
    twins=("USER.READ",),
)
