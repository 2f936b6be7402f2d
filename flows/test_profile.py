"""A member reads and changes themself."""

from fapi_conformance.client.exchange import Intent, Json
from fapi_conformance.errors import NotTestable
from fapi_conformance.expect import equals, present, refused, succeeded
from fapi_conformance.expect.look import ABSENT, at
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import user
from fapi_conformance.target.member import Member, identifications
from fapi_conformance.target.target import Target


def names_in(client: Json) -> set[object]:
    """The first names in the sessions of a client: of the user, which may be left out (AUTH-159), or public ones."""
    sessions = at(client, "sessions")
    listed = sessions if isinstance(sessions, list) else []
    found = [at(one, f"{where}.first_name") for one in listed for where in ("user", "public_user_data")]
    return {name for name in found if name is not ABSENT}


@proves(user.READ, user.IMAGE)
def test_reading_oneself(member: Member) -> None:
    me = member.actor.me.read()

    with step(user.READ):
        succeeded(me)
        equals(me, id=member.user_id, password_enabled=member.password is not None)
        for kind, own in (("email_address", member.email), ("phone_number", member.phone_number)):
            listed = identifications(me.resource, kind)
            assert not own or own.lower() in listed, f"the member's {kind} is not among {listed}"
        equals(me, username=member.username)
    with step(user.IMAGE):
        present(me, "image_url")


@proves(user.UPDATED, user.OTHERS_KEPT, user.UPDATED_CLIENT)
def test_changing_a_name(member: Member, target: Target) -> None:
    """One name changes: here, in what is read later, in the client; nothing else does."""
    before = member.actor.me.read()
    name = target.name()

    answer = member.actor.me.update(first_name=name)
    after = member.actor.me.read()
    with step(user.UPDATED):
        succeeded(answer)
        equals(answer, first_name=name)
        equals(after, first_name=name)
    with step(user.OTHERS_KEPT):
        for kept in ("last_name", "username", "primary_email_address_id", "unsafe_metadata"):
            was, now = at(before.resource, kept), at(after.resource, kept)
            assert was == now, f"{kept} was {was!r} and is {now!r}"
    with step(user.UPDATED_CLIENT):
        shown = names_in(answer.client)
        if not shown:
            raise NotTestable("the sessions of this target's clients show nothing of their user")
        assert shown == {name}, f"the client beside the answer still shows {sorted(map(str, shown))}"


@proves(user.METADATA_REPLACED)
def test_metadata_is_replaced_as_a_whole(member: Member) -> None:
    succeeded(member.actor.me.update(unsafe_metadata={"colour": "green", "size": {"x": 1}}))

    succeeded(member.actor.me.update(unsafe_metadata={"shape": ["round"]}))

    equals(member.actor.me.read(), unsafe_metadata={"shape": ["round"]})


@proves(user.METADATA_NOT_OBJECT)
def test_metadata_is_an_object(member: Member) -> None:
    answer = member.actor.me.update(unsafe_metadata="[1, 2]", intent=Intent.INVALID)

    refused(answer, 422, "form_param_value_invalid")


@proves(user.CLEARED)
def test_clearing_a_name(member: Member, target: Target) -> None:
    succeeded(member.actor.me.update(first_name=target.name()))

    answer = member.actor.me.update(first_name="")

    succeeded(answer)
    equals(answer, first_name=None)
