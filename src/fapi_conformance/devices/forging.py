"""What somebody makes of a token that is not theirs to make."""

import base64
import json
import random


def altered(link: str, chance: random.Random) -> str:
    """The link or token with one letter of its end changed: of the signature, where there is one.

    Not the very last letter, of which some bits may mean nothing.
    """
    place = len(link) - 2 - chance.randrange(8)
    other = "A" if link[place] != "A" else "B"
    return link[:place] + other + link[place + 1 :]


def unsigned(token: str) -> str | None:
    """A JSON web token that says of itself that nobody has signed it; None where it is no such token."""
    parts = token.split(".")
    if len(parts) != 3:
        return None
    header = base64.urlsafe_b64encode(json.dumps({"alg": "none", "typ": "JWT"}).encode()).rstrip(b"=").decode()
    return f"{header}.{parts[1]}."
