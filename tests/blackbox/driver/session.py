"""A private desktop for one story: display, message bus, accessibility bus, window manager."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

try:
    import gi
except ImportError:  # the bindings belong to the system's Python; its folder goes last
    sys.path.append("/usr/lib/python3/dist-packages")
    import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402 - the version must be named first

from driver.application import Application  # noqa: E402 - the same
from driver.node import Node  # noqa: E402 - the same

__all__ = ["LAUNCHERS", "ROOT", "SCREEN", "Application", "Node", "Session", "program_python"]

ROOT = Path(__file__).resolve().parents[3]
LAUNCHERS = (
    "/usr/libexec/at-spi-bus-launcher",
    "/usr/lib/at-spi2-core/at-spi-bus-launcher",
)
SCREEN = "1366x768x24"


class Session:
    """Use as ``with Session() as desktop: app = desktop.start_holdfast("--home", folder)``."""

    def __init__(self, *, screen: str = SCREEN) -> None:
        self._screen = screen
        self._servers: list[subprocess.Popen[Any]] = []
        self._applications: list[Application] = []
        self.environment: dict[str, str] = {}

    def __enter__(self) -> "Session":
        try:
            self._open()
        except BaseException:
            self._close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._close()

    # The program under test

    def start(self, argv: Sequence[str | Path], *, seconds: float = 30) -> Application:
        """Start a program and wait until a screen reader sees a window of it."""
        process = subprocess.Popen(
            [str(part) for part in argv],
            cwd=ROOT,
            env=self.environment,
            start_new_session=True,
        )
        application = Application(process, self.environment)
        self._applications.append(application)
        application.wait_for_window(seconds=seconds)
        return application

    def start_holdfast(self, *arguments: str | Path, seconds: float = 30) -> Application:
        """Start the program from the tree with .venv's Python."""
        return self.start([program_python(), "-m", "desktop", *arguments], seconds=seconds)

    def screenshot(self, path: Path) -> Path:
        """Save a PNG of the whole screen."""
        command = ["import", "-window", "root", str(path)]
        subprocess.run(command, env=self.environment, check=True, timeout=30)
        return path

    def scan_qr(self, folder: Path) -> str:
        """Return the text of the QR code on the screen."""
        picture = self.screenshot(folder / "qr.png")
        command = ["zbarimg", "-q", "--raw", str(picture)]
        return subprocess.run(
            command, check=True, capture_output=True, text=True, timeout=30
        ).stdout.strip()

    # Servers

    def _open(self) -> None:
        display = self._start_display()
        self.environment = dict(
            os.environ,
            DISPLAY=display,
            QT_QPA_PLATFORM="xcb",
            QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1",
            LANG="C.UTF-8",
            LC_ALL="C.UTF-8",
            TZ="Europe/London",
        )
        for name in ("WAYLAND_DISPLAY", "QT_QPA_PLATFORMTHEME", "PYTHONPATH"):
            self.environment.pop(name, None)
        bus = self._serve(
            ["dbus-daemon", "--session", "--nofork", "--print-address=1"],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert bus.stdout is not None
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
        launcher = next(path for path in LAUNCHERS if Path(path).exists())
        self._serve([launcher, "--launch-immediately"], stdout=subprocess.DEVNULL)
        self._serve(["openbox"], stdout=subprocess.DEVNULL)
        # This process reads the same display and bus as the program.
        for name in ("DISPLAY", "DBUS_SESSION_BUS_ADDRESS"):
            os.environ[name] = self.environment[name]
        time.sleep(0.3)  # the accessibility bus has no way to say that it is ready
        Atspi.init()

    def _start_display(self) -> str:
        reading, writing = os.pipe()
        command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", self._screen]
        self._serve(
            [*command, "-nolisten", "tcp", "-noreset"],
            stdout=subprocess.DEVNULL,
            pass_fds=(writing,),
        )
        os.close(writing)
        with os.fdopen(reading) as stream:
            return ":" + stream.readline().strip()

    def _serve(self, argv: list[str], **options: Any) -> subprocess.Popen[Any]:
        server = subprocess.Popen(
            argv,
            env=self.environment or None,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            **options,
        )
        self._servers.append(server)
        return server

    def _close(self) -> None:
        for application in self._applications:
            application.end()
        for server in reversed(self._servers):
            _end(server)


def program_python() -> str:
    """Return the Python of .venv, which the story's runner names in the environment."""
    return os.environ.get("HOLDFAST_TEST_PYTHON", str(ROOT / ".venv" / "bin" / "python"))


def _end(process: subprocess.Popen[Any]) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(3)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(3)
    if process.stdout is not None:
        process.stdout.close()
