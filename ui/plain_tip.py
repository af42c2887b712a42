"""Words for a tip that pops up, shown as they were typed, never as markup."""

import html


def plain_tip(text: str) -> str:
    """Return ``text`` so that a tip shows it letter by letter.

    Qt takes whatever looks like HTML for HTML there, and would fetch the pictures it names: a name
    typed as ``<img src=...>`` must not make the reader's computer open a file or a share.
    """
    # without either, Qt does not look for markup (QtGui, Qt::mightBeRichText)
    if "<" not in text and "&lt;" not in text:
        return text
    return f"<qt>{html.escape(text).replace(chr(10), '<br>')}</qt>"
