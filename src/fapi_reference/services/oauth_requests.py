"""What an application asks for when it sends a browser here: read, and everything that can be wrong with it told.

Who asks and where the answer goes come first. While they are not certain, nobody is sent anywhere (OAUTH-005).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fapi_reference.oauth_problems import OAuthProblem, ToApplication
from fapi_reference.problems import refuse
from fapi_reference.records.oauth import OAuthApplication

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

PARAMETERS = (
    "response_type", "client_id", "redirect_uri", "scope", "state", "prompt", "code_challenge",
    "code_challenge_method", "response_mode", "nonce",
)  # fmt: skip
STATE = 8
"""Characters that it has at least (OAUTH-002)."""
PROMPTS = frozenset({"none", "login", "consent"})
MODES = frozenset({"query", "form_post"})
CHALLENGE = re.compile(r"[A-Za-z0-9._~-]{43,128}")
"""RFC 7636, section 4.2."""

Given = Mapping[str, Sequence[str]]
"""Every value of every parameter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Where an answer goes, and how."""

    redirect_uri: str
    state: str | None
    mode: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OAuthRequest:
    application: OAuthApplication
    answer: Answer
    redirect_uri_given: bool
    scopes: tuple[str, ...]
    prompt: frozenset[str]
    code_challenge: str | None
    nonce: str | None
    given: Mapping[str, str] = field(default_factory=dict)
    """The parameters as they came, to be carried over the pages in between."""


class OAuthRequests:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    # who asks, and where the answer goes

    def application(self, given: Given) -> OAuthApplication:
        client_id = only(given, "client_id")
        if client_id is None:
            raise OAuthProblem("invalid_request")
        found = self.server.oauth_applications.find(client_id)
        if found is None:
            raise OAuthProblem("invalid_client")
        return found

    def answer(self, application: OAuthApplication, given: Given) -> Answer:
        return Answer(
            redirect_uri=self.redirect_uri(application, given),
            state=first(given, "state"),
            mode="form_post" if first(given, "response_mode") == "form_post" else "query",
        )

    def redirect_uri(self, application: OAuthApplication, given: Given) -> str:
        """Exactly one that is registered; unsaid, the only one (OAUTH-004)."""
        values = given.get("redirect_uri", ())
        wanted = values[0] if len(values) == 1 else None
        if not any(values) and len(application.redirect_uris) == 1:
            return application.redirect_uris[0]
        if not wanted or not self.registered(application, wanted):
            raise refuse("redirect_uri_mismatch", "redirect_uri")
        return wanted

    def registered(self, application: OAuthApplication, redirect_uri: str) -> bool:
        """Compared as text: nothing is the same but the same (SEC-201)."""
        return redirect_uri in application.redirect_uris

    # what is asked for

    def read(self, application: OAuthApplication, answer: Answer, given: Given) -> OAuthRequest:
        """Raises ToApplication."""
        if any(len(given.get(name, ())) > 1 for name in PARAMETERS):
            raise ToApplication("invalid_request")
        self.need_code(first(given, "response_type"))
        if first(given, "response_mode") not in {None, *MODES}:
            raise ToApplication("invalid_request")
        challenge = self.challenge(application, given)
        self.need_state(answer.state, challenge)
        return OAuthRequest(
            application=application,
            answer=answer,
            redirect_uri_given=bool(first(given, "redirect_uri")),
            scopes=self.scopes(application, first(given, "scope")),
            prompt=self.prompt(first(given, "prompt")),
            code_challenge=challenge,
            nonce=first(given, "nonce"),
            given={name: value for name in PARAMETERS if (value := first(given, name)) is not None},
        )

    def need_code(self, response_type: str | None) -> None:
        """Tokens are in no address (SEC-203)."""
        if response_type is None:
            raise ToApplication("invalid_request")
        if response_type != "code":
            raise ToApplication("unsupported_response_type")

    def need_state(self, state: str | None, challenge: str | None) -> None:
        """Something has to bind the answer to the browser that was sent here (SEC-204)."""
        if (state is None and challenge is None) or (state is not None and len(state) < STATE):
            raise ToApplication("invalid_request")

    def challenge(self, application: OAuthApplication, given: Given) -> str | None:
        """OAUTH-003."""
        challenge, method = first(given, "code_challenge"), first(given, "code_challenge_method")
        if challenge is None and method is None:
            if self.needs_challenge(application):
                raise ToApplication("invalid_request")
            return None
        if challenge is None or not self.method_allowed(method) or not CHALLENGE.fullmatch(challenge):
            raise ToApplication("invalid_request")
        return challenge

    def method_allowed(self, method: str | None) -> bool:
        return method == "S256"

    def needs_challenge(self, application: OAuthApplication) -> bool:
        """Not those that registered themselves (OAUTH-033)."""
        return application.pkce_required or (application.public and not application.dynamically_registered)

    def prompt(self, text: str | None) -> frozenset[str]:
        wanted = frozenset((text or "").split())
        if not wanted <= PROMPTS or ("none" in wanted and len(wanted) > 1):
            raise ToApplication("invalid_request")
        return wanted

    def scopes(self, application: OAuthApplication, text: str | None) -> tuple[str, ...]:
        """Each once; what the application may not ask for, it does not get silently less of (OAUTH-010, SEC-208)."""
        asked = [one for one in (text or "").split(" ") if one]
        wanted = asked or self.server.oauth_applications.usual_scopes(application)
        known = self.server.oauth_applications.scopes()
        if not wanted or not all(one in application.scopes and one in known for one in wanted):
            raise ToApplication("invalid_scope")
        return tuple(dict.fromkeys(wanted))


def first(given: Given, name: str) -> str | None:
    """Empty is as good as absent (RFC 6749, section 3.1)."""
    values = given.get(name, ())
    return (values[0] or None) if values else None


def only(given: Given, name: str) -> str | None:
    values = given.get(name, ())
    return first(given, name) if len(values) == 1 else None
