"""The driver itself: finds, types, presses, reads cells, sees what a lock removes, ends cleanly."""

from pathlib import Path

from driver.session import Session, program_python

SAMPLE = Path(__file__).with_name("sample_window.py")
WORDS = "Zoë O’Brien £5 — ok"


def main() -> None:
    """Tell the story; an AssertionError is a failure."""
    with Session() as desktop:
        app = desktop.start([program_python(), SAMPLE])
        app.find(id="sample.field").type("Ada")
        app.find(id="sample.button").press()
        app.find(id="sample.answer", name="Hello Ada")
        app.find(id="sample.field").type(WORDS)
        app.find(id="sample.field", text=WORDS)
        app.find(id="sample.button").click()
        app.find(id="sample.answer", name=f"Hello {WORDS}")
        table = app.find(id="sample.table")
        assert table.shape() == (50_000, 3)
        assert table.cell(49_999, 2).name == "row 49999 column 2"
        assert WORDS in app.everything()
        assert "row 10 column 1" in app.everything()
        app.find(id="sample.lock").press()
        app.gone(id="sample.field")
        left = app.everything()
        assert WORDS not in left
        assert "row 10" not in left
        assert app.network_sockets() == []


if __name__ == "__main__":
    main()
