"""What callers see: one method a resource, each a dictionary ready to be written as JSON.

The classes build on each other in the order in which the resources contain each other.
"""

from typing import Any

from fapi_reference.exchange import Exchange
from fapi_reference.oauth_problems import OAuthProblem
from fapi_reference.problems import WITHOUT_CLIENT, Item, Problem
from fapi_reference.records.people import User
from fapi_reference.records.sessions import DevBrowser
from fapi_reference.views.api_keys import ApiKeyViews
from fapi_reference.views.client import ClientViews
from fapi_reference.views.environment import EnvironmentViews
from fapi_reference.views.oauth import OAuthViews
from fapi_reference.views.portal import PortalViews
from fapi_reference.views.reverification import ReverificationViews
from fapi_reference.views.well_known import WellKnownViews

View = dict[str, Any]


class Views(ClientViews, EnvironmentViews, WellKnownViews, ReverificationViews, OAuthViews, ApiKeyViews, PortalViews):
    """All views together, with the envelope around them."""

    def envelope(self, response: View | list[View], exchange: Exchange) -> View:
        """The resource, and the whole client as it is after the operation (AUTH-029, AUTH-030)."""
        return {"response": response, "client": self.client(exchange.client, exchange) if exchange.client else None}

    def client_envelope(self, response: View | None) -> View:
        """Operations on the client itself have it in `response` and nothing beside it (AUTH-031)."""
        return {"response": response, "client": None}

    def bare(self, response: View) -> View:
        """A new token stands by itself, with no client beside it (AUTH-184)."""
        return response

    def deleted(self, kind: str, object_id: str) -> View:
        """GEN-042."""
        return {"object": kind, "id": object_id, "deleted": True}

    def deleted_user(self, user: User) -> View:
        return self.deleted("user", user.id)

    def dev_browser(self, browser: DevBrowser) -> View:
        """The token is in `id`; several clients read it from `token` (AUTH-093)."""
        return {
            "object": "dev_browser",
            "id": browser.id,
            "token": browser.id,
            "instance_id": self.server.instance_id,
            "created_at": browser.created_at,
            "updated_at": browser.created_at,
        }

    def errors(self, problem: Problem, exchange: Exchange) -> View:
        """AUTH-034. A refusal while a client is known repeats it, so that callers do not lose track (AUTH-036)."""
        if isinstance(problem, OAuthProblem):
            return self.oauth_error(problem)
        body: View = {"errors": [self.error(item) for item in problem.items]}
        if exchange.client and not exchange.client_dismissed and problem.code not in WITHOUT_CLIENT:
            body["meta"] = {"client": self.client(exchange.client, exchange)}
        return body | {"clerk_trace_id": exchange.trace_id}

    def error(self, item: Item) -> View:
        return self.problem(item)
