"""A browser is sent here by itself: to go on to the application, or to forget what it keeps of this host."""

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect import keeps_query, succeeded
from fapi_conformance.expect.injections import BREAKS, SCRIPTS, leads_not_to, leads_to_no_script, nothing_let_in
from fapi_conformance.expect.look import outcome, say
from fapi_conformance.plugin.journey import proves
from fapi_conformance.requirements import passing
from fapi_conformance.target.member import Member
from fapi_conformance.target.target import Target

EVERYTHING = '"*"'
ELSEWHERE = "evil.test"
ADDRESSES = (
    f"https://{ELSEWHERE}/",
    f"//{ELSEWHERE}/",
    f"https://localhost@{ELSEWHERE}/",
    f"https://{ELSEWHERE}\\@localhost/",
)


def sent_on(member: Member, url: str, intent: Intent = Intent.OPEN) -> Answer:
    return member.actor.passing.redirect(redirect_url=url, intent=intent)


@proves(passing.CLEARED)
def test_forgetting_everything(visitor: Actor) -> None:
    answer = succeeded(visitor.passing.clear_site_data())

    if (told := answer.header("clear-site-data")) != EVERYTHING:
        raise Deviation(expected=EVERYTHING, got=say(told), where="Clear-Site-Data")


@proves(passing.ONWARDS)
def test_going_on(member: Member, target: Target) -> None:
    answer = sent_on(member, target.landing, Intent.VALID)
    if answer.status >= 400:
        raise NotTestable(f"nobody is sent on: {outcome(answer)}")

    keeps_query(answer, target.landing)


@proves(passing.HEADER)
def test_nothing_breaks_out_of_the_address(member: Member, target: Target) -> None:
    for breaks in BREAKS:
        nothing_let_in(sent_on(member, f"{target.landing}&to={breaks}"))


@proves(passing.SCRIPT)
def test_to_a_script(member: Member) -> None:
    for script in SCRIPTS:
        leads_to_no_script(sent_on(member, script))


@proves(passing.FOREIGN)
def test_to_somebody_elses(member: Member) -> None:
    for url in ADDRESSES:
        leads_not_to(sent_on(member, url), ELSEWHERE)
