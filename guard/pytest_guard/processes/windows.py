"""A live process on Windows: a job object that the system closes, with all that is in it, when pytest ends."""

from __future__ import annotations

import contextlib
import ctypes
import subprocess
from typing import Any, ClassVar

from pytest_guard.processes.holders import MARK, end_marked
from pytest_guard.processes.tree import StartError, Tree

CREATE_SUSPENDED = 0x4
CREATE_NEW_PROCESS_GROUP = 0x200
EXTENDED_LIMIT_INFORMATION = 9
KILL_ON_JOB_CLOSE = 0x2000


class _Limits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION, of which only LimitFlags is set."""

    _fields_: ClassVar = [
        ("times", ctypes.c_int64 * 2),
        ("flags", ctypes.c_uint32),
        ("sizes", ctypes.c_size_t * 2),
        ("active", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("classes", ctypes.c_uint32 * 2),
        ("counters", ctypes.c_uint64 * 6),
        ("memory", ctypes.c_size_t * 4),
    ]


class JobTree(Tree):
    """There are no signals: what belongs to the job is ended at once."""

    def __init__(self, order: dict[str, Any]) -> None:
        self.order = order
        self.exit_code = None
        self.gone = False
        self.left = None
        self._job = _job()
        try:
            with open(order["log"], "ab") as log:
                self._command = subprocess.Popen(  # noqa: S603
                    order["command"],
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    cwd=order["cwd"],
                    env={**order["env"], MARK: order["mark"]},
                    shell=isinstance(order["command"], str),
                    creationflags=CREATE_SUSPENDED | CREATE_NEW_PROCESS_GROUP,
                )
        except OSError as error:
            raise StartError(f"{type(error).__name__}: {error}") from error
        self.pid = self._command.pid
        handle = int(self._command._handle)  # type: ignore[attr-defined,unused-ignore]
        _kernel().AssignProcessToJobObject(self._job, ctypes.c_void_p(handle))
        ctypes.WinDLL("ntdll").NtResumeProcess(ctypes.c_void_p(handle))  # type: ignore[attr-defined,unused-ignore]

    def ended(self, ask: bool = False) -> bool:
        self.exit_code = self._command.poll()
        self.gone = self.gone or self.exit_code is not None
        return self.gone

    def stop(self) -> list[int]:
        if self._job:
            _kernel().TerminateJobObject(self._job, 1)
            _kernel().CloseHandle(self._job)
            self._job = None
        with contextlib.suppress(OSError, subprocess.TimeoutExpired):
            self._command.kill()
            self._command.wait(self.order["kill"])
        self.gone = True
        _, self.left = end_marked(self.order["mark"], self.order["kill"])
        return self.left


def _kernel() -> Any:
    kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined,unused-ignore]
    kernel.CreateJobObjectW.restype = ctypes.c_void_p
    return kernel


def _job() -> Any:
    job = ctypes.c_void_p(_kernel().CreateJobObjectW(None, None))
    limits = _Limits(flags=KILL_ON_JOB_CLOSE)
    _kernel().SetInformationJobObject(job, EXTENDED_LIMIT_INFORMATION, ctypes.byref(limits), ctypes.sizeof(limits))
    return job
