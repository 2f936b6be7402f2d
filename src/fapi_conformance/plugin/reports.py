"""The files that a run was asked for. What cannot be written stops nothing, and is told beside the verdict."""

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from fapi_conformance.errors import BadInput
from fapi_conformance.plugin.places import TEMPLATES
from fapi_conformance.plugin.recording import join
from fapi_conformance.plugin.run import Run
from fapi_conformance.verdict.baseline import written
from fapi_conformance.verdict.markdown import markdown
from fapi_conformance.verdict.page import render
from fapi_conformance.verdict.reservation import reserved
from fapi_conformance.verdict.results import Results
from fapi_conformance.verdict.writing import as_json, text_of, write_pieces, write_text

if TYPE_CHECKING:  # where nobody asked for it, nothing of Allure is imported
    from fapi_conformance.plugin.allure import Allure


class Reports:
    """``files`` were written; each of the ``problems`` is a line about one that was not, or not wholly. ``lost``: one
    at least is such as nobody meant. ``allure`` adds to what Allure's own plugin writes, where it does.
    """

    def __init__(self, run: Run) -> None:
        self._run = run
        self._reserved = ExitStack()
        self._recordings: TemporaryDirectory[str] | None = None
        self.allure: Allure | None = None
        self.files: list[Path] = []
        self.problems: list[str] = []
        self.lost = False

    def reserve(self) -> None:
        """Keep other runs from writing these files, until ``close``. Raises BadInput where another run has one."""
        for option, file in self._run.options.reports.items():
            try:
                self._reserved.enter_context(reserved(file))
            except OSError as error:
                self.close()
                raise BadInput(f"{option} {file}: {error.strerror or error}") from error

    def close(self) -> None:
        """Leave the files to others; may be called twice."""
        self._reserved.close()

    @property
    def recordings(self) -> str:
        """The folder into which every process of the run writes its exchanges; empty where nobody asked for them."""
        return self._recordings.name if self._recordings else ""

    def record(self) -> None:
        """Write the exchanges of this process down from now on, where they were asked for."""
        if self._run.options.har:
            self._recordings = TemporaryDirectory(prefix="fapi-conformance-")
            self._run.record(Path(self._recordings.name))

    def write(self, results: Results) -> None:
        """Whatever was asked for."""
        options, told = self._run.options, as_json(results)
        if options.results:
            self._try("--results", options.results, lambda file: write_text(file, text_of(told)))
        if options.html:
            self._try("--html", options.html, lambda file: write_text(file, render(told, TEMPLATES)))
        if options.markdown:
            self._try("--markdown", options.markdown, lambda file: write_text(file, markdown(told)))
        if allure := self.allure:
            self._try("--alluredir", allure.folder, lambda _: allure.conclude(results))
        if options.har and self._recordings:
            self._write_har(options.har, Path(self._recordings.name), results)
        if options.write_baseline:
            self._write_baseline(options.write_baseline, results)

    def _write_har(self, har: Path, recordings: Path, results: Results) -> None:
        run = results.run
        if self._run.recording:
            self._run.recording.close()
            if problem := self._run.recording.problem:
                self.lost_exchanges(problem)
        comment = f"This run is not complete: {run.incomplete}" if run.incomplete else ""
        pieces = join(recordings, creator=run.suite_version, comment=comment)
        self._try("--har", har, lambda file: write_pieces(file, pieces))

    def lost_exchanges(self, problem: str) -> None:
        """A process of the run could not write all of its exchanges down."""
        self.lose(f"--har {self._run.options.har}: what was recorded is not complete: {problem}")

    def _write_baseline(self, baseline: Path, results: Results) -> None:
        """Never from a run that was stopped: what it did not come to would be new on the next day."""
        if stopped := results.circumstances.stopped:
            self.problems.append(f"--write-baseline {baseline}: this run is not complete: {stopped}")
            return
        text = written(results.findings, results.baseline, f"met on {self._run.today.isoformat()}")
        self._try("--write-baseline", baseline, lambda file: write_text(file, text))

    def _try(self, option: str, file: Path, write_it: Callable[[Path], None]) -> None:
        try:
            write_it(file)
        except OSError as error:
            self.lose(f"{option} {file}: {error.strerror or error}")
        except Exception as error:  # noqa: BLE001 - a mistake of ours in one report must not take the others with it
            self.lose(f"{option} {file}: the suite failed with {type(error).__name__}: {error}")
        else:
            self.files.append(file)

    def lose(self, problem: str) -> None:
        """Tell of something that was asked for and is not there."""
        self.problems.append(problem)
        self.lost = True
