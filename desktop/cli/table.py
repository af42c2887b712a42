"""Which function answers which command.

A module is imported only when its command is chosen: the staff's commands never load the code that
can open a casebook.
"""

# command -> function of a module of desktop.cli (or desktop.demo)
STAFF = {
    "workstation pair": "staff_commands.pair",
    "workstation enrol": "staff_commands.enrol",
    "concern post": "staff_commands.post",
}
OPEN = {
    "school create": "open_commands.school_create",
    "vocabulary": "open_commands.vocabulary",
    "restricted open": "open_commands.restricted_open",
    "recover": "ways_in_commands.recover",
    "rescue": "rescue_commands.rescue",
}
# Commands that make no sense after a sign-in, or inside ``do``.
NOT_IN_DO = frozenset(
    {"school create", "workstation enrol", "restricted open", "recover", "rescue"}
)
SIGNED_IN = {
    "pupils import": "lead_commands.pupils_import",
    "pupils list": "lead_commands.pupils_list",
    "letterbox collect": "lead_commands.letterbox_collect",
    "concerns list": "lead_commands.concerns_list",
    "concern show": "lead_commands.concern_show",
    "triage": "lead_commands.triage",
    "action done": "lead_commands.action_done",
    "entry add": "lead_commands.entry_add",
    "risk save": "lead_commands.risk_save",
    "volume attach": "lead_commands.volume_attach",
    "chronology import": "lead_commands.chronology_import",
    "chronology show": "lead_commands.chronology_show",
    "chronology export": "documents_commands.chronology_export",
    "document kinds": "documents_commands.document_kinds",
    "document make": "documents_commands.document_make",
    "document review": "documents_commands.document_review",
    "sheet kinds": "documents_commands.sheet_kinds_list",
    "sheet make": "documents_commands.sheet_make",
    "forms list": "forms_commands.list_forms",
    "forms account": "forms_commands.account",
    "disposal plan": "disposal_commands.plan",
    "disposal make": "disposal_commands.make",
    "disposal list": "disposal_commands.list_disposals",
    "disposal hold": "disposal_commands.hold",
    "disposal release": "disposal_commands.release",
    "pack create": "pack_commands.create",
    "pack open": "pack_commands.take",
    "pack acknowledged": "pack_commands.acknowledged",
    "pack due": "pack_commands.due",
    "disclosures list": "documents_commands.disclosures_list",
    "anchors list": "verify_commands.anchors_list",
    "certificate": "verify_commands.certificate",
    "backup": "care_commands.backup",
    "restore": "care_commands.restore_check",
    "check": "rescue_commands.check",
    "replay": "care_commands.replay_check",
    "access list": "care_commands.access_list",
    "reminders": "care_commands.reminders_list",
    "staff add": "people_commands.staff_add",
    "staff list": "team_commands.staff_list",
    "staff suspend": "team_commands.suspend",
    "staff resume": "team_commands.resume",
    "staff remove": "team_commands.remove",
    "staff change": "team_commands.change",
    "lead suspend": "team_commands.suspend",
    "lead resume": "team_commands.resume",
    "lead remove": "team_commands.remove",
    "lead change": "team_commands.change",
    "staff slip": "team_commands.staff_slip",
    "lead list": "team_commands.lead_list",
    "lead role": "team_commands.lead_role",
    "handover": "team_commands.handover",
    "key rotate": "team_commands.key_rotate",
    "lead add": "people_commands.lead_add",
    "lead password": "people_commands.lead_password",
    "lead ways": "ways_in_commands.lead_ways",
    "lead phone": "ways_in_commands.lead_phone",
    "lead codes": "ways_in_commands.lead_codes",
    "lead reset": "ways_in_commands.lead_reset",
    "recovery renew": "ways_in_commands.recovery_renew",
    "recovery confirm": "ways_in_commands.recovery_confirm",
    "recovery check": "ways_in_commands.recovery_check",
    "device tie": "ways_in_commands.device_tie",
    "device untie": "ways_in_commands.device_untie",
    "workstation approve": "people_commands.workstation_approve",
    "workstation list": "people_commands.workstation_list",
    "workstation policy": "policy_commands.policy",
}
DEMO = {"demo": "make_demo", "shots": "make_shots"}
