"""Turns the answer of a verification into what the screens show."""

from typing import Any

from desktop.usecases.report import Report
from storage.records.errors import UserFacingError
from ui.care_material import Verdict
from ui.messages import message_for


def fault_words(fault: dict[str, Any] | None) -> str:
    """The sentences about the first fault of a report, empty where there is none."""
    if fault is None:
        return ""
    facts = {name: value for name, value in fault.items() if name != "code"}
    return message_for(UserFacingError(fault["code"], **facts)).text


def verdict_of(report: Report, *, good: str, bad: str, unreadable: str) -> Verdict:
    """The verdict in one sentence; ``good``, ``bad`` and ``unreadable`` are its three ways."""
    sentences = {"ok": (good, "success"), "changed": (bad, "danger")}
    sentence, severity = sentences.get(report.result, (unreadable, "warning"))
    return Verdict(
        sentence=sentence,
        severity=severity,
        next_step=fault_words(report.first_fault),
        proved=report.proved,
        not_proved=report.not_proved,
        facts=tuple(
            (label, str(report.details[name]))
            for name, label in (("key_id", "Key id"), ("check_code", "Check code"))
            if report.details.get(name)
        ),
    )
