"""Addresses that the reference sends browsers to."""

import pytest

from fapi_reference.problems import Problem
from fapi_reference.reference import Reference
from fapi_reference.settings import Settings
from fapi_reference.settings.model import Instance

PRODUCTION = Settings(instance=Instance(environment="production", domain="example.com"))
AT = "http://127.0.0.1:1"


@pytest.mark.parametrize("url", ["https://example.com", "https://app.example.com/a?b=c#d", "http://example.com:8080/"])
def test_the_applications_own(url: str) -> None:
    assert Reference(PRODUCTION, AT).redirects.read(url).geturl() == url


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "/dashboard",
        "//example.com/",
        "https:example.com",
        "https:///example.com",
        "https://elsewhere.invalid",
        "https://example.com.elsewhere.invalid",
        "https://notexample.com",
        "https://example.com@elsewhere.invalid",
        "https://elsewhere.invalid\\@example.com",
        "https://example.com\r\nx: y",
        " https://example.com",
        "https://[::1",
        "https://example.com:99999",
        "javascript:alert(1)",
        "javascript://example.com/%0aalert(1)",
        "ftp://example.com/",
    ],
)
def test_everything_else(url: str | None) -> None:
    with pytest.raises(Problem):
        Reference(PRODUCTION, AT).redirects.read(url)


@pytest.mark.parametrize("url", ["http://localhost:3000/", "https://anywhere.example/"])
def test_in_development_any_web_address(url: str) -> None:
    assert Reference(Settings(), AT).redirects.read(url).geturl() == url
