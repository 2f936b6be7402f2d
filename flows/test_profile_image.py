"""A member shows a picture: taken over, seen by everybody, replaced, removed; and what is no picture."""

from collections.abc import Callable, Iterator

import pytest

from fapi_conformance.client import upload as sent
from fapi_conformance.client.exchange import Answer, Intent, Json
from fapi_conformance.client.upload import Upload
from fapi_conformance.devices import pictures
from fapi_conformance.devices.pictures import Picture, picture
from fapi_conformance.errors import Deviation, NotTestable, TransportFailure
from fapi_conformance.expect import equals, present, refused, succeeded
from fapi_conformance.expect.look import ABSENT, at, outcome, say
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.recipes.refusals import ANY_REFUSAL
from fapi_conformance.requirements import picture as required
from fapi_conformance.target.member import Member
from fapi_conformance.target.refusals import accepted
from fapi_conformance.target.target import Target

Act = Callable[..., Answer]
OVER = (400, 413, 422)
"""How a picture is too large (SEC-253)."""


def shown(of: Member, what: Picture) -> Answer:
    return accepted(of.actor, of.actor.me.profile_image.create(as_file(what)), "a picture taken over")


def as_file(what: Picture) -> Upload:
    return sent.file(what.content, kind=what.media_type, called=what.called)


def users(client: Json) -> Iterator[Json]:
    sessions = at(client, "sessions")
    for one in sessions if isinstance(sessions, list) else []:
        for where in ("user", "public_user_data"):
            if isinstance(told := at(one, where), dict):
                yield told


def in_client(answer: Answer, *, has_image: bool) -> None:
    """NotTestable where the sessions of this target show nothing of their user (AUTH-159)."""
    said = [told["has_image"] for told in users(answer.client) if "has_image" in told]
    if not said:
        raise NotTestable("the sessions of this target's clients show nothing of their user's image")
    if set(said) != {has_image}:
        raise Deviation(expected=say(has_image), got=say(said), where="$.client.sessions[] has_image")


def declined(answer: Answer) -> None:
    """Refused, in whatever words."""
    if answer.status not in ANY_REFUSAL:
        raise Deviation(expected="a refusal", got=outcome(answer), where="status")


@proves(
    required.UPLOADED,
    required.DESCRIBED,
    required.HAS_IMAGE,
    required.URL_CHANGES,
    required.SERVED,
    required.REMOVED,
    required.REMOVED_URL,
    required.NOTHING_TO_REMOVE,
)
def test_from_no_picture_to_one_and_back(member: Member, target: Target) -> None:
    mine = member.actor.me
    before = present(mine.read(), "image_url")

    answer = mine.profile_image.create(as_file(picture()))
    after = mine.read()
    with step(required.UPLOADED):
        succeeded(answer)
        present(answer, "id")
        assert at(answer.resource, "object") != "user", "the user was answered, and not the picture"
    with step(required.DESCRIBED):
        equals(answer, object="image")
        present(answer, "public_url")
    with step(required.HAS_IMAGE):
        equals(after, has_image=True)
        in_client(answer, has_image=True)
    url = present(after, "image_url")
    with step(required.SERVED):
        seen = target.seen_by_everybody(url)
        succeeded(seen)
        kind = seen.header("content-type") or "none"
        assert kind.startswith("image/"), f"it is served as {kind}"
        assert pictures.size_of(seen.content), "what is served cannot be read as a picture"
        assert seen.header("x-content-type-options") == "nosniff", "browsers may take it for something else"

    gone = mine.profile_image.delete()
    left = mine.read()
    with step(required.REMOVED):
        equals(succeeded(gone), deleted=True)
        equals(left, has_image=False)
    with step(required.REMOVED_URL):
        present(left, "image_url")
    with step(required.URL_CHANGES):
        default = present(left, "image_url")
        assert url not in (before, default), f"it is {say(url)} with a picture and without"
    again = mine.profile_image.delete(intent=Intent.OPEN)
    with step(required.NOTHING_TO_REMOVE):
        refused(again, 404)


@proves(required.KINDS)
@pytest.mark.parametrize("kind", pictures.KINDS)
def test_each_kind(kind: str, member: Member) -> None:
    succeeded(member.actor.me.profile_image.create(as_file(picture(kind, mode=pictures.MODES[kind][0]))))

    equals(member.actor.me.read(), has_image=True)


