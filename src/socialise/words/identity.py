"""Signs that a text may name a real person: an e-mail, a telephone, a profile, a street address.

Signs, never proof: they make a notice, not a verdict. They are looked for in a time proportional to
the length of the text, and must stay silent on amounts, dates, years and shares.
"""

from __future__ import annotations

import re

from socialise.words.text import remembered

# Area codes of Quebec, of its neighbours, and toll-free. Ten digits with no hyphen, dot or bracket
# are a telephone only when they begin with one of these (« 300 500 1000 » is three numbers).
_AREA_CODES = (
    "514|438|263|450|579|354|418|581|367|819|873|468"  # Quebec
    "|613|343|416|437|647|905|289|365|506"  # Ontario, New Brunswick
    "|800|833|844|855|866|877|888"  # toll-free
)
_SP = "[ \u00a0\u202f]"
_NO_UNIT = rf"(?!\d)(?!{_SP}?[kM]?[$%€])(?![.,]\d)"
_BEFORE = r"(?<![\d.,/$-])"
_PHONES = tuple(
    re.compile(pattern)
    for pattern in (
        # (514) 555-0123
        rf"(?:\+?1[ .-]?)?\([2-9]\d\d\)[ \u00a0.-]?[2-9]\d\d[ \u00a0.-]?\d{{4}}{_NO_UNIT}",
        # 514-555-0123, 514.555.0123, 514 555-0123
        rf"{_BEFORE}(?:\+?1[ \u00a0.-]?)?[2-9]\d\d[ \u00a0.-][2-9]\d\d[.-]\d{{4}}{_NO_UNIT}",
        # 514 555 0123, 5145550123
        rf"{_BEFORE}(?:\+?1[ \u00a0.-]?)?(?:{_AREA_CODES}){_SP}?[2-9]\d\d{_SP}?\d{{4}}{_NO_UNIT}",
        # +33 6 12 34 56 78
        rf"(?<![\d])\+(?!1\b)\d{{1,3}}(?:[ \u00a0.-]\d{{1,4}}){{3,5}}{_NO_UNIT}",
    )
)
_DIGIT = re.compile(r"\d")

# « nadia arobase exemple point ca », « nadia (at) exemple.ca »
_SPELLED_EMAIL = re.compile(
    r"\b[\w.+-]{1,64} ?(?:\((?:at|a|arobase)\)|\[(?:at|a|arobase)\]|arr?obas(?:e|que)?\b"
    r"|[aà] commercial\b) ?[\w-]{1,63}(?: ?(?:\.|\(dot\)|\bpoint\b) ?[a-z]{2,24}){1,3}\b",
    re.IGNORECASE,
)

_PROFILE = re.compile(
    r"(?<![\w.-])(?:https?://)?(?:www\.|m\.|fr-ca\.|fr\.|ca\.)?"
    r"(?:facebook\.com|fb\.com|instagram\.com|tiktok\.com|twitter\.com|x\.com|threads\.net"
    r"|threads\.com|youtube\.com|snapchat\.com|pinterest\.(?:com|ca)|linkedin\.com/in|m\.me|wa\.me)"
    r"/(?P<name>@?[\w.%-]{2,100})",
    re.IGNORECASE,
)
# Paths of these sites that are places and things, not people.
_NOT_PEOPLE = frozenset(
    {
        "groups", "events", "pages", "watch", "hashtag", "marketplace", "reel", "reels", "p",
        "explore", "search", "help", "policies", "company", "business", "ads", "login", "share",
        "sharer", "sharer.php", "home", "playlist", "results", "shorts", "tag", "discover", "pin",
        "stories", "story.php", "permalink.php", "photo", "photos", "videos", "i", "intent",
        "about",
    }
)  # fmt: skip
_HANDLE = re.compile(r"(?<![\w@./+-])@(?=[\w.]{0,30}[^\W\d_])\w[\w.]{1,29}(?![\w@])")

