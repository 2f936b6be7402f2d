"""What a newcomer brings along besides identifiers."""

from fapi_conformance.client.actor import Actor
from fapi_conformance.expect import complete, equals, present
from fapi_conformance.plugin.journey import proves
from fapi_conformance.requirements import sign_up
from fapi_conformance.target.target import Target

BAGGAGE = {"plan": "hobby", "seats": [1, {"deep": True}], "note": "Ærø & co = ok"}


@proves(sign_up.METADATA)
def test_unsafe_metadata_reaches_the_user(visitor: Actor, target: Target) -> None:
    newcomer = target.newcomer()
    attempt = visitor.sign_ups.create(**newcomer, strategy="email_code", unsafe_metadata=BAGGAGE)
    code = target.code_sent(newcomer["email_address"])
    complete(visitor.sign_ups.attempt(present(attempt, "id"), strategy="email_code", code=code))

    me = visitor.me.read()

    equals(me, unsafe_metadata=BAGGAGE)
