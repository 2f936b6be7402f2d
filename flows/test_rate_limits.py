"""Somebody asks for one code after the other: where that is too fast, they are told when to come again."""

from fapi_conformance.client.actor import Actor
from fapi_conformance.errors import TransportFailure
from fapi_conformance.plugin.journey import proves
from fapi_conformance.requirements import exchange
from fapi_conformance.target.identifications import EMAIL, added
from fapi_conformance.target.member import Member
from fapi_conformance.target.target import Target

TIMES = 3


@proves(exchange.RETRY_AFTER)
def test_one_code_after_the_other(member: Member, target: Target) -> None:
    """Every answer is judged anyway; here one is provoked, as far as that costs nothing."""
    actor: Actor = member.actor
    item = added(target, actor, EMAIL)
    for _ in range(TIMES):
        try:
            item.area.prepare(item.id, strategy=EMAIL.strategy)
        except TransportFailure:
            return
