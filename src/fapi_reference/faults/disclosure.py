"""Answers that tell what no answer may: how things are kept, where they lie in the source, tokens in addresses."""

import traceback

from fapi_reference.exchange import Exchange
from fapi_reference.faults import fault, replace
from fapi_reference.problems import Problem
from fapi_reference.records.people import User
from fapi_reference.reference import Reference
from fapi_reference.views import View

PRODUCTION = '[instance]\nenvironment = "production"\n'


@fault("disclosure.row-shown", caught_by=("DISCLOSURE.MEMBERS",))
def row_shown(server: Reference) -> None:
    """A user is shown as it is stored, with the hash of the password."""
    show = server.views.user

    def whole(user: User) -> View:
        return show(user) | {"password_digest": user.password.hex() if user.password else None}

    replace(show, whole)


@fault("disclosure.key-in-environment", caught_by=("DISCLOSURE.MEMBERS",))
def key_in_environment(server: Reference) -> None:
    """The environment holds the secret key of the instance."""
    show = server.views.environment
    replace(show, lambda: show() | {"secret_key": server.secret_key})


@fault("disclosure.trace-in-refusal", caught_by=("DISCLOSURE.INTERNALS",))
def trace_in_refusal(server: Reference) -> None:
    """A refusal says where in the source it was made, for whoever debugs."""
    show = server.views.errors

    def traced(problem: Problem, exchange: Exchange) -> View:
        told = show(problem, exchange)
        place = "".join(traceback.format_exception(problem)) if problem.__traceback__ else ""
        return told | {"errors": [one | {"long_message": place or one["long_message"]} for one in told["errors"]]}

    replace(show, traced)


@fault("disclosure.token-in-address", caught_by=("DISCLOSURE.LOCATION",), settings=PRODUCTION)
def token_in_address(server: Reference) -> None:
    """Whoever is sent on is sent with the token of their client in the address."""
    deliver = server.transport.endings["token"]

    def appended(server: Reference, exchange: Exchange) -> None:
        deliver(server, exchange)
        where = exchange.response.headers.get("location")
        if where and exchange.client and exchange.client.token:
            exchange.response.headers["location"] = f"{where}#client={exchange.client.token}"

    server.transport.endings["token"] = appended
