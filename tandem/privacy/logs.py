"""What the log says of a fault: where it happened and of what sort it is, in nobody's words.

The message of an exception can hold a whole row ("Failing row contains ..."), and an address can
hold a one-time token. Neither is written down.
"""

import logging
import traceback
from types import TracebackType
from typing import Any


class Wordless(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        match = getattr(getattr(record, "request", None), "resolver_match", None)
        if not hasattr(record, "request"):
            return super().format(record)
        said: dict[str, Any] = record.__dict__ | {
            "msg": "Fault at %s",
            "args": (match.view_name if match else "an address",),
            "exc_text": None,
        }
        return super().format(logging.makeLogRecord(said))

    def formatException(
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        told = []
        fault, seen = ei[1], set()
        while fault is not None and id(fault) not in seen:
            seen.add(id(fault))
            frames = traceback.extract_tb(fault.__traceback__)
            told.append(type(fault).__qualname__)
            told += [f"  {one.filename}:{one.lineno} in {one.name}" for one in frames]
            fault = fault.__cause__ or fault.__context__
        return "\n".join(told)
