"""The one way in which a schema or an errata file is refused."""

from fapi_conformance.errors import BadInput


class SchemaProblem(BadInput):
    """A document or an errata file that cannot be used. ``str()`` is one line: ``file:line: reason``."""
