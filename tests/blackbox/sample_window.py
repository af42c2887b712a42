"""A little program for the driver's own story: a field, a button, a table, a page that locks."""

import sys

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

ROOT = QModelIndex()


class Numbers(QAbstractTableModel):
    """Fifty thousand rows that exist only when asked for."""

    def rowCount(self, parent=ROOT):
        return 0 if parent.isValid() else 50_000

    def columnCount(self, parent=ROOT):
        return 0 if parent.isValid() else 3

    def data(self, index, role=Qt.ItemDataRole.DisplayRole):
        wanted = role == Qt.ItemDataRole.DisplayRole
        return f"row {index.row()} column {index.column()}" if wanted else None


def main() -> int:
    """Show the window until it is closed."""
    app = QApplication(sys.argv)
    window = QWidget()
    window.setWindowTitle("Sample")
    field, button, answer, table = QLineEdit(), QPushButton("Greet"), QLabel("-"), QTableView()
    for widget, name in (
        (field, "field"),
        (button, "button"),
        (answer, "answer"),
        (table, "table"),
    ):
        widget.setAccessibleIdentifier(f"sample.{name}")
    field.setAccessibleName("Name")
    table.setModel(Numbers())
    lock = QPushButton("Lock")
    lock.setAccessibleIdentifier("sample.lock")
    layout = QVBoxLayout(window)
    for widget in (field, button, answer, table, lock):
        layout.addWidget(widget)
    button.clicked.connect(lambda: answer.setText(f"Hello {field.text()}"))
    for widget in (field, answer, table):
        lock.clicked.connect(widget.deleteLater)
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
