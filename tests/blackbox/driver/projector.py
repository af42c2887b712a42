"""Plugs a second monitor into the display of a story, by the X server's own call for it."""

import ctypes

_DISPLAY = ctypes.c_void_p


class _Monitor(ctypes.Structure):
    """XRRMonitorInfo of Xrandr.h."""

    _fields_ = (
        ("name", ctypes.c_ulong),
        ("primary", ctypes.c_int),
        ("automatic", ctypes.c_int),
        ("outputs_count", ctypes.c_int),
        ("x", ctypes.c_int),
        ("y", ctypes.c_int),
        ("width", ctypes.c_int),
        ("height", ctypes.c_int),
        ("millimetres_wide", ctypes.c_int),
        ("millimetres_high", ctypes.c_int),
        ("outputs", ctypes.c_void_p),
    )


def plug_in(display: str, *, name: str = "projector") -> None:
    """Add a monitor of 640x480 to the display, e.g. ":1"; programs are told as for a real one."""
    x11, randr = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXrandr.so.2")
    x11.XOpenDisplay.restype = _DISPLAY
    x11.XDefaultRootWindow.argtypes, x11.XDefaultRootWindow.restype = [_DISPLAY], ctypes.c_ulong
    x11.XInternAtom.argtypes = [_DISPLAY, ctypes.c_char_p, ctypes.c_int]
    x11.XInternAtom.restype = ctypes.c_ulong
    x11.XSync.argtypes = [_DISPLAY, ctypes.c_int]
    x11.XCloseDisplay.argtypes = [_DISPLAY]
    randr.XRRAllocateMonitor.argtypes = [_DISPLAY, ctypes.c_int]
    randr.XRRAllocateMonitor.restype = ctypes.POINTER(_Monitor)
    randr.XRRSetMonitor.argtypes = [_DISPLAY, ctypes.c_ulong, ctypes.POINTER(_Monitor)]
    opened = x11.XOpenDisplay(display.encode())
    assert opened, "the display cannot be opened"
    monitor = randr.XRRAllocateMonitor(opened, 0)
    monitor.contents.name = x11.XInternAtom(opened, name.encode(), 0)
    monitor.contents.width, monitor.contents.height = 640, 480
    monitor.contents.millimetres_wide, monitor.contents.millimetres_high = 170, 130
    randr.XRRSetMonitor(opened, x11.XDefaultRootWindow(opened), monitor)
    x11.XSync(opened, 0)
    x11.XCloseDisplay(opened)
