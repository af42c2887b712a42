"""The head's or the chair's own room: a key of their own, the letters sealed to it, their store.

Nothing here knows the casebook, and no lead's key opens anything here.
"""

from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from storage.keys import key_slots, recovery_code
from storage.keys.durable_file import write_durably
from storage.keys.key_slots import PASSWORD, RECOVERY, SLOT_ID_LENGTH, Slot
from storage.keys.passwords import KdfParameters, assess
from storage.keys.person_keys import PersonKeys, PublicKeys, new_seed
from storage.keys.sign_in_attempts import SignInAttempts
from storage.letterbox.enrolment import enrolment_proof, normalise_enrolment_code
from storage.letterbox.pairing import comparison_code
from storage.letterbox.restricted_store import ReaderFile, RestrictedFolder, RestrictedStore
from storage.letterbox.school_card import (
    PinnedSchool,
    SchoolCard,
    read_school_card,
    verify_school_card,
)
from storage.letterbox.slip import NO_SLIP_BEFORE, SlipLink, seal_slip
from storage.letterbox.spool import Spool, new_spool_name
from storage.records.errors import UserFacingError
from storage.records.identifiers import RandomBytes
from storage.records.restricted import ACTIVE, ENDED, WAITING
from storage.records.times import Clock, to_text

