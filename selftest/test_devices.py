"""What a person holds: an authenticator app that shows what every app shows, and codes on paper."""

import pytest

from fapi_conformance.client.exchange import Answer
from fapi_conformance.devices import Authenticator, BackupCodes
from fapi_conformance.errors import NotTestable

SEED = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
"""`12345678901234567890` in base32: the seed of RFC 6238, appendix B."""


def app(now: float, uri: str = f"otpauth://totp/x?secret={SEED}&digits=8") -> Authenticator:
    return Authenticator(uri, clock=lambda: now)


@pytest.mark.parametrize(
    ("now", "code"),
    [
        (58, "94287082"),
        (1111111108, "07081804"),
        (1111111111, "14050471"),
        (1234567890, "89005924"),
        (2000000000, "69279037"),
    ],
)
def test_it_shows_the_codes_of_the_rfc(now: float, code: str) -> None:
    assert app(now).code() == code


@pytest.mark.parametrize(
    "uri",
    [
        f"otpauth://totp/Example:ada%40example.com?secret={SEED}&issuer=Example",
        f"otpauth://totp/Example%3Aada%40example.com?secret={SEED.lower()}&issuer=Another&algorithm=sha1",
        f"otpauth://totp/ada?secret={SEED}&period=30&digits=6&image=x",
    ],
)
def test_it_reads_what_apps_read(uri: str) -> None:
    assert app(1111111111, uri).code() == "050471"


def test_it_reads_a_short_secret() -> None:
    assert len(app(0, "otpauth://totp/a?secret=JBSWY3DPEHPK3PXP").code()) == 6


@pytest.mark.parametrize(
    "uri",
    ["", "None", "https://example.com", f"otpauth://hotp/a?secret={SEED}", "otpauth://totp/a", "otpauth://totp/a?secret=1"],
)  # fmt: skip
def test_what_no_app_can_read_is_a_deviation(uri: str) -> None:
    with pytest.raises(AssertionError):
        app(0, uri)


def test_it_shows_a_code_once() -> None:
    shown = app(1000.0)
    shown.code()

    assert not shown.ready
    with pytest.raises(NotTestable):
        shown.code()
    shown.forget()
    assert shown.ready


def test_after_the_code_before_the_present_one_is_still_there() -> None:
    shown = app(1000.0)

    assert shown.before() == shown.at(-1)
    assert shown.code() == shown.at(0)


def test_a_wrong_code_is_none_of_the_hour() -> None:
    shown = app(1_000_000.0)

    assert shown.wrong() not in {shown.at(steps) for steps in range(-120, 121)}


def test_it_goes_by_the_clock_of_the_target() -> None:
    body = f'{{"response": {{"id": "totp_1", "uri": "otpauth://totp/a?secret={SEED}"}}, "client": null}}'
    told = Answer(200, (("date", "Fri, 13 Feb 2009 23:31:30 GMT"),), body.encode())

    assert Authenticator.set_up(told).at(0) in {
        "005924",
        app(1234567890 - 30).at(0)[-6:],
        app(1234567890 + 30).at(0)[-6:],
    }


def test_nothing_secret_is_in_what_is_printed() -> None:
    assert SEED not in repr(app(0))
    assert "abc" not in repr(BackupCodes(["abc"]))


def test_a_code_on_paper_is_crossed_out() -> None:
    paper = BackupCodes(["a", "b"])

    assert {paper.take(), paper.take()} == {"a", "b"}
    assert not paper
    with pytest.raises(NotTestable):
        paper.take()
