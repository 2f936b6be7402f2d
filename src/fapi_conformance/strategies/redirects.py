"""Addresses to be sent back to that are almost right, or that mean harm: as `redirect_url` they come from anybody."""

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

INJECTED = "x-fapi-injected"
"""A header that only a line break in an address can have brought."""
LINE_BREAKS = ("\r\n", "\n", "\r", "%0d%0a", "%0D%0A", "%250d%250a", "\u560d\u560a", "\u2028")
SCRIPTS = (
    *("javascript:", "JavaScript:", "java\tscript:", " javascript:", "\x01javascript:"),
    *("data:text/html,", "vbscript:"),
)
MARKUP = ('"><script>alert(1)</script>', "'onload=alert(1)", "<!--", "</title>")
BROKEN = (
    *("http://", "https:///path", "//", "http:/one-slash", "http://[::1", "http://host:99999/", "http://a b/"),
    *("\\\\host", ""),
)
TAILS = (
    *("", "/", "?", "?a=1&a=2", "#part", "?q=%", "?q=%zz", "/%00", "/../..", "/é", "?__clerk_ticket=1"),
    "?x=" + "y" * 3_000,
)


PLACES = ("/", "?q=", "#")


def known(landing: str) -> list[str]:
    """Those that are tried whatever chance has it: each line break once, and each scheme of a script."""
    breaking = [_broken_by(landing, line_break, "?q=") for line_break in LINE_BREAKS]
    return [*breaking, *(_script(landing, scheme) for scheme in SCRIPTS)]


def redirects(landing: str) -> SearchStrategy[str]:
    """Around an address of the application: with tails of all kinds, line breaks, markup, scripts, and broken ones."""
    bare = landing.partition("?")[0]
    return st.one_of(
        st.sampled_from(TAILS).map(lambda tail: bare + tail),
        st.builds(_broken_by, st.just(landing), st.sampled_from(LINE_BREAKS), st.sampled_from(PLACES)),
        st.sampled_from(MARKUP).map(lambda text: f"{landing}&q={text}"),
        st.builds(_script, st.just(landing), st.sampled_from(SCRIPTS)),
        st.sampled_from(BROKEN),
        st.text(st.characters(codec="utf-8"), max_size=12).map(lambda text: f"{landing}&q={text}"),
    )


def _broken_by(landing: str, line_break: str, place: str) -> str:
    return f"{landing.partition('?')[0]}{place}{line_break}{INJECTED}:1"


def _script(landing: str, scheme: str) -> str:
    return f"{scheme}//{landing.partition('://')[2]}%0aalert(1)"
