"""What looks like the name of a person, or of something else, by itself: in doubt nothing does."""

from __future__ import annotations

from vaultlint.late import late
from vaultlint.spellings import halves

_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方"
    "石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤"
    "毕聂焦向柳邢岳齐梅莫庄辛管祝左涂谷祁耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游裴席卫查屈鲍位覃霍翁隋甘景薄单包柏宁柯阮桂闵"
    "張劉陳楊趙黃吳孫馬羅鄭謝韓馮蕭許鄧呂蘇盧蔣賈葉閻鍾譚鄒陸顧龍萬錢湯賀賴龔龐蘭顏嚴溫蘆韋畢聶齊莊塗費紀關項衛單寧閔"
)
_FULL_SURNAMES = (
    "欧阳|歐陽|司马|司馬|上官|诸葛|諸葛|东方|夏侯|皇甫|尉迟|公孙|慕容|令狐|司徒|长孙|宇文|轩辕|南宫|端木|申屠"
)
_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_FUNCTION = "的与和之了是在或及不为有我你他她这那什么怎如何"

_CHINESE_PERSON = late(rf"(?:{_FULL_SURNAMES}|[{_SURNAMES}])(?![的与和])[{_HAN}]{{1,2}}")
_TRANSCRIBED = late(rf"[{_HAN}]{{1,6}}(?:[·・•‧][{_HAN}]{{1,6}}){{1,3}}")
_TITLE = late("《[^《》]++》|〈[^〈〉]++〉|「[^「」]++」|『[^『』]++』")
_SHORT_HAN = late(rf"(?:(?![{_FUNCTION}])[{_HAN}]){{2,6}}")
_WORD = r"[A-Z0-9][\w+&'’.\-]*+"
_LATIN = late(rf"(?=\D){_WORD}(?: {_WORD}){{0,3}}")
_FULL_NAME = late(rf"(?=\D){_WORD}(?: (?:{_WORD}|de|da|di|van|von|der|del|la|bin|al)){{0,3}} {_WORD}")
_NO_NAME = late(
    r"(?i)(?:inc|ltd|llc|llp|corp|plc|gmbh|jr|sr|ph\.?d|esq|c[a-z]o|president|professor|prof|director|founder)\b"
    r"|(?:co|ag|sa|nv|lp|ii|iii|iv|m\.?d|d\.?c|u\.?s\.?a?|u\.?k)\.?\Z"
)
_OFFICE = late(
    r"(?i)\b(?:c[a-z]o|president|professor|director|founder|editor|chair\w*|minister|senator"
    r"|university|college|institute|school|press|season|episode|volume|vol|part|chapter)\b"
)


def is_whole(text: str) -> bool:
    """Whether it is a name of the kind that is recognised anywhere: a Chinese person, a transcribed name, a title."""
    patterns = (_CHINESE_PERSON, _TRANSCRIBED, _TITLE)
    return any(pattern.fullmatch(text) for pattern in patterns) or halves(text) is not None


def is_short_han(text: str) -> bool:
    """Whether it is a few characters without any that sentences are made with."""
    return _SHORT_HAN.fullmatch(text) is not None


def is_latin(text: str) -> bool:
    """Whether it is up to four words with capitals."""
    return _LATIN.fullmatch(text) is not None


def is_full_name(text: str) -> bool:
    """Whether it is a name of several words, such as a person has, and no office or school."""
    return _FULL_NAME.fullmatch(text) is not None and _OFFICE.search(text) is None


def is_addition(text: str) -> bool:
    """Whether it is what stands behind the comma of one name: `Inc.`, `Jr.`, `D.C.`, `CEO`."""
    return _NO_NAME.match(text) is not None
