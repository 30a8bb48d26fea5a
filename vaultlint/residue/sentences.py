"""The shipped sentences of models and templates, as patterns of whole lines; case does not matter."""

from __future__ import annotations

_ON = r"[^\r\n<]*+"
_SOME = r"[^\r\n<:：]{0,60}"
_COLON = r"[^\r\n<:：]{0,120}[:：]"
_HERE = r"(?:here(?:['’]s| is| are)|below is|this is)"
_WORK = (
    r"(?:translat(?:ion|ed)|summary|rewritten|revised|polished|formatted|cleaned[- ]up|corrected|improved|edited|"
    r"proofread|paraphrased|rephrased|condensed)"
)
_ASKED = (
    r"(?:you(?:['’]ve| have)? (?:provided|requested|asked)|your (?:request|text|input|instructions)|as requested|"
    rf"(?:preserv|maintain|keep|retain)ing {_SOME}(?:format|structure|markdown))"
)
_CANNOT = r"I (?:can['’]t|cannot|can not|am unable to|am not able to)"
_WE = r"(?:以下|下面|这|这里)(?:是|为)"
_DONE = r"(?:译文|翻译|总结|摘要|改写|润色|整理)"

SURE = (
    rf"(?:sure|certainly|of course|absolutely|okay|ok|great|got it)[!,.]++ {_HERE} {_SOME}\b{_WORK}\b{_COLON}",
    rf"(?:sure|certainly|of course)[!,.]++ I(?:['’]ll| will| can) (?:translate|summari[sz]e|rewrite|format)\b{_ON}",
    rf"{_HERE} {_SOME}\b{_WORK}\b{_SOME}{_ASKED}[^\r\n<:：]{{0,80}}[:：.]",
    rf"(?:unfortunately, )?as an? (?:AI|artificial intelligence)(?: language)?(?: model| assistant)?, I\b{_ON}",
    rf"I(?:['’]m| am) (?:sorry|afraid), (?:but )?as an AI\b{_ON}",
    rf"I(?:['’]m| am) (?:sorry|afraid), (?:but )?{_CANNOT} (?:assist with|fulfil+|comply with|translate)\b{_ON}",
    rf"I(?:['’]m| am) (?:just )?an? (?:AI|large)(?: language)? (?:model|assistant), {_ON}",
    r"please provide (?:me with )?the (?:\w++ ){0,3}(?:text|content|article|transcript|paragraph|passage)s? "
    rf"(?:(?:that )?you(?:['’]d| would) like|you want|to be translated|for translation){_ON}",
    rf"would you like me to (?:continue|proceed|translate|go on|keep going){_ON}",
    rf"let me know if you(?:['’]d| would)? (?:like|need|want) me to (?:continue|translate|adjust|change|revise){_ON}",
    r"let me know if you(?:['’]d| would)? (?:like|need|want) any (?:further|other|more|additional) "
    rf"(?:changes|adjustments|edits|translations?|modifications|revisions){_ON}",
    r"[\[(](?:the )?(?:translation|translated text|text|output|response) "
    r"(?:continues|continued|is truncated|was truncated)[^\])\r\n]{0,60}[\])]",
    r"[\[(][.… ]*+(?:the )?(?:rest|remainder) of (?:the |this |your )?(?:\w++ ){0,2}"
    r"(?:content|text|translation|article|document|transcript|note|file)\b[^\])\r\n]{0,60}[\])]",
    r"\[(?:insert|enter|add) [^\]\r\n]{1,60}\](?!\()",
    r"\[your [^\]\r\n]{1,40} here\](?!\()",
    r"<(?:insert|enter|add|your) [\w ]{1,40} here>",
    r"TODO: (?:add |write )?(?:a |the )?(?:summary|title|description|translation|introduction|conclusion)[.…]*+",
    rf"Lorem ipsum dolor sit amet\b{_ON}",
    rf"(?:好的|当然|当然可以|没问题)[，,！!。]\s?{_WE}[^\r\n<：:。]{{0,40}}(?:{_DONE}|版本)[^\r\n<：:。]{{0,20}}[：:。]",
    r"(?:以下|下面)(?:是|为)(?:根据|按照)?(?:您|你)(?:所)?(?:提供|要求|需要|给出|请求)的?[^\r\n<：:。]{0,40}[：:。]",
    rf"作为(?:一个|一名|一款)?(?:AI|人工智能|大型|大)?(?:语言)?(?:模型|助手)，我(?:无法|不能|没有|会|可以|并不){_ON}",
    rf"(?:很)?(?:抱歉|对不起)，(?:但)?(?:作为(?:一个)?(?:AI|人工智能)|我(?:无法|不能)(?:协助|翻译|满足)){_ON}",
    rf"请(?:您)?提供(?:您|你)?(?:需要|想要|要|希望)(?:我)?(?:翻译|总结|处理|改写|润色)的{_ON}",
    rf"如果?(?:您|你)(?:还)?(?:需要|希望|想要)我?(?:继续|进一步)?(?:翻译|调整|修改|润色)[^\r\n<]*?(?:告诉我|告知){_ON}",
    rf"希望(?:这个|这份|以上|我的)?(?:翻译|译文|总结|回答)(?:能)?(?:对|符合)(?:您|你){_ON}",
    r"[（(\[【](?:译文|翻译|内容|下文|正文)(?:未完|继续|待续|省略)[^）)\]】\r\n]{0,30}[）)\]】]",
    r"[（(\[【](?:请)?(?:在)?此处?(?:插入|填写|添加|填入)[^）)\]】\r\n]{1,30}[）)\]】]",
    rf"als (?:ein )?KI-Sprachmodell\b{_ON}",
    rf"en tant que modèle de langage\b{_ON}",
    rf"como (?:un |um )?modelo de (?:lenguaje|linguagem)\b{_ON}",
    rf"как языковая модель\b{_ON}",
    rf"AI言語モデルとして{_ON}",
    rf"AI 언어 모델로서{_ON}",
)
"""Sentences that only a model, or a template, writes."""

MAYBE = (
    rf"{_HERE} {_SOME}\btranslat(?:ion|ed)\b{_COLON}",
    r"(?:the )?translat(?:ion|ed text) (?:is as follows|follows|below)[:：.]",
    r"以下(?:是|为)[^\r\n<：:，。]{0,12}(?:翻译|译文)[^\r\n<：:，。]{0,12}[：:]",
    r"(?:翻译|译文)(?:结果)?如下[：:。]",
    rf"hier ist die Übersetzung\b{_COLON}",
    rf"voici la traduction\b{_COLON}",
    rf"aqu[íi] (?:está|tienes|tiene) (?:la traducción|a tradução)\b{_COLON}",
    rf"ecco la traduzione\b{_COLON}",
    rf"вот перевод\b{_COLON}",
    r"以下(?:は|が)翻訳[^\r\n<]{0,12}[：:。]",
    r"다음은 [^\r\n<:]{0,20}번역[^\r\n<]{0,12}[:.]",
    r"I hope this (?:translation )?helps[!.]",
    r"(?:end of translation|translation ends here)[.]?",
)
"""Sentences that people write, too, but not as the first or the last line of a note or of a block."""

SPEAKERS = (
    r"ChatGPT|GPT[-.\w]*+|Claude|Gemini|Copilot|DeepSeek|Bard|Llama|Grok|Assistant|AI|Bot|Model|User|Human|"
    r"Prompt|提示词"
)
"""Names and roles in notes that keep a talk with a model, in which its words are the text."""
