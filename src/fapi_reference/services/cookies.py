"""A cookie as the text of a `Set-Cookie` header."""

from dataclasses import dataclass

TEN_YEARS = 315_360_000
LONG_AGO = "Thu, 01 Jan 1970 00:00:00 GMT"


@dataclass(frozen=True, slots=True)
class Line:
    """``value`` None takes the cookie away. Scripts of the application may read it: it is not hidden."""

    name: str
    value: str | None
    secure: bool
    domain: str = ""

    def __str__(self) -> str:
        ends = f"Max-Age={TEN_YEARS}" if self.value is not None else f"Max-Age=0; Expires={LONG_AGO}"
        parts = [f"{self.name}={self.value or ''}", "Path=/", *([f"Domain={self.domain}"] if self.domain else []), ends]
        return "; ".join([*parts, *(["Secure"] if self.secure else []), "SameSite=Lax"])
