"""Deviations of code verifiers: what a challenge protects, unprotected."""

from fapi_reference.exchange import Form
from fapi_reference.faults import fault, replace
from fapi_reference.oauth_problems import OAuthProblem
from fapi_reference.records.oauth import AuthorizationCode, OAuthApplication
from fapi_reference.reference import Reference


@fault("oauth-verifier.any", caught_by=("OAUTH-TOKEN.VERIFIER.WRONG",))
def anything(server: Reference) -> None:
    """A verifier has to be there, and nobody looks what it is."""
    replace(server.oauth_grants.answers, lambda *_: True)


@fault("oauth-verifier.plain", caught_by=("OAUTH-TOKEN.VERIFIER.WRONG",))
def plain(server: Reference) -> None:
    """The challenge itself, which went through the browser, answers it as well."""
    original = replace(
        server.oauth_grants.answers,
        lambda challenge, verifier: verifier == challenge or original(challenge, verifier),
    )


@fault("oauth-verifier.if-there", caught_by=("OAUTH-TOKEN.VERIFIER.MISSING", "OAUTH-TOKEN.VERIFIER.OF-CONFIDENTIAL"))
def if_there(server: Reference) -> None:
    """A challenge has to be answered only by who brings a verifier."""

    def need_verifier(code: AuthorizationCode, form: Form) -> None:
        if form.get("code_verifier") is not None:
            original(code, form)

    original = replace(server.oauth_grants.need_verifier, need_verifier)


@fault("oauth-verifier.secret-is-enough", caught_by=("OAUTH-TOKEN.VERIFIER.OF-CONFIDENTIAL",))
def secret_is_enough(server: Reference) -> None:
    """Who has a secret need not answer the challenge that their code was asked for with."""

    def need_verifier(code: AuthorizationCode, form: Form) -> None:
        application = server.oauth_applications.find(server.store.authorization_codes[code.code][1].client_id)
        if application is None or application.public or form.get("code_verifier") is not None:
            original(code, form)

    original = replace(server.oauth_grants.need_verifier, need_verifier)


@fault("oauth-verifier.challenge-taken-away", caught_by=("OAUTH-TOKEN.VERIFIER.WITHOUT-CHALLENGE",))
def challenge_taken_away(server: Reference) -> None:
    """A verifier that nothing was asked for with is overlooked."""

    def need_verifier(code: AuthorizationCode, form: Form) -> None:
        if code.code_challenge is not None:
            original(code, form)

    original = replace(server.oauth_grants.need_verifier, need_verifier)


@fault("oauth-verifier.public-with-secret", caught_by=("OAUTH-TOKEN.PUBLIC",))
def public_with_secret(server: Reference) -> None:
    """Applications without a secret get no tokens."""

    def is_it(application: OAuthApplication, secret: str) -> bool:
        if application.public:
            raise OAuthProblem("invalid_client")
        return original(application, secret)

    original = replace(server.oauth_clients.is_it, is_it)
