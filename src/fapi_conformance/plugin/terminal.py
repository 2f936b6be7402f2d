"""What the user reads: the verdict at the end, in place of pytest's own list of failures."""

from collections.abc import Generator

import pytest

from fapi_conformance.plugin.controller import Controller
from fapi_conformance.plugin.driver import TOLD
from fapi_conformance.plugin.run import Run
from fapi_conformance.requirements.not_judged import NOT_JUDGED
from fapi_conformance.verdict import security
from fapi_conformance.verdict.message import Line
from fapi_conformance.verdict.summary import fit, summary
from fapi_conformance.verdict.table import table

MARKUP = {"red": {"red": True}, "yellow": {"yellow": True}, "green": {"green": True}, "heading": {"bold": True}}


class Terminal:
    """Registered as a plugin beside the controller."""

    def __init__(self, run: Run, controller: Controller) -> None:
        self._run = run
        self._controller = controller

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> Generator[None, object, object]:
        """Pytest tells what failed on its own account; what is in the verdict is told there, once."""
        kept = {name: list(reports) for name, reports in terminalreporter.stats.items()}
        for name in ("failed", "error"):
            if name in kept:
                terminalreporter.stats[name] = [one for one in kept[name] if not getattr(one, TOLD, False)]
        try:
            result = yield
        finally:
            terminalreporter.stats.update({name: kept[name] for name in ("failed", "error") if name in kept})
        self._verdict(terminalreporter)
        return result

    def _verdict(self, terminal: pytest.TerminalReporter) -> None:
        if self._controller.results is None:
            return
        terminal.write_sep("=", "conformance", bold=True)
        width = terminal._tw.fullwidth  # noqa: SLF001 - the width that all other sections keep to
        for line in summary(self._controller.results, width):
            terminal.write_line(line.text, **MARKUP.get(line.style, {}))
        if self._run.options.show_operations:
            for line in table(self._controller.results.operations):
                for narrow in fit(line, width):
                    terminal.write_line(narrow.text, **MARKUP.get(narrow.style, {}))
        if self._run.options.show_security:
            for line in security.table(self._controller.results.requirements, NOT_JUDGED):
                for narrow in fit(line, width):
                    terminal.write_line(narrow.text, **MARKUP.get(narrow.style, {}))
        for line in self._file():
            terminal.write_line(line.text, **MARKUP.get(line.style, {}))

    def _file(self) -> Generator[Line, None, None]:
        for problem in self._controller.reports.problems:
            yield Line(f"a report was not written: {problem}", "red")
        for file in self._controller.reports.files:
            yield Line(f"written: {file}")


def header(run: Run) -> list[str]:
    """Above the tests: what is judged, and what replays it."""
    target = run.target
    kind = target.environment.kind
    told = [f"{kind} instance"] * bool(kind) + ["the embedded reference"] * (not run.options.base_url)
    return [f"target: {target.base_url}" + (f" ({', '.join(told)})" if told else ""), f"seed: {run.seed}"]
