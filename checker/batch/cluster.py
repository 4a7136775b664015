"""A Dask cluster in place of worker processes on this machine. Needs the extra `dask`.

The workers read the documents and the rules from the paths that this machine knows them by, so both
must lie on storage that all of them share. One thread a worker process is best: a process checks one
document at a time.
"""

from __future__ import annotations

from concurrent.futures import Executor
from typing import TYPE_CHECKING, Any, cast

from checker.errors import OptionError

if TYPE_CHECKING:
    from checker.batch.pool import StartExecutor

_CONNECT = 20  # seconds


def dask_executor(address: str) -> tuple[StartExecutor, int]:
    """How to start an executor on the cluster at an address, and how many documents it checks at once.

    Raises OptionError if Dask is not installed, nothing answers at the address, or it has no workers.
    """
    try:
        import distributed
    except ImportError:
        raise OptionError("--dask needs Dask: install it with `pip install 'safeguarding-checker[dask]'`.") from None
    connect: Any = distributed.Client
    try:
        with connect(address, timeout=_CONNECT, set_as_default=False) as client:
            threads = sum(client.nthreads().values())
    except (OSError, TimeoutError, ValueError) as error:
        raise OptionError(
            f"No Dask scheduler answers at {address}: {error}. Give its address as it prints it."
        ) from None
    if not threads:
        raise OptionError(f"The Dask cluster at {address} has no workers yet. Start some and try again.")

    def start(workers: int) -> Executor:
        client = connect(address, timeout=_CONNECT, set_as_default=False)
        # A document that ends its worker is not tried again elsewhere: it would end that one too.
        executor: Any = client.get_executor(pure=False, retries=0)
        shut_down = executor.shutdown

        def shutdown(wait: bool = True, **options: Any) -> None:
            shut_down(wait=wait)
            client.close()

        executor.shutdown = shutdown
        return cast(Executor, executor)

    return start, threads
