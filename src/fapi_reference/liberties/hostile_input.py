"""Liberties with input that means harm: how it is refused, and what of it is kept."""

import re
import unicodedata
from typing import TYPE_CHECKING

from fapi_reference.faults.surgery import replace
from fapi_reference.liberties.registry import liberty
from fapi_reference.problems import Problem, refuse

if TYPE_CHECKING:
    from fapi_reference.exchange import Exchange
    from fapi_reference.records.metadata import Metadata
    from fapi_reference.records.people import User
    from fapi_reference.reference import Reference

TAG = re.compile(r"<[^>]*>")


@liberty("names-cleaned", fact="SEC-247")
def names_cleaned(server: "Reference") -> None:
    """Names lose their tags, what cannot be seen of them, and the space around them, and are kept in a normal form."""
    apply = server.profiles.apply

    def clean(text: str) -> str:
        seen = "".join(one for one in TAG.sub("", text) if unicodedata.category(one) not in {"Cc", "Cf"})
        return unicodedata.normalize("NFC", seen).strip()

    def cleaning(user: "User", changes: dict[str, str | None], unsafe: "Metadata | None") -> None:
        names: dict[str, str | None] = {
            name: clean(value) for name, value in changes.items() if value and name.endswith("_name")
        }
        apply(user, changes | names, unsafe)

    replace(apply, cleaning)


@liberty("names-of-letters", fact="SEC-247")
def names_of_letters(server: "Reference") -> None:
    """A name with a sign of code in it is refused."""
    problem = server.profiles.problem

    def strict(user: "User", name: str, value: str) -> Problem | None:
        if name.endswith("_name") and re.search(r"[{}<>$%()|]", value):
            return refuse("form_param_value_invalid", name)
        return problem(user, name, value)

    replace(problem, strict)


@liberty("too-much-is-too-large", fact="SEC-248")
def too_much_is_too_large(server: "Reference") -> None:
    """What is larger than allowed is refused with 413, as a body that is."""
    refusing = server.transport.refuse

    def refuse_it(exchange: "Exchange", problem: Problem) -> None:
        if problem.code == "form_param_exceeds_allowed_size":
            problem = Problem(413, *problem.items)
        refusing(exchange, problem)

    replace(refusing, refuse_it)
