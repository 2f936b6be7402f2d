"""What a page of somebody else gets of a production instance: nothing, although browsers bring their cookies along."""

from fapi_conformance.verdict.requirement import Level, Requirement

ASKED = ("getClient", "createSignIn", "patchUser")
WHEN = ("production",)
TWINS = ("TRANSPORT.CORS",)

REFUSED = Requirement(
    id="ORIGIN.FOREIGN",
    level=Level.MUST,
    says="In production a request from an origin that is not the application's is refused, shows nothing of who is "
    "signed in, and changes nothing: also one whose name only begins or ends like the application's.",
    sources=("getClient 400, 403", "createSignIn 400, 403", "patchUser 400, 403", "AUTH-111", "SEC-087"),
    profile="production",
    operations=ASKED,
    when=WHEN,
    twins=TWINS,
)
CODE = Requirement(
    id="ORIGIN.FOREIGN.CODE",
    level=Level.SHOULD,
    says="That refusal is 400 `origin_invalid` or 403 `subdomain_not_allowed`.",
    sources=("AUTH-111",),
    profile="production",
    operations=ASKED,
    when=WHEN,
    twins=("ORIGIN.FOREIGN",),
)
UNSHARED = Requirement(
    id="ORIGIN.FOREIGN.CORS",
    level=Level.SHOULD,
    says="In production neither an answer nor a preflight lets a page of another origin read what comes with cookies.",
    sources=("Fetch standard: CORS protocol", "SEC-255"),
    profile="production",
    operations=("getClient", "getUser", "createSessionToken"),
    when=WHEN,
    twins=TWINS,
)
SIMPLE = Requirement(
    id="ORIGIN.FOREIGN.PLAIN",
    level=Level.SHOULD,
    says="In production a form that a page of another origin sends as plain text, for which no browser asks ahead, "
    "changes nothing.",
    sources=("SEC-091",),
    profile="production",
    operations=("patchUser",),
    when=WHEN,
    twins=("USER.METADATA-REPLACED",),
)
