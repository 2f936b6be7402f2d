"""Refusals in the words of OAuth (RFC 6749, sections 4.1.2.1 and 5.2), and what of them goes back to an application."""

from collections.abc import Mapping

from fapi_reference.problems import Item, Problem

BASIC = {"WWW-Authenticate": 'Basic realm="oauth"'}
SAYS = {
    "invalid_request": "A parameter is missing, repeated, or has a value that is not allowed.",
    "invalid_client": "The client is unknown, or does not prove that it is the one.",
    "invalid_grant": "This is not, or no longer, good for tokens in the hands of this client.",
    "invalid_scope": "This scope is unknown, or more than may be asked for.",
    "unsupported_grant_type": "Tokens are not given for that.",
    "unsupported_token_type": "Tokens of this kind cannot be revoked.",
    "unsupported_response_type": "Only codes are given here.",
    "access_denied": "The person does not agree.",
    "login_required": "Nobody is signed in.",
    "consent_required": "The person was not asked yet.",
    "invalid_redirect_uri": "An address to go back to cannot be used.",
    "invalid_client_metadata": "Something that the client says of itself cannot be used.",
    "server_error": "Something went wrong inside the server.",
}
STATUS = {"invalid_client": 401, "unsupported_grant_type": 401, "server_error": 500}
"""Where the status is not 400 (OAUTH-049)."""


class OAuthProblem(Problem):
    """An OAuth error document: `error` and `error_description`."""

    def __init__(self, error: str, description: str | None = None, status: int | None = None) -> None:
        headers = BASIC if error == "invalid_client" else {}
        item = Item(error, description or SAYS[error])
        super().__init__(status or STATUS.get(error, 400), item, headers=headers)


class ToApplication(Exception):
    """An error that the application is told, by sending the browser back to it (OAUTH-006)."""

    def __init__(self, error: str) -> None:
        super().__init__(error)
        self.error = error

    def told(self) -> Mapping[str, str]:
        return {"error": self.error, "error_description": SAYS[self.error]}


def in_words_of_oauth(problem: Problem, malformed: str) -> Problem:
    """What was refused before anybody knew that OAuth was spoken. A registration that is refused as such, and a slip of
    ours there, are no OAuth errors (GEN-030).
    """
    registering = malformed == "invalid_client_metadata"
    if isinstance(problem, OAuthProblem) or (registering and problem.status in {422, 500}):
        return problem
    item = problem.items[0]
    about = item.meta.get("param_name")
    says = f"{item.message} ({about})" if about else item.message
    if problem.status >= 500:
        return OAuthProblem("server_error")
    return OAuthProblem(malformed, says, status=400 if problem.status == 422 else problem.status)
