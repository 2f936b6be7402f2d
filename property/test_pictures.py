"""Pictures of every kind and size are taken over; damaged ones are either refused or pictures like any other."""

import pytest

from fapi_conformance.client.exchange import Intent
from fapi_conformance.client.upload import file
from fapi_conformance.devices.pictures import Picture
from fapi_conformance.devices.pictures import picture as drawn_by_hand
from fapi_conformance.errors import Deviation
from fapi_conformance.expect import equals, present, succeeded
from fapi_conformance.expect.look import at, outcome, say
from fapi_conformance.plugin.journey import proves
from fapi_conformance.plugin.run import Run
from fapi_conformance.requirements import exchange, picture
from fapi_conformance.target.member import Member


@pytest.mark.fuzz
@proves(picture.KINDS)
def test_any_picture(member: Member, run: Run) -> None:
    from fapi_conformance.strategies.pictures import pictures
    from fapi_conformance.strategies.searching import search

    def taken(drawn: Picture) -> None:
        upload = file(drawn.content, kind=drawn.media_type, called=drawn.called)
        present(succeeded(member.actor.me.profile_image.create(upload)), "id")

    search(pictures(), taken, seed=run.chance("pictures").randrange(2**32), examples=run.options.examples)


@pytest.mark.fuzz
@proves(picture.DAMAGED, exchange.NO_SERVER_ERROR)
def test_any_damaged_picture(member: Member, run: Run) -> None:
    from fapi_conformance.strategies.pictures import Damaged, damaged
    from fapi_conformance.strategies.searching import search

    mine = member.actor.me
    succeeded(mine.profile_image.create(file(drawn_by_hand().content)))

    def one_or_the_other(given: Damaged) -> None:
        whole = given.whole
        before = mine.read().resource
        upload = file(given.content, kind=whole.media_type, called=whole.called)
        answer = mine.profile_image.create(upload, intent=Intent.OPEN)
        after = mine.read()
        if answer.ok:
            present(answer, "id")
            equals(after, has_image=True)
        elif 400 <= answer.status < 500:
            equals(after, has_image=before.get("has_image"))
            was, is_ = before.get("image_url"), at(after.resource, "image_url")
            if was != is_:
                raise Deviation(expected=say(was), got=say(is_), where="$.response.image_url")
        else:
            raise Deviation(expected="200 or a refusal", got=outcome(answer), where="status")

    examples = run.options.examples
    search(damaged(), one_or_the_other, seed=run.chance("damaged").randrange(2**32), examples=examples)
