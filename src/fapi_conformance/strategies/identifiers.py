"""Identifiers that are almost right: an address, a number or a username with one thing or two wrong with it."""

from collections.abc import Callable

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

Slip = Callable[[str], str]

EMAIL_SLIPS: dict[str, Slip] = {
    "no at": lambda text: text.replace("@", ""),
    "two ats": lambda text: text.replace("@", "@@"),
    "at at the end": lambda text: f"{text}@",
    "nobody": lambda text: text[text.index("@") :],
    "nowhere": lambda text: text[: text.index("@") + 1],
    "no dot": lambda text: text.replace(".", ""),
    "dot first": lambda text: f".{text}",
    "dot last": lambda text: f"{text}.",
    "two dots": lambda text: text.replace(".", ".."),
    "space first": lambda text: f" {text}",
    "space last": lambda text: f"{text} ",
    "space inside": lambda text: text.replace("@", " @"),
    "line break": lambda text: f"{text}\n",
    "header": lambda text: f"{text}\r\nBcc: {text}",
    "two of them": lambda text: f"{text},{text}",
    "named": lambda text: f"Ada <{text}>",
    "quoted": lambda text: f'"{text[:4]} {text[4:8]}"{text[text.index("@") :]}',
    "wide at": lambda text: text.replace("@", "\uff20"),
    "nothing wide": lambda text: f"{text[:3]}\u200b{text[3:]}",
    "foreign letter": lambda text: text.replace("e", "\u0435", 1),
    "foreign host": lambda text: f"{text[: text.index('@')]}@b\u00fccher.example",
    "literal host": lambda text: f"{text[: text.index('@')]}@[127.0.0.1]",
    "port": lambda text: f"{text}:25",
    "long": lambda text: "a" * 70 + text,
    "very long": lambda text: "a" * 5_000 + text,
    "long host": lambda text: text.replace("@", "@" + "a" * 70 + "."),
    "large": str.upper,
    "percent": lambda text: text.replace("@", "%40"),
    "scheme": lambda text: f"mailto:{text}",
}
PHONE_SLIPS: dict[str, Slip] = {
    "no plus": lambda text: text[1:],
    "two pluses": lambda text: f"+{text}",
    "zeros": lambda text: f"00{text[1:]}",
    "short": lambda text: text[:5],
    "long": lambda text: text + "0" * 12,
    "letters": lambda text: f"{text[:-2]}AB",
    "extension": lambda text: f"{text};ext=5",
    "separators": lambda text: f"{text[:2]} ({text[2:5]}) {text[5:8]}-{text[8:]}",
    "no country": lambda text: f"+999{text[2:]}",
    "other digits": lambda text: text.translate({ord("0") + digit: 0x0660 + digit for digit in range(10)}),
    "space last": lambda text: f"{text} ",
    "nothing wide": lambda text: f"{text[:4]}\u200b{text[4:]}",
    "scheme": lambda text: f"tel:{text}",
}
USERNAME_SLIPS: dict[str, Slip] = {
    "short": lambda text: text[:1],
    "long": lambda text: text * 20,
    "digits": lambda text: "".join(str(ord(letter) % 10) for letter in text),
    "space": lambda text: f"{text[:4]} {text[4:]}",
    "space first": lambda text: f" {text}",
    "dot": lambda text: f"{text}.",
    "slash": lambda text: f"{text}/..",
    "letter": lambda text: f"{text}\u00fc",
    "foreign letter": lambda text: text.replace("a", "\u0430"),
    "nothing wide": lambda text: f"{text[:4]}\u200b{text[4:]}",
    "right to left": lambda text: f"\u202e{text}",
    "markup": lambda text: f"<b>{text}</b>",
    "picture": lambda text: f"{text}\U0001f600",
    "large": str.upper,
}
SLIPS = {"email_address": EMAIL_SLIPS, "phone_number": PHONE_SLIPS, "username": USERNAME_SLIPS}


def slips(kind: str) -> SearchStrategy[tuple[str, ...]]:
    """The names of one slip, or of two, that are made one after the other."""
    return st.lists(st.sampled_from(sorted(SLIPS[kind])), min_size=1, max_size=2, unique=True).map(tuple)


def slipped(kind: str, value: str, made: tuple[str, ...]) -> str:
    """The value with these slips in it. One that cannot be made after another is left out."""
    for name in made:
        try:
            value = SLIPS[kind][name](value)
        except (ValueError, IndexError):  # there is no such place left
            continue
    return value
