"""The way back from a provider of accounts elsewhere: the browser is sent to the callback, and from there on.

What a browser does by itself is done here one step after the other, and told: each answer, and where it ends.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urljoin, urlsplit

from fapi_conformance.client.area import Area
from fapi_conformance.client.exchange import Answer, Intent

NAVIGATION: Mapping[str, str | None] = {"origin": None}
ADDED = ("__clerk_api_version", "_clerk_js_version", "_clerk_session_id", "__clerk_db_jwt", "_is_native")
"""What an application says of itself; a browser that another site sends here adds nothing."""
REDIRECTS = frozenset({301, 302, 303, 307, 308})
STEPS = 5
CALLBACK = "/v1/oauth_callback"


@dataclass(frozen=True, slots=True)
class Returned:
    """``answers`` of the target on the way, the last of them last; ``url`` where the person is then.

    ``url`` is None where a refusal or a page of the target is what they see.
    """

    answers: tuple[Answer, ...]
    url: str | None

    @property
    def answer(self) -> Answer:
        return self.answers[-1]

    def told(self, name: str) -> str | None:
        """What the URL says under that name in its query."""
        return dict(parse_qsl(urlsplit(self.url or "").query, keep_blank_values=True)).get(name)

    @property
    def nonce(self) -> str | None:
        """By which a native app takes over what was done in the browser (AUTH-090)."""
        return self.told("rotating_token_nonce")


class CallbackArea(Area):
    def open(self, url: str, *, intent: Intent = Intent.VALID, **extra: str) -> Answer:
        """The callback URL as the provider gave it, with ``extra`` in its query: one request."""
        query = [*((name, None) for name in ADDED), *parse_qsl(urlsplit(url).query, keep_blank_values=True)]
        return self._actor.act("getOauthCallback", query=[*query, *extra.items()], headers=NAVIGATION, intent=intent)

    def post(self, url: str, *, intent: Intent = Intent.VALID, **extra: str) -> Answer:
        """The same in a form, as some providers send it."""
        form = {**dict(parse_qsl(urlsplit(url).query, keep_blank_values=True)), **extra}
        query = [(name, None) for name in ADDED]
        return self._actor.act("postOauthCallback", query=query, form=form, headers=NAVIGATION, intent=intent)

    def follow(self, url: str, *, intent: Intent = Intent.VALID) -> Returned:
        """Open it and go where it leads, as long as that is the callback again."""
        answers: list[Answer] = []
        for _ in range(STEPS):
            answers.append(self.open(url, intent=intent))
            where = answers[-1].header("location") if answers[-1].status in REDIRECTS else None
            if where is None:
                return Returned(tuple(answers), None)
            url = urljoin(url, where)
            if not urlsplit(url).path.endswith(CALLBACK):
                return Returned(tuple(answers), url)
        return Returned(tuple(answers), url)


def is_the_callback_of(base_url: str, location: str) -> bool:
    """Whether that header leads the browser from the callback to the callback again, on the same origin."""
    own = f"{base_url}{CALLBACK}"
    return urljoin(own, location).partition("?")[0] in {own, urljoin(own, CALLBACK)}
