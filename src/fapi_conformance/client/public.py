"""What an instance has for whoever comes by: its hosted pages, its waitlist, addresses that browsers are sent to."""

from fapi_conformance.client.area import Area
from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.client.form import FormValue

_VALID = Intent.VALID


class PortalArea(Area):
    def read(self, *, intent: Intent = _VALID) -> Answer:
        return self._actor.act("getAccountPortal", intent=intent)


class WaitlistArea(Area):
    def join(self, *, intent: Intent = _VALID, **form: FormValue) -> Answer:
        return self._actor.act("joinWaitlist", form=form, intent=intent)


class PassingArea(Area):
    """A browser that is sent here by itself brings no origin."""

    def redirect(self, *, intent: Intent = _VALID, **query: FormValue) -> Answer:
        return self._actor.act("redirectToUrl", query=query, headers={"origin": None}, intent=intent)

    def clear_site_data(self, *, intent: Intent = _VALID) -> Answer:
        return self._actor.act("clearSiteData", headers={"origin": None}, intent=intent)

    def dev_browser_page(self, *, intent: Intent = _VALID, **query: FormValue) -> Answer:
        """The page in a frame by which applications learned the token of old."""
        return self._actor.act("getDevBrowserInit", query=query, headers={"origin": None}, intent=intent)
