"""What the words on a block say of its content: that it is a translation, or surely something else."""

from __future__ import annotations

import re
from enum import Enum

from vaultlint.late import late

_TRANSLATION = late(
    r"\b(?:originals?|originaltext|original-text|source text|transcript|translat\w++|bilingual|parallel|"
    r"english|chinese|japanese|korean|russian|german|deutsch|french|fran[çc]ais|spanish|espa[ñn]ol|italian|italiano|"
    r"portuguese|portugu[êe]s|ukrainian|arabic|hebrew|greek|thai|hindi|vietnamese|latin|"
    r"en|eng|zh|cn|zh[-_](?:cn|tw|hk|hans|hant)|ja|jp|ko|kr|ru|de|fr|es|it|pt|uk|ar|he|el|th|hi|vi|"
    r"übersetzung|traduction|traducci[óo]n|traduzione|tradu[çc][ãa]o)\b|"
    r"原文|原句|原版|译文|譯文|翻译|翻譯|對照|对照|英文|英语|英語|英譯|英译|中文|汉语|漢語|中译|中譯|日文|日语|日語|日本語|訳|"
    r"韩文|韩语|俄文|俄语|德文|德语|法文|法语|번역|원문|영어|영문|한국어|중국어|перевод|оригинал|английск|русск|китайск",
    re.I,
)
_OTHER = late(
    r"\b(?:answers?|solutions?|hints?|spoilers?|outputs?|results?|logs?|code|source code|snippets?|examples?|faq|"
    r"errors?|traceback|stack ?trace|configs?|configuration|json|yaml|usage|commands?|changelog|release notes|"
    r"screenshots?|images?|install\w*+|diff|console|terminal|tests?|exercises?|quiz|vocabulary|notes?|tips?|warnings?|"
    r"questions?|explanations?|man|help)\b|"
    r"答案|思路|分析|讲解|解法|解释|参考|帮助|详情|解答|解析|题解|提示|输出|輸出|结果|日志|代码|代碼|源码|示例|例子|"
    r"报错|错误|配置|命令|安装|截图|更新日志|练习|习题|"
    r"词汇|生词|单词|笔记|注意|说明|問題|问题|回答|답|정답|출력|코드|ответ|решение|вывод|пример|код",
    re.I,
)


class Hint(Enum):
    """What words say: a TRANSLATION, something OTHER, or NOTHING."""

    TRANSLATION = "translation"
    OTHER = "other"
    NOTHING = "nothing"


def hint(*words: str) -> Hint:
    """What a label says of the content or, where that says nothing, a class or a type."""
    for one in words:
        if _OTHER.search(one):
            return Hint.OTHER
        if _TRANSLATION.search(one.replace("_", "-")):
            return Hint.TRANSLATION
    return Hint.NOTHING
