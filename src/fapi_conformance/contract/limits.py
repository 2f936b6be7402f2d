"""What an answer says that came because of too many requests: when to come again (AUTH-359)."""

from email.utils import parsedate_to_datetime

from fapi_conformance.client.exchange import Answer
from fapi_conformance.contract.said import said

TOO_MANY = 429
WANTED = "whole seconds, or a date"


def limit_problem(answer: Answer) -> tuple[str, str] | None:
    """What was expected and what came, where it does not say so in a form that clients read (RFC 9110, 10.2.3)."""
    told = answer.header("retry-after")
    if told is None:
        return WANTED, "no such header"
    if told.strip().isdecimal():
        return None
    try:
        parsedate_to_datetime(told)
    except ValueError:
        return WANTED, said(told)
    return None
