"""Finds which system libraries and tools are missing, and installs them where it may."""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import say

Check = Callable[[], bool]

AT_SPI_LAUNCHERS = (
    Path("/usr/libexec/at-spi-bus-launcher"),
    Path("/usr/lib/at-spi2-core/at-spi-bus-launcher"),
)


def _library(soname: str) -> Check:
    """Check that the loader finds a library by soname; newer systems rename the packages."""

    def check() -> bool:
        try:
            ctypes.CDLL(soname)
        except OSError:
            return False
        return True

    return check


def _program(name: str) -> Check:
    return lambda: shutil.which(name) is not None


def _module(name: str) -> Check:
    return lambda: importlib.util.find_spec(name) is not None


def _at_spi_from_python() -> bool:
    """The black-box driver runs under the system's Python, which alone has these bindings."""
    script = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
    python = system_python()
    done = subprocess.run([python, "-c", script], capture_output=True, check=False)
    return done.returncode == 0


# Debian package -> how to see that what it brings is there.
TO_MAKE_AN_ENVIRONMENT: dict[str, Check] = {"python3-venv": _module("ensurepip")}

FOR_QT: dict[str, Check] = {
    "libglib2.0-0": _library("libgthread-2.0.so.0"),
    "libgl1": _library("libGL.so.1"),
    "libegl1": _library("libEGL.so.1"),
    "libfontconfig1": _library("libfontconfig.so.1"),
    "libdbus-1-3": _library("libdbus-1.so.3"),
    "libxkbcommon0": _library("libxkbcommon.so.0"),
    "libxcb-cursor0": _library("libxcb-cursor.so.0"),
    "libxkbcommon-x11-0": _library("libxkbcommon-x11.so.0"),
    "libxcb-icccm4": _library("libxcb-icccm.so.4"),
    "libxcb-keysyms1": _library("libxcb-keysyms.so.1"),
    "libxcb-shape0": _library("libxcb-shape.so.0"),
}

FOR_TESTS: dict[str, Check] = {
    "gcc": _program("gcc"),
    "libc6-dev": lambda: Path("/usr/include/stdio.h").exists(),
    "git": _program("git"),
    "xvfb": _program("Xvfb"),
    "openbox": _program("openbox"),
    "xdotool": _program("xdotool"),
    "imagemagick": _program("import"),
    "dbus": _program("dbus-daemon"),
    "at-spi2-core": lambda: any(path.exists() for path in AT_SPI_LAUNCHERS),
    "python3-gi": _at_spi_from_python,
    "gir1.2-atspi-2.0": _at_spi_from_python,
    "oathtool": _program("oathtool"),
    "zbar-tools": _program("zbarimg"),
    "poppler-utils": _program("pdftotext"),
    "qpdf": _program("qpdf"),
    "mupdf-tools": _program("mutool"),
    "ghostscript": _program("gs"),
    "default-jdk-headless": _program("javac"),
}


def system_python() -> str:
    """Return the Python that the system's own packages belong to."""
    return "/usr/bin/python3" if Path("/usr/bin/python3").exists() else sys.executable


def has_screen() -> bool:
    """Tell whether a window can be opened here."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def missing(wanted: dict[str, Check]) -> list[str]:
    """Return the packages of ``wanted`` whose contents cannot be found."""
    return [package for package, present in wanted.items() if not present()]


def prepare(*, for_tests: bool) -> None:
    """Make sure the system brings what Python cannot; ends the program with a sentence if not.

    Linux only: the wheels for Windows and macOS carry everything they need.
    """
    if not sys.platform.startswith("linux"):
        return
    wanted = TO_MAKE_AN_ENVIRONMENT | FOR_QT | (FOR_TESTS if for_tests else {})
    lacking = missing(wanted)
    if not lacking:
        return
    if shutil.which("apt-get") is None:
        raise say.Stop(
            "This system lacks what the following Debian packages hold; install the like of them "
            "and try again: " + " ".join(lacking)
        )
    if os.geteuid() != 0:
        raise say.Stop(
            "Some system packages are missing. Run this once, then try again:\n\n"
            "  sudo sh -c 'apt-get update && apt-get install -y --no-install-recommends "
            f"{' '.join(lacking)}'"
        )
    _install(lacking)
    importlib.invalidate_caches()
    still = missing({package: wanted[package] for package in lacking})
    if still:
        raise say.Stop("These were installed but cannot be found: " + " ".join(still))


def _install(packages: Iterable[str]) -> None:
    chosen = list(packages)
    say.heading(f"Installing system packages: {' '.join(chosen)}")
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    install = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *chosen]
    for command in (["apt-get", "update", "-q"], install):
        done = subprocess.run(command, env=environment, stdout=sys.stderr, check=False)
        if done.returncode != 0:
            raise say.Stop(
                f"`{' '.join(command)}` failed (see above); mend that and run this again."
            )
