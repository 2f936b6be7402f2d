"""Forms that are merged into what is stored, whatever they hold."""

import json
from typing import Any

from fapi_reference.exchange import Exchange, Form
from fapi_reference.faults import fault, replace
from fapi_reference.faults.operation import before_parameters
from fapi_reference.records.people import User
from fapi_reference.reference import Reference


@fault("assignment.user", caught_by=("ASSIGNMENT.USER",))
def of_user(server: Reference) -> None:
    """An update of a user is merged into what is stored of them: the public metadata too."""
    update = server.profiles.update

    def merged(user: User, form: Form, version: str) -> None:
        if told := form.get("public_metadata"):
            user.public_metadata = json.loads(told)
        update(user, form, version)

    replace(update, merged)


@fault("assignment.user-switch", caught_by=("ASSIGNMENT.USER",))
def of_user_switch(server: Reference) -> None:
    """Users decide themselves whether they may delete themselves."""
    update = server.profiles.update

    def merged(user: User, form: Form, version: str) -> None:
        update(user, form, version)
        if "delete_self_enabled" in form:
            user.delete_self_enabled = form.flag("delete_self_enabled")

    replace(update, merged)


@fault("assignment.sign-up", caught_by=("ASSIGNMENT.SIGN-UP",))
def of_sign_up(server: Reference) -> None:
    """Whoever signs up brings their public metadata along, in an update of the attempt."""
    make = server.users.make
    told: dict[str, Any] = {}
    check = server.transport.hooks["parameters"]

    def remember(server: Reference, exchange: Exchange) -> None:
        check(server, exchange)
        if exchange.method == "PATCH" and "/sign_ups/" in exchange.path and exchange.form.get("public_metadata"):
            told["public_metadata"] = json.loads(exchange.form.get("public_metadata") or "{}")

    def with_metadata(**attributes: Any) -> User:
        user = make(**attributes)
        user.public_metadata = told.pop("public_metadata", user.public_metadata)
        return user

    server.transport.hooks["parameters"] = remember
    replace(make, with_metadata)


@fault("assignment.address", caught_by=("ASSIGNMENT.IDENTIFICATION",))
def of_address(server: Reference) -> None:
    """An address is proven if whoever adds it says so."""
    show = server.views.email_address
    said: set[str] = set()
    create = server.identifications.add

    def adding(user: User, kind: str, value: str, **more: Any) -> Any:
        item = create(user, kind, value, **more)
        if kind == "email_address" and told:
            said.add(item.id)
        return item

    told: list[bool] = []

    def remember(values: dict[str, list[str]]) -> None:
        told[:] = [True] if values.get("verified") == ["true"] else []

    before_parameters(server, "/v1/me/email_addresses", remember)
    replace(create, adding)
    replace(
        show,
        lambda item: show(item) | ({"verification": {**PROVEN, "expire_at": None}} if item.id in said else {}),
    )


PROVEN = {"object": "verification", "status": "verified", "strategy": "email_code", "attempts": 1}


@fault("assignment.number", caught_by=("ASSIGNMENT.IDENTIFICATION",))
def of_number(server: Reference) -> None:
    """An update of a number can be to another number, which then counts as proven."""
    update = server.second_factor_numbers.update
    sent: dict[str, str] = {}
    check = server.transport.hooks["parameters"]

    def remember(server: Reference, exchange: Exchange) -> None:
        check(server, exchange)
        sent["phone_number"] = exchange.form.get("phone_number") or ""

    def renumber(user: User, item: Any, *more: Any) -> Any:
        done = update(user, item, *more)
        item.value = sent["phone_number"] or item.value
        return done

    server.transport.hooks["parameters"] = remember
    replace(update, renumber)


@fault("assignment.environment", caught_by=("ASSIGNMENT.ENVIRONMENT",))
def of_environment(server: Reference) -> None:
    """The environment can be written by whoever reads it."""
    written: dict[str, str] = {}
    show = server.views.environment
    check = server.transport.hooks["parameters"]

    def remember(server: Reference, exchange: Exchange) -> None:
        check(server, exchange)
        if exchange.path == "/v1/environment" and exchange.method == "PATCH" and exchange.form.get("maintenance_mode"):
            written["maintenance_mode"] = exchange.form.get("maintenance_mode") or ""

    server.transport.hooks["parameters"] = remember
    replace(show, lambda: show() | ({"maintenance_mode": True} if written else {}))
