"""What has no parts that age with it."""

from collections.abc import Iterator

from fapi_reference.clock import Dated


class Whole:
    """Has no parts that age with it."""

    __slots__ = ()

    def parts(self) -> Iterator[Dated]:
        return iter(())
