"""Commands that need no sign-in: make a school, list the words of a vocabulary."""

from argparse import Namespace

from desktop.cli.reply import Reply
from desktop.cli.terminal import ask
from desktop.context import Context
from desktop.usecases.lead.create_school import FirstLead, create_school, new_school_secrets
from storage.intake import vocabularies
from storage.keys.passwords import calibrate
from storage.records.errors import UserFacingError


def school_create(context: Context, args: Namespace) -> Reply:
    """``school create``"""
    password = ask("Password of the first lead", secret=True)
    secrets = new_school_secrets(context.random_bytes)
    create_school(
        casebook=context.paths.casebook,
        letterbox=context.paths.letterbox,
        name=args.name,
        urn=args.urn,
        lead=FirstLead(
            name=args.lead, account=args.account, password=password, telephone=args.telephone
        ),
        secrets=secrets,
        kdf=calibrate(random_bytes=context.random_bytes),
        clock=context.clock,
        random_bytes=context.random_bytes,
        app_version=context.app_version,
    )
    otpauth = secrets.otpauth(account=args.account, school=args.name)
    value = {
        "home": str(context.paths.home),
        "account": args.account,
        "otpauth": otpauth,
        "recovery_code": secrets.recovery_code,
        "one_time_codes": list(secrets.one_time_codes),
        "spare_code": secrets.spare_code,
    }
    text = "\n".join(
        (
            f"The school was made in {context.paths.home}.",
            f"For the phone or password manager: {otpauth}",
            f"Recovery code (print it, keep it in the safe): {secrets.recovery_code}",
            f"Code for letters about adults (for the head or the chair): {secrets.spare_code}",
            "One-time codes for days without a phone: " + "  ".join(secrets.one_time_codes),
            "These are shown this once.",
        )
    )
    return Reply(value=value, text=text)


def vocabulary(context: Context, args: Namespace) -> Reply:
    """``vocabulary NAME``: the words of a list with their codes."""
    del context
    if not args.name.isidentifier():
        raise UserFacingError("cli.unknown_vocabulary")
    try:
        found = vocabularies.load(args.name)
    except (FileNotFoundError, KeyError):  # no file of this name, or a table of another kind
        raise UserFacingError("cli.unknown_vocabulary") from None
    return Reply(
        value={
            "name": found.name,
            "edition": found.edition,
            "in_force": found.in_force,
            "items": [
                {
                    "code": item.code,
                    "label": item.label,
                    "definition": item.definition,
                    "parent": item.parent,
                    **{
                        key: item.extra[key]
                        for key in ("begins", "ended", "replaced_by")
                        if key in item.extra
                    },
                }
                for item in found.items
            ],
        },
        text="\n".join(f"{item.code}  {item.label}" for item in found.items),
    )
