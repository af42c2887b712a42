"""The part of the story in which the child's file goes to another school."""

from desktop.demo.steps import expect
from desktop.demo.story_world import World
from desktop.usecases.lead.transfer_out import PackRequest, create_pack
from desktop.usecases.lead.transfer_receipts import acknowledge_pack, due_receipts
from desktop.usecases.transfer_pack import SUFFIX, opened_pack
from exports.file_writer import write_atomically

RECIPIENT = "Fernhill Academy, designated safeguarding lead (made up)"
_PACK, _SLIP = f"transfer{SUFFIX}", "transfer-receipt.pdf"


def pass_on(world: World, *, pupil: str) -> str:
    """Seal the file for the next school, open the pack as that school does, enter its receipt."""
    world.clock.advance(minutes=4)
    path, slip = world.out / _PACK, world.out / _SLIP
    request = PackRequest(pupil_id=pupil, recipient=RECIPIENT, path=path, method="hand")
    made = create_pack(world.casebook, request=request, kdf=world.kdf())
    write_atomically(slip, made.receipt)
    opened = opened_pack(path.read_bytes(), passphrase=made.passphrase, expect_key=made.key_id)
    expect(opened.report.result == "ok", "the pack does not hold")
    expect(not due_receipts(world.casebook), "the receipt is not due today")
    acknowledge_pack(world.casebook, export_id=made.export_id, by="Kim Vale, DSL", on=made.sent_on)
    world.files += [path, slip]
    world.sheets.append(slip)
    return f"{made.entries} records in {path.name}, which opens with {made.passphrase}"
