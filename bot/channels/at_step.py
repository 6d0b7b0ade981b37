"""Words that mean something only where they are said: a bare question is about the step at hand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from components.folding import fold

_LETTERS = re.compile(r"[^\W\d_]+")
_ONLY_NUMBERS = re.compile(r"[\W_]*(?:\[(?:phone|id_number|card_number|passport|code|account)\][\W_]*)+")

# Read without spaces and signs, so that they may be set in any way.
_BARE = {
    "why": re.compile(
        r"(?:근데|그런데|아니|그럼|이걸|이거|이건|이게|그걸|그건|그게|그거)*왜"
        r"(?:요|죠|인가요|이죠|그래요|그런가요|그런거예요|필요한가요|필요해요|필요하죠|필요한데요|필요한거예요"
        r"|(?:찍어야|해야|줘야|내야)?(?:해요|하나요|하죠|돼요|되나요|되죠|하는데요|하는거예요|되는거예요|하는건가요))?"
        r"|(?:이유가|왜그런지|이유는)(?:뭐예요|뭔가요|뭐죠|뭐에요|궁금해요|있나요)"
        r"|(?:خب|ولی|اما|حالا|اخه|آخه|این|اینو)*(?:چرا|برایچی|برایچه|واسهچی|برایچیه|واسچی|بهچهدلیل)"
        r"(?:اخه|آخه|این|لازمه|لازماست|بایدبدم|بایدبدهم|بایداینکارروبکنم|میخواید|میخواهید|میخواین)?"
        r"|(?:دلیلش|علتش)(?:چیه|چیست|چی)"
        r"|(?:but|and|ok|okay|well|so)?why(?:though|so|isthat|isthis|isit|isthisneeded|isitneeded|doineedto"
        r"|doihaveto|isthisnecessary|doyouneed(?:it|this|that)|doyouwant(?:it|this|that)|doyouask)?"
        r"|(?:but)?(?:whatfor|howcome|forwhat|whatsthisfor|whatsitfor|whatisthisfor|whatisitfor|whatsthereason)"
        r"|chera|baraye?chi|wae|waeyo"
    ),
    "stored": re.compile(
        r"(?:이거|이건|이것도|그거|그건|이게|그게|그럼|혹시)*(?:저장|보관)(?:돼요|되나요|되는건가요|되는거예요|해요|하나요|하는거예요|하시나요|되죠)"
        r"|(?:이거|이건|그거|그건|그럼)?언제(?:쯤)?(?:지워|지우|지워지|삭제해|삭제하|삭제되|삭제돼|없애|파기해|파기하)(?:요|나요|죠|는데요|시나요)"
        r"|(?:پس|خب)?(?:این|اینو|اون)?(?:کی|چهوقت)(?:پاک|پاکش|حذف|حذفش)(?:میکنید|میکنین|میشه|میشود)"
        r"|(?:and|so)?when(?:do|will)you(?:delete|erase|remove)(?:it|this|that|them)|(?:and|so)?when(?:isit|willitbe)(?:deleted|erased)"
        r"|(?:이거|그거|이게)?(?:남아요|남나요|기록에남아요|기록에남나요)"
        r"|(?:این|اینا|اون|آن|انها|آنها)?(?:ذخیره|ثبت)(?:میشه|میشود|میکنید|میکنین|میکنی)"
        r"|(?:این|اینو|اون)?(?:نگه|نگهش)(?:میدارید|میدارین|میداری)"
        r"|(?:and|but|so|ok)?(?:is|are|will)(?:it|this|that|they|these)(?:be)?(?:stored|saved|kept|recorded)"
        r"|(?:and|but|so)?(?:do|will)you(?:store|save|keep)(?:it|this|that|them|these)"
    ),
    "must": re.compile(
        r"(?:이거|이건|이걸|그거|이것도)?(?:꼭|반드시|무조건)(?:이거|이걸)?(?:해야|찍어야|내야|줘야)?"
        r"(?:요|해요|하나요|하죠|돼요|되나요|되는건가요|하는건가요|하는거예요)"
        r"|(?:이거|이건|이게)?(?:필수|의무)(?:예요|인가요|에요|죠|이에요)"
        r"|(?:이거)?안하면(?:안돼요|안되나요|안되는건가요|어떻게돼요|어떻게되나요|어떡해요|어떻게되죠)"
        r"|(?:این|اینکار)?(?:حتما|واقعا)?(?:اجباریه|اجباریاست|اجباری|الزامیه|الزامیاست|واجبه|لازمه)(?:حتما)?"
        r"|(?:حتما|واقعا|مگه|ایا)?باید(?:حتما)?(?:انجامبدم|انجامبدهم|انجامشبدم|بدم|بدهم|بگیرم)?"
        r"|(?:اگه|اگر)(?:ندم|ندهم|نخوام|نخواهم)(?:چی|چه)(?:میشه|میشود)?"
        r"|(?:but|and|so)?(?:do|must|should)i(?:really)?(?:haveto|needto|must)?(?:dothis|doit|dothat)?"
        r"|(?:is|are)(?:it|this|that)(?:really)?(?:mandatory|required|necessary|compulsory|obligatory|amust|optional)"
        r"|whatifi(?:dont|donot|refuse|sayno|wont)"
    ),
    "how_long": re.compile(
        r"(?:그럼)?(?:얼마나|얼마동안|얼마나오래|언제까지|며칠|몇분)(?:요|이요|이에요|예요|인가요|죠|동안요)?"
        r"|(?:تا)?(?:کی|چقدر|چهمدت|چندوقت|چندروز|چنددقیقه)"
        r"|(?:and|so|for)?(?:forhowlong|howlong|howmuchlonger|untilwhen|tillwhen|howmanydays|howmanyminutes)"
    ),
    "when": re.compile(
        r"(?:직원|상담원|상담사|사람)?(?:은|이|분은)?(?:언제쯤?|얼마나)(?:와요|오나요|오세요|오시나요|연결돼요|연결되나요|기다려요|기다려야(?:해요|돼요|하나요|되나요))"
        r"|(?:직원|상담원|상담사)?(?:은|이|분은)?아직(?:이에요|이예요|인가요|멀었어요|멀었나요|안와요|안오나요|안오세요|도안와요)"
        r"|(?:پس)?(?:کارشناس|همکارتون|همکارتان|همکارت)(?:چی|چه)(?:شد|شدن)"
        r"|is(?:anyone|anybody|someone|somebody)(?:coming|there|here)"
        r"|(?:پس|خب)?(?:کی|چهوقت)(?:میاد|میاید|میایند|میان|وصلمیشه|وصلمیشم|جوابمیده)"
        r"|(?:چقدر|تاکی)(?:باید)?(?:صبرکنم|منتظربمونم|منتظرباشم|منتظربمانم|طولمیکشه(?:بیاد)?)"
        r"|(?:and|so)?(?:when(?:will|do|are)(?:they|he|she|you|someone|somebody)(?:come|coming|here|join|behere|answer)?"
        r"|howlong(?:doihaveto|willi|shouldi|amigoingtohaveto)(?:wait|bewaiting)|whereis(?:he|she|everyone|theagent)|wherearethey)"
    ),
}
_AT_SELFIE = {"why": "ask_biometric_purpose", "must": "ask_alternative"}
_OF_STORAGE = "ask_data_storage"
_PERSON_CALLED = (
    *("utter_request_human", "utter_already_waiting", "utter_still_waiting"),
    *("utter_fallback_handoff", "utter_frustration_handoff"),
)


def is_only_numbers(text: str) -> bool:
    """Nothing but the marks that stand for numbers which handoff has hidden."""
    return _ONLY_NUMBERS.fullmatch(text) is not None


def bare_question(text: str) -> str | None:
    """why, stored, must, how_long, when; None where the customer names a thing or asks something else."""
    joined = "".join(_LETTERS.findall(fold(text).replace("'", "").replace("\u2019", "")))
    return next((name for name, pattern in _BARE.items() if pattern.fullmatch(joined)), None) if joined else None


def meant_here(question: str, step_kind: str, last_said: Sequence[str]) -> str | None:
    """The wish that a bare question stands for at this step, after what the bot has just said; None for none."""
    if question in ("when", "how_long") and any(key in _PERSON_CALLED for key in last_said):
        return "request_human"  # who asks when somebody comes hears that somebody has been called
    if question == "when":
        return None
    if question in ("why", "must"):
        return _AT_SELFIE[question] if step_kind == "selfie" else "ask_why_verification"
    if question == "how_long" and not any(_OF_STORAGE in key for key in last_said):
        return "ask_duration"
    return _OF_STORAGE
