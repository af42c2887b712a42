"""The least a PySide6 window can be: one label. Says "painted" when it is on the screen, ends."""

import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel


class BareWindow(QLabel):
    """A label that reports its first paint."""

    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, self.report)

    def report(self):
        """Say so and end."""
        print("painted", flush=True)
        QApplication.exit(0)


app = QApplication(sys.argv)
window = BareWindow("Holdfast")
window.resize(1366, 768)
window.show()
sys.exit(app.exec())