HEAD, CHAIR, SPARE = "head", "chair", "spare"
POSTS = (HEAD, CHAIR)
_ATTEMPTS = "sign-in-attempts.json"
_WRONG = frozenset(
    {
        *("keys.wrong_password", "keys.wrong_recovery_code"),
        *("keys.recovery_length", "keys.recovery_group", "keys.recovery_check"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderHere:
    """Somebody who can sign in on this device: the post, and whether with a printed code."""

    post: str
    printed: bool
    key_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolled:
    """A new key: ``code`` is read aloud to the DSL, who must see the same; ``printed_code`` is
    shown this once where no password was chosen.
    """

    post: str
    school_name: str
    code: str
    printed_code: str = field(default="", repr=False)


@dataclass(frozen=True, kw_only=True)
class Room:
    """One reader, signed in. The keys lie in this process and go with it."""

    post: str
    school_name: str
    pinned: PinnedSchool
    keys: PersonKeys = field(repr=False)
    store: RestrictedStore = field(repr=False)
    folder: RestrictedFolder
    spool: Spool
    clock: Clock
    random_bytes: RandomBytes

    def now(self) -> str:
        """The moment by this computer's clock, as records keep it."""
        return to_text(self.clock())

    def card(self) -> SchoolCard | None:
        """The school's card, None while the letterbox is away or holds another school's."""
        try:
            return verify_school_card(
                self.spool.read_school_card(), pinned=replace(self.pinned, version=0)
            )[0]
        except UserFacingError:
            return None

    def standing(self) -> str:
        """Whether letters are sealed to this key: ``waiting``, ``active`` or ``ended``."""
        card = self.card()
        ours = self.keys.public.x25519
        if card is None or any(reader.x25519 == ours for reader in card.restricted):
            return ACTIVE
        return ENDED if self.store.entries()[1:] else WAITING


def readers_here(folder: Path) -> tuple[ReaderHere, ...]:
    """Return who can sign in on this device; no name, only the post."""
    return tuple(
        ReaderHere(
            post=file.post,
            printed=file.slot.kind == RECOVERY,
            key_id=file.slot.public.key_id,
        )
        for file in RestrictedFolder(folder).readers()
    )


def enrol_reader(
    *,
    folder: Path,
    letterbox: Path,
    post: str,
    code: str,
    password: str,
    kdf: KdfParameters,
    clock: Clock,
    random_bytes: RandomBytes,
) -> Enrolled:
    """Make a key for the post with the one-time slip ``code``; without a password its way in is a
    printed code, which is returned once.

    The public half and the proof of the slip travel to the DSL in a sealed letter. Raises
    keys.password_*, letterbox.enrolment_code_mistyped, letterbox.no_school_card, letterbox.*.
    """
    if post not in POSTS:
        raise ValueError("not a post")
    spool = Spool(letterbox)
    card = read_school_card(spool.read_school_card())
    clean = normalise_enrolment_code(code)
    if password:
        problems = assess(password, banned_words=(card.school_name,))
        if problems:
            raise problems[0]
        keys, printed = PersonKeys.from_seed(new_seed(random_bytes)), ""
    else:
        secret = recovery_code.new_recovery_secret(random_bytes)
        printed = recovery_code.to_text(secret)
        keys = recovery_code.keys_from_code(secret, store_id=card.store_id)
    slot = _slot(post, public=keys.public, kdf=kdf if password else None, random_bytes=random_bytes)
    if password:
        slot = key_slots.seal_seed(
            slot,
            store_id=card.store_id,
            seed=keys.seed,
            password=password,
            random_bytes=random_bytes,
        )
    file = ReaderFile(
        slot=slot,
        device=random_bytes(16).hex(),
        school_name=card.school_name,
        pinned=PinnedSchool(store_id=card.store_id, school_key=card.school_key, version=0),
    )
    # the key first: a letter on its way for a key that was never kept would use up the paper
    RestrictedFolder(folder).save_reader(file)
    _send_enrolment(
        spool, card=card, file=file, keys=keys, code=clean, clock=clock, rng=random_bytes
    )
    return Enrolled(
        post=post, school_name=card.school_name, code=code_to_compare(file), printed_code=printed
    )


def code_to_compare(file: ReaderFile) -> str:
    """Return the code for both screens; takes 0.25 s, so call it in a worker."""
    return comparison_code(
        school_key=file.pinned.school_key,
        workstation_id=file.device,
        workstation=file.slot.public,
    )


def own_code(room: Room) -> str:
    """Return the code that the reader compares, while the key waits to be confirmed."""
    for file in room.folder.readers():
        if file.slot.public == room.keys.public:
            return code_to_compare(file)
    return ""


def open_room(
    *,
    folder: Path,
    letterbox: Path,
    post: str,
    secret: str,
    clock: Clock,
    random_bytes: RandomBytes,
) -> Room:
    """Sign in with a password or a printed code; several wrong ones have to wait.

    Raises keys.wrong_password, keys.wrong_recovery_code, keys.wait, restricted.nobody_here.
    """
    place = RestrictedFolder(folder)
    if post == SPARE:
        file, keys = _spare(place, letterbox, secret=secret, rng=random_bytes)
    else:
        files = [each for each in place.readers() if each.post == post]
        if not files:
            raise UserFacingError("restricted.nobody_here")
        file, keys = _signed_in(place, files, post=post, secret=secret, clock=clock)
    room = Room(
        post=file.post,
        school_name=file.school_name,
        pinned=file.pinned,
        keys=keys,
        store=place.store(keys, random_bytes=random_bytes),
        folder=place,
        spool=Spool(letterbox),
        clock=clock,
        random_bytes=random_bytes,
    )
    if not room.store.folder.is_dir():
        with suppress(UserFacingError):  # an emptied store says so where it is looked at
            room.store.append(at=room.now(), kind="opened", fields={"post": room.post})
    return room


def _signed_in(
    place: RestrictedFolder, files: list[ReaderFile], *, post: str, secret: str, clock: Clock
) -> tuple[ReaderFile, PersonKeys]:
    """Try each key of the post (an ended one still opens what was kept with it)."""
    path, attempts = place.path / _ATTEMPTS, SignInAttempts()
    with suppress(OSError):
        attempts = SignInAttempts.from_bytes(path.read_bytes()).not_ahead_of(clock())
    attempts.require_turn(post, now=clock())
    refusal = UserFacingError("keys.wrong_password")
    for file in files:
        try:
            keys = key_slots.open_seed(file.slot, store_id=file.pinned.store_id, secret=secret)
        except UserFacingError as error:
            if error.code not in _WRONG:
                raise
            if len(files) == 1:
                refusal = error
            continue
        if attempts.history(post):
            _keep(path, attempts.succeeded(post).without_history(post))
        return file, keys
    _keep(path, attempts.failed(post, now=clock(), what="password"))
    raise refusal


def _keep(path: Path, attempts: SignInAttempts) -> None:
    with suppress(OSError):
        write_durably(path, attempts.to_bytes())


def _spare(
    place: RestrictedFolder, letterbox: Path, *, secret: str, rng: RandomBytes
) -> tuple[ReaderFile, PersonKeys]:
    """The printed spare code opens what was sealed to it, on any device."""
    card = read_school_card(Spool(letterbox).read_school_card())
    keys = recovery_code.keys_from_code(recovery_code.parse_code(secret), store_id=card.store_id)
    reader = card.restricted_reader(SPARE)
    if reader is None or reader.x25519 != keys.public.x25519:
        raise UserFacingError("keys.wrong_recovery_code")
    file = ReaderFile(
        slot=_slot(SPARE, public=keys.public, kdf=None, random_bytes=rng),
        device=rng(16).hex(),
        school_name=card.school_name,
        pinned=PinnedSchool(store_id=card.store_id, school_key=card.school_key, version=0),
    )
    known = [each for each in place.readers() if each.slot.public == keys.public]
    if not known:
        place.save_reader(file)
    return (known or [file])[0], keys


def _slot(
    post: str, *, public: PublicKeys, kdf: KdfParameters | None, random_bytes: RandomBytes
) -> Slot:
    return Slot(
        id=random_bytes(SLOT_ID_LENGTH).hex(),
        person="",
        account="",
        role=post,
        kind=PASSWORD if kdf else RECOVERY,
        kdf=kdf,
        public=public,
        wrapped_seed=b"",
        payload=b"",
        wraps=(),
    )


def _send_enrolment(
    spool: Spool,
    *,
    card: SchoolCard,
    file: ReaderFile,
    keys: PersonKeys,
    code: str,
    clock: Clock,
    rng: RandomBytes,
) -> None:
    content = {
        "at": to_text(clock()),
        "post": file.post,
        "proof": enrolment_proof(
            code, store_id=card.store_id, account=file.post, public=keys.public
        ),
        "v": 1,
    }
    sealed = seal_slip(
        kind="enrolment",
        content=content,
        attachments=(),
        author=keys,
        readers=[reader.x25519 for reader in card.readers],
        link=SlipLink(workstation_id=file.device, number=1, previous=NO_SLIP_BEFORE),
        epoch=card.version,
        random_bytes=rng,
    )
    spool.drop_slip(sealed.data, name=new_spool_name(rng))
