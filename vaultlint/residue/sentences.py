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
_BETTER = r"(?:revised|rewritten|polished|reformatted|cleaned[- ]up|corrected|improved|proofread|paraphrased|rephrased)"
_GLAD = r"I(?:['’]d| would) be (?:happy|glad) to help[^\r\n<.!]{0,40}[.!]"
_CANNOT = r"I (?:can['’]t|cannot|can not|am unable to|am not able to)"
_WE = r"(?:以下|下面|这|这里)(?:是|为)"
_NAMES = r"(?:ChatGPT|Claude|Gemini|Copilot|DeepSeek|Kimi|Qwen|豆包|通义千问|文心一言)"
_DONE = r"(?:译文|翻译|总结|摘要|改写|润色|整理)"

SURE = (
    r"(?:sure|certainly|of course|absolutely|okay|ok|great|got it)[!,.]++ "
    rf"(?:{_GLAD} )?{_HERE} {_SOME}\b{_WORK}\b{_COLON}",
    rf"(?:sure|certainly|of course)[!,.]++ I(?:['’]ll| will| can) (?:translate|summari[sz]e|rewrite|format)\b{_ON}",
    rf"{_HERE} {_SOME}\b{_WORK}\b{_SOME}{_ASKED}[^\r\n<:：]{{0,80}}[:：.]",
    rf"(?:unfortunately, )?as an? (?:AI|artificial intelligence)(?: language)?(?: model| assistant)?"
    rf"(?: (?:developed|created|trained) by [^\r\n<,]{{1,30}})?, I\b{_ON}",
    rf"I(?:['’]m| am) unable to (?:translate|summari[sz]e|assist with|fulfil+) (?:this|that|the)\b{_ON}",
    r"it (?:seems|looks like|appears)(?: that| like)? you (?:haven['’]t|have not|didn['’]t|did not) "
    rf"(?:yet )?(?:provided?|included?|shared?|pasted?) {_SOME}\b(?:text|content|transcript|article)s?\b{_ON}",
    r"it (?:seems|looks like|appears)(?: that| like)? "
    rf"{_SOME}\bcut off[.,]{_SOME}\b(?:provide|share|paste|send)\b{_ON}",
    r"thought for (?:\d++|a few|a couple of) (?:seconds?|minutes?)",
    rf"{_NAMES} (?:can|may) make mistakes[.,]{_ON}",
    rf"I(?:['’]m| am) (?:sorry|afraid), (?:but )?as an AI\b{_ON}",
    rf"I(?:['’]m| am) (?:sorry|afraid), (?:but )?{_CANNOT} (?:assist with|fulfil+|comply with|translate)\b{_ON}",
    rf"I(?:['’]m| am) (?:just )?an? (?:AI|large)(?: language)? (?:model|assistant), {_ON}",
    r"please provide (?:me with )?the (?:\w++ ){0,3}(?:text|content|article|transcript|paragraph|passage)s? "
    rf"(?:(?:that )?you(?:['’]d| would) like|you want|to be translated|for translation){_ON}",
    rf"would you like me to (?:continue|proceed|translate|go on|keep going){_ON}",
    rf"let me know if you(?:['’]d| would)? (?:like|need|want) me to (?:continue|translate|adjust|change|revise){_ON}",
    r"let me know if you(?:['’]d| would)? (?:like|need|want) any (?:further|other|more|additional) "
    rf"(?:changes|adjustments|edits|translations?|modifications|revisions){_ON}",
    r"[\[(](?:the )?(?:translation|translated text|text|content|output|response) "
    r"(?:continues|continued|(?:is |was )?truncated)[^\])\r\n]{0,60}[\])]",
    r"[.… ]*+[\[(][.… ]*+(?:the )?(?:rest|remainder) of (?:the |this |your )?(?:\w++ ){0,2}"
    r"(?:content|text|translation|article|document|transcript|note|file)\b[.… ]*+"
    r"(?:(?:is |was |remains |stays |has been )?(?:unchanged|the same|omitted|truncated|as is|as before|continues|"
    r"(?:goes )?here)\b[^\])\r\n]{0,40})?[\])][.… ]*+",
    r"[\[(](?:note: )?due to (?:the )?(?:length|space|token|character) (?:limit\w*+|constraints?|restrictions?)\b"
    r"[^\])\r\n]{0,60}\b(?:translation|output|response)\b[^\])\r\n]{0,60}[\])]",
    r"\[(?:insert|enter|add) [^\]\r\n]{1,60}\](?!\()",
    r"\[your [^\]\r\n]{1,40} here\](?!\()",
    r"<(?:insert|enter|add|your) [\w ]{1,40} here>",
    r"TODO: (?:add |write )?(?:a |the )?(?:summary|title|description|translation|introduction|conclusion)[.…]*+",
    rf"Lorem ipsum dolor sit amet\b{_ON}",
    rf"(?:好的|当然|当然可以|没问题)[，,！!。]\s?{_WE}[^\r\n<：:。]{{0,40}}(?:{_DONE}|版本)[^\r\n<：:。]{{0,20}}[：:。]",
    r"(?:以下|下面)(?:是|为)(?:根据|按照)?(?:您|你)(?:所)?(?:提供|要求|需要|给出|请求)的?[^\r\n<：:。]{0,40}[：:。]",
    rf"作为(?:一个|一名|一款)?(?:AI|人工智能|大型|大)?(?:语言)?(?:模型|助手)，我(?:无法|不能|没有|会|可以|并不){_ON}",
    rf"(?:好的|当然|当然可以|没问题)[，,！!。]\s?(?:我来|我会|我将|让我)(?:为|帮|给)?(?:您|你)(?:翻译|总结|整理|改写|润色){_ON}",
    r"(?:好的|当然|当然可以|没问题)[，,！!。]\s?(?:以下|下面)是(?:这篇|这段|该)(?:文章|文字|文本|内容|视频)的"
    r"[^\r\n<：:。]{0,20}(?:版本|翻译|译文|总结|摘要)[：:。]",
    rf"(?:很|非常)?(?:抱歉|对不起)，(?:但)?(?:作为(?:一个)?(?:AI|人工智能)|我(?:无法|不能)(?:协助|翻译|满足|"
    rf"完成(?:该|这个|此|您的|你的)(?:请求|要求|任务)|提供(?:该|这|此)[^\r\n<]{{0,12}}(?:翻译|译文|总结))){_ON}",
    rf"(?:您|你)好[！!，,。]\s?我是{_NAMES}{_ON}",
    r"已(?:深度)?思考[ （(]{0,2}(?:用时)? ?\d++ ?秒[）)]?",
    r"(?:您|你)?(?:是否)?(?:还)?需要我(?:接着|继续)(?:翻译|生成|输出)[^\r\n<]{0,12}[？?]",
    r"[（(](?:注：?)?由于(?:篇幅|字数|长度|原文|输出)[^）)\r\n]{0,30}(?:翻译|译文|输出|回复)[^）)\r\n]{0,30}[）)]",
    r"[（(][^）)\r\n]{0,20}(?:回复|输入|发送)[“\"'「]?继续[”\"'」]?[^）)\r\n]{0,20}[）)]",
    r"(?:本回答|以上内容|内容)由 ?AI ?生成，[^\r\n<]{0,12}请(?:仔细|注意|自行)甄别[。.]?",
    rf"请(?:您)?提供(?:您|你)?(?:需要|想要|要|希望)(?:我)?(?:翻译|总结|处理|改写|润色)的{_ON}",
    rf"如果?(?:您|你)(?:还)?(?:需要|希望|想要)我?(?:继续|进一步)?(?:翻译|调整|修改|润色)[^\r\n<]*?(?:告诉我|告知){_ON}",
    rf"希望(?:这个|这份|以上|我的)?(?:翻译|译文|总结|回答)(?:能)?(?:对|符合)(?:您|你){_ON}",
    r"[（(\[【](?:译文|翻译|内容|下文|正文)(?:未完|继续|待续|省略)[^）)\]】\r\n]{0,30}[）)\]】]",
    r"[（(\[【](?:请)?(?:在)?此处?(?:插入|填写|添加|填入)[^）)\]】\r\n]{1,30}[）)\]】]",
    rf"als (?:ein )?KI(?:-(?:Sprachm|M)odell|-Assistent)? (?:kann|habe|bin|darf) ich\b{_ON}",
    rf"als (?:ein )?KI-Sprachmodell\b{_ON}",
    r"(?:natürlich|gerne?|klar|selbstverständlich)[!,.]++ hier ist (?:die|der|das|eine?) "
    rf"{_SOME}\b(?:Übersetzung|übersetzte|Zusammenfassung|überarbeitete)\b{_COLON}",
    rf"en tant (?:que (?:modèle de langage|assistant IA)|qu['’](?:une )?IA,? je)\b{_ON}",
    r"(?:bien sûr|certainement|avec plaisir)\s?[!,.]++ voici (?:l[ea]|une?) "
    rf"{_SOME}\b(?:traduction|traduite?|résumé)\b{_COLON}",
    r"¡?(?:claro|por supuesto|desde luego)[!,.]++ aqu[íi] (?:tienes?|está|te dejo) (?:el|la|un|una|o|a|um|uma) "
    rf"{_SOME}\b(?:traducción|traducid[oa]|resumen|tradução|resumo)\b{_COLON}",
    rf"como (?:un |um )?modelo de (?:lenguaje|linguagem)\b{_ON}",
    rf"как языковая модель\b{_ON}",
    rf"AI(?:言語モデル|アシスタント)として{_ON}",
    r"(?:もちろん(?:です)?|承知(?:いた)?しました|かしこまりました|はい)[。、！!]\s?以下[がはに][^\r\n<]{0,30}"
    r"(?:翻訳|要約|訳文)[^\r\n<]{0,20}[。：:]",
    rf"申し訳(?:あり|ござい)ませんが、(?:その|この|ご)(?:リクエスト|要望)に(?:は)?(?:お応え|対応){_ON}",
    rf"AI 언어 모델로서{_ON}",
)
"""Sentences that only a model, or a template, writes."""

