"""A batch from its source to its folder of results. No printing.

What is on disk already counts: documents that an earlier or an interrupted run has checked with the
same program, rules and options are taken from the journal, so that the same command goes on where
it stopped. `results.jsonl` holds nothing of when or how long, and is the same however often that was.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import astuple, dataclass
from datetime import date
from itertools import batched
from pathlib import Path

from checker import __version__
from checker.assessment.model import Failure
from checker.batch.digests import file_digest, program_digest, rules_digest
from checker.batch.journal import Entry, Journal
from checker.batch.names import DATABASE, JOURNAL, RESULTS
from checker.batch.pool import StartExecutor, check_all, process_pool
from checker.batch.source import Item, read_source
from checker.batch.work import Settings
from checker.errors import OptionError
from checker.reporting.formats.json import to_line
from checker.store import Row, Run, Store
