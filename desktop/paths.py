"""Where everything of one home lies; nothing is made or opened here."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class AppPaths:
    """The three separate roots of a home and the program's own small files.

    ``casebook`` is for leads only and must lie on a local disk; ``letterbox`` is any folder both
    sides can reach;
    ``workstation`` is the staff side. ``settings`` moves the letterbox and the backups elsewhere.
    """

    home: Path
    casebook: Path
    letterbox: Path
    workstation: Path

    @property
    def settings_file(self) -> Path:
        """The settings of this home: no secrets, no names."""
        return self.home / "settings.json"

    @property
    def log_file(self) -> Path:
        """The log: codes and moments only."""
        return self.home / "holdfast.log"

    @property
    def restricted(self) -> Path:
        """What the head or the chair keeps of letters about adults, apart from the casebook."""
        return self.home / "restricted"

    @property
    def database(self) -> Path:
        """The encrypted casebook."""
        return self.casebook / "casebook.db"

    @property
    def key_file(self) -> Path:
        """The key file beside the casebook."""
        return self.casebook / "casebook.keys"

    @property
    def is_school(self) -> bool:
        """Whether a casebook was made in this home."""
        return self.key_file.exists() or self.database.exists()

    @property
    def is_workstation(self) -> bool:
        """Whether this home was set up as a staff workstation."""
        return (self.workstation / "workstation.json").exists()


def default_home() -> Path:
    """The home when none is named: the local (never roaming, never synchronised) application data
    folder.
    """
    import platformdirs  # late: a named home does not need it, and every start-up pays for it

    return Path(platformdirs.user_data_dir("Holdfast", appauthor=False, roaming=False))


def paths_of(home: Path, *, letterbox: Path | None = None) -> AppPaths:
    """The paths of a home; ``letterbox`` (from settings) may lie anywhere, a share or a stick
    included.
    """
    return AppPaths(
        home=home,
        casebook=home / "casebook",
        letterbox=letterbox or home / "letterbox",
        workstation=home / "workstation",
    )
