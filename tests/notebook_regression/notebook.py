"""What pytest collects and runs: a notebook, its check before the run, its cells."""

import contextlib
import copy
import hashlib
import os

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionComplete
from nbval.plugin import IPyNbCell, IPyNbFile, NbCellError, coalesce_streams

from . import marks
from .comparison import Comparison, canonical
from .refusals import code_cells, label, refusals

COMPARED = "notebook cell"  # name of the property under which a report carries what was compared
SHOWN_DIFFERENCES = 10
ADVICE = "노트북을 새 커널에서 다시 실행하고(make outputs N={path}) git diff로 무엇이 달라졌는지 확인하세요."
DIFFER = "Cell outputs differ"
NBVAL_MESSAGES = {
    DIFFER: "다시 실행한 출력이 저장된 출력과 다릅니다.",
    "Cell execution caused an exception": "셀을 실행하다가 예외가 났습니다.",
}
THREADS = ("TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")


def threads_side_by_side():
    """Environment of a kernel that runs beside others: their threads, taken together, are as many as the processors.

    With more of them, one spins while another waits for its turn.
    """
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", 1))
    return dict.fromkeys(THREADS, str(max(1, os.cpu_count() // workers))) if workers > 1 else {}


def notebook_path(item):
    """Path of the item's notebook as a user types it from the project's folder."""
    return os.path.relpath(item.path, item.config.rootpath)


class NotebookFile(IPyNbFile):
    """A notebook that first has to be fit for comparison, then is run cell by cell."""

    def collect(self):
        self.refusals = refusals(nbformat.read(self.path, as_version=4))
        yield NotebookCheck.from_parent(self, name="Notebook")
        if not self.refusals:
            for cell in super().collect():
                yield NotebookCell.from_parent(
                    self, name=cell.name, cell_num=cell.cell_num, cell=cell.cell, options=cell.options
                )

    def setup(self):
        """Start the kernel, unless no cell is going to run."""
        if self.refusals:
            return
        shared = threads_side_by_side()
        # ipykernel does not read what C code writes to stderr when it sees pytest's variables.
        with pytest.MonkeyPatch.context() as environment:
            for name in [name for name in os.environ if name.startswith("PYTEST_")]:
                environment.delenv(name)
            for name, value in shared.items():
                environment.setenv(name, value)
            super().setup()
        self.live = LiveOutputs(self.nb)

    def get_kernel_message(self, timeout=None, stream="iopub"):
        """The next message that nbval understands; every message goes to the live outputs."""
        while True:
            message = super().get_kernel_message(timeout, stream)
            self.live.receive(message)
            if message["msg_type"] not in {"clear_output", "update_display_data"}:
                return message


class LiveOutputs:
    """Applies the kernel's messages as nbconvert and JupyterLab do, so that only the final state is compared.

    A cell is compared when it has run: a later cell that updates this one's display comes too late.
    """

    def __init__(self, notebook):
        notebook = copy.deepcopy(notebook)
        for cell in code_cells(notebook):
            cell.outputs = []
        self.positions = [position for position, cell in enumerate(notebook.cells) if cell.cell_type == "code"]
        self.client = NotebookClient(notebook, record_timing=False)

    def start(self, number):
        """The messages that follow belong to the code cell with this number."""
        self.position = self.positions[number]
        self.cell = self.client.nb.cells[self.position]
        self.client.clear_before_next_output = False
        self.request = None

    def receive(self, message):
        request = message["parent_header"].get("msg_id")
        if message["msg_type"] == "execute_input":
            self.request = request
        # A thread that an earlier cell left behind may still write: not this cell's output.
        if request == self.request:
            with contextlib.suppress(CellExecutionComplete):
                self.client.process_message(message, self.cell, self.position)


class NotebookCheck(pytest.Item):
    """Fails for a notebook that cannot be judged; its cells are then not run."""

    def runtest(self):
        assert not self.parent.refusals

    def repr_failure(self, excinfo):
        path = notebook_path(self)
        return "\n".join([f"{path}: 비교할 수 없는 노트북입니다.", *self.parent.refusals, ADVICE.format(path=path)])

    def reportinfo(self):
        return self.path, 0, f"{self.path.name}::Notebook"


class NotebookCell(IPyNbCell):
    """A code cell whose outputs are compared with a tolerance."""

    def runtest(self):
        self.parent.live.start(self.cell_num)
        if marks.is_skipped(self.cell) and self.cell.outputs:
            self.record("skipped")
        super().runtest()

    def compare_outputs(self, test, ref, skip_compare=None):
        """Called by nbval with the outputs it read itself; those to compare are the live ones in their final state."""
        stored = self.sanitize_outputs(ref)
        live = self.sanitize_outputs(coalesce_streams(self.parent.live.cell.outputs))
        comparison = Comparison(marks.tolerance_of(self.cell))
        comparison.outputs(stored, live)
        if stored or live:
            status = "different" if comparison.differences else "tolerated" if comparison.changed else "equal"
            digest = hashlib.sha256(canonical(live).encode()).hexdigest()
            self.record(status, max_relative=comparison.max_relative, digest=digest)
        self.comparison_traceback = comparison.differences
        return not comparison.differences

    def record(self, status, **details):
        """Keep what was compared with the test's report, which also reaches the summary of a run on several cores."""
        place = {"notebook": notebook_path(self), "cell": self.cell_num + 1, "id": self.cell.get("id", "")}
        self.user_properties.append((COMPARED, {**place, "status": status, **details}))

    def repr_failure(self, excinfo):
        error = excinfo.value
        if not isinstance(error, NbCellError):
            return super().repr_failure(excinfo)
        path = notebook_path(self)
        message = NBVAL_MESSAGES.get(str(error), str(error))
        details = self.shown_differences() if str(error) == DIFFER else error.inner_traceback or ""
        title = f"{path} {label(self.cell_num, self.cell)}: {message}"
        return "\n".join([title, "", self.cell.source, "", details, "", ADVICE.format(path=path)])

    def shown_differences(self):
        shown = self.comparison_traceback[:SHOWN_DIFFERENCES]
        more = len(self.comparison_traceback) - len(shown)
        return "\n".join([*shown, f"… 그 밖에 {more}곳이 더 다릅니다."] if more else shown)
