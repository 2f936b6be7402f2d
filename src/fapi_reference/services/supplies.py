"""The values that a create or an update of a sign-up brings: checked together, then stored (AUTH-298 to AUTH-302)."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fapi_reference.exchange import Form
from fapi_reference.problems import Problem, refuse, together
from fapi_reference.records.attempts import SignUp
from fapi_reference.records.metadata import Metadata
from fapi_reference.services import metadata
from fapi_reference.services.identifiers import NAME_LIMIT
from fapi_reference.settings.model import IDENTIFIERS

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

NAMES = ("first_name", "last_name")


@dataclass(slots=True)
class Supply:
    """What one request brings. A None among the values clears that one."""

    values: dict[str, str | None] = field(default_factory=dict)
    password: str | None = None
    unsafe_metadata: Metadata | None = None
    legal_accepted: bool | None = None
    problems: list[Problem] = field(default_factory=list)


class Supplies:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    def read(self, form: Form, attempt: SignUp | None) -> Supply:
        """Everything that is wrong is told at once (AUTH-042)."""
        supply = Supply()
        for check in (self.read_identifiers, self.read_names, self.read_rest):
            check(form, supply)
        self.read_password(form, supply, attempt)
        if supply.problems:
            raise together(supply.problems)
        return supply

    def read_identifiers(self, form: Form, supply: Supply) -> None:
        for kind in IDENTIFIERS:
            value = form.present(kind)
            if value is not None:
                self.read_identifier(kind, value, kind, supply)
        either = form.present("email_address_or_phone_number")
        if either is not None:
            kind = "email_address" if "@" in either else "phone_number"
            self.read_identifier(kind, either, "email_address_or_phone_number", supply)

    def read_identifier(self, kind: str, value: str, param: str, supply: Supply) -> None:
        if not value:
            supply.problems.append(refuse("form_param_nil", param))
            return
        problem = self.server.identifiers.problem(kind, value)
        if problem:
            supply.problems.append(problem)
        elif self.refuses_taken(kind) and self.server.identifiers.taken(kind, value):
            supply.problems.append(refuse("form_identifier_exists", param))
        else:
            supply.values[kind] = self.server.identifiers.normal(kind, value)

    def refuses_taken(self, kind: str) -> bool:
        """Enumeration protection goes on as if the address were free, and sends nothing (AUTH-300)."""
        return kind == "username" or not self.server.settings.protection.enumeration_protection

    def read_names(self, form: Form, supply: Supply) -> None:
        for name in NAMES:
            value = form.present(name)
            if value is None:
                continue
            if len(value) > NAME_LIMIT:
                supply.problems.append(refuse("form_param_max_length_exceeded", name))
            elif not value and self.server.settings.attributes.named(name).required:
                supply.problems.append(refuse("form_param_nil", name))
            else:
                supply.values[name] = value or None

    def read_rest(self, form: Form, supply: Supply) -> None:
        try:
            supply.legal_accepted = form.flag("legal_accepted")
            text = form.present("unsafe_metadata")
            if text is not None:
                supply.unsafe_metadata = metadata.read(text, "unsafe_metadata")
        except Problem as problem:
            supply.problems.append(problem)
        if self.refuses_terms(supply.legal_accepted):
            supply.problems.append(refuse("legal_not_accepted", "legal_accepted"))

    def refuses_terms(self, accepted: bool | None) -> bool:
        return accepted is False and self.server.settings.sign_up.legal_consent

    def read_password(self, form: Form, supply: Supply, attempt: SignUp | None) -> None:
        """The new password must differ from every identifier, old and new (AUTH-316)."""
        password = form.present("password")
        if password is None:
            return
        if not password:
            supply.problems.append(refuse("form_param_nil", "password"))
            return
        own = [supply.values.get(kind) or (attempt.values.get(kind) if attempt else None) for kind in IDENTIFIERS]
        supply.problems += self.server.passwords.check(password, [value for value in own if value])
        supply.password = password

    def store(self, supply: Supply, attempt: SignUp) -> None:
        for name, value in supply.values.items():
            if value is None:
                attempt.values.pop(name, None)
            elif attempt.values.get(name) != value:
                attempt.values[name] = value
                # A changed identifier is unproven again: the code of the old one is void (AUTH-299).
                attempt.verifications.pop(name, None)
        if supply.password is not None:
            attempt.password = self.server.passwords.hash(supply.password)
        if supply.unsafe_metadata is not None:
            attempt.unsafe_metadata = supply.unsafe_metadata
        if supply.legal_accepted is not None:
            attempt.legal_accepted_at = self.server.clock.now() if supply.legal_accepted else None
