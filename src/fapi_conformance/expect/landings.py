"""What is said of a redirect that leads a person back to the application."""

from collections.abc import Mapping
from urllib.parse import SplitResult, parse_qsl, urlsplit

from fapi_conformance.client.exchange import Answer
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect.look import outcome, say

REDIRECTS = (302, 303, 307)
OF_THE_SERVICE = ("__clerk_", "rotating_token_nonce")
"""What the service may add to an address (GAP-042, GAP-043)."""


def landing(answer: Answer) -> str | None:
    """Where the answer leads; None where it does not lead anywhere."""
    return answer.header("location") if answer.status in REDIRECTS else None


def landed(answer: Answer, url: str) -> Mapping[str, str]:
    """It leads to that address of the application, whatever its query; gives what the service adds to it."""
    where = _led(answer, f"a redirect to {url}")
    came, wanted = urlsplit(where), urlsplit(url)
    if _place(came) != _place(wanted):
        raise Deviation(expected=say(url), got=say(where), where="location")
    return told(where)


def told(url: str) -> Mapping[str, str]:
    """What the service says in an address."""
    return {name: value for name, value in parse_qsl(urlsplit(url).query) if name.startswith(OF_THE_SERVICE)}


def ticket_in(link: str) -> str:
    """What the link of a mail carries; empty where it carries none (GAP-033)."""
    return dict(parse_qsl(urlsplit(link).query)).get("ticket", "")


def token_in(link: str) -> str:
    """What an email link carries. One of another form cannot be shown elsewhere: :class:`NotTestable`."""
    found = dict(parse_qsl(urlsplit(link).query)).get("token")
    if not found:
        raise NotTestable("links of this target carry no token that could be read")
    return found


def tells(answer: Answer, url: str, **wanted: str) -> None:
    """It leads to that address and says this there: ``status`` stands for ``__clerk_status``."""
    said = landed(answer, url)
    for name, value in wanted.items():
        found = said.get(f"__clerk_{name}")
        if found != value:
            raise Deviation(expected=say(value), got=say(found), where=f"location: __clerk_{name}")


def leads_on(answer: Answer, *statuses: str) -> None:
    """It leads anywhere with one of these as `__clerk_status`; and, where something is left to do, with a ticket."""
    said = told(_led(answer, "a redirect"))
    status = said.get("__clerk_status")
    if status not in statuses:
        raise Deviation(expected=" or ".join(statuses), got=say(status), where="location: __clerk_status")
    if status != "complete" and not said.get("__clerk_ticket"):
        raise Deviation(expected="a ticket", got="none", where="location: __clerk_ticket")


def keeps_query(answer: Answer, url: str) -> None:
    """The address's own query is still there."""
    landed(answer, url)
    kept = parse_qsl(urlsplit(landing(answer) or "").query, keep_blank_values=True)
    for pair in parse_qsl(urlsplit(url).query, keep_blank_values=True):
        if pair not in kept:
            raise Deviation(expected=say("=".join(pair)), got=say(kept), where="location: query")


def led_nowhere(answer: Answer, *statuses: str) -> None:
    """It is refused, or leads back with one of these as `__clerk_status`."""
    if answer.status in {400, 401, 403, 404, 410}:
        return
    where = landing(answer)
    if where is None and answer.status == 200:
        return  # a page that says so
    found = told(where).get("__clerk_status") if where else outcome(answer)
    if found not in statuses:
        raise Deviation(expected=f"a refusal, or {' or '.join(statuses)}", got=say(found), where="__clerk_status")


def _led(answer: Answer, expected: str) -> str:
    """Where it leads. A page is allowed too and tells nothing (AUTH-328, AUTH-334): :class:`NotTestable`."""
    if answer.status == 200:
        raise NotTestable("a page is shown, which is allowed and says nothing that can be read")
    where = landing(answer)
    if where is None:
        raise Deviation(expected=expected, got=outcome(answer), where="status")
    return where


def _place(url: SplitResult) -> tuple[str, str, str]:
    return url.scheme, url.netloc, url.path or "/"
