"""The parameters of a JSON body, read by type. A null is as good as absent."""

from typing import Any

from fapi_reference.problems import refuse


class Body:
    def __init__(self, values: dict[str, Any], known: frozenset[str]) -> None:
        for name in values:
            if name not in known:
                raise refuse("form_param_unknown", name)
        self.values = values

    def text(self, name: str) -> str | None:
        value = self.values.get(name)
        if value is not None and not isinstance(value, str):
            raise refuse("form_param_type_invalid", name)
        return value or None

    def need(self, name: str) -> str:
        text = self.text(name)
        if text is None:
            raise refuse("form_param_missing", name)
        return text

    def texts(self, name: str) -> list[str]:
        value = self.values.get(name)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise refuse("form_param_type_invalid", name)
        return value

    def flag(self, name: str) -> bool | None:
        value = self.values.get(name)
        if value is not None and not isinstance(value, bool):
            raise refuse("form_param_type_invalid", name)
        return value

    def object(self, name: str) -> dict[str, Any]:
        value = self.values.get(name)
        if value is None:
            return {}
        if not isinstance(value, dict):
            raise refuse("form_param_type_invalid", name)
        return value

    def number(self, name: str, allowed: range, default: int) -> int:
        found = self.optional_number(name, allowed)
        return default if found is None else found

    def optional_number(self, name: str, allowed: range) -> int | None:
        value = self.values.get(name)
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool):
            raise refuse("form_param_type_invalid", name)
        if value not in allowed:
            raise refuse("form_param_value_invalid", name)
        return value
