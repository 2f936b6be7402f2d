"""Users of the Backend API: made without any verification by an application that vouches for them."""

from typing import TYPE_CHECKING, Any

from fapi_reference.backend.body import Body
from fapi_reference.problems import Problem, refuse, together
from fapi_reference.records.people import User
from fapi_reference.services.requirements import PROVABLE
from fapi_reference.services.sign_ups import admitted

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

KNOWN = frozenset(
    [
        "external_id",
        "first_name",
        "last_name",
        "locale",
        "email_address",
        "email_address_identification_status",
        "phone_number",
        "phone_number_identification_status",
        "web3_wallet",
        "username",
        "password",
        "password_digest",
        "password_hasher",
        "skip_password_checks",
        "skip_password_requirement",
        "totp_secret",
        "backup_codes",
        "public_metadata",
        "private_metadata",
        "unsafe_metadata",
        "delete_self_enabled",
        "legal_accepted_at",
        "skip_legal_checks",
        "skip_user_requirement",
        "create_organization_enabled",
        "create_organizations_limit",
        "created_at",
        "bypass_client_trust",
        "banned",
        "locked",
    ]
)
LIMITS = range(2**31)
NOT_SERVED = ("password_digest", "password_hasher")


def create(server: "Reference", body: dict[str, Any], _id: str) -> Any:
    given = Body(body, KNOWN)
    for name in NOT_SERVED:
        if body.get(name):
            raise refuse("form_param_value_disabled", name)
    username, password = given.text("username"), given.text("password")
    addresses = {kind: given.texts(kind) for kind in PROVABLE}
    problems = identifier_problems(server, addresses, username)
    if password is not None and not given.flag("skip_password_checks"):
        problems += server.passwords.check(password, [*addresses["email_address"], *([username] if username else [])])
    problems += missing(server, given, addresses, password)
    secret = given.text("totp_secret")
    key = server.authenticators.read(secret) if secret else None
    codes = given.texts("backup_codes")
    if problems:
        raise together(problems)
    user = server.users.make(
        username=username,
        first_name=given.text("first_name"),
        last_name=given.text("last_name"),
        external_id=given.text("external_id"),
        password=server.passwords.hash(password) if password is not None else None,
        password_updated_at=server.clock.now() if password is not None else None,
        public_metadata=given.object("public_metadata"),
        private_metadata=given.object("private_metadata"),
        unsafe_metadata=given.object("unsafe_metadata"),
        delete_self_enabled=given.flag("delete_self_enabled"),
        create_organizations_limit=given.optional_number("create_organizations_limit", LIMITS),
        create_organization_enabled=given.flag("create_organization_enabled") is not False,
        bypass_client_trust=bool(given.flag("bypass_client_trust")),
        banned=bool(given.flag("banned")),
        locked_for_good=bool(given.flag("locked")),
    )
    add_addresses(server, given, user, addresses)
    if key:
        server.authenticators.adopt(user, key)
    if codes:
        server.backup_codes.keep(user, codes)
    if key or codes:
        server.second_factors.settle(user)
    return view(server, user)


def read(server: "Reference", _body: dict[str, Any], user_id: str) -> Any:
    return view(server, found(server, user_id))


def delete(server: "Reference", _body: dict[str, Any], user_id: str) -> Any:
    server.users.delete(found(server, user_id))
    return {"object": "user", "id": user_id, "deleted": True}


def ban(server: "Reference", _body: dict[str, Any], user_id: str) -> Any:
    user = found(server, user_id)
    server.bans.ban(user)
    return view(server, user)


def unban(server: "Reference", _body: dict[str, Any], user_id: str) -> Any:
    user = found(server, user_id)
    server.bans.unban(user)
    return view(server, user)


def found(server: "Reference", user_id: str) -> User:
    user = server.store.users.get(user_id)
    if user is None:
        raise refuse("resource_not_found")
    return user


def identifier_problems(server: "Reference", addresses: dict[str, list[str]], username: str | None) -> list[Problem]:
    problems = []
    named = [(kind, value) for kind, values in addresses.items() for value in values]
    for kind, value in [*named, *([("username", username)] if username else [])]:
        problem = server.identifiers.problem(kind, value)
        if problem is None and server.identifiers.taken(kind, value):
            problem = refuse("form_identifier_exists", kind)
        if problem:
            problems.append(problem)
    return problems


def missing(server: "Reference", given: Body, addresses: dict[str, list[str]], password: str | None) -> list[Problem]:
    """What the instance requires of every user, unless the application asks to skip it."""
    attributes = server.settings.attributes
    absent = []
    if not given.flag("skip_user_requirement"):
        absent += [kind for kind, values in addresses.items() if attributes.named(kind).required and not values]
        if attributes.username.required and not given.text("username"):
            absent.append("username")
    if attributes.password.required and password is None and not given.flag("skip_password_requirement"):
        absent.append("password")
    return [refuse("form_param_missing", name) for name in absent]


def add_addresses(server: "Reference", given: Body, user: User, addresses: dict[str, list[str]]) -> None:
    for kind, values in addresses.items():
        statuses = given.texts(f"{kind}_identification_status")
        for index, value in enumerate(values):
            reserved = index < len(statuses) and statuses[index] == "reserved"
            proof = admitted()
            if reserved:
                proof.status = "unverified"
            server.users.add(user, kind, value, proof, reserved=reserved)


def view(server: "Reference", user: User) -> dict[str, Any]:
    """The user as its application sees it: private metadata and all."""
    return server.views.user(user) | {"private_metadata": user.private_metadata}
