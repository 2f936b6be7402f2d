"""What ``conftest.py`` registers: the options, and the parts that each kind of process gets."""

import sys
from importlib import import_module

import pytest

from fapi_conformance.errors import BadInput
from fapi_conformance.plugin import discretion, options
from fapi_conformance.plugin.controller import Controller
from fapi_conformance.plugin.driver import Driver
from fapi_conformance.plugin.entries import findings_as_requirements
from fapi_conformance.plugin.interruption import Interruption
from fapi_conformance.plugin.listing import doctor, requirements
from fapi_conformance.plugin.run import HANDED, RUN, Run
from fapi_conformance.plugin.selection import keep_shard, select
from fapi_conformance.plugin.terminal import Terminal, header
from fapi_conformance.plugin.worker import Worker

pytest_plugins = ["fapi_conformance.plugin.fixtures", "fapi_conformance.plugin.operations"]

MARKERS = (
    "requirement(id, …): the requirements that the test proves; written as @proves(REQUIREMENT)",
    "operation(id): the operation that the test was made for",
    "fuzz: many generated examples; left out where only rules for every exchange are asked for",
)
BASE_URL = "base_url"
"""The name under which pytest-base-url, whose option ``--base-url`` is, registers itself."""
WITHOUT_RUN = ("collectonly", "showfixtures", "show_fixtures_per_test", "setupplan")
"""Options with which pytest starts a session that runs no test."""


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    options.add(parser)
    if not pluginmanager.has_plugin(BASE_URL):  # PYTEST_DISABLE_PLUGIN_AUTOLOAD keeps it away
        pluginmanager.register(import_module("pytest_base_url.plugin"), BASE_URL)


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> int | None:
    """The catalogue or the doctor's report in place of a run."""
    try:
        options.check_reports_of_others(config)
    except BadInput as problem:
        raise pytest.UsageError(str(problem)) from None
    if not (config.option.list_requirements or config.option.doctor):
        return None
    run = Run(options.read(config))
    try:
        options.check(run.options)
        discretion.keep(run.options)
        lines = requirements(run) if run.options.listing else doctor(run, Controller(config, run))
        print("\n".join(lines))
    except BadInput as problem:
        print(f"ERROR: {problem}", file=sys.stderr)
        return pytest.ExitCode.USAGE_ERROR
    return pytest.ExitCode.OK


@pytest.hookimpl(tryfirst=True, specname="pytest_configure")
def pytest_configure_cleaned_once(config: pytest.Config) -> None:
    """allure-pytest empties its folder in each process: a worker in the place of a killed one took what was told."""
    if hasattr(config, "workerinput"):
        config.option.clean_alluredir = False


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    for marker in MARKERS:
        config.addinivalue_line("markers", marker)
    findings_as_requirements(config)
    handed = getattr(config, "workerinput", {}).get(HANDED)
    if handed is not None:
        _as_worker(config, handed)
        return
    run = config.stash[RUN] = Run(options.read(config))
    if any(getattr(config.option, name, False) for name in WITHOUT_RUN) or config.option.help:
        return
    try:
        options.check(run.options)
        discretion.keep(run.options)
        # Names that nothing has, and a baseline that is none, are told before anything is started.
        run.choice  # noqa: B018
        run.baseline  # noqa: B018
        controller = Controller(config, run)
        controller.reports.reserve()
    except BadInput as problem:
        raise pytest.UsageError(str(problem)) from None
    controller.listen()
    config.pluginmanager.register(controller, "conformance-controller")
    if _for_allure(config):
        controller.reports.allure = import_module("fapi_conformance.plugin.allure").install(config, run)
    config.pluginmanager.register(Terminal(run, controller), "conformance-terminal")
    if not config.pluginmanager.has_plugin("dsession"):
        config.pluginmanager.register(Driver(config, run), "conformance-driver")


def _as_worker(config: pytest.Config, handed: dict[str, str | int]) -> None:
    Interruption().listen()
    worker = Worker(handed)
    # Read before it is known here: to see something again nobody may be sent to a reference that ended with this run.
    given = options.read(config)
    discretion.keep(given)
    run = config.stash[RUN] = worker.run(given)
    config.option.base_url = worker.access.base_url  # pytest-base-url's own fixture then has it too
    config.pluginmanager.register(Driver(config, run), "conformance-driver")
    if _for_allure(config):
        import_module("fapi_conformance.plugin.allure").install(config, run)


def _for_allure(config: pytest.Config) -> bool:
    """Whether allure-pytest writes results. What it takes to add to them is imported only then."""
    return bool(getattr(config.option, "allure_report_dir", None))


def pytest_report_header(config: pytest.Config) -> list[str]:
    run = config.stash[RUN]
    return header(run) if run.opened else []


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    run = config.stash[RUN]
    try:
        select(config, items, run.choice)
    except BadInput as problem:
        raise pytest.UsageError(str(problem)) from None
    if run.options.shard:
        keep_shard(config, items, run.options.shard)
