"""What a person opens from a mail: a browser goes there by itself, with nothing that an application would add."""

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit

from fapi_conformance.client.area import Area
from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.client.routes import ROUTES, Known

NAVIGATION: Mapping[str, str | None] = {"origin": None}
SCRIPTED = ("__clerk_api_version", "_clerk_js_version", "_clerk_session_id")
"""What only the scripts of an application say of themselves."""


class MailedArea(Area):
    def verify(self, link: str, *, intent: Intent = Intent.VALID) -> Answer:
        """An email link, as it came."""
        return self._actor.act("verify", query=_navigation(link), headers=NAVIGATION, intent=intent)

    def look_ahead(self, link: str, *, method: str = "HEAD", purpose: str | None = None) -> Answer:
        """An email link, by what looks at links before people do."""
        headers = {**NAVIGATION, **({"sec-purpose": purpose, "purpose": purpose} if purpose else {})}
        looked = Known(method, ROUTES["verify"].path)
        return self._actor.act(looked, query=_navigation(link), headers=headers, intent=Intent.OPEN)

    def accept(self, link: str, *, intent: Intent = Intent.VALID) -> Answer:
        """The link of an invitation or of another ticket, as it came."""
        return self._actor.act("acceptTicket", query=_navigation(link), headers=NAVIGATION, intent=intent)

    def verify_token(self, token: str) -> Answer:
        """What would be opened if a link carried this."""
        return self.verify(f"?{urlencode({'token': token})}", intent=Intent.OPEN)

    def accept_ticket(self, token: str) -> Answer:
        """What would be opened if the link of a ticket carried this."""
        return self.accept(f"?{urlencode({'ticket': token})}", intent=Intent.OPEN)


def _navigation(link: str) -> list[tuple[str, str | None]]:
    taken_away = [(name, None) for name in SCRIPTED]
    return [*taken_away, *parse_qsl(urlsplit(link).query, keep_blank_values=True)]
