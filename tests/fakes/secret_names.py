"""Made-up names of many scripts that stand nowhere by chance, and odd ways of writing them."""

import random
import unicodedata
from dataclasses import dataclass

_RARE = "qxzvjkw"
_VOWELS = "aeiouyáéíóúäëïöüâêîôûàèìòùãõåøœæăąęěůż"
_SCRIPTS = {
    "Greek": ("βγδζθκλμνξπρστφχψ", "αεηιουω"),
    "Cyrillic": ("бвгджзклмнпрстфхцчшщ", "аеиоуыэюя"),
    "Arabic": ("بتثجحخدذرزسشصضطظعغفقكلمنه", "اوي"),
    "Hebrew": ("בגדזחטכלמנסעפצקרשת", "אוי"),
    "Devanagari": ("कखगघचछजझटठडढणतथदधनपफबभमयरलवशषसह", "ािीुूेैोौ"),
    "Bengali": ("কখগঘচছজঝটঠডঢণতথদধনপফবভমযরলশষসহ", "ািীুূেৈোৌ"),
    "Gurmukhi": ("ਕਖਗਘਚਛਜਝਟਠਡਢਣਤਥਦਧਨਪਫਬਭਮਯਰਲਵਸਹ", "ਾਿੀੁੂੇੈੋੌ"),
    "Gujarati": ("કખગઘચછજઝટઠડઢણતથદધનપફબભમયરલવશષસહ", "ાિીુૂેૈોૌ"),
    "Tamil": ("கஙசஞடணதநனபமயரலவழளற", "ாிீுூெேைொோௌ"),
    "Ethiopic": ("ሀለሐመሠረሰሸቀበተቸኀነኘአከኸወዐዘዠየደጀገጠጨጰጸፀፈፐ", "ሁሉሑሙሡሩሱሹቁቡቱቹኁኑኙኡኩኹ"),
    "Han": ("麟鳳曦璐鑫淼焱垚龘彧翀赟", "旻昶瀚煜祺瑾瑜馨懿"),
}
SCRIPTS = ("Latin", *_SCRIPTS)


@dataclass(frozen=True)
class SecretName:
    """Somebody's name, and a nickname that cannot be guessed from it."""

    forename: str
    surname: str
    nickname: str
    script: str

    @property
    def full(self) -> str:
        """Forename and surname."""
        if self.script == "Han":
            return self.surname + self.forename
        return f"{self.forename} {self.surname}"

    @property
    def parts(self) -> tuple[str, ...]:
        """What must not be found."""
        if self.script == "Han":  # one sign alone is a word
            return (self.full, self.nickname)
        return (self.forename, self.surname, self.nickname)


def secret_name(chance: random.Random, script: str) -> SecretName:
    """Return a name of a script; Latin ones hold letters that English puts nowhere together."""
    if script == "Han":
        sign = _SCRIPTS["Han"]
        forename = "".join(chance.choice(letters) for letters in sign)
        return SecretName(forename, chance.choice(sign[0]), _one(chance, "Han"), script)
    return SecretName(_one(chance, script), _one(chance, script), _one(chance, script), script)


def _one(chance: random.Random, script: str) -> str:
    if script == "Latin":
        pairs = (
            chance.choice(_RARE) + chance.choice(_VOWELS) + chance.choice(_RARE)
            for _ in range(chance.randint(2, 3))
        )
        return unicodedata.normalize("NFC", "".join(pairs).capitalize())
    consonants, vowels = _SCRIPTS[script]
    count = 2 if script == "Han" else chance.randint(3, 4)
    name = "".join(chance.choice(consonants) + chance.choice(vowels) for _ in range(count))
    return name[0].upper() + name[1:]


def odd_writings(name: SecretName, chance: random.Random) -> list[str]:
    """Return sentences in which the name stands in ways that people, keyboards and programs write
    it.
    """
    forename, surname, full = name.forename, name.surname, name.full
    inside = chance.randint(1, len(forename) - 1)
    hidden = chance.choice("\u00ad\u200b\u200c\u200d\u2060\ufeff")
    if name.script not in ("Latin", "Greek", "Cyrillic"):
        hidden = chance.choice("\u200b\u2060\ufeff")
    cut = forename[:inside] + hidden + forename[inside:]
    writings = [
        f"{full} pushed him.",
        f"{name.nickname}'s bag and {name.nickname}’s coat.",
        f"{surname}, {forename} was seen; “{full}” and ({full}).",
        f"Then {full.upper()} left, and {full.lower()} rang.",
        f"{unicodedata.normalize('NFD', full)} said no.",
        f"{forename}\u00a0{surname}; {forename}\n{surname}; {forename}\t{surname}.",
        f"The letter of {full}\r\nwas lost.",
    ]
    if name.script == "Han":
        return [full_only for full_only in writings if "\t" not in full_only and "," not in
                full_only]  # fmt: skip
    writings += [
        f"{cut} {surname} again.",
        f"‘{forename}’ or «{surname}», {forename}-{surname}.",
        f"Picture {forename}_{surname}_2.jpg, {surname}.pdf.",
    ]
    if name.script == "Latin":
        plain = unicodedata.normalize("NFKD", full).encode("ascii", "ignore").decode()
        writings += [
            f"Mr {surname} and Mrs {surname}: the {surname}s.",
            f"{forename}s mum wrote from {forename}.{surname}@mail.example.",
            f"{forename}{surname}.docx and {forename[0]}. {surname}, {forename} {surname[0]}.",
            f"Without accents: {plain}." if plain == full else f"{full}!",
            "".join(chr(ord(one) + 0xFEE0) if "!" < one < "~" else one for one in full) + " wide.",
        ]
    return writings
