"""The token by which a client is known, to a native app and in the cookie of a production browser."""

from fapi_conformance.verdict.requirement import Level, Requirement

READ_BY_IT = ("getClient", "getUser")


def _token(
    name: str, says: str, *sources: str, twins: tuple[str, ...] = ("USER.READ",), level: Level = Level.MUST
) -> Requirement:
    return Requirement(
        id=f"CLIENT-TOKEN.{name}",
        level=level,
        says=says,
        sources=sources,
        profile="core",
        operations=READ_BY_IT,
        when=("client-tokens",),
        twins=twins,
    )


FIXATION = _token(
    "FIXATION",
    "The client token from before a sign-in or sign-up opens nothing afterwards: no client that is signed in, no user, "
    "no session token.",
    "AUTH-076",
    "SEC-066",
)
NOT_ADOPTED = _token(
    "NOT-ADOPTED",
    "A client token that somebody made up never becomes one, whoever signs in with it.",
    "AUTH-072",
    "SEC-067",
)
UNSIGNED = _token(
    "UNSIGNED",
    "A client token that says of itself that nobody has signed it is none.",
    "RFC 8725 section 3.2",
    "SEC-094",
)
TAMPERED = _token(
    "TAMPERED",
    "A client token whose claims were changed under its signature is none, also where it then names a client.",
    "RFC 8725 section 3.3",
    "SEC-095",
)
SYMMETRIC = _token(
    "SYMMETRIC",
    "A client token that is signed symmetrically, with what is published of the key, is none.",
    "RFC 8725 section 3.1",
    "SEC-096",
)
FOREIGN_KEY = _token(
    "FOREIGN-KEY",
    "A client token that is signed by another key is none, whatever key its header names, brings along or points to; "
    "nothing is fetched for it.",
    "RFC 8725 section 3.10",
    "SEC-097",
)
OTHER_CLASS = _token(
    "OTHER-CLASS",
    "No other token of the instance is a client token: neither a session token, nor one of a template that says what "
    "client tokens say.",
    "RFC 8725 section 3.12",
    "SEC-030",
    "SEC-099",
    level=Level.SHOULD,
)
MALFORMED = _token(
    "MALFORMED",
    "What cannot be read as a client token is none, and no server error: nested, doubled, of five parts, of no letters "
    "at all, or with an extension that nobody knows.",
    "RFC 7515 section 4.1.11",
    "RFC 8725 section 2.6",
    "SEC-104",
    level=Level.SHOULD,
)
