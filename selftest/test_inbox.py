"""The inbox of a run: a mail catcher that speaks Mailpit's API, and a person who waits for a message."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from fapi_conformance.devices import Inbox
from fapi_conformance.errors import NotTestable
from fapi_conformance.target.codes import Codes
from fapi_conformance.target.environment import Environment
from fapi_conformance.target.mailpit import Mailpit, WithInbox
from fapi_conformance.target.means import Means, NoMeans
from selftest.scripted import Reply, Seen, scripted

TO = "fc1+clerk_test@example.com"
LINK = "https://target.example/v1/verify?token=eyJ.a.b&_clerk_js_version=5"
MAILS: Mapping[str, Mapping[str, Any]] = {
    "newest": {"Subject": "Your link", "Text": "", "HTML": f'<a href="{LINK.replace("&", "&amp;")}">Sign in</a>'},
    "older": {"Subject": "424242 is your code", "Text": f"Your code is 135790. Help: {LINK}, #111111", "HTML": ""},
    "foreign": {"Subject": "Your code", "Text": "999999", "HTML": ""},
}


def summary(message: str, to: str) -> Mapping[str, Any]:
    return {"ID": message, "To": [{"Name": "", "Address": to}]}


def mailpit(seen: Seen) -> Reply:
    """Newest first, and a search that finds what is only alike, as the real one."""
    if seen.path == "/api/v1/search":
        listed = [summary("newest", TO.upper()), summary("foreign", f"x{TO}"), summary("older", TO)]
        return Reply(body=json.dumps({"messages": listed}))
    return Reply(body=json.dumps(MAILS[seen.path.rpartition("/")[2]]))


def test_a_mail_catcher_gives_codes_and_links_newest_last() -> None:
    with scripted(mailpit) as server:
        catcher = Mailpit(server.base_url)
        older, newest = catcher.messages(TO)
        catcher.close()

    assert server.seen[0].query["query"] == f'to:"{TO}"'
    assert (older["code"], older["link"]) == ("424242", LINK)
    assert (newest["code"], newest["link"]) == (None, LINK)


def test_a_mail_catcher_that_is_none_is_no_reason_to_accuse_anybody() -> None:
    with scripted(lambda _: Reply(status=404, body="nothing")) as server:
        catcher = Mailpit(server.base_url)
        with pytest.raises(NotTestable, match="404"):
            catcher.messages(TO)
        catcher.close()


def test_means_have_the_inbox_beside_their_own_kinds() -> None:
    with scripted(mailpit) as server:
        catcher = Mailpit(server.base_url)
        means = WithInbox(NoMeans(), catcher)
        assert means.kinds() == {"inbox"}
        assert len(means.provide("inbox", to=TO)["messages"]) == 2
        with pytest.raises(NotTestable):
            means.provide("user")
        catcher.close()


class Arriving(NoMeans):
    """One more message each time that somebody looks."""

    def __init__(self, *messages: Mapping[str, str]) -> None:
        self.messages = messages
        self.looks = 0

    def provide(self, kind: str, **wants: Any) -> Mapping[str, Any]:  # noqa: ARG002
        self.looks += 1
        return {"messages": list(self.messages[: self.looks - 1])}


def test_a_person_waits_for_the_next_message_and_reads_none_twice() -> None:
    inbox = Inbox(TO, Arriving({"link": "first"}, {"code": "1"}, {"link": "second"}), patience=5)

    assert [inbox.link(), inbox.link()] == ["first", "second"]


def test_a_message_that_never_comes_cannot_be_tested() -> None:
    with pytest.raises(NotTestable, match="no link"):
        Inbox(TO, Arriving(), patience=0).link()


def test_a_fixed_code_needs_no_message() -> None:
    assert Inbox(TO, NoMeans(), fixed_code="424242").code() == "424242"


def codes(means: Means, *, test_mode: bool) -> Codes:
    return Codes(Environment({"auth_config": {"test_mode": test_mode}}), means, patience=0)


def test_without_test_mode_codes_are_at_hand_where_they_arrive() -> None:
    mails_alone = WithInbox(NoMeans(), Mailpit("http://127.0.0.1:9"))

    assert codes(NoMeans(), test_mode=True).at_hand("phone_number")
    assert codes(mails_alone, test_mode=False).at_hand("email_address")
    with pytest.raises(NotTestable, match="no phone number can be proven"):
        codes(mails_alone, test_mode=False).need("phone_number")


def test_a_test_address_has_no_public_code_without_test_mode() -> None:
    means = Arriving({"code": "135790"})
    means.provide("inbox", to=TO)

    assert codes(NoMeans(), test_mode=True).inbox(TO).code() == "424242"
    assert codes(means, test_mode=False).inbox(TO).code() == "135790"


def test_whoever_asks_finds_the_same_inbox() -> None:
    """What one has read is no news to another."""
    both = codes(NoMeans(), test_mode=False)

    assert both.inbox(TO) is both.inbox(TO)
