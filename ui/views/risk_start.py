"""What a plan begins with: a template, the child's part, the scale that is rated on."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from storage.records.risk_assessment import RiskAssessmentDraft
from storage.records.risk_templates import RiskTemplate
from ui.risk_material import RiskLists, RiskScale
from ui.theme import scaled, space
from ui.widgets.choice_row import Choice
from ui.widgets.combo import Combo
from ui.widgets.field_row import FieldRow
from ui.widgets.labels import PlainLabel
from ui.widgets.side_by_side import SideBySide


class StartPart(QWidget):
    """A plan can be written without any template."""

    template_chosen = Signal()
    scale_chosen = Signal(object)
    changed = Signal()

    def __init__(self, *, lists: RiskLists, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        self._lists = lists
        self._kept = ""
        self._choice = Combo(
            "risk.template",
            self.tr("Begin with"),
            [Choice(value=item.code, text=item.title) for item in lists.templates],
            placeholder=self.tr("Suggestions for …"),
        )
        self.role = Combo("risk.role", self.tr("The child’s part"), lists.roles)
        self._scale = Combo(
            "risk.scale",
            self.tr("Scale"),
            [Choice(value=item.reference, text=item.name) for item in lists.scales],
        )
        self._role_row = FieldRow(self.tr("The child’s part"), self.role, optional=True)
        self._guidance = PlainLabel("", tone="small")
        note = PlainLabel(
            self.tr(
                "A number rates a place, a time and what is done there. It never rates a child."
            ),
            tone="small",
        )
        for combo in (self._choice, self.role, self._scale):
            combo.setMinimumWidth(scaled(190))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(0.5))
        column.addWidget(
            SideBySide(
                FieldRow(self.tr("Begin with"), self._choice, optional=True),
                self._role_row,
                FieldRow(self.tr("Scale"), self._scale),
                weights=(5, 3, 3),
                gap=2,
            )
        )
        column.addWidget(self._guidance)
        column.addWidget(note)
        self._choice.changed.connect(lambda _: self._choose())
        self.role.changed.connect(lambda _: self._choose())
        self._scale.changed.connect(self._choose_scale)

    def show_draft(
        self,
        draft: RiskAssessmentDraft | None,
        *,
        template: RiskTemplate | None,
        scale: RiskScale,
    ) -> None:
        """Show what a version was begun with; nothing is suggested until a template is chosen."""
        self._kept = draft.template if draft else ""
        for combo, value in (
            (self._choice, template.code if template else ""),
            (self.role, draft.role if draft else ""),
            (self._scale, scale.reference),
        ):
            combo.blockSignals(True)
            combo.set_value(value)
            combo.blockSignals(False)
        self._explain(template)

    def template(self) -> str:
        """The template and its edition, as the version keeps it; of the former version where no
        other one is chosen.
        """
        chosen = self._lists.template(self._choice.value())
        kept = self._lists.template(self._kept)
        if chosen is None or (kept is not None and kept.code == chosen.code):
            return self._kept or (chosen.reference if chosen else "")
        return chosen.reference

    def _choose(self) -> None:
        self._explain(self._lists.template(self._choice.value()))
        self.template_chosen.emit()
        self.changed.emit()

    def _choose_scale(self, reference: str) -> None:
        scale = self._lists.scale(reference)
        if scale is not None:
            self.scale_chosen.emit(scale)
            self.changed.emit()

    def _explain(self, template: RiskTemplate | None) -> None:
        self._guidance.setText(template.guidance if template else "")
        self._guidance.setVisible(template is not None)
        self._role_row.setVisible(template is not None and template.one_child)
