"""People are called something in every script."""

import pytest

from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.errors import Deviation
from fapi_conformance.expect import member as told
from fapi_conformance.expect.look import outcome, say
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.plugin.run import Run
from fapi_conformance.requirements import user
from fapi_conformance.target.member import Member


@pytest.mark.fuzz
@proves(user.NAMES_KEPT, user.NAMES_TAKEN)
def test_a_name_in_any_script(member: Member, run: Run) -> None:
    from fapi_conformance.strategies.names import NAMES, same
    from fapi_conformance.strategies.searching import search

    declined: list[tuple[str, Answer]] = []

    def kept(name: str) -> None:
        answer = member.actor.me.update(first_name=name, intent=Intent.OPEN)
        if not answer.ok:
            declined.append((name, answer))
            return
        for shown in (answer, member.actor.me.read()):
            found = told(shown, "first_name")
            if not isinstance(found, str) or same(found) != name:
                raise Deviation(expected=say(name), got=say(found), where="$.response.first_name")

    with step(user.NAMES_KEPT):
        search(NAMES, kept, seed=run.chance("names").randrange(2**32), examples=run.options.examples)
    with step(user.NAMES_TAKEN):
        for name, answer in declined:
            raise Deviation(expected=f"200 for {say(name)}", got=outcome(answer), where="status")
