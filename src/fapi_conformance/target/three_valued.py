"""Logic of what may be unknown: True, False, or None where nobody says."""


def all_of(*parts: bool | None) -> bool | None:
    """One False decides, else one None leaves it open."""
    if False in parts:
        return False
    return None if None in parts else True


def any_of(*parts: bool | None) -> bool | None:
    """One True decides, else one None leaves it open."""
    if True in parts:
        return True
    return None if None in parts else False


def not_(part: bool | None) -> bool | None:
    return None if part is None else not part
