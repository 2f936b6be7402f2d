"""What no answer may tell, whatever it answers: checked on every exchange of every test."""

from fapi_conformance.verdict.requirement import Level, Requirement

MEMBERS = Requirement(
    id="DISCLOSURE.MEMBERS",
    level=Level.MUST,
    says="No answer shows how a password is kept, a secret key, a client secret or the tokens of an account elsewhere.",
    sources=("Client.User", "USER-004", "SEC-237", "SEC-238"),
    profile="core",
    everywhere=True,
)
LOCATION = Requirement(
    id="DISCLOSURE.LOCATION",
    level=Level.MUST,
    says="The address that an answer sends to holds no password, client token or secret of an authenticator app.",
    sources=("RFC 9700 section 4.2", "SEC-239"),
    profile="core",
    everywhere=True,
)
INTERNALS = Requirement(
    id="DISCLOSURE.INTERNALS",
    level=Level.MUST,
    says="No refusal and no failure shows a stack trace, a place in the source, or a message of the database.",
    sources=("4xx responses of every operation", "SEC-241"),
    profile="core",
    everywhere=True,
)
