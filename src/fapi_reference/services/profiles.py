"""What users change about themselves (USER-010 to USER-019)."""

from typing import TYPE_CHECKING

from fapi_reference.exchange import Form
from fapi_reference.problems import Problem, refuse, together
from fapi_reference.records.metadata import Metadata
from fapi_reference.records.people import User
from fapi_reference.services import metadata
from fapi_reference.services.identifiers import NAME_LIMIT

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

NAMES = ("first_name", "last_name")
PRIMARIES = ("primary_email_address_id", "primary_phone_number_id", "primary_web3_wallet_id")
METADATA_MOVED_SINCE = "2026-05-12"


class Profiles:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    def update(self, user: User, form: Form, version: str) -> None:
        """Only given keys change, and either all of them or none (USER-010)."""
        if "password" in form:
            raise refuse("updating_user_password_deprecated")
        changes: dict[str, str | None] = {}
        problems: list[Problem] = []
        for name in (*NAMES, "username"):
            value = form.present(name)
            if value is not None:
                problem = self.problem(user, name, value)
                if problem:
                    problems.append(problem)
                changes[name] = value or None
        for name in PRIMARIES:
            wanted = form.get(name)
            if wanted:
                problems += self.primary_problems(user, name, wanted)
                changes[name] = wanted
        unsafe = self.unsafe_metadata(form, version, problems)
        if problems:
            raise together(problems)
        self.apply(user, changes, unsafe)

    def problem(self, user: User, name: str, value: str) -> Problem | None:
        """An empty value clears an optional attribute and is refused for a required one (USER-011)."""
        attribute = self.server.settings.attributes.named(name)
        if not attribute.enabled:
            return refuse("form_param_unknown", name)
        if not value:
            return refuse("form_param_nil", name) if attribute.required else None
        if name == "username":
            taken = self.server.identifiers.taken(name, value, by_other_than=user.id)
            return self.server.identifiers.problem(name, value) or (
                refuse("form_identifier_exists", name) if taken else None
            )
        return refuse("form_param_max_length_exceeded", name) if len(value) > NAME_LIMIT else None

    def primary_problems(self, user: User, name: str, wanted: str) -> list[Problem]:
        """USER-014."""
        kind = name.removeprefix("primary_").removesuffix("_id")
        item = next((item for item in user.identifications() if item.id == wanted and item.kind == kind), None)
        if item is None:
            return [refuse("form_resource_not_found", name)]
        return [] if item.verified else [refuse("form_verification_needed", name)]

    def unsafe_metadata(self, form: Form, version: str, problems: list[Problem]) -> Metadata | None:
        """Replaces the whole object, until the version that moved it to an operation of its own (USER-015)."""
        text = form.present("unsafe_metadata")
        if text is None:
            return None
        if version >= METADATA_MOVED_SINCE:
            problems.append(refuse("form_param_deprecated", "unsafe_metadata"))
            return None
        try:
            return metadata.read(text, "unsafe_metadata")
        except Problem as problem:
            problems.append(problem)
            return None

    def merge_metadata(self, user: User, text: str) -> None:
        """The rest stays as it is (USER-016). What comes of it is as small as what anybody may send (USER-017)."""
        merged = self.merged(user, metadata.read(text, "unsafe_metadata"))
        metadata.refuse_large(merged, "unsafe_metadata")
        self.apply(user, {}, merged)

    def merged(self, user: User, given: Metadata) -> Metadata:
        return metadata.merged(user.unsafe_metadata, given)

    def apply(self, user: User, changes: dict[str, str | None], unsafe: Metadata | None) -> None:
        for name, value in changes.items():
            if name == "username":
                self.server.users.rename(user, value)
            else:
                setattr(user, name, value)
        if unsafe is not None:
            user.unsafe_metadata = unsafe
        self.server.users.changed(user)
