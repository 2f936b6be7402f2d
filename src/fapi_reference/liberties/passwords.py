"""Liberties with passwords, pictures and almost right identifiers."""

from typing import TYPE_CHECKING

from fapi_reference.faults.surgery import alter, replace, without
from fapi_reference.liberties.registry import liberty
from fapi_reference.problems import Problem, refuse
from fapi_reference.records.application import Integration
from fapi_reference.records.people import User
from fapi_reference.records.sessions import Session

if TYPE_CHECKING:
    from fapi_reference.exchange import Exchange, Form
    from fapi_reference.reference import Reference


@liberty("password-wanted-all-the-same", fact="USER-061")
def wanted_all_the_same(server: "Reference") -> None:
    """The current password is wanted although the session was verified anew as well."""
    prove = server.password_changes.prove

    def proven(user: User, form: "Form") -> None:
        form.need("current_password")
        prove(user, form)

    replace(prove, proven)


@liberty("fresh-session-is-proof-enough", fact="SEC-149")
def fresh_is_enough(server: "Reference") -> None:
    """Where sessions are verified anew, the current password that is given beside is not looked at."""
    prove = server.password_changes.prove

    def proven(user: User, form: "Form") -> None:
        if not server.settings.protection.reverification:
            prove(user, form)

    replace(prove, proven)


@liberty("password-change-signs-others-out", fact="USER-064")
def signs_others_out(server: "Reference") -> None:
    """Every change of the password ends the other sessions, and the one that asks starts anew."""
    change = server.password_changes.change

    def changed(user: User, session: Session, form: "Form") -> None:
        change(user, session, form)
        server.password_changes.sign_out_others(user, session)

    replace(change, changed)


@liberty("password-change-signs-everybody-out", fact="USER-064")
def signs_everybody_out(server: "Reference") -> None:
    """Whoever signs others out signs in anew themself."""
    replace(server.password_changes.sign_out_others, lambda user, _session: server.sessions.remove_of_user(user))


@liberty("current-password-again", fact="USER-063, SEC-151")
def current_again(server: "Reference") -> None:
    """The current password may be set as the new one, and so may the address."""
    problems = server.password_changes.problems
    open_ = {"form_new_password_matches_current", "form_password_matches_identifier"}

    def fewer(user: User, wanted: str) -> list[Problem]:
        return [problem for problem in problems(user, wanted) if problem.code not in open_]

    replace(problems, fewer)


@liberty("password-undated", fact="USER-066")
def undated(server: "Reference") -> None:
    """No user says when the password was changed last."""
    without(server.views.user, "password_last_updated_at")


@liberty("password-ignored-among-attributes", fact="SEC-150")
def ignored_among_attributes(server: "Reference") -> None:
    """A password in a profile update is ignored like any other parameter that is not known."""
    update = server.profiles.update

    def updated(user: User, form: "Form", version: str) -> None:
        form.values.pop("password", None)
        update(user, form, version)

    replace(update, updated)


@liberty("picture-by-id-alone", fact="USER-050")
def by_id_alone(server: "Reference") -> None:
    """The answer to an upload is an id and nothing more."""
    alter(server.views.picture, lambda shown: {"id": shown["id"]})


@liberty("picture-served-elsewhere", fact="USER-053, USER-006")
def served_elsewhere(server: "Reference") -> None:
    """Pictures have an address at another host, which is the same for as long as the user lives."""
    replace(server.pictures.url, lambda user: f"https://images.example.com/{user.id}")


@liberty("picture-refused-by-parameter", fact="USER-054, SEC-253")
def refused_by_parameter(server: "Reference") -> None:
    """Whatever is wrong with a picture is 422, and names the file."""
    sent, drawn = server.pictures.sent, server.pictures.drawn

    def otherwise(problem: Problem) -> Problem:
        code = "form_param_missing" if problem.code == "form_param_missing" else "form_param_value_invalid"
        return refuse(code, "file")

    def read(exchange: "Exchange") -> tuple[str, bytes]:
        try:
            return sent(exchange)
        except Problem as problem:
            raise otherwise(problem) from None

    def decoded(content: bytes) -> tuple[str, bytes]:
        try:
            return drawn(content)
        except Problem as problem:
            raise otherwise(problem) from None

    replace(sent, read)
    replace(drawn, decoded)


@liberty("no-picture-removed", fact="USER-055")
def no_picture_removed(server: "Reference") -> None:
    """Whoever has no picture removes it all the same."""
    remove = server.pictures.remove
    replace(remove, lambda user: remove(user) if user.picture else server.pictures.default())


@liberty("half-a-picture-is-one", fact="USER-054")
def half_is_one(server: "Reference") -> None:
    """A decoder that shows what there is of a damaged picture."""
    server.pictures.lenient = True


@liberty("identifiers-trimmed", fact="AUTH-301, GAP-052")
def trimmed(server: "Reference") -> None:
    """Spaces around an identifier are no part of it, nor is letter case, whoever looks at it."""
    normal, problem = server.identifiers.normal, server.identifiers.problem
    replace(normal, lambda kind, value: normal(kind, value.strip()))
    replace(problem, lambda kind, value: problem(kind, value.strip()))


@liberty("service-token-unknown-service", fact="USER-041")
def unknown_service(server: "Reference") -> None:
    """A service that nobody knows is a parameter with a wrong value."""
    wired = server.service_tokens.wired

    def named(service: str) -> Integration:
        try:
            return wired(service)
        except Problem:
            raise refuse("form_param_value_invalid", "service") from None

    replace(wired, named)
