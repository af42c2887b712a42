"""How anybody gets into the made-up school: printed on purpose, it guards nothing."""

from datetime import datetime

import resources
from storage.keys import totp


def practice_totp_secret() -> bytes:
    """The well-known telephone secret of the made-up lead."""
    text = str(resources.read_toml("demo", "school.toml")["sign_in"]["totp"])
    return text.encode("ascii")


def practice_code(moment: datetime) -> str:
    """The six digits that the made-up lead's telephone shows at ``moment``."""
    return totp.code_at(practice_totp_secret(), moment)


def sign_in_lines(moment: datetime) -> tuple[str, ...]:
    """What is printed and shown: account, password, code of ``moment``; then a member of staff's
    PIN, and the secret for an authenticator app.
    """
    words = resources.read_toml("demo", "school.toml")
    sign_in = words["sign_in"]
    member = next(one for one in words["staff"] if one["account"] == sign_in["staff"])
    return (
        f"Account: {sign_in['account']}",
        f"Password: {sign_in['password']}",
        f"Code now: {practice_code(moment)}",
        f"To report: {member['name']}, PIN {member['pin']}",
        f"For an authenticator app: {totp.secret_text(practice_totp_secret())}",
    )
