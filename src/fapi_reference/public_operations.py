"""The rows of what is there for whoever comes by, in the table of operations."""

from fapi_reference.handlers import dev_browsers, instance, passing, waitlist, well_known
from fapi_reference.routes import Access, Operation, Routes


def add_to(routes: Routes) -> None:
    add, op = routes.add, Operation
    add("POST", "/v1/dev_browser", op(handler=dev_browsers.create, access=Access.OPEN))
    add("GET", "/v1/dev_browser/init", op(handler=dev_browsers.page, access=Access.OPEN))
    keep = op(handler=dev_browsers.set_first_party_cookie, access=Access.PASSING)
    add("POST", "/v1/dev_browser/set_first_party_cookie", keep)

    add("GET", "/v1/account_portal", op(handler=instance.account_portal, access=Access.OPEN))
    add("GET", "/.well-known/webauthn", op(handler=well_known.related_origins, access=Access.OPEN))
    add("GET", "/v1/redirect", op(handler=passing.redirect, access=Access.PASSING))
    add("GET", "/v1/clear-site-data", op(handler=passing.clear_site_data, access=Access.OPEN))
    join = op(handler=waitlist.join, access=Access.OPEN, known=frozenset({"email_address"}), of_others=True)
    add("POST", "/v1/waitlist", join)
