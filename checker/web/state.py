"""What a running app holds, passed to every handler."""

from __future__ import annotations

from dataclasses import dataclass

from checker.web.checking import Checking
from checker.web.desk import Desk
from checker.web.guard import Keys
from checker.web.workspace import Workspace


@dataclass(frozen=True, slots=True)
class App:
    """The workspace, the queue of documents to check, the workers that draw, and the keys of this run."""

    workspace: Workspace
    checking: Checking
    desk: Desk
    keys: Keys

    def stop(self) -> None:
        """End all workers and close the workspace."""
        self.checking.stop()
        self.desk.stop()
        self.workspace.close()
