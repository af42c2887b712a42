"""What a referral waits for, by when, and what to do when nobody answers."""

from dataclasses import dataclass
from datetime import date

from storage.records.referrals import BEGUN, FINAL, Referral, Step
from storage.records.time_limits import Limits, TimeLimit, deadline

_WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """Where a school refers to; ``written``, ``answer`` and ``after`` are codes of time limits,
    ``waits`` says that the wait is counted in weeks.
    """

    code: str
    label: str
    written: str = ""
    answer: str = ""
    after: str = ""
    waits: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """Something that is waited for: ``words`` say what, ``day`` (ISO) and ``at`` (a minute, or
    empty) by when, ``silent`` what to do then. ``limit`` is None where the school chose the day.
    """

    kind: str
    words: str
    day: str
    at: str = ""
    silent: str = ""
    limit: TimeLimit | None = None


def waits(
    referral: Referral, *, service: Service, limits: Limits, disputed: bool
) -> tuple[Wait, ...]:
    """Return what is waited for, the first due first; ``disputed`` says that the school has
    disagreed with the answer (the disagreement has days of its own).
    """
    state = referral.state
    if state in FINAL:
        return ()
    found: list[Wait | None] = []
    if not state:
        words = f"Nothing has gone to {service.label} yet"
        day = referral_day(referral)
        found.append(Wait(kind="start", words=words, day=day, silent="Telephone or send it now."))
    phoned = referral.last("phoned")
    if service.written and phoned is not None and referral.first("sent") is None:
        words = f"The written referral to {service.label}"
        found.append(_limited("written", words, service.written, phoned.begun, limits))
    if state in BEGUN or state == "acknowledged":
        found.append(_answer(referral, service, limits))
    elif state == "waiting_list":
        found.append(_asking(referral, service, limits))
    elif state == "accepted":
        found.append(_after(referral, service, limits))
    elif state == "refused" and not disputed:
        last = referral.last("refused")
        words = f"{service.label} refused: accept it with a reason, or disagree"
        begun = last.begun if last else referral_day(referral)
        found.append(_limited("refusal", words, "after_refusal", begun, limits))
    return tuple(sorted((one for one in found if one), key=lambda one: (one.day, one.at)))


def referral_day(referral: Referral) -> str:
    """Return the ISO day on which it was made."""
    return Step(state="", happened=referral.happened, recorded_at=referral.recorded_at).begun[:10]


def weeks_waited(referral: Referral, today: date) -> int:
    """Return the whole weeks since it went out, until it was answered for good; -1 when it has not
    gone out.
    """
    start = referral.first("sent") or referral.first("phoned")
    if start is None:
        return -1
    end = referral.last("accepted", "refused", *FINAL)
    over = end is not None and referral.state in ("accepted", "refused", *FINAL)
    last = date.fromisoformat(end.begun[:10]) if end is not None and over else today
    return max(0, (last - date.fromisoformat(start.begun[:10])).days) // _WEEK


def is_long(referral: Referral, *, service: Service, limits: Limits, today: date) -> bool:
    """Whether a wait for a service with a list has lasted longer than the school takes for long."""
    limit = limits.get("long_wait")
    start = referral.first("sent") or referral.first("phoned")
    open_wait = referral.state in ("phoned", "sent", "acknowledged", "waiting_list")
    if not service.waits or limit is None or start is None or not open_wait:
        return False
    return today.isoformat() > deadline(limit, start.begun[:10], limits.calendar).day


def _answer(referral: Referral, service: Service, limits: Limits) -> Wait | None:
    start = referral.first("sent") or referral.first("phoned")
    came = referral.last("acknowledged")
    if came is not None and not service.after:
        start = came
    if start is None:
        return None
    words = f"An answer from {service.label}"
    if service.waits and referral.state == "acknowledged":
        return _asking(referral, service, limits)
    return _chased(referral, words, start, limits) or _limited(
        "answer", words, service.answer, start.begun, limits
    )


def _asking(referral: Referral, service: Service, limits: Limits) -> Wait | None:
    start = referral.last("waiting_list", "acknowledged") or referral.last()
    if start is None:
        return None
    words = f"Ask {service.label} where the child stands on the list"
    chased = referral.last("chased")
    if chased is not None and chased.begun >= start.begun:
        start = chased
    return _own_day(words, start) or _limited("list", words, "waiting_list", start.begun, limits)


def _after(referral: Referral, service: Service, limits: Limits) -> Wait | None:
    start = referral.first("sent") or referral.first("phoned") or referral.last("accepted")
    taken = referral.last("accepted")
    if start is None or taken is None:
        return None
    words = f"What came of it at {service.label}"
    chosen = _chased(referral, words, taken, limits) or _own_day(words, taken)
    if chosen is not None or not service.after:
        return chosen
    return _limited("assessment", words, service.after, start.begun, limits)


def _chased(referral: Referral, words: str, since: Step, limits: Limits) -> Wait | None:
    """The school has asked since, or chose a day on which it will."""
    later = [
        step
        for step in referral.steps
        if step.begun >= since.begun and (step.state == "chased" or step.next_chase)
    ]
    if not later:
        return None
    last = later[-1]
    return _own_day(words, last) or _limited("chase", words, "chase_again", last.begun, limits)


def _own_day(words: str, step: Step) -> Wait | None:
    if not step.next_chase:
        return None
    return Wait(kind="chase", words=words, day=step.next_chase, silent="Ask again on this day.")


def _limited(kind: str, words: str, code: str, start: str, limits: Limits) -> Wait | None:
    limit = limits.get(code)
    if limit is None:
        return None
    over = deadline(limit, start, limits.calendar)
    return Wait(kind=kind, words=words, day=over.day, at=over.at, silent=limit.silent, limit=limit)
