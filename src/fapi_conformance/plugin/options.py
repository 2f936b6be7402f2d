"""The command line, as one frozen value."""

import os
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import pytest

from fapi_conformance.client.endpoint import on_this_machine
from fapi_conformance.errors import BadInput
from fapi_conformance.target.backend_api import DEFAULT_URL
from fapi_conformance.verdict.writing import refuse_unwritable

SECRET_KEY = "CLERK_SECRET_KEY"
CI = "CI"
"""What services that run jobs set."""
OPENID_CLIENT = "FAPI_CONFORMANCE_OPENID_CLIENT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """``base_url`` is empty where the embedded reference is to be started; ``seed`` is chosen where none was given."""

    base_url: str
    backend_url: str
    secret_key: str
    means: str
    inbox_url: str
    waitlist_url: str
    waitlist_backend_url: str
    waitlist_secret_key: str
    openid_strategy: str
    openid_client: str
    openid_port: int
    openid_issuer: str
    issuer: str
    token_lifetime: int | None
    settings: Path | None
    schema: Path | None
    own_errata: bool
    errata: tuple[Path, ...]
    closed_objects: bool
    results: Path | None
    html: Path | None
    markdown: Path | None
    har: Path | None
    baseline: Path | None
    write_baseline: Path | None
    shard: tuple[int, int] | None
    allow_production: bool
    allow_lockout: bool
    allow_destructive: bool
    seed: int
    examples: int
    claims: tuple[str, ...]
    requirements: tuple[str, ...]
    areas: tuple[str, ...]
    operations: tuple[str, ...]
    reveal: bool
    show_operations: bool
    show_security: bool
    listing: bool
    doctor: bool

    @property
    def secrets(self) -> tuple[str, ...]:
        """What of it is nobody's to read, whatever it looks like."""
        return (self.secret_key, self.waitlist_secret_key, self.openid_client.partition(":")[2])

    @property
    def elsewhere(self) -> str:
        """An address that is not on this machine; empty where there is none."""
        backend = self.backend_url or (DEFAULT_URL if self.secret_key else "")
        waitlist = self.waitlist_backend_url or (DEFAULT_URL if self.waitlist_secret_key else "")
        urls = (self.base_url, backend, self.inbox_url, self.waitlist_url, waitlist)
        return next((url for url in urls if url and not on_this_machine(url)), "")

    @property
    def reports(self) -> Mapping[str, Path]:
        """The files that are to be written, by their options."""
        named = {
            "--results": self.results,
            "--html": self.html,
            "--markdown": self.markdown,
            "--har": self.har,
            "--write-baseline": self.write_baseline,
        }
        return {option: file for option, file in named.items() if file}

    @property
    def sources(self) -> Iterator[tuple[str, Path]]:
        """The files that are read. A baseline may be written where it was read."""
        for option, file in (("--settings", self.settings), ("--schema", self.schema)):
            if file:
                yield option, file
        yield from (("--errata", file) for file in self.errata)
        if self.baseline and self.baseline != self.write_baseline:
            yield "--baseline", self.baseline


