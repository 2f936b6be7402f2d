"""Deviations in the form of answers, whatever they are about."""

from starlette.responses import Response

from fapi_reference.exchange import Exchange, Json
from fapi_reference.faults import alter, fault, replace, without
from fapi_reference.problems import Problem, refuse
from fapi_reference.reference import Reference
from fapi_reference.views import View


@fault("exchange.member-left-out", caught_by=("EXCHANGE.BODY",))
def member_left_out(server: Reference) -> None:
    """A session does not say when it will be abandoned."""
    without(server.views.session, "abandon_at")


@fault("exchange.nulls-left-out", caught_by=("EXCHANGE.BODY",))
def nulls_left_out(server: Reference) -> None:
    """Members of a sign-up that are null are not sent at all."""
    alter(server.views.sign_up, lambda shown: {name: value for name, value in shown.items() if value is not None})


@fault("exchange.flag-as-number", caught_by=("EXCHANGE.BODY",))
def flag_as_number(server: Reference) -> None:
    """Whether a user has a password is told as 0 or 1, as the database has it."""
    alter(server.views.user, lambda shown: shown | {"password_enabled": int(shown["password_enabled"])})


@fault("exchange.other-object", caught_by=("EXCHANGE.OBJECT",))
def other_object(server: Reference) -> None:
    """A sign-in calls itself `sign_in` and not `sign_in_attempt`."""
    alter(server.views.sign_in, lambda shown: shown | {"object": "sign_in"})


@fault("exchange.created", caught_by=("EXCHANGE.STATUS",))
def created(server: Reference) -> None:
    """A new client is answered with 201."""
    answer = server.transport.answer

    def with_created(exchange: Exchange, status: int, body: object) -> None:
        made = status == 200 and exchange.path == "/v1/client" and exchange.method == "POST"
        answer(exchange, 201 if made else status, body)

    replace(answer, with_created)


@fault("exchange.empty-answer", caught_by=("EXCHANGE.JSON",))
def empty_answer(server: Reference) -> None:
    """Signing out everywhere is answered with 200 and an empty body."""
    answer = server.transport.answer

    def nothing(exchange: Exchange, status: int, body: object) -> None:
        if status == 200 and exchange.path == "/v1/client/sessions":
            exchange.response = Response()
        else:
            answer(exchange, status, body)

    replace(answer, nothing)


@fault("exchange.error-without-long-message", caught_by=("EXCHANGE.ERROR-FORM",))
def error_without_long_message(server: Reference) -> None:
    """An error has no `long_message`."""
    without(server.views.error, "long_message")


@fault("exchange.problem-details", caught_by=("EXCHANGE.ERROR-FORM",))
def problem_details(server: Reference) -> None:
    """A refusal is told in the form of RFC 9457, with `title` and `status` in the place of `errors`."""

    def details(problem: Problem, _exchange: Exchange) -> View:
        return {"type": f"urn:problem:{problem.code}", "title": str(problem), "status": problem.status}

    replace(server.views.errors, details)


@fault("exchange.errors-empty", caught_by=("EXCHANGE.ERROR-FORM",))
def errors_empty(server: Reference) -> None:
    """Who is signed out gets a refusal whose list of errors is empty."""
    told = server.views.errors

    def silent(problem: Problem, exchange: Exchange) -> View:
        shown = told(problem, exchange)
        return shown | {"errors": []} if problem.code == "signed_out" else shown

    replace(told, silent)


@fault("exchange.crash-on-unknown-strategy", caught_by=("EXCHANGE.NO-SERVER-ERROR",))
def crash_on_unknown_strategy(server: Reference) -> None:
    """A strategy that does not exist is looked up as if it did, and ends in a server error."""

    def look_up(strategy: str, known: frozenset[str], param: str = "strategy") -> None:
        served = {name: server.strategies.serves(name) for name in known}
        if not served[strategy]:
            raise refuse("form_param_value_disabled", param)

    replace(server.strategies.need_served, look_up)


@fault("exchange.seconds", caught_by=("EXCHANGE.MILLISECONDS",))
def seconds(server: Reference) -> None:
    """The times of a session are told in seconds, as those of its tokens are."""

    def in_seconds(shown: View) -> View:
        return {name: value // 1_000 if name.endswith("_at") else value for name, value in shown.items()}

    alter(server.views.session, in_seconds)


@fault("exchange.written-times", caught_by=("EXCHANGE.MILLISECONDS",))
def written_times(server: Reference) -> None:
    """The times of a user are written out as texts."""
    alter(server.views.user, lambda shown: shown | {"created_at": "2026-01-01T00:00:00Z"})


@fault("exchange.limit-without-end", caught_by=("EXCHANGE.RETRY-AFTER",))
def limit_without_end(server: Reference) -> None:
    """Somebody is told once that there were too many requests, and not when to come again."""
    routed = server.transport.hooks["route"]
    told = False

    def meter(given: Reference, exchange: Exchange) -> None:
        nonlocal told
        routed(given, exchange)
        if exchange.path == "/v1/me" and not told:
            told = True
            items = [{"code": "too_many_requests", "message": "", "long_message": ""}]
            exchange.response = Json({"errors": items}, 429)
            exchange.finished = True

    server.transport.hooks["route"] = meter
