"""What a process does before it touches anything: private files, no core dumps, no reading by other
programs.
"""

import ctypes
import os
import sys

_PR_SET_DUMPABLE = 4


def harden_process() -> None:
    """Make new files private to the account and keep memory out of dump files where the system
    allows it.
    """
    os.umask(0o077)
    if sys.platform == "win32":
        # SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX: no crash dialog and no dump offered for
        # this process.
        ctypes.windll.kernel32.SetErrorMode(0x0001 | 0x0002)
        if getattr(sys, "frozen", False):
            # no error report with memory in it; only for our own program, never for Python at large
            ctypes.windll.wer.WerAddExcludedApplication(os.path.basename(sys.executable), False)
        return
    import resource  # late: the module does not exist on Windows

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
