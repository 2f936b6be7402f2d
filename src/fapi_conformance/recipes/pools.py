"""Ids to put where a body parameter takes one: a stranger's, and which parameters of which operations must refuse it.

Only a parameter that the request uses is looked at: one that its strategy has no use for may be ignored (GAP-005).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from fapi_conformance.client.form import FormValue
from fapi_conformance.contract.operations import Operation
from fapi_conformance.recipes.call import Form
from fapi_conformance.recipes.world import World
from fapi_conformance.target.environment import ETHEREUM
from fapi_conformance.target.member import Member
from fapi_conformance.target.person import new_phone_number


@dataclass(frozen=True, slots=True)
class Named:
    """What an id names: the member of a user that lists such things, and the operation that adds one."""

    listed: str
    added_by: str
    parameter: str


EMAIL = Named("email_addresses", "createEmailAddresses", "email_address")
PHONE = Named("phone_numbers", "postPhoneNumbers", "phone_number")
WALLET = Named("web3_wallets", "postWeb3Wallets", "web3_wallet")

PARAMETERS: Mapping[str, Named] = {
    "email_address_id": EMAIL,
    "phone_number_id": PHONE,
    "web3_wallet_id": WALLET,
    "primary_email_address_id": EMAIL,
    "primary_phone_number_id": PHONE,
    "primary_web3_wallet_id": WALLET,
}
OF_NOBODY: Mapping[str, str] = {
    "samlMetadata": "SAML-001",
    "acs": "SAML-003",
    "initEnterpriseConnectionTestRun": "initEnterpriseConnectionTestRun 301",
    "getOAuthConsent": "OAUTH-020",
    "submitOAuthConsent": "OAUTH-024",
}
"""Operations whose path names what no client owns, each with where that stands: whoever comes is served alike."""
USED_BY: Mapping[str, str] = {
    "email_code": "email_address_id",
    "email_link": "email_address_id",
    "reset_password_email_code": "email_address_id",
    "phone_code": "phone_number_id",
    "reset_password_phone_code": "phone_number_id",
    **dict.fromkeys(ETHEREUM, "web3_wallet_id"),
}
"""The parameter that a strategy uses; the prepared factor is chosen by it (AUTH-257)."""

OWNED: Mapping[str, str] = {
    "patchUser": "SEC-009",
    "prepareSignInFactorOne": "SEC-011",
    "prepareSignInFactorTwo": "SEC-012",
    "prepareSessionReverificationFirstFactor": "SEC-012",
    "prepareSessionReverificationSecondFactor": "SEC-012",
}
"""Operations whose body parameters may only name what is the person's own, each with the fact that makes it certain."""


def used(operation: Operation, form: Form) -> tuple[str, ...]:
    """The parameters of this request that name an identification, whether it has them or leaves them out."""
    if operation.id == "patchUser":
        return ("primary_email_address_id", "primary_phone_number_id")
    strategy = USED_BY.get(str(form.get("strategy")))
    return (strategy,) if strategy else ()


class Pools:
    """Ids of the people of one world, asked for once."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._known: dict[tuple[str, Named], list[str]] = {}

    def live(self, parameter: str) -> list[str]:
        """Of what the member has."""
        return self._of(self._world.member, PARAMETERS[parameter])

    def foreign(self, parameter: str) -> list[str]:
        """Of what the stranger has; something is added for them where the instance lets them have it."""
        named = PARAMETERS[parameter]
        ids = self._of(self._world.stranger, named)
        if not ids:
            ids += _added(self._world, named)
        return ids

    def _of(self, member: Member, named: Named) -> list[str]:
        key = (member.user_id, named)
        if key not in self._known:
            self._known[key] = _ids(member, named)
        return self._known[key]


def _ids(member: Member, named: Named) -> list[str]:
    user = member.actor.me.read().resource
    listed = user.get(named.listed) if isinstance(user, dict) else None
    items = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    return [str(one["id"]) for one in items if isinstance(one.get("id"), str)]


def _added(world: World, named: Named) -> list[str]:
    made: Mapping[Named, Callable[[], FormValue]] = {
        EMAIL: world.target.address,
        PHONE: new_phone_number,
        WALLET: lambda: world.target.keyring.new().address,
    }
    value = made[named]()
    answer = world.stranger.actor.act(named.added_by, form={named.parameter: value})
    return [str(answer.resource["id"])] if answer.ok and isinstance(answer.resource, dict) else []
