"""Text of a target as a reader may see it: nothing in it is hidden, and it ends somewhere."""

import re

LONGEST = 2000
"""Characters of one text. A browser takes seconds to break a word of ten times as many into lines."""
_HIDDEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)
"""What is no letter to the eye and yet something to a terminal or a browser; half of a pair that no file can hold."""


class Shown(str):
    """A text that was made so already, and is not cut again."""

    __slots__ = ()


def shown(text: str, longest: int = LONGEST) -> Shown:
    r"""The text, cut, with ``\u202e`` in place of what would turn the line around."""
    cut = text if len(text) <= longest else f"{text[:longest]}… (shortened)"
    return Shown(_HIDDEN.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), cut))
