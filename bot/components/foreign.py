"""Texts in languages that the bot does not speak, told by their letters and a few of their commonest words."""

from __future__ import annotations

import re

_OURS = re.compile("[\uac00-\ud7a3\u3131-\u318e\u1100-\u11ff]")  # any Korean letter: Chinese ones may stand beside it
_OTHER_LETTERS = re.compile(
    "[\u0400-\u04ff\u0530-\u058f\u0590-\u05ff\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f\u10a0-\u10ff"
    "\u1200-\u137f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]"
)
_VIETNAMESE = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)
_ARABIC = re.compile(
    r"(?<!\w)(أريد|اريد|كيف|لماذا|هل|مرحبا|شكرا|لا أفهم|لا افهم|أحتاج|احتاج|هوية|العربية|بالعربية|عربي|"
    r"من فضلك|ماذا|أين|هذا|هذه|التي|الذي|إلى|عندي|لدي|مشكلة|حسابي|صورتي|وجهي)(?!\w)"
)
_LATIN = re.compile(
    r"\b(hola|gracias|por favor|quiero|necesito|bonjour|je (veux|voudrais|ne)|s'il vous pla[iî]t|"
    r"ich (m[oö]chte|brauche|will|habe|verstehe)|merhaba|te[sş]ekk[uü]r\w*|l[uü]tfen|istiyorum|xin ch[aà]o|"
    r"tolong|terima kasih|saya (mau|ingin|tidak)|kumusta|obrigad[oa]|preciso|assalomu)\b",
    re.IGNORECASE,
)
_NAMES = (
    r"chinese|mandarin|cantonese|japanese|russian|arabic|vietnamese|thai|turkish|spanish|french|german|uzbek|mongolian|"
    r"hindi|urdu|kurdish|nepali|indonesian|tagalog|khmer|burmese"
)
_NAMED = re.compile(
    rf"\b(?:(?:speak|only|know|write) (?:{_NAMES})\b(?! (?:passport|id|name|citizen|national))|(?:{_NAMES})[ ,]please)"
    r"|(중국어|일본어|러시아어|아랍어|베트남어|태국어|몽골어|우즈베크어|우즈벡어|네팔어|스페인어|프랑스어|독일어)(로|만|가능|되나|돼|할수|하세|하시)"
    r"|(به|زبان) (چینی|ژاپنی|روسی|عربی|ترکی|کردی|اردو|ویتنامی|اسپانیایی|فرانسوی|آلمانی)(?!\w)",
    re.IGNORECASE,
)
_FEWEST = 2  # letters; a single one is a sign or a slip


def is_foreign(text: str) -> bool:
    if _NAMED.search(text) or _NAMED.search(text.replace(" ", "")):
        return True
    if _OURS.search(text):
        return False
    if len(_OTHER_LETTERS.findall(text)) >= _FEWEST or len(_VIETNAMESE.findall(text)) >= _FEWEST:
        return True
    return len(_ARABIC.findall(text)) >= _FEWEST or bool(_LATIN.search(text))
