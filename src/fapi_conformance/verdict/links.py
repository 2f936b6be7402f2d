"""Where a source of a requirement can be read, where it is on the public web."""

import re
from urllib.parse import quote

from fapi_conformance.verdict.sources import Kind, kind

SPECIFICATION = "https://github.com/clerk/openapi-specs/blob/main/fapi/{version}.yml"
_RFC = re.compile(r"RFC (?P<number>\d+)(?:,? (?:section )?(?P<section>\d+(?:\.\d+)*))?")


def link(source: str, api_version: str) -> str:
    """An address, or empty: recorded facts and checks of the security catalogue are not published."""
    if rfc := _RFC.match(source):
        section = f"#section-{rfc['section']}" if rfc["section"] else ""
        return f"https://www.rfc-editor.org/rfc/rfc{rfc['number']}{section}"
    if source.startswith("WebAuthn"):
        return "https://www.w3.org/TR/webauthn-3/"
    if source.startswith(("OpenID Connect Core", "OIDC Core")):
        return "https://openid.net/specs/openid-connect-core-1_0.html"
    if not api_version or kind(source) is not Kind.SCHEMA or source.startswith("Backend API"):
        return ""
    return SPECIFICATION.format(version=quote(api_version, safe="", errors="replace"))
