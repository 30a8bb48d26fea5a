"""English plurals, told with care: in doubt a word is none."""

from __future__ import annotations

from vaultlint.late import late

_IRREGULAR = {
    "children": "child", "people": "person", "men": "man", "women": "woman", "feet": "foot", "teeth": "tooth",
    "mice": "mouse", "geese": "goose", "criteria": "criterion", "phenomena": "phenomenon", "analyses": "analysis",
    "theses": "thesis", "hypotheses": "hypothesis", "crises": "crisis", "diagnoses": "diagnosis",
    "syntheses": "synthesis", "knives": "knife", "lives": "life", "wives": "wife", "leaves": "leaf",
    "wolves": "wolf", "shelves": "shelf", "halves": "half", "selves": "self", "loaves": "loaf", "thieves": "thief",
    "movies": "movie", "cookies": "cookie", "zombies": "zombie", "selfies": "selfie", "calories": "calorie",
    "ties": "tie", "pies": "pie", "videos": "video", "photos": "photo", "studios": "studio", "portfolios": "portfolio",
    "ratios": "ratio", "scenarios": "scenario", "podcasts": "podcast", "heroes": "hero", "potatoes": "potato",
    "tomatoes": "tomato", "shoes": "shoe", "toes": "toe", "caches": "cache", "headaches": "headache",
    "niches": "niche", "houses": "house", "causes": "cause", "ideas": "idea", "cameras": "camera", "dramas": "drama",
    "formulas": "formula", "areas": "area", "pizzas": "pizza", "viruses": "virus", "bonuses": "bonus",
    "buses": "bus", "statuses": "status", "lenses": "lens", "quizzes": "quiz", "skis": "ski",
    "topics": "topic", "clinics": "clinic", "critics": "critic", "gases": "gas", "taxis": "taxi",
}  # fmt: skip
"""Plurals that no ending tells, or whose ending is as often that of a singular."""

_SINGULAR = frozenset({
    "news", "series", "species", "means", "headquarters", "crossroads", "lens", "chess", "kubernetes", "jenkins",
    "rails", "windows", "teams", "postgres", "devops", "mlops", "gitops", "finops", "dataops", "aiops", "secops",
    "sysops", "sales", "goods", "savings", "earnings", "proceeds", "belongings", "surroundings", "headphones",
    "glasses", "scissors", "trousers", "jeans", "pants", "clothes", "thanks", "congratulations", "arts", "sports",
    "games", "olympics", "always", "sometimes", "perhaps", "besides", "afterwards", "towards", "backwards",
    "james", "jones", "charles", "williams", "adams", "edwards", "roberts", "rogers", "hughes", "jacobs",
    "stevens", "matthews", "peters", "wells", "hayes", "reeves", "athens", "brussels", "wales", "naples",
    "netherlands", "philippines", "maldives", "seychelles", "states", "nations", "hermes", "achilles",
    "archimedes", "socrates", "diabetes", "rabies", "herpes", "measles", "mumps", "aries", "gemini", "logistics",
    "graphics", "operations", "relations", "communications", "humanities", "sciences", "forbes", "mercedes",
    "starbucks", "mcdonalds", "levis", "walgreens", "reuters", "bayes", "keynes", "sachs", "barclays", "airlines",
    "systems", "services", "solutions", "industries", "motors", "labs", "holdings", "ventures", "foods",
    "mathworks", "wordpress", "macros", "emacs", "mars", "angeles", "alps", "andes", "hades", "times",
    "massachusetts", "hobbes", "descartes", "dickens", "rawls", "gates", "jobs", "brooks", "woods", "hopkins",
    "simmons", "owens", "richards", "phillips", "collins", "hawkins", "dawkins", "sanders", "siemens", "beatles",
    "hercules", "airpods", "hers", "ours", "yours", "theirs",
})  # fmt: skip
"""Words that end like plurals and are none, or have another meaning without the s; names among them."""

_NO_PLURAL = late(r"(?:ss|us|is|as|os|ics|js|[^aeiouy]{3,}s|'s)\Z")
_VOWEL = late(r"[aeiouy]")
_WITH_ES = late(r"(?:ch|sh|x|ss|zz)es\Z")

SHORTEST = 4
"""A shorter word that ends in s is rarely a plural: `css`, `gas`, `ios`, `aws`."""


def singular(word: str) -> str | None:
    """The singular of an English plural; None if the word is none, may be none, or has capitals inside."""
    if len(word) < SHORTEST or not word.isascii() or word[1:] != word[1:].lower():
        return None
    lower = word.lower()
    if lower in _SINGULAR:
        return None
    one = _IRREGULAR.get(lower) or _by_ending(lower)
    return word[0] + one[1:] if one is not None else None


def _by_ending(word: str) -> str | None:
    if not word.endswith("s") or _NO_PLURAL.search(word) or not _VOWEL.search(word[:-1]):
        return None
    if word.endswith("ies"):
        return word[:-3] + "y" if len(word) > 5 else None
    if _WITH_ES.search(word):
        return word[:-2]
    return None if word.endswith(("oes", "uses", "ses", "zes")) and not word.endswith(_SURE) else word[:-1]


_SURE = ("rses", "nses", "bases", "phrases", "prizes", "sizes", "mazes", "exercises", "courses", "licenses", "diseases")
"""Words in -ses and -zes that end in -se and -ze in the singular."""
