"""Opens a casebook for one command: this home's, another folder's, or a backup to read."""

import tempfile
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from desktop.cli.reply import SignInRefusedError, say_error
from desktop.cli.terminal import ask
from desktop.context import Context
from desktop.usecases.lead.back_up import open_backup_read_only
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.close_session import close_session
from desktop.usecases.lead.sign_in import Credentials, sign_in
from storage.records.errors import UserFacingError

BACKUP_SUFFIX = ".cbk"


@contextmanager
def signed_in(context: Context, args: Namespace) -> Iterator[OpenCasebook]:
    """Ask for account, password and code, and yield the opened casebook; raises
    SignInRefusedError.
    """
    backup = _backup_of(context, args)
    if backup is not None:
        with tempfile.TemporaryDirectory(prefix="holdfast-backup-") as folder:
            casebook = _open_backup(context, backup, Path(folder))
            try:
                yield casebook
            finally:
                casebook.close()
        return
    there = _at_path(context, args)
    casebook = _open_live(there)
    try:
        yield casebook
    finally:
        # a new key of the casebook's file follows here, whatever became of the command
        for notice in close_session(casebook, folder=there.paths.casebook):
            say_error(notice, as_json=False)


def casebook_folder(path: Path) -> Path | None:
    """The casebook folder that ``path`` names (the folder, its database or a home), if it
    is one.
    """
    for folder in (path, path.parent, path / "casebook"):
        if (folder / "casebook.keys").exists() or (folder / "casebook.db").exists():
            return folder
    return None


def _backup_of(context: Context, args: Namespace) -> Path | None:
    """The backup that is read instead of a casebook; where there is one, both are compared."""
    if args.backup:
        return Path(args.backup)
    if _names_backup(args) and casebook_folder(context.paths.casebook) is None:
        return Path(args.path)
    return None


def _names_backup(args: Namespace) -> bool:
    return args.command == "verify" and Path(args.path).suffix == BACKUP_SUFFIX


def _at_path(context: Context, args: Namespace) -> Context:
    """``verify PATH`` may name a casebook that is not this home's."""
    if args.command != "verify" or not args.path or _names_backup(args):
        return context
    folder = casebook_folder(Path(args.path).absolute())
    if folder is None:
        raise UserFacingError("verify.unreadable", file=Path(args.path).name)
    return replace(context, paths=replace(context.paths, casebook=folder))


def _credentials() -> Credentials:
    return Credentials(
        account=ask("Account"),
        password=ask("Password", secret=True),
        code=ask("Code", secret=True).strip(),
    )


def _open_live(context: Context) -> OpenCasebook:
    try:
        done = sign_in(
            folder=context.paths.casebook,
            letterbox=context.paths.letterbox,
            credentials=_credentials(),
            host=context.host,
            user=context.user,
            clock=context.clock,
            random_bytes=context.random_bytes,
            app_version=context.app_version,
            secrets=context.secret_store,
        )
    except UserFacingError as error:
        raise SignInRefusedError(error) from error
    for notice in done.notices:
        say_error(notice, as_json=False)
    return done.casebook


def _open_backup(context: Context, path: Path, into: Path) -> OpenCasebook:
    try:
        return open_backup_read_only(
            path=path,
            into=into,
            credentials=_credentials(),
            clock=context.clock,
            random_bytes=context.random_bytes,
            app_version=context.app_version,
            secrets=context.secret_store,
            counted_in=context.paths.casebook,
        )
    except UserFacingError as error:
        raise SignInRefusedError(error) from error
