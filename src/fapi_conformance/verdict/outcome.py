"""What can be said of a requirement, and of one moment of a test. Only a pass is a pass."""

from enum import StrEnum


class Outcome(StrEnum):
    """The words of every report and of the results file."""

    PASS = "pass"
    FAIL = "fail"
    """The target breaks a MUST."""
    WARNING = "warning"
    """The target breaks a SHOULD or a MAY."""
    NOT_APPLICABLE = "not_applicable"
    """The target says that the feature is off."""
    NOT_TESTABLE = "not_testable"
    """The run cannot tell: it lacks a means, a twin did not pass, a journey stopped before, it was not selected."""
    ERROR = "error"
    """The suite or the network failed; nothing is said about the target."""

    @property
    def broken(self) -> bool:
        """The target does not keep it, whatever its level."""
        return self in (Outcome.FAIL, Outcome.WARNING)