def add(parser: pytest.Parser) -> None:
    """All options of the suite but ``--base-url``, which is pytest-base-url's."""
    target = parser.getgroup("target", "conformance: the target (--base-url names it; without, the embedded reference)")
    target.addoption("--settings", metavar="FILE", help="settings of the embedded reference")
    target.addoption("--backend-url", metavar="URL", default="", help="Backend API that provisions the target")
    target.addoption("--secret-key", metavar="KEY", default="", help=f"its key; better: ${SECRET_KEY}")
    target.addoption("--means", metavar="MODULE:FACTORY", default="", help="your own ways to make users, move time…")
    target.addoption("--inbox-url", metavar="URL", default="", help="Mailpit or alike, which gets the target's mails")
    target.addoption(
        "--waitlist-url", metavar="URL", default="", help="another instance of it, whose sign-up mode is waitlist"
    )
    target.addoption("--waitlist-backend-url", metavar="URL", default="", help="Backend API of that other instance")
    target.addoption("--waitlist-secret-key", metavar="KEY", default="", help="its key, for who is let in")
    social = parser.getgroup("social", "conformance: a connection of the target to the suite's OpenID provider")
    social.addoption(
        "--openid-strategy", metavar="STRATEGY", default="", help="its name there, such as oauth_custom_conformance"
    )
    social.addoption(
        "--openid-client", metavar="ID:SECRET", default="", help=f"as it was registered there; better: ${OPENID_CLIENT}"
    )
    social.addoption(
        "--openid-port", metavar="PORT", type=int, default=0, help="where the provider has to listen on this machine"
    )
    social.addoption("--openid-issuer", metavar="URL", default="", help="its address as the target knows it")
    target.addoption("--issuer", metavar="URL", default="", help="the `iss` that session tokens must name")
    target.addoption("--token-lifetime", metavar="SECONDS", type=int, help="that of its session tokens, if you know it")
    target.addoption("--allow-production", action="store_true", help="judge an instance that says it is production")
    target.addoption(
        "--allow-lockout",
        action="store_true",
        help="lock accounts that the run made; on towards a target on this machine",
    )
    target.addoption(
        "--allow-destructive",
        action="store_true",
        help="try what would change the instance itself if it were let through; on towards a target on this machine",
    )

    contract = parser.getgroup("contract", "conformance: what it is held against")
    contract.addoption("--schema", metavar="FILE", help="another OpenAPI document of this API, such as an official one")
    contract.addoption(
        "--errata", metavar="FILE", action="append", default=[], help="corrections of your own, with reasons"
    )
    contract.addoption("--no-errata", action="store_true", help="leave out the suite's corrections")
    contract.addoption("--closed-objects", action="store_true", help="undeclared members fail instead of warning")

    run = parser.getgroup("run", "conformance: the run")
    run.addoption(
        "--claim",
        metavar="PROFILE",
        action="append",
        default=[],
        help="judge this profile alone, and fail unless it is conformant; repeatable",
    )
    run.addoption(
        "--requirement", metavar="ID", action="append", default=[], help="only this one and its twins; repeatable"
    )
    run.addoption(
        "--area", metavar="AREA", action="append", default=[], help="only requirements of this area; repeatable"
    )
    run.addoption(
        "--operation",
        metavar="ID",
        action="append",
        default=[],
        help="only what covers it, such as createSignIn; repeatable",
    )
    run.addoption("--seed", metavar="N", type=int, help="repeat the choices of the run that printed it")
    run.addoption(
        "--examples", metavar="N", type=int, default=10, help="fuzzing examples per operation (default: %(default)s)"
    )
    run.addoption("--html", metavar="FILE", help="write the verdict there, as a page that needs nothing else")
    run.addoption("--markdown", metavar="FILE", help="write the verdict there, for the page of a CI job")
    run.addoption("--har", metavar="FILE", help="write every exchange of the run there, masked")
    run.addoption("--baseline", metavar="FILE", help="known deviations, which fail nothing; gone or expired ones do")
    run.addoption("--write-baseline", metavar="FILE", help="write what the run found as a baseline")
    run.addoption(
        "--shard", metavar="I/N", type=shard, help="the I-th of N parts of all tests; their results are to be merged"
    )
    run.addoption("--results", metavar="FILE", help="write the verdict there, as JSON")
    run.addoption("--reveal", action="store_true", help="mask no secret; for a target on this machine, and not in CI")
    run.addoption(
        "--show-operations", action="store_true", help="what each operation was sent, answered, and never provoked to"
    )
    run.addoption("--show-security", action="store_true", help="the checks of the security catalogue, area by area")
    run.addoption("--list-requirements", action="store_true", help="print the catalogue and end")
    run.addoption("--doctor", action="store_true", help="say what is reachable, offered and missing, and end")


