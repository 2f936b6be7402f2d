"""Users, wherever an answer shows one."""

from collections.abc import Iterator

from fapi_conformance.contract.invariants.broken import Broken, each, ids
from fapi_conformance.contract.look import Look, Object


def primary(look: Look) -> list[Broken] | None:
    return each(look.users(), _primary)


def _primary(user: Object, at: str) -> Iterator[Broken]:
    for kind, member in (
        ("email_address", "email_addresses"),
        ("phone_number", "phone_numbers"),
        ("web3_wallet", "web3_wallets"),
    ):
        name = f"primary_{kind}_id"
        if user.get(name) is not None and isinstance(user.get(member), list) and user[name] not in ids(user, member):
            yield Broken("Client.User", name, f"{at}/{name}", f"null or the id of one of {member}", "another")


def private_metadata(look: Look) -> list[Broken] | None:
    return each(look.users(), _private_metadata)


def _private_metadata(user: Object, at: str) -> Iterator[Broken]:
    if user.get("private_metadata"):
        yield Broken("Client.User", "private_metadata", f"{at}/private_metadata", "nothing, or {}", "something")