_STRONG = r"(?:rue|avenue|av\.|ave\.?|boulevard|boul\.|boul|blvd|chemin|ch\.|ruelle|rang)"
_WEAK = (
    r"(?:place|route|c[ôo]te|mont[ée]e|cours|square|terrasse|croissant|all[ée]e|impasse|promenade"
    r"|autoroute|parc|voie|passage|carr[ée])"
)
_LINK = r"(?:(?:de la|de l'|de l’|de|du|des|d'|d’|la|le|les|l'|l’|à) ?)?"
_NOT_A_NAME = (
    r"(?:plus|sur|par|pour|dans|et|ou|en|au|aux|est|sont|principale? de|qui|que|où|avec|sans|vers"
    r"|possibles?|loin|à|a|o[uù])\b"
)
_CIVIC = rf"(?<![\w$,.-])[1-9]\d{{0,4}}(?:-\d{{1,5}})?[a-cA-C]?(?P<comma>,)?{_SP}?"
_ADDRESSES = (
    # 12, rue Fabre; 4521 avenue du Parc; 45 boul. Laurier
    re.compile(rf"{_CIVIC}{_STRONG} {_LINK}(?!{_NOT_A_NAME})[^\W_][\w'’.-]{{0,40}}", re.IGNORECASE),
    re.compile(rf"{_CIVIC}(?i:{_WEAK}) (?i:{_LINK})[A-ZÀ-Ý0-9][\w'’.-]{{0,40}}"),
    # 123, 4e Avenue
    re.compile(rf"{_CIVIC}\d{{1,3}}(?:re|e) (?:rue|avenue|rang|boulevard)\b", re.IGNORECASE),
)
_POSTAL_CODE = re.compile(
    r"(?<![^\W_])[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z][ \u00a0-]?\d[ABCEGHJ-NPRSTV-Z]\d(?![^\W_])",
    re.IGNORECASE,
)


def looks_like_email(text: str) -> str | None:
    """The first piece that looks like an e-mail address, else None.

    « nom@exemple.ca », and the same in words: « nom arobase exemple point ca ».
    """
    place = text.find("@")
    while place != -1:
        start, end = place, place + 1
        while start > max(0, place - 64) and _in_address(text[start - 1], "._%+-"):
            start -= 1
        while end < min(len(text), place + 255) and _in_address(text[end], ".-"):
            end += 1
        local = text[start:place].lstrip(".-%+")
        domain = text[place + 1 : end].rstrip(".-")
        name, _, top = domain.rpartition(".")
        if local and name.strip(".-") and len(top) >= 2 and top.isalpha() and ".." not in domain:
            return f"{local}@{domain}"
        place = text.find("@", place + 1)
    spelled = _SPELLED_EMAIL.search(text)
    return spelled[0] if spelled else None


def _in_address(character: str, more: str) -> bool:
    return character.isalnum() or character in more


def looks_like_phone(text: str) -> str | None:
    """The first piece that looks like a telephone number written as in Quebec, else None."""
    if not _DIGIT.search(text):
        return None
    return _first(_PHONES, text)


def looks_like_profile(text: str) -> str | None:
    """The first piece that looks like someone's profile: its address, or an @handle; else None."""
    for match in _PROFILE.finditer(text):
        if match["name"].lower().rstrip(".") not in _NOT_PEOPLE:
            return match[0].rstrip(".")
    handle = _HANDLE.search(text)
    return handle[0].rstrip(".") if handle else None


def looks_like_address(text: str) -> str | None:
    """The first piece that looks like a street address or a Canadian postal code, else None.

    A civic number and a street; « 1 » needs a comma (« 1 rue sur 3 » is no address).
    """
    for pattern in _ADDRESSES:
        for match in pattern.finditer(text):
            if match["comma"] or not re.match(r"1\D", match[0]):
                return match[0].rstrip(".")
    code = _POSTAL_CODE.search(text)
    return code[0] if code else None


@remembered
def personal_detail(text: str) -> str | None:
    """The first of an e-mail, a telephone, a profile or an address, else None."""
    looks = (looks_like_email, looks_like_phone, looks_like_profile, looks_like_address)
    return next((found for look in looks if (found := look(text)) is not None), None)


def _first(patterns: tuple[re.Pattern[str], ...], text: str) -> str | None:
    return next((match[0] for pattern in patterns if (match := pattern.search(text))), None)
