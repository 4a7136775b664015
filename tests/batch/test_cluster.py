"""A batch on a real Dask cluster of separate worker processes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from checker.batch.cluster import dask_executor
from checker.batch.names import RESULTS
from checker.batch.run import run_batch
from checker.batch.work import Settings
from checker.cli.main import main
from checker.errors import OptionError

distributed = pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as cluster:
        yield cluster.scheduler_address


def test_results_are_those_of_a_run_on_this_machine(
    address: str, corpus: Path, few_rules: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (corpus / "broken.pdf").write_bytes(b"%PDF-1.4 nothing more")
    here, there = tmp_path / "here", tmp_path / "there"
    local = run_batch(corpus, here, Settings(rules=few_rules), jobs=2)
    command = ["batch", str(corpus), "--output", str(there), "--rules", str(few_rules), "--dask", address]
    assert main(command) == 3
    assert (there / RESULTS).read_bytes() == (here / RESULTS).read_bytes()
    assert f"{local.documents} documents" in capsys.readouterr().out


def test_as_many_documents_at_once_as_the_cluster_has_threads(address: str) -> None:
    start, threads = dask_executor(address)
    assert threads == 2
    executor = start(threads)
    assert executor.submit(sum, [1, 2]).result(timeout=30) == 3
    executor.shutdown(wait=True)


def test_an_address_where_nothing_answers_is_an_option_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.batch.cluster._CONNECT", 1)
    with pytest.raises(OptionError, match="No Dask scheduler answers"):
        dask_executor("tcp://127.0.0.1:1")