@proves(required.BASE64)
def test_as_text(member: Member) -> None:
    for text in (sent.data_url(picture().content), sent.base64_text(picture(colour=30).content)):
        present(succeeded(member.actor.me.profile_image.create(text)), "id")

    equals(member.actor.me.read(), has_image=True)


@proves(required.CARELESS)
def test_as_a_careless_app_sends_it(member: Member) -> None:
    present(succeeded(member.actor.me.profile_image.create(sent.careless_file(picture().content))), "id")


@proves(required.NO_PLACE)
def test_a_photograph(member: Member, target: Target) -> None:
    shown(member, pictures.photograph())

    seen = target.seen_by_everybody(present(member.actor.me.read(), "image_url"))

    if pictures.size_of(succeeded(seen).content) is None:
        raise NotTestable("what is served is no picture")
    assert not pictures.tells_a_place(seen.content), "the picture that is served tells where it was taken"


@proves(required.NO_PICTURE, required.NO_PICTURE_CODE)
@pytest.mark.parametrize("what", pictures.NO_PICTURES)
def test_what_is_no_picture(what: str, member: Member) -> None:
    """Under a picture's name and type: only what is in it can tell."""
    mine, content = member.actor.me, pictures.NO_PICTURES[what]
    shown(member, picture())
    before, again = mine.read().resource, mine.read().resource

    answers = [
        mine.profile_image.create(way, intent=Intent.INVALID) for way in (sent.file(content), sent.data_url(content))
    ]

    with step(required.NO_PICTURE):
        for answer in answers:
            declined(answer)
        left = equals(mine.read(), has_image=True)
        if before.get("image_url") == again.get("image_url"):  # it may be one that is made anew for each who asks
            equals(left, image_url=before.get("image_url"))
    with step(required.NO_PICTURE_CODE):
        for answer in answers:
            refused(answer, 400, "request_body_invalid")


@proves(required.NO_FILE, required.NO_FILE_CODE)
def test_nothing_at_all(member: Member) -> None:
    mine = member.actor.me
    before = mine.read().resource
    answers = [
        mine.profile_image.create(nothing, intent=Intent.INVALID) for nothing in (sent.without_a_file(), sent.file(b""))
    ]

    with step(required.NO_FILE):
        for answer in answers:
            declined(answer)
        equals(mine.read(), has_image=before.get("has_image"))
    with step(required.NO_FILE_CODE):
        refused(answers[0], (400, 422), "form_param_missing")


@proves(required.TRUNCATED)
def test_half_a_picture(member: Member) -> None:
    whole = picture(size=(200, 200)).content

    declined(member.actor.me.profile_image.create(sent.file(whole[: len(whole) // 2]), intent=Intent.INVALID))


@proves(required.TOO_LARGE, required.TOO_LARGE_CODE)
def test_more_than_ten_megabytes(member: Member) -> None:
    mine, heavy = member.actor.me, as_file(pictures.heavy())
    try:
        answer = mine.profile_image.create(heavy, intent=Intent.INVALID)
    except TransportFailure:  # a connection that is closed while it still comes refuses as well (SEC-253)
        answer = None
    with step(required.TOO_LARGE):
        if answer is not None and answer.status not in OVER:
            raise Deviation(expected="413, 400 or 422", got=outcome(answer), where="status")
        equals(mine.read(), has_image=False)
    with step(required.TOO_LARGE_CODE):
        if answer is None:
            raise NotTestable("the connection was closed without an answer")
        refused(answer, 413, "image_too_large")


@proves(required.BOMB)
def test_very_many_pixels(member: Member) -> None:
    declined(member.actor.me.profile_image.create(sent.file(pictures.bomb().content), intent=Intent.INVALID))

    succeeded(member.actor.me.read())


NAMES = ("../../../etc/passwd.png", 'a".png', "a\r\nX-Injected: 1.png", "a\x00b.png", "..\\..\\win.png", "ä" * 300)


@proves(required.FILE_NAME)
def test_what_a_file_is_called(member: Member) -> None:
    mine = member.actor.me
    for called in NAMES:
        answer = mine.profile_image.create(sent.file(picture().content, called=called), intent=Intent.OPEN)

        if not answer.ok:
            declined(answer)
            continue
        url = str(at(answer.resource, "public_url"))
        assert ".." not in url, f"the path of the name is in {say(url)}"
        assert answer.header("x-injected") is None, "a line of the name is a header of the answer"
        name = at(answer.resource, "name")
        if name not in (ABSENT, None):
            assert str(name).isprintable(), f"the name comes back as {say(name)}"
