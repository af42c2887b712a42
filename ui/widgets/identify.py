"""Gives a control the name people hear and the identifier that stories from outside find it by."""

from typing import TypeVar

from PySide6.QtWidgets import QWidget

W = TypeVar("W", bound=QWidget)


def identify(widget: W, identifier: str, name: str, description: str = "") -> W:
    """Set ``screen.control`` as accessible identifier and object name, and the accessible name."""
    widget.setAccessibleIdentifier(identifier)
    widget.setObjectName(identifier)
    widget.setAccessibleName(name)
    if description:
        widget.setAccessibleDescription(description)
    return widget
