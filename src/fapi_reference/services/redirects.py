"""Addresses that a caller may be sent to: what they may look like, and whose they may be (AUTH-152, SEC-105)."""

from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, quote, urlencode, urljoin, urlsplit, urlunsplit

from fapi_reference.problems import refuse

if TYPE_CHECKING:
    from fapi_reference.exchange import Form
    from fapi_reference.reference import Reference

SCHEMES = frozenset({"http", "https"})
BROWSERS_OWN = frozenset(["about", "blob", "chrome", "data", "file", "filesystem", "ftp", "javascript", "vbscript"])
"""Schemes that a browser acts on by itself: no app is opened by them."""
PRINTABLE = "".join(map(chr, range(0x21, 0x7F)))


class Redirects:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    def needed(self, form: "Form") -> str:
        """The `redirect_url` of a form whose strategy leads back to it (AUTH-333, USER-227)."""
        url = form.present("redirect_url")
        if url is None:
            raise refuse("form_conditional_param_missing", "redirect_url")
        if not url:
            raise refuse("form_param_nil", "redirect_url")
        self.read(url)
        return url

    def back(self, form: "Form", *, native: bool, missing: str, page: str | None = None) -> str:
        """Where people are sent who come back from a provider (AUTH-246, USER-322).

        In production the official browser client passes on what an application gave it, and that may be a path of the
        page that asks.
        """
        url = form.present("redirect_url")
        if url is None:
            raise refuse(missing, "redirect_url")
        if not url:
            raise refuse("form_param_nil", "redirect_url")
        of_page = page is not None and url.startswith("/") and not url.startswith("//")
        return self.onwards(f"{page}{url}" if of_page else url, "redirect_url", native=native)

    def completed(self, form: "Form", back: str, *, native: bool) -> str | None:
        """Where they are sent if nothing is left to do; official clients give it relative to the other address."""
        url = form.get("action_complete_redirect_url")
        return None if url is None else self.onwards(joined(back, url), "action_complete_redirect_url", native=native)

    def onwards(self, url: str, param: str, *, native: bool) -> str:
        """An address of the web that is the application's own, or one that opens an app."""
        parts = self.parsed(url, param)
        if parts.scheme in SCHEMES:
            if not parts.hostname or parts.username is not None or parts.password is not None:
                raise refuse("invalid_redirect_url", param)
            if not self.belongs(parts):
                raise refuse("resource_missmatch", param)
        elif not parts.scheme:
            raise refuse("invalid_redirect_url", param)
        elif not native or parts.scheme in BROWSERS_OWN:
            raise refuse("prohibited_redirect_url", param)
        elif not self.opens_app(url):
            raise refuse("resource_missmatch", param)
        return url

    def opens_app(self, url: str) -> bool:
        """In production only what the application has named."""
        production = self.server.settings.instance.environment == "production"
        return not production or url in self.server.settings.native.redirect_urls

    def read(self, url: str | None, param: str = "redirect_url") -> SplitResult:
        """An absolute address of the web whose host cannot be misread, and which belongs to the application."""
        parts = self.web(url, param)
        if not self.belongs(parts):
            raise refuse("redirect_url_domain_mismatch", param)
        return parts

    def web(self, url: str | None, param: str = "redirect_url") -> SplitResult:
        """The same of anybody's pages."""
        parts = self.parsed(url, param)
        if parts.scheme not in SCHEMES:
            raise refuse("invalid_url_scheme", param)
        if not parts.hostname or parts.username is not None or parts.password is not None:
            raise refuse("invalid_redirect_url", param)
        return parts

    def parsed(self, url: str | None, param: str) -> SplitResult:
        """Browsers read a backslash as a slash and drop control characters: here neither is an address."""
        if not url or "\\" in url or any(character <= " " or character == "\x7f" for character in url):
            raise refuse("invalid_redirect_url", param)
        try:
            parts = urlsplit(url)
            _ = parts.port
        except ValueError:
            raise refuse("invalid_redirect_url", param) from None
        return parts

    def belongs(self, parts: SplitResult) -> bool:
        """The rule for origins: anywhere in development, the application's own in production."""
        return self.server.origins.belongs(f"{parts.scheme}://{parts.netloc}")


def joined(base: str, url: str) -> str:
    """An address as seen from another one, whatever its scheme: those of apps have hosts and paths too."""
    try:
        if urlsplit(url).scheme:
            return url
        parts = urlsplit(base)
        seen = urlsplit(urljoin(urlunsplit(parts._replace(scheme="http")), url))
        return urlunsplit(seen._replace(scheme=parts.scheme))
    except ValueError:
        return url


def with_parameters(url: str, told: Mapping[str, str]) -> str:
    """The address with these parameters behind its own, in a form that fits into a header (SEC-244)."""
    parts = urlsplit(url)
    query = "&".join(one for one in (parts.query, urlencode(told)) if one)
    return quote(urlunsplit(parts._replace(query=query)), safe=PRINTABLE)
