"""The order of the school's own council's form: shown, changed, and kept with its reason."""

from PySide6.QtCore import QObject

from desktop.controllers.lead.desk import Desk
from desktop.usecases.lead.referral_forms import USUAL, FormBlock, form, save_own_form
from ui.views.referral_order import ReferralOrderView
from ui.work_material import FormBlockLine, FormOrderDraft


class ReferralOrderController(QObject):
    """Begins with the school's own order, or with the general one where it has none."""

    def __init__(self, desk: Desk) -> None:
        self.view = ReferralOrderView()
        super().__init__(self.view)
        self._desk = desk
        self.view.saved.connect(self._save)

    def begin(self) -> None:
        """Show the blocks."""
        now, usual = form(self._desk.reader), form(self._desk.reader, USUAL)
        words = {block.code: block.label for block in usual.blocks}
        asked = [
            FormBlockLine(code=block.code, label=block.label, usual=words[block.code])
            for block in now.blocks
        ]
        known = {line.code for line in asked}
        left_out = [
            FormBlockLine(code=block.code, label=block.label, usual=block.label, asked=False)
            for block in usual.blocks
            if block.code not in known
        ]
        self.view.show_form(now.title if now.own else "", [*asked, *left_out])
        self.view.setFocus()

    def _save(self, draft: FormOrderDraft) -> None:
        blocks = [FormBlock(code=code, label=label) for code, label in draft.blocks]
        self._desk.run(
            self.view,
            lambda: save_own_form(
                self._desk.casebook, title=draft.title, blocks=blocks, reason=draft.reason
            ),
            lambda _: self._saved(),
        )

    def _saved(self) -> None:
        self.view.settle()
        self._desk.shell.toast(self.tr("Saved. Facts are offered in this order from now on."))
        self._desk.shell.back()