class _WithFiles:
    """In the place of a parser: hears which options take a file."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def getgroup(self, *_: str) -> "_WithFiles":
        return self

    def addoption(self, name: str, *, metavar: str = "", **_: Any) -> None:
        if metavar == "FILE":
            self.names.add(name)


def with_files() -> frozenset[str]:
    """The options of the suite that take a file, read or written."""
    heard = _WithFiles()
    add(cast("pytest.Parser", heard))
    return frozenset(heard.names)


def shard(text: str) -> tuple[int, int]:
    """``2/4`` as (2, 4). Raises ValueError, of which argparse makes one line."""
    part, _, of = text.partition("/")
    if not 1 <= int(part) <= int(of):
        raise ValueError(text)
    return int(part), int(of)


def read(config: pytest.Config) -> Options:
    """The options given, none of them checked."""
    given = config.option
    base_url = given.base_url or ""  # pytest-base-url turns "not given" into an empty text
    return Options(
        base_url=base_url.rstrip("/"),
        backend_url=given.backend_url,
        # The environment may hold the key of a real instance: the embedded reference has its own.
        secret_key=given.secret_key or (os.environ.get(SECRET_KEY, "") if base_url else ""),
        means=given.means,
        inbox_url=given.inbox_url,
        waitlist_url=given.waitlist_url.rstrip("/"),
        waitlist_backend_url=given.waitlist_backend_url,
        waitlist_secret_key=given.waitlist_secret_key,
        openid_strategy=given.openid_strategy,
        openid_client=given.openid_client or (os.environ.get(OPENID_CLIENT, "") if given.openid_strategy else ""),
        openid_port=given.openid_port,
        openid_issuer=given.openid_issuer,
        issuer=given.issuer,
        token_lifetime=given.token_lifetime,
        settings=Path(given.settings).absolute() if given.settings else None,
        schema=Path(given.schema) if given.schema else None,
        own_errata=not given.no_errata,
        errata=tuple(map(Path, given.errata)),
        closed_objects=given.closed_objects,
        results=_file(given.results),
        html=_file(given.html),
        markdown=_file(given.markdown),
        har=_file(given.har),
        baseline=_file(given.baseline),
        write_baseline=_file(given.write_baseline),
        shard=given.shard,
        allow_production=given.allow_production,
        allow_lockout=given.allow_lockout,
        allow_destructive=given.allow_destructive,
        seed=secrets.randbits(32) if given.seed is None else given.seed,
        examples=given.examples,
        claims=tuple(given.claim),
        requirements=tuple(given.requirement),
        areas=tuple(given.area),
        operations=tuple(given.operation),
        reveal=given.reveal,
        show_operations=given.show_operations,
        show_security=given.show_security,
        listing=given.list_requirements,
        doctor=given.doctor,
    )


def check(options: Options) -> None:
    """Raises BadInput for what can be seen to be wrong without a target."""
    if options.settings and options.base_url:
        raise BadInput("--settings is for the embedded reference; it cannot be given together with --base-url")
    if options.settings and not options.settings.is_file():
        raise BadInput(f"--settings {options.settings}: no such file")
    if options.waitlist_url and not options.base_url:
        raise BadInput("--waitlist-url goes with --base-url; the embedded reference has its own")
    if options.openid_strategy and not (":" in options.openid_client and options.openid_port):
        raise BadInput("--openid-strategy wants --openid-client ID:SECRET and --openid-port, as they are known there")
    if options.reveal and options.elsewhere:
        raise BadInput(f"--reveal is for a target on this machine: {options.elsewhere} is elsewhere")
    if options.reveal and os.environ.get(CI):
        raise BadInput(f"--reveal is for eyes of one's own: ${CI} is set, and what is printed there many may read")
    if options.examples < 1:
        raise BadInput("--examples must be at least 1")
    _check_files(options)


def _check_files(options: Options) -> None:
    """What an hour of judging would end with is looked at before."""
    there = {file.resolve(): option for option, file in options.sources}
    for option, file in options.reports.items():
        if other := there.get(file.resolve()):
            raise BadInput(f"{option} {file}: {other} names the same file")
        there[file.resolve()] = option
        try:
            refuse_unwritable(file)
        except OSError as error:
            raise BadInput(f"{option} {file}: {error.strerror or error}") from error


def check_reports_of_others(config: pytest.Config) -> None:
    """What pytest and Allure write: they make their folders, and end with a traceback where they cannot.

    Raises BadInput.
    """
    junit, allure = (getattr(config.option, name, None) for name in ("xmlpath", "allure_report_dir"))
    for option, given, file in (
        ("--junitxml", junit, Path(junit or "")),
        ("--alluredir", allure, Path(allure or "", "result.json")),
    ):
        try:
            if given:
                file.absolute().parent.mkdir(parents=True, exist_ok=True)
                refuse_unwritable(file)
        except OSError as error:
            raise BadInput(f"{option} {given}: {error.strerror or error}") from error


def _file(given: str | None) -> Path | None:
    return Path(given).absolute() if given else None
