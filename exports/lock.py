"""Locks a PDF with a password: AES-256, revision 6, then signed, for sending."""

import io

import pikepdf

from exports.seal import SealKey, seal


def lock(pdf: bytes, *, password: str) -> bytes:
    """Return the file encrypted so that it opens with `password` alone.

    The archive standard forbids encryption, so a locked copy is never an archive file. Encrypting
    draws random numbers, so two locked copies of one file differ.
    """
    output = io.BytesIO()
    encryption = pikepdf.Encryption(
        user=password, owner=password, R=6, aes=True, metadata=True, allow=_ALLOWED
    )
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.save(
            output,
            encryption=encryption,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            fix_metadata_version=False,  # the metadata stay as they are
        )
    return output.getvalue()


_ALLOWED = pikepdf.Permissions(
    accessibility=True,
    extract=True,
    modify_annotation=False,
    modify_assembly=False,
    modify_form=False,
    modify_other=False,
)


def lock_and_seal(pdf: bytes, *, password: str, key: SealKey, signed_at: str) -> bytes:
    """Return the locked copy: encrypted first and signed then; the other order breaks the seal."""
    return seal(lock(pdf, password=password), key=key, signed_at=signed_at, password=password)
