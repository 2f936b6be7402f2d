"""What is there for whoever comes by: the pages that are hosted for the application, and the waitlist."""

from fapi_reference.records.waitlist import WaitlistEntry
from fapi_reference.views.base import ServerViews, View
from fapi_reference.views.environment import PAGES

LEADS_TO = (
    "after_sign_in_url",
    "after_sign_up_url",
    "after_join_waitlist_url",
    "after_create_organization_url",
    "after_leave_organization_url",
    "logo_link_url",
)


class PortalViews(ServerViews):
    def account_portal(self) -> View:
        """AUTH-412."""
        portal = self.server.settings.portal
        return {
            "object": "account_portal",
            "allowed": True,
            "enabled": portal.enabled,
            "internal_linking": portal.enabled,
            **{name: PAGES[name] for name in LEADS_TO},
            "customization": {
                "appearance": portal.appearance,
                "primary_color_light": portal.primary_color or None,
                "primary_color_dark": None,
                "background_color_light": None,
                "background_color_dark": None,
            },
        }

    def waitlist_entry(self, entry: WaitlistEntry) -> View:
        """Not a word of what becomes of it (WAIT-001, SEC-169)."""
        return {"object": "waitlist_entry", "id": entry.id}