MAYBE = (
    rf"{_HERE} {_SOME}\btranslat(?:ion|ed)\b{_COLON}",
    rf"here(?:['’]s| is) (?:the|your|an?) {_BETTER} "
    rf"(?:(?:version|text|note|article|paragraph|content)\b{_COLON}|transcript:)",
    r"(?:the )?translat(?:ion|ed text) (?:is as follows|follows|below)[:：.]",
    r"以下(?:是|为)[^\r\n<：:，。]{0,12}(?:翻译|译文)[^\r\n<：:，。]{0,12}[：:]",
    r"[（(]以下(?:是|为)(?:翻译|译文)[^）)\r\n]{0,10}[）)]",
    r"如果?(?:您|你)?还?有(?:任何|其他|更多)(?:问题|疑问|需求|需要)[^\r\n<]{0,6}请随时(?:告诉我|告知我|向我提问)[。！!.]",
    r"(?:翻译|译文)(?:结果)?如下[：:。]",
    rf"hier ist die Übersetzung\b{_COLON}",
    rf"voici la traduction\b{_COLON}",
    rf"aqu[íi] (?:está|tienes|tiene) (?:la traducción|a tradução)\b{_COLON}",
    rf"ecco la traduzione\b{_COLON}",
    rf"вот перевод\b{_COLON}",
    r"以下(?:は|が)翻訳[^\r\n<]{0,12}[：:。]",
    r"다음은 [^\r\n<:]{0,20}번역[^\r\n<]{0,12}[:.]",
    r"if you(?:['’]d| would)? (?:like|want), I can (?:also )?(?:create|write|provide|make|turn)\b[^\r\n<]*?\b"
    rf"(?:version|summary|table|checklist|bullet|markdown|flashcards?|outline)\b{_ON}",
    rf"(?:lassen Sie|lass) mich wissen, (?:wenn|falls|ob) (?:Sie|du) (?:weitere )?(?:Änderungen|Anpassungen)\b{_ON}",
    r"¿(?:te gustaría|quieres) que (?:continúe|siga) con [^\r\n<]{0,40}\?",
    r"I hope this (?:translation )?helps[!.]",
    r"(?:end of translation|translation ends here)[.]?",
)
"""Sentences that people write, too, but not as the first or the last line of a note or of a block."""

SPEAKERS = (
    r"ChatGPT|GPT[-.\w]*+|Claude|Gemini|Copilot|DeepSeek|Bard|Llama|Grok|Assistant|AI|Bot|Model|User|Human|"
    r"Prompt|提示词"
)
"""Names and roles in notes that keep a talk with a model, in which its words are the text."""
