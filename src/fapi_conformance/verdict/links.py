"""Where a source of a requirement can be read, where it is on the public web."""

import re

SPECIFICATION = "https://github.com/clerk/openapi-specs/blob/main/fapi/{version}.yml"
_RFC = re.compile(r"RFC (?P<number>\d+)(?:,? (?:section )?(?P<section>\d+(?:\.\d+)*))?")
_OPERATION = re.compile(r"[A-Za-z]\w+ \d{3}(?:, \d{3})*")


def link(source: str, api_version: str) -> str:
    """An address, or empty: recorded facts and checks of the security catalogue are not published."""
    if rfc := _RFC.match(source):
        section = f"#section-{rfc['section']}" if rfc["section"] else ""
        return f"https://www.rfc-editor.org/rfc/rfc{rfc['number']}{section}"
    if source.startswith("WebAuthn"):
        return "https://www.w3.org/TR/webauthn-3/"
    if source.startswith("OpenID Connect Core"):
        return "https://openid.net/specs/openid-connect-core-1_0.html"
    return SPECIFICATION.format(version=api_version) if api_version and _OPERATION.fullmatch(source) else ""
