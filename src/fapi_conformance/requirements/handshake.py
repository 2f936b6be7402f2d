"""The handshake: an application's own server learns who is signed in by sending the browser here and back."""

from fapi_conformance.verdict.requirement import Level, Requirement

GO = ("handshakeClient",)

REDIRECTS = Requirement(
    id="HANDSHAKE.REDIRECTS",
    level=Level.MUST,
    says="The browser is sent back, by 307, to the address that it brought.",
    sources=("handshakeClient 307", "AUTH-145", "AUTH-147"),
    profile="core",
    operations=GO,
)
PAYLOAD_IN_QUERY = Requirement(
    id="HANDSHAKE.PAYLOAD.QUERY",
    level=Level.MUST,
    says="In development the payload stands in the query of the address, as `__clerk_handshake`.",
    sources=("AUTH-147",),
    profile="core",
    operations=GO,
    when=("development",),
    twins=("HANDSHAKE.REDIRECTS",),
)
PAYLOAD_IN_COOKIE = Requirement(
    id="HANDSHAKE.PAYLOAD.COOKIE",
    level=Level.MUST,
    says="In production the payload is set as a cookie.",
    sources=("AUTH-147",),
    profile="core",
    operations=GO,
    when=("production",),
    twins=("HANDSHAKE.REDIRECTS",),
)
PAYLOAD_COOKIE_ALONE = Requirement(
    id="HANDSHAKE.PAYLOAD.COOKIE-ALONE",
    level=Level.SHOULD,
    says="In production the payload does not stand in the address as well.",
    sources=("AUTH-147", "GAP-042"),
    profile="core",
    operations=GO,
    when=("production",),
    twins=("HANDSHAKE.PAYLOAD.COOKIE",),
)
SIGNED = Requirement(
    id="HANDSHAKE.SIGNED",
    level=Level.MUST,
    says="The payload is a list of `Set-Cookie` lines that verifies against the published key which it names.",
    sources=("getJWKS 200", "AUTH-148"),
    profile="core",
    operations=(*GO, "getJWKS"),
    twins=("HANDSHAKE.REDIRECTS",),
)
SESSION = Requirement(
    id="HANDSHAKE.SESSION",
    level=Level.MUST,
    says="For who is signed in, the payload sets `__session` to a token of their session that is valid now.",
    sources=("AUTH-149",),
    profile="core",
    operations=GO,
    twins=("HANDSHAKE.SIGNED",),
)
SINCE = Requirement(
    id="HANDSHAKE.SINCE",
    level=Level.SHOULD,
    says="The payload sets `__client_uat` too: a time while somebody is signed in, 0 while nobody is.",
    sources=("AUTH-149", "SEC-107"),
    profile="core",
    operations=GO,
    twins=("HANDSHAKE.SIGNED",),
)
DEV_BROWSER = Requirement(
    id="HANDSHAKE.DEV-BROWSER",
    level=Level.SHOULD,
    says="In development the payload tells the browser its token.",
    sources=("AUTH-149",),
    profile="core",
    operations=GO,
    when=("development",),
    twins=("HANDSHAKE.SIGNED",),
)
DEV_BROWSER_TWICE = Requirement(
    id="HANDSHAKE.DEV-BROWSER.BOTH-NAMES",
    level=Level.SHOULD,
    says="A new browser in development is told its token under both names of the cookie, also where the application "
    "did not ask for suffixed ones.",
    sources=(
        "AUTH-149",
        "official client: a page is content with the name that it finds, and the next handshake looks for the other",
    ),
    profile="core",
    operations=GO,
    when=("development",),
    twins=("HANDSHAKE.DEV-BROWSER",),
)
PAYLOAD_GONE = Requirement(
    id="HANDSHAKE.PAYLOAD.COOKIE-GONE",
    level=Level.SHOULD,
    says="In production the cookie that carries the payload goes with it: it is taken away by it, or short-lived.",
    sources=(
        "AUTH-147",
        "official client: @clerk/backend answers every request that has the cookie from it, and never deletes it",
    ),
    profile="core",
    operations=GO,
    when=("production",),
    twins=("HANDSHAKE.PAYLOAD.COOKIE", "HANDSHAKE.SIGNED"),
)
SDK = Requirement(
    id="HANDSHAKE.SDK",
    level=Level.MUST,
    says="What server SDKs add to the query is accepted: the reason, the wish for suffixed cookies, the old token.",
    sources=("AUTH-146",),
    profile="core",
    operations=GO,
    twins=("HANDSHAKE.SESSION",),
)
SUFFIXED = Requirement(
    id="HANDSHAKE.SUFFIXED",
    level=Level.SHOULD,
    says="An application that wants suffixed cookies gets a suffixed twin of `__session`.",
    sources=("AUTH-149", "AUTH-075"),
    profile="core",
    operations=GO,
    twins=("HANDSHAKE.SDK",),
)
NONCE = Requirement(
    id="HANDSHAKE.NONCE",
    level=Level.MUST,
    says="An application that asks for a nonce gets one, or the payload itself.",
    sources=("handshakeClient 307", "AUTH-146", "AUTH-147"),
    profile="core",
    operations=GO,
    twins=("HANDSHAKE.REDIRECTS",),
)
ORGANIZATION = Requirement(
    id="HANDSHAKE.ORGANIZATION",
    level=Level.MUST,
    says="An organization that cannot be activated is no error, and leaves the session as it is.",
    sources=("handshakeClient 307", "AUTH-151"),
    profile="core",
    operations=GO,
    twins=("HANDSHAKE.SESSION",),
)
SIGNED_OUT = Requirement(
    id="HANDSHAKE.SIGNED-OUT",
    level=Level.MUST,
    says="While nobody is signed in, no session is handed out.",
    sources=("AUTH-149", "SEC-107"),
    profile="core",
    operations=GO,
    twins=("HANDSHAKE.SESSION",),
)
ENDED = Requirement(
    id="HANDSHAKE.ENDED-SESSION",
    level=Level.MUST,
    says="A session that has ended is not handed out any more.",
    sources=("SEC-107",),
    profile="core",
    operations=(*GO, "endSession"),
    twins=("HANDSHAKE.SESSION", "SESSION.ENDED"),
)
FORGED = Requirement(
    id="HANDSHAKE.FORGED",
    level=Level.MUST,
    says="A browser that shows a token which nobody gave out gets no session.",
    sources=("SEC-067", "SEC-095"),
    profile="core",
    operations=GO,
    twins=("HANDSHAKE.SESSION",),
)
SCRIPT = Requirement(
    id="HANDSHAKE.SCRIPT-TARGET",
    level=Level.MUST,
    says="No browser is ever sent to a script.",
    sources=("SEC-105", "SEC-242"),
    profile="core",
    operations=GO,
    twins=("HANDSHAKE.REDIRECTS",),
)
NO_INJECTION = Requirement(
    id="HANDSHAKE.NO-INJECTION",
    level=Level.MUST,
    says="Line breaks in the address to go back to are refused, encoded or dropped: they bring no header of their own.",
    sources=("SEC-244",),
    profile="core",
    operations=GO,
    twins=("HANDSHAKE.REDIRECTS",),
)
BROKEN_TARGET = Requirement(
    id="HANDSHAKE.BROKEN-TARGET",
    level=Level.SHOULD,
    says="Without an absolute address to go back to, the handshake is refused.",
    sources=("handshakeClient 422", "AUTH-152", "SEC-105"),
    profile="core",
    operations=GO,
    twins=("HANDSHAKE.REDIRECTS",),
)
FOREIGN = Requirement(
    id="HANDSHAKE.FOREIGN-TARGET",
    level=Level.MUST,
    says="In production no payload goes to an address that is not the application's.",
    sources=("SEC-105",),
    profile="core",
    operations=GO,
    when=("production",),
    twins=("HANDSHAKE.REDIRECTS",),
)
FOREIGN_REFUSED = Requirement(
    id="HANDSHAKE.FOREIGN-TARGET.REFUSED",
    level=Level.SHOULD,
    says="In production an address that is not the application's is refused.",
    sources=("handshakeClient 422", "AUTH-152", "SEC-105", "SEC-243"),
    profile="core",
    operations=GO,
    when=("production",),
    twins=("HANDSHAKE.REDIRECTS",),
)
PROXY = Requirement(
    id="HANDSHAKE.PROXY",
    level=Level.MUST,
    says="A proxy that does not show the secret key is in no token and in no redirect.",
    sources=("SEC-103", "SEC-102"),
    profile="core",
    operations=GO,
    twins=("HANDSHAKE.SESSION",),
)
NONCE_FRESH = Requirement(
    id="HANDSHAKE.NONCE.FRESH",
    level=Level.SHOULD,
    says="A nonce is new each time, has 128 bits that nobody can guess, and nothing of the session in it.",
    sources=("SEC-108",),
    profile="core",
    operations=GO,
    twins=("HANDSHAKE.NONCE",),
)
INERT = Requirement(
    id="HANDSHAKE.INERT",
    level=Level.SHOULD,
    says="A page that says what was wrong with a handshake repeats no markup of its parameters.",
    sources=("handshakeClient 422", "SEC-109"),
    profile="core",
    operations=GO,
    twins=("HANDSHAKE.REDIRECTS",),
)
