"""Development instances: the dev browser stands for the client, and the environment may be touched."""

from fapi_conformance.verdict.requirement import Level, Requirement

ENVIRONMENT_TOUCH = Requirement(
    id="DEVELOPMENT.ENVIRONMENT-TOUCH",
    level=Level.MUST,
    says="PATCH of the environment from an origin answers the same document as GET.",
    sources=("updateEnvironment 200", "AUTH-116"),
    profile="development",
    operations=("updateEnvironment",),
    when=("development",),
)
TOKEN = Requirement(
    id="DEVELOPMENT.DEV-BROWSER.TOKEN",
    level=Level.MUST,
    says="A new dev browser is answered with its token as top-level `id`, and that token makes calls work.",
    sources=("createDevBrowser 200", "AUTH-092", "AUTH-093"),
    profile="development",
    operations=("createDevBrowser",),
    when=("development",),
)
TOKEN_TWIN = Requirement(
    id="DEVELOPMENT.DEV-BROWSER.TWIN",
    level=Level.SHOULD,
    says="The answer repeats the token as `token`.",
    sources=("AUTH-093",),
    profile="development",
    operations=("createDevBrowser",),
    when=("development",),
)
BOTH_NAMES = Requirement(
    id="DEVELOPMENT.DEV-BROWSER.NAMES",
    level=Level.MUST,
    says="The token is accepted as `__clerk_db_jwt` and as `__dev_session`, and means the same client.",
    sources=("securitySchemes DevBrowser", "AUTH-094"),
    profile="development",
    operations=("getClient",),
    when=("development",),
    twins=("DEVELOPMENT.DEV-BROWSER.TOKEN",),
)
SAME_CLIENT = Requirement(
    id="DEVELOPMENT.DEV-BROWSER.SAME-CLIENT",
    level=Level.MUST,
    says="Requests with one dev-browser token see one client without any cookie.",
    sources=("AUTH-097",),
    profile="development",
    operations=("getClient", "createSignIn"),
    when=("development",),
    twins=("DEVELOPMENT.DEV-BROWSER.TOKEN",),
)
UNAUTHENTICATED = Requirement(
    id="DEVELOPMENT.DEV-BROWSER.MISSING",
    level=Level.MUST,
    says="Creating a sign-in or sign-up in browser mode without a known dev browser is 401 "
    "`dev_browser_unauthenticated`.",
    sources=("AUTH-096",),
    profile="development",
    operations=("createSignIn", "createSignUps"),
    when=("development",),
    twins=("DEVELOPMENT.DEV-BROWSER.TOKEN",),
)
PAGE_MARKUP = Requirement(
    id="DEVELOPMENT.PAGE.MARKUP",
    level=Level.SHOULD,
    says="Markup in the origin is no markup in the page that tells the token of old.",
    sources=("getDevBrowserInit 200", "AUTH-099", "SEC-244"),
    profile="development",
    operations=("getDevBrowserInit",),
    when=("development",),
)
ONLY_THERE = Requirement(
    id="DEVELOPMENT.ONLY-THERE",
    level=Level.SHOULD,
    says="A production instance makes no dev browser.",
    sources=("AUTH-092", "SEC-260"),
    profile="production",
    operations=("createDevBrowser",),
    when=("production",),
)
