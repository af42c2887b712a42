"""A code as people read it out: digits by name, letters by the words that radio operators use."""

from PySide6.QtCore import QCoreApplication

_WORDS = (
    *("Alfa", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel", "India"),
    *("Juliett", "Kilo", "Lima", "Mike", "November", "Oscar", "Papa", "Quebec", "Romeo"),
    *("Sierra", "Tango", "Uniform", "Victor", "Whiskey", "X-ray", "Yankee", "Zulu"),
)
_DIGITS = (
    *("zero", "one", "two", "three", "four"),
    *("five", "six", "seven", "eight", "nine"),
)


def spoken(code: str) -> str:
    """Return "Kilo seven · Papa two" for "K7-P2"; other signs end a group."""
    groups: list[list[str]] = [[]]
    for sign in code.upper():
        if "A" <= sign <= "Z":
            groups[-1].append(_WORDS[ord(sign) - ord("A")])
        elif "0" <= sign <= "9":
            groups[-1].append(_DIGITS[int(sign)])
        elif groups[-1]:
            groups.append([])
    words = " · ".join(" ".join(group) for group in groups if group)
    return QCoreApplication.translate("spoken_code", "Read out: {words}").format(words=words)
